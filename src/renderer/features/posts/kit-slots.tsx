import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { KitTexts } from '#renderer/content/kit-texts.tsx'
import { MediaField } from '#renderer/content/media-field.tsx'
import { MediaList } from '#renderer/content/media-list.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { compose, slotValue } from '#shared/kits/compose.ts'
import type { KitOfPost } from '#shared/kits/contract.ts'
import { slotFault, type Slot } from '#shared/kits/slot.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { networksOf } from '#shared/rules/content.ts'
import styles from './kit-slots.module.css'

/** The national message of a post as its office adapts it: a field per slot, and the text as it will be, locked. */
export function KitSlots({
  post,
  kit: from,
  content,
  onChange,
  onRenew,
}: {
  readonly post: PostPage
  readonly kit: KitOfPost
  readonly content: WrittenContent
  readonly onChange: (part: Partial<WrittenContent>) => void
  /** Saves what is unsaved; answers with the revision, or undefined if it was refused. */
  readonly onRenew: () => Promise<number | undefined>
}) {
  const { kits, ui } = useWords()
  const words = kits.post
  const renew = useAct(api.kits.renew)
  const attach = useAct(api.posts.attach)
  const [refused, setRefused] = useState<Refusal>()
  const { kit } = from
  const values = content.kit?.slots ?? {}

  const put = (id: string, value: string, media = content.media) => {
    const slots = { ...values, [id]: value }
    // The window composes as main does, so that counters and checks read the very text; main composes again and refuses any other.
    const made = compose(kit, slots, media)
    onChange({ ...made, kit: { kit: from.id, version: from.version, slots } })
  }
  const choosePhoto = async (id: string) => {
    const done = await attach.act({ title: words.photoTitle })
    if (done?.ok !== true) return
    const [file] = done.value.media
    setRefused(file === undefined ? done.value.refused[0] : undefined)
    if (file !== undefined) put(id, file.sha256, [...content.media, file])
  }
  const takeNewest = async () => {
    const expected = await onRenew()
    if (expected === undefined) return
    const done = await renew.act({ post: post.id, expected })
    if (done?.ok === true) toast(words.renewed)
  }
  const refusal = renew.refusal ?? attach.refusal ?? refused
  const own = content.media.filter((file) => !kit.media.some(({ sha256 }) => sha256 === file.sha256))

  return (
    <>
      {from.newest === null ? (
        <Note tone="warn">{words.outdatedNone}</Note>
      ) : (
        from.newest !== from.version && (
          <Note
            tone="warn"
            action={
              <Button size="small" busy={renew.busy} onPress={() => void takeNewest()}>
                {words.renew(from.newest)}
              </Button>
            }
          >
            {words.outdated(from.newest)}
          </Note>
        )
      )}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <Section level={3} title={words.slots} description={words.slotsDetail}>
        <div className={styles['slots']}>
          {kit.slots.map((slot) =>
            slot.kind === 'photo' ? (
              <div key={slot.id} className={styles['photo']}>
                <span>{slot.label}</span>
                <Button size="small" busy={attach.busy} onPress={() => (slotValue(values, slot.id) === '' ? void choosePhoto(slot.id) : put(slot.id, ''))}>
                  {slotValue(values, slot.id) === '' ? words.addPhoto : words.dropPhoto}
                </Button>
              </div>
            ) : (
              <SlotField key={slot.id} slot={slot} value={slotValue(values, slot.id)} onChange={(value) => put(slot.id, value)} hint={words.hints[slot.kind]} fault={ui.fields} />
            ),
          )}
        </div>
        {own.length > 0 && (
          <MediaField
            media={own}
            networks={networksOf(post.content)}
            onChange={(next) => {
              const kept = [...kit.media, ...next]
              const slots = Object.fromEntries(Object.entries(values).filter(([id, value]) => kit.slots.find((slot) => slot.id === id)?.kind !== 'photo' || next.some(({ sha256 }) => sha256 === value)))
              onChange({ media: kept, kit: { kit: from.id, version: from.version, slots } })
            }}
          />
        )}
      </Section>
      <Section level={3} title={words.text} description={words.from(from.name, from.version)}>
        <KitTexts kit={kit} values={values} />
        <MediaList media={kit.media} />
      </Section>
    </>
  )
}

function SlotField({
  slot,
  value,
  onChange,
  hint,
  fault,
}: {
  readonly slot: Slot
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint: string
  readonly fault: Readonly<Record<string, string>>
}) {
  // What is missing is said at the gate; while one writes only what is wrong.
  const wrong = value.trim() === '' ? undefined : slotFault(slot, value)
  const field = { label: slot.label, ...(hint === '' ? {} : { hint }), optional: !slot.required, ...(wrong === undefined ? {} : { error: fault[wrong] ?? fault['invalid'] }) }
  if (slot.kind === 'date') return <DateField {...field} value={value} onChange={onChange} />
  return <TextField {...field} value={value} onChange={onChange} type={slot.kind === 'phone' ? 'tel' : 'text'} maxLength={slot.most * 2} spellCheck={slot.kind !== 'phone' && slot.kind !== 'hour'} />
}
