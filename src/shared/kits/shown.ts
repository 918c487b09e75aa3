import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { mediaFor, needsFile, textAt } from '#shared/rules/content.ts'
import { isInText, type Finding } from '#shared/rules/finding.ts'
import { filled, mapTexts, piecesOf } from './compose.ts'
import type { Kit, KitTexts } from './kit.ts'
import type { Slot } from './slot.ts'

/** Channels of films: a message is for them only where it has something of its own for them, a title above all. */
const FILM_CHANNELS: readonly Network[] = ['youtube', 'tiktok']

/** Whether an office's post of a message goes to a network by itself. */
export function goesTo(kit: KitTexts, network: Network): boolean {
  return !FILM_CHANNELS.includes(network) || saysOwn(kit, network)
}

function saysOwn({ variants, titles, threads, comments, tags }: KitTexts, network: Network): boolean {
  return [variants, titles, threads, comments].some((texts) => texts[network] !== undefined) || (network === 'youtube' && tags.length > 0)
}

/** Every slot as one that must be filled: so no line of a text is left out, and each slot shows as its label. */
export function allShown(slots: readonly Slot[]): readonly Slot[] {
  return slots.map((slot) => ({ ...slot, required: true }))
}

/** A text of a kit before any office fills it in: each slot as its label in brackets. */
export function shownText(text: string, slots: readonly Slot[]): string {
  return filled(text, allShown(slots), {})
}

/**
 * A kit as it is read, and checked, before any office fills it in: for every network that takes what it brings. What takes no post without a file only if
 * the message brings one or has a text for it: the office's photo comes later.
 */
export function shownContent(kit: Kit): Content {
  const meant = networks.filter((network) => goesTo(kit, network) && (!needsFile(network) || saysOwn(kit, network) || mediaFor(kit.media, network).length > 0))
  const { media, source, campaign, topics } = kit
  return {
    ...emptyContent,
    ...mapTexts(kit, (text) => shownText(text, kit.slots)),
    media,
    source,
    campaign,
    topics,
    accounts: meant.map((network) => ({ id: network as string as AccountId, network })), // stands for any account of the network
  }
}

/**
 * What the rules say of a kit, in the window and at the gate alike: `checked` asks them of a content. Places are those of the texts as they are written, with
 * their marks. What stands for a slot is nobody's text yet, so nothing is said of it; a file that an office brings in one lacks nowhere.
 */
export function kitFindings(kit: Kit, checked: (content: Content) => readonly Finding[]): readonly Finding[] {
  const bringsFile = kit.slots.some(({ kind }) => kind === 'photo')
  return checked(shownContent(kit))
    .filter(({ rule }) => rule !== 'media-missing' || !bringsFile)
    .flatMap((finding) => inWriting(kit, finding) ?? [])
}

/**
 * A finding where its words stand in what is written; undefined if they are what stands for a slot. One that reaches over a slot has no stretch of its own:
 * what would be shown or replaced is a mark.
 */
function inWriting(kit: Kit, finding: Finding): Finding | undefined {
  const { place } = finding
  const text = isInText(place) ? textAt(kit, place) : undefined
  if (!isInText(place) || text === undefined) return finding
  let shown = 0
  let written = 0
  for (const piece of piecesOf(text, allShown(kit.slots), {})) {
    const after = shown + piece.text.length
    const isWithin = place.start >= shown && place.end <= after && place.start < after
    if (isWithin && piece.kind === 'slot') return undefined
    if (isWithin) return { ...finding, place: { ...place, start: written + place.start - shown, end: written + place.end - shown } }
    if (place.start < after) break
    shown = after
    written += piece.kind === 'locked' ? piece.text.length : piece.slot.id.length + 2
  }
  const { instead: _, ...told } = finding
  return { ...told, place: { ...place, start: written, end: written } }
}
