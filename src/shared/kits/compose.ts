import { networks, type Network } from '#shared/accounts/network.ts'
import type { Media } from '#shared/rules/content.ts'
import type { Kit, KitTexts } from './kit.ts'
import { normalSlot, slotFault, slotWords, type Slot, type SlotFault } from './slot.ts'

/** What an office puts into the slots, by their ids. A photo is the SHA-256 of its file. */
export type SlotValues = Readonly<Record<string, string>>

/** What was put into a slot; empty if nothing was. A slot may be called as something that every object has. */
export function slotValue(values: SlotValues, id: string): string {
  return Object.hasOwn(values, id) ? (values[id] ?? '') : ''
}

/** The parts of a post that a kit decides. */
export type Composed = KitTexts & { readonly media: readonly Media[] }

const MARK = /\{([a-z0-9-]+)\}/g

/** The ids of the slots that a text has, in their order. */
export function marksIn(text: string): readonly string[] {
  return Array.from(text.matchAll(MARK), ([, id = '']) => id)
}

/** A piece of a composed text: what is locked, or what stands in a slot. */
export type Piece = { readonly kind: 'locked'; readonly text: string } | { readonly kind: 'slot'; readonly slot: Slot; readonly text: string }

/** A text without the lines all of whose slots may be left out and are: «Informes: .» is said nowhere. */
function withoutEmptyLines(text: string, slots: readonly Slot[], values: SlotValues): string {
  const isLeftOut = (id: string) => slots.some((slot) => slot.id === id && !slot.required && normalSlot(slotValue(values, id)) === '')
  return text
    .split('\n')
    .filter((line) => {
      const marks = marksIn(line)
      return marks.length === 0 || !marks.every(isLeftOut)
    })
    .join('\n')
}

/** A text of a kit with its slots filled, in its pieces: what a reviewer reads is told from what is locked. */
export function piecesOf(whole: string, slots: readonly Slot[], values: SlotValues): readonly Piece[] {
  const text = withoutEmptyLines(whole, slots, values)
  const pieces: Piece[] = []
  let from = 0
  for (const mark of text.matchAll(MARK)) {
    const slot = slots.find(({ id }) => id === mark[1])
    if (slot === undefined) continue
    if (mark.index > from) pieces.push({ kind: 'locked', text: text.slice(from, mark.index) })
    pieces.push({ kind: 'slot', slot, text: slotWords(slot, slotValue(values, slot.id)) })
    from = mark.index + mark[0].length
  }
  if (from < text.length) pieces.push({ kind: 'locked', text: text.slice(from) })
  return pieces
}

/** A text of a kit with its slots filled; what is missing shows as its label in brackets. */
export function filled(text: string, slots: readonly Slot[], values: SlotValues): string {
  return piecesOf(text, slots, values)
    .map((piece) => piece.text)
    .join('')
}

/** The texts of a kit, each as `write` makes it. */
export function mapTexts({ base, variants, titles, threads, comments, tags }: KitTexts, write: (text: string) => string): KitTexts {
  return {
    base: write(base),
    variants: mapNetworks(variants, write),
    titles: mapNetworks(titles, write),
    threads: mapNetworks(threads, (parts) => parts.map(write)),
    comments: mapNetworks(comments, write),
    tags: tags.map(write),
  }
}

/** Whether a slot stands in any text of a kit. */
export function hasMark(texts: KitTexts, id: string): boolean {
  let found = false
  mapTexts(texts, (text) => {
    found ||= marksIn(text).includes(id)
    return text
  })
  return found
}

function mapNetworks<T>(texts: Readonly<Partial<Record<Network, T>>>, write: (text: T) => T): Readonly<Partial<Record<Network, T>>> {
  const made: Partial<Record<Network, T>> = {}
  for (const network of networks) {
    const text = texts[network]
    if (text !== undefined) made[network] = write(text)
  }
  return made
}

/**
 * What a kit makes of an office's slots: the one place where a national message becomes a post's texts. `own` are the files the office has added; those
 * that a photo slot names are taken, in the slots' order, with the office's own alternative text. A part of a thread that is left with nothing is none.
 */
export function compose(kit: Kit, values: SlotValues, own: readonly Media[]): Composed {
  const texts = mapTexts(kit, (text) => filled(text, kit.slots, values))
  const photos = kit.slots.filter(({ kind }) => kind === 'photo').flatMap(({ id }) => own.filter(({ sha256 }) => sha256 === normalSlot(slotValue(values, id))).slice(0, 1))
  return {
    ...texts,
    threads: mapNetworks(texts.threads, (parts) => parts.filter((part) => part !== '')),
    media: [...kit.media, ...photos.filter(({ sha256 }) => !kit.media.some((locked) => locked.sha256 === sha256))],
  }
}

/** The values as they are kept: of the kit's slots only, tidy, without the empty ones. */
export function normalValues(kit: Kit, values: SlotValues): SlotValues {
  return Object.fromEntries(kit.slots.flatMap(({ id }) => (normalSlot(slotValue(values, id)) === '' ? [] : [[id, normalSlot(slotValue(values, id))]])))
}

/** What is wrong with the slots, by their ids. */
export function slotFaults(kit: Kit, values: SlotValues): Readonly<Record<string, SlotFault>> {
  return Object.fromEntries(
    kit.slots.flatMap((slot) => {
      const fault = slotFault(slot, slotValue(values, slot.id))
      return fault === undefined ? [] : [[slot.id, fault]]
    }),
  )
}
