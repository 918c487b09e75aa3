import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { FindingsList } from '#renderer/content/findings-list.tsx'
import { KitTexts } from '#renderer/content/kit-texts.tsx'
import { MediaField } from '#renderer/content/media-field.tsx'
import type { OwnTexts } from '#renderer/content/network-texts.tsx'
import { RuleFaults } from '#renderer/content/rule-faults.tsx'
import { SourceField } from '#renderer/content/source-field.tsx'
import { TextEditor, type TextTab } from '#renderer/content/text-editor.tsx'
import { CHECK_LONGEST, CHECK_PAUSE, useSettled } from '#renderer/content/use-settled.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import type { KitPage, WrittenKit } from '#shared/kits/contract.ts'
import { hasMark, mapTexts } from '#shared/kits/compose.ts'
import { emptyKit } from '#shared/kits/kit.ts'
import { alwaysSame } from '#shared/kits/sameness.ts'
import { shownText } from '#shared/kits/shown.ts'
import type { Slot } from '#shared/kits/slot.ts'
import { emptyContent } from '#shared/posts/content.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import styles from './library.module.css'
import { OfficesField } from './offices-field.tsx'
import { SlotsField } from './slots-field.tsx'
import { useKitFindings } from './use-kit-findings.ts'

/** A message is written for every network: whichever accounts an office has. */
const EVERYWHERE = networks.map((network) => ({ id: network as string as AccountId, network })) // stands for any account of the network

/** A message is of no account. */
const NOBODY = [] as const

type FormProps = { readonly page?: KitPage; readonly onDone: (id: string) => void; readonly onCancel: () => void }

/** Writes a national message, or a new version of one (`page`), with what the rules say of it beside it. */
export function KitForm(props: FormProps) {
  const { ui } = useWords()
  const { answer: data } = useAnswer(api.rules.data, {})
  return data === undefined ? (
    <p role="status">{ui.loading}</p>
  ) : (
    <>
      <RuleFaults faults={data.faults} />
      <Loaded {...props} rules={data.rules} />
    </>
  )
}

