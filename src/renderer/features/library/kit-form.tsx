import { useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { DiscardIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { KitPage, WrittenKit } from '#shared/kits/contract.ts'
import { alwaysSame } from '#shared/kits/sameness.ts'
import { slotIdOf, slotKinds, type Slot } from '#shared/kits/slot.ts'
import { KitText } from './kit-text.tsx'
import styles from './library.module.css'
import { OfficesField } from './offices-field.tsx'

const empty: WrittenKit = { name: '', guide: '', base: '', variants: {}, slots: [], media: [], source: null, offices: [], campaign: null, topics: [] }
/** Most characters of a slot, by what it takes. */
const MOST = { place: 80, address: 160, date: 10, hour: 5, phone: 20, text: 140, photo: 64 } as const

/** Writes a national message, or a new version of one (`page`). */
export function KitForm({ page, onDone, onCancel }: { readonly page?: KitPage; readonly onDone: (id: string) => void; readonly onCancel: () => void }) {
  const { kits: words, library, posts } = useWords()
  const format = useFormat()
  const { answer: campaigns } = useAnswer(api.library.campaigns, {})
  const { answer: topics } = useAnswer(api.library.topics, {})
  const begin = useAct(api.kits.draft)
  const revise = useAct(api.kits.revise)
  const attach = useAct(api.posts.attach)
  const draft = useDraft<WrittenKit>(page?.writing?.kit ?? page?.versions[0]?.kit ?? empty, `kit/${page?.id ?? ''}`)
  const kit = draft.values
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState<Slot['kind']>('place')
  const area = useRef<HTMLTextAreaElement>(null)
  const change = (part: Partial<WrittenKit>) => draft.setAll((before) => ({ ...before, ...part }))
  const changeSlot = (index: number, part: Partial<Slot>) => change({ slots: kit.slots.map((slot, at) => (at === index ? { ...slot, ...part } : slot)) })
  const same = kit.base.trim() === '' ? [] : alwaysSame({ ...kit, variants: defined(kit.variants) })

  /** A new slot goes into the text where the cursor stands. */
  const addSlot = () => {
    const id = slotIdOf(label)
    if (id === '' || kit.slots.some((slot) => slot.id === id)) return
    const at = area.current?.selectionStart ?? kit.base.length
    const slot: Slot = { id, label: label.trim(), kind, most: MOST[kind], required: true }
    change({ slots: [...kit.slots, slot], ...(kind === 'photo' ? {} : { base: `${kit.base.slice(0, at)}{${id}}${kit.base.slice(at)}` }) })
    setLabel('')
  }
  const dropSlot = (id: string) => {
    const without = (text: string) => text.replaceAll(`{${id}}`, '')
    change({
      slots: kit.slots.filter((slot) => slot.id !== id),
      base: without(kit.base),
      variants: Object.fromEntries(Object.entries(kit.variants).map(([network, text]) => [network, without(text ?? '')])),
    })
  }
  const addFiles = async () => {
    const done = await attach.act({ title: words.attachTitle })
    if (done?.ok === true) change({ media: [...kit.media, ...done.value.media] })
  }
  const send = async () => {
    const done = page === undefined ? await begin.act({ kit }) : await revise.act({ id: page.id, expected: page.writing?.revision ?? 0, kit })
    if (done?.ok !== true) return
    draft.forget()
    toast(library.saved)
    onDone(done.value.id)
  }
  const others = networks.filter((network) => kit.variants[network] !== undefined)

  return (
    <>
      <PageHeader level={2} title={page === undefined ? words.add : words.editTitle(page.name)} description={words.formDetail} />
      <Form
        refusal={begin.refusal ?? revise.refusal ?? attach.refusal}
        onSubmit={() => void send()}
        actions={
          <>
            <Button type="submit" look="primary" busy={begin.busy || revise.busy}>
              {library.save}
            </Button>
            <Button
              onPress={() => {
                draft.forget()
                onCancel()
              }}
            >
              {words.cancel}
            </Button>
          </>
        }
      >
        <TextField label={library.name} name="name" value={kit.name} onChange={(name) => change({ name })} maxLength={80} autoFocus />
        <TextArea label={words.base} hint={words.baseHint} name="base" value={kit.base} onChange={(base) => change({ base })} rows={6} areaRef={area} />
        <FieldGroup label={words.slots} name="slots" hint={words.slotsHint}>
          {kit.slots.map((slot, index) => (
            <div key={slot.id} className={styles['slot']}>
              <TextField label={words.slotLabel} name={`slots.${index}`} value={slot.label} onChange={(next) => changeSlot(index, { label: next })} maxLength={80} />
              <span className={styles['slot-kind']}>
                {words.slotKinds[slot.kind]}
                {slot.kind !== 'photo' && <code>{`{${slot.id}}`}</code>}
              </span>
              <Checkbox label={words.required} value={slot.required} onChange={(required) => changeSlot(index, { required })} />
              <IconButton size="small" label={words.dropSlot(slot.label)} icon={<DiscardIcon />} onPress={() => dropSlot(slot.id)} />
            </div>
          ))}
          <div className={styles['slot']}>
            <TextField label={words.newSlot} value={label} onChange={setLabel} placeholder={words.newSlotHint} maxLength={80} />
            <Select label={words.slotKind} value={kind} onChange={setKind} options={slotKinds.map((value) => ({ value, label: words.slotKinds[value] }))} />
            <Button icon={<PlusIcon />} disabledReason={label.trim() === '' ? words.nameFirst : undefined} onPress={addSlot}>
              {words.addSlot}
            </Button>
          </div>
        </FieldGroup>
        {same.length > 0 && <Note tone="warn">{words.alwaysSame(format.list(same.map((network) => posts.networks[network])))}</Note>}
        {others.map((network) => (
          <TextArea
            key={network}
            label={words.variant(posts.networks[network])}
            name={`variants.${network}`}
            value={kit.variants[network] ?? ''}
            onChange={(text) => change({ variants: { ...kit.variants, [network]: text } })}
            rows={4}
          />
        ))}
        <Select
          label={words.addVariant}
          optional
          value=""
          onChange={(network) => change({ variants: { ...kit.variants, [network]: kit.base } })}
          options={networks.filter((network) => kit.variants[network] === undefined).map((value) => ({ value, label: posts.networks[value] }))}
        />
        <FieldGroup label={words.media} name="media" hint={words.mediaHint}>
          {kit.media.map((file, index) => (
            <div key={file.sha256} className={styles['slot']}>
              <TextField
                label={words.alternative(file.name)}
                value={file.alternative.kind === 'text' ? file.alternative.text : ''}
                onChange={(text) => change({ media: kit.media.map((one, at) => (at === index ? { ...one, alternative: text === '' ? { kind: 'missing' } : { kind: 'text', text } } : one)) })}
              />
              <IconButton size="small" label={words.dropFile(file.name)} icon={<DiscardIcon />} onPress={() => change({ media: kit.media.filter((one) => one !== file) })} />
            </div>
          ))}
          <div>
            <Button size="small" busy={attach.busy} onPress={() => void addFiles()}>
              {posts.editor.attach}
            </Button>
          </div>
        </FieldGroup>
        <RadioGroup
          label={posts.editor.sourceKind}
          row
          value={kit.source?.kind ?? 'document'}
          onChange={(value) => change({ source: { kind: value, reference: kit.source?.reference ?? '' } })}
          options={(['document', 'link'] as const).map((value) => ({ value, label: posts.editor.sourceKinds[value] }))}
        />
        <TextField
          label={words.source}
          hint={words.sourceHint}
          name="source"
          value={kit.source?.reference ?? ''}
          onChange={(reference) => change({ source: { kind: kit.source?.kind ?? 'document', reference } })}
          maxLength={2000}
        />
        <TextArea label={words.guide} hint={words.guideHint} name="guide" optional value={kit.guide} onChange={(guide) => change({ guide })} rows={3} />
        <Select
          label={words.campaign}
          optional
          value={kit.campaign ?? 'none'}
          onChange={(campaign) => change({ campaign: campaign === 'none' ? null : campaign })}
          options={[
            { value: 'none', label: words.noCampaign },
            ...(campaigns?.campaigns ?? []).filter(({ ended, id }) => ended === null || id === kit.campaign).map(({ id, campaign }) => ({ value: id, label: campaign.name })),
          ]}
        />
        <FieldGroup label={library.parts.topics}>
          <div className={styles['topics']}>
            {(topics?.topics ?? [])
              .filter(({ id, retired }) => !retired || kit.topics.includes(id))
              .map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  value={kit.topics.includes(id)}
                  onChange={(chosen) => change({ topics: chosen ? [...kit.topics, id] : kit.topics.filter((one) => one !== id) })}
                />
              ))}
          </div>
        </FieldGroup>
        <OfficesField value={kit.offices} onChange={(offices) => change({ offices })} />
        <Section level={3} title={words.preview} description={words.previewDetail}>
          <KitText kit={kit} />
        </Section>
      </Form>
    </>
  )
}

/** A record without its undefined entries. */
function defined(variants: WrittenKit['variants']): Readonly<Partial<Record<Network, string>>> {
  return Object.fromEntries(Object.entries(variants).filter(([, text]) => text !== undefined)) as Readonly<Partial<Record<Network, string>>> // what is left of a partial record
}