function Loaded({ page, rules, onDone, onCancel }: FormProps & { readonly rules: RuleSet }) {
  const { kits: words, library, posts } = useWords()
  const format = useFormat()
  const { answer: campaigns } = useAnswer(api.library.campaigns, {})
  const { answer: topics } = useAnswer(api.library.topics, {})
  const begin = useAct(api.kits.draft)
  const revise = useAct(api.kits.revise)
  const draft = useDraft<WrittenKit>(page?.writing?.kit ?? page?.versions[0]?.kit ?? emptyKit, `kit/${page?.id ?? ''}`)
  const { values: kit, setAll } = draft
  const [tab, setTab] = useState<TextTab>('base')
  const texts = useRef<HTMLDivElement>(null)
  /** A text was refused on a tab that is not drawn yet: its field is to have the focus. */
  const seeks = useRef(false)
  /** The text that had the cursor last. */
  const text = useRef<HTMLTextAreaElement | HTMLInputElement>(null)
  const change = useCallback((part: Partial<WrittenKit>) => setAll((before) => ({ ...before, ...part })), [setAll])
  const changeTexts = useCallback(({ own: _, ...texts }: Partial<OwnTexts>) => change(texts), [change])
  const changeMedia = useCallback((media: WrittenKit['media']) => change({ media }), [change])
  const changeSource = useCallback((source: WrittenKit['source']) => change({ source }), [change])
  const findings = useKitFindings(useSettled(kit, CHECK_PAUSE, CHECK_LONGEST), rules)
  const checking = useMemo(() => {
    const { base, variants, titles, threads, comments, tags, media, source, slots } = kit
    const content = { ...emptyContent, base, variants, titles, threads, comments, tags, media, source, accounts: EVERYWHERE }
    return { content, findings, rules, counted: (written: string) => shownText(written, slots) }
  }, [kit, findings, rules])
  const same = kit.base.trim() === '' ? [] : alwaysSame(kit)

  const refusal = begin.refusal ?? revise.refusal
  useEffect(() => {
    const bad = tabOf(Object.keys(refusal?.fields ?? {}))
    seeks.current = bad !== undefined
    if (bad !== undefined) setTab(bad)
  }, [refusal])
  useEffect(() => {
    const field = seeks.current ? texts.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : undefined
    if (field === undefined || field === null) return
    seeks.current = false
    // What the form found in sight, above, has the focus already.
    if (document.activeElement?.getAttribute('aria-invalid') !== 'true') field.focus()
  }, [refusal, tab])

  /** A new slot whose mark nobody wrote yet goes into the text where the cursor stood last, as if it were typed; into the common one if it stood in none. */
  const addSlot = (slot: Slot) => {
    change({ slots: [...kit.slots, slot] })
    if (slot.kind === 'photo' || hasMark(kit, slot.id)) return
    const mark = `{${slot.id}}`
    const field = text.current
    if (field === null || !field.isConnected) return change({ base: `${kit.base}${mark}` })
    // In a turn of its own: within this one React would put the old text back. The one way to write that the field's own undo knows of.
    setTimeout(() => {
      field.focus()
      document.execCommand('insertText', false, mark)
    }, 0)
  }
  const dropSlot = (id: string) =>
    change({ slots: kit.slots.filter((slot) => slot.id !== id), ...mapTexts(kit, (written) => written.replaceAll(`{${id}}`, '')) })
  const send = async () => {
    const done = page === undefined ? await begin.act({ kit }) : await revise.act({ id: page.id, expected: page.writing?.revision ?? 0, kit })
    if (done?.ok !== true) return
    draft.forget()
    toast(library.saved)
    onDone(done.value.id)
  }

  return (
    <>
      <PageHeader level={2} title={page === undefined ? words.add : words.editTitle(page.name)} description={words.formDetail} />
      <Form
        refusal={refusal}
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
        <div
          ref={texts}
          onFocus={({ target }) => {
            // Fields of lines and of one line have a cursor; a tab or a button has none.
            if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')) text.current = target
          }}
        >
          <FieldGroup label={words.texts} hint={words.textsHint}>
            <TextEditor checking={checking} accounts={NOBODY} tab={tab} onTab={setTab} onChange={changeTexts} />
          </FieldGroup>
        </div>
        <SlotsField slots={kit.slots} onChange={(slots) => change({ slots })} onAdd={addSlot} onDrop={dropSlot} />
        {same.length > 0 && <Note tone="warn">{words.alwaysSame(format.list(same.map((network) => posts.networks[network])))}</Note>}
        <FieldGroup label={words.media} name="media" hint={words.mediaHint}>
          <MediaField media={kit.media} networks={networks} onChange={changeMedia} />
          <FindingsList findings={findings.filter(({ place }) => place.kind === 'media' || place.kind === 'alternative')} rules={rules} media={kit.media} />
        </FieldGroup>
        <FieldGroup label={words.source} name="source" hint={words.sourceHint}>
          <SourceField source={kit.source} onChange={changeSource} />
          <FindingsList findings={findings.filter(({ place }) => place.kind === 'source')} rules={rules} media={kit.media} />
        </FieldGroup>
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
          <KitTexts kit={kit} />
        </Section>
        <Section level={3} title={posts.findings.title} description={words.findingsDetail}>
          {findings.length === 0 ? <p className={styles['none']}>{posts.findings.none}</p> : <FindingsList findings={findings} rules={rules} media={kit.media} placed />}
        </Section>
      </Form>
    </>
  )
}

/** The tab that has the first of some fields of texts; undefined if none is one. */
function tabOf(fields: readonly string[]): TextTab | undefined {
  return (['base', ...networks] as const).find((tab) => fields.some((field) => field === tab || field.split('.')[1] === tab || (field === 'tags' && tab === 'youtube')))
}
