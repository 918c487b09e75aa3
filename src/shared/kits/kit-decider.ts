import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Network } from '#shared/accounts/network.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import { canonical } from '#shared/posts/canonical.ts'
import { emptyContent, normalContent } from '#shared/posts/content.ts'
import { mapTexts, marksIn } from './compose.ts'
import { type FirstKit, type Kit, type KitCommand, type KitEvent, type KitSeal, type KitState, type KitTexts } from './kit.ts'
import { slotIdOf } from './slot.ts'

const LONGEST_NAME = 80
const LONGEST_TEXT = 5000
const LONGEST_NOTE = 2000
/** Most characters of one slot, and most slots: a kit with more is a free text. */
const LONGEST_SLOT = 500
const MOST_SLOTS = 12

/**
 * National messages. Reviewers (Comunicación Social) write them; another reviewer, who wrote none of it, approves each version, and what offices may not
 * change is covered by that approval.
 */
export const kit: Decider<KitState, KitCommand, KitEvent> = {
  noun: 'kit',
  initial: { kind: 'none' },
  schemas: { 'kit.drafted': 2, 'kit.revised': 2, 'kit.submitted': 1, 'kit.returned': 1, 'kit.approved': 2, 'kit.retired': 1 },
  upcasters: { 'kit.drafted': { 1: lifted }, 'kit.revised': { 1: lifted }, 'kit.approved': { 1: lifted } },
  decide,
  evolve,
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['reviewer']),
}

/** A payload of before there were titles, threads, first comments and tags: it had none. */
function lifted<Payload extends { readonly kit: FirstKit }>(payload: Payload): Omit<Payload, 'kit'> & { readonly kit: Kit } {
  return { ...payload, kit: { ...payload.kit, titles: {}, threads: {}, comments: {}, tags: [] } }
}

/**
 * The seal of a kit: everything that its approval covers. The texts that came later are left out while they are empty, so that what was approved before they
 * existed has the same seal today.
 */
export function kitSealOf({ titles, threads, comments, tags, ...first }: Kit): KitSeal {
  const later = Object.entries({ titles, threads, comments, tags }).filter(([, texts]) => Object.keys(texts).length > 0)
  return bytesToHex(sha256(utf8ToBytes(`resguardo/kit/1 ${canonical({ ...first, ...Object.fromEntries(later) })}`))) as KitSeal // the brand's only source
}

type Events = Result<readonly KitEvent[]>

function decide(state: KitState, command: KitCommand, context: Context): Events {
  if (command.kind === 'draft') {
    if (state.kind !== 'none') return refuse('kits/exists')
    return withKit(command.kit, (given) => [{ type: 'kit.drafted', payload: { kit: given } }])
  }
  if (state.kind === 'none') return refuse('kits/unknown')
  if (state.retired !== null) return refuse('kits/retired')
  const { writing } = state
  switch (command.kind) {
    case 'revise': {
      if (writing?.submitted === true) return refuse('kits/submitted')
      // A version in force is revised from its own number on: nothing is written yet.
      if (command.expected !== (writing?.revision ?? 0)) return refuse('kits/changed-since')
      const before = writing?.kit ?? state.approvals.at(-1)?.kit
      return withKit(command.kit, (given) =>
        canonical(given) === canonical(before) ? [] : [{ type: 'kit.revised', payload: { kit: given, revision: (writing?.revision ?? 0) + 1 } }],
      )
    }
    case 'submit':
      if (writing === null) return refuse('kits/nothing-new')
      if (writing.submitted) return refuse('kits/submitted')
      if (command.expected !== writing.revision) return refuse('kits/changed-since')
      if (writing.kit.source === null) return refuseFields('kits/incomplete', { source: 'required' })
      if (command.blocking > 0) return refuse('kits/blocked', { count: command.blocking })
      return ok([{ type: 'kit.submitted', payload: { revision: writing.revision, seal: kitSealOf(writing.kit) } }])
    case 'return':
    case 'approve': {
      if (writing?.submitted !== true) return refuse('kits/not-submitted')
      if (state.contributors.includes(context.actor)) return refuse('kits/own-work')
      if (command.expected !== writing.revision) return refuse('kits/changed-since')
      if (command.kind === 'return') {
        const note = worded(command.note)
        if (note === '' || note.length > LONGEST_NOTE) return refuseFields('kits/incomplete', { note: note === '' ? 'required' : 'too-long' })
        return ok([{ type: 'kit.returned', payload: { revision: writing.revision, note } }])
      }
      const seal = kitSealOf(writing.kit)
      if (command.seal !== seal) return refuse('kits/changed-since')
      if (command.blocking > 0) return refuse('kits/blocked', { count: command.blocking })
      return ok([{ type: 'kit.approved', payload: { version: state.approvals.length + 1, kit: writing.kit, seal } }])
    }
    case 'retire': {
      const reason = worded(command.reason)
      if (reason === '' || reason.length > LONGEST_NOTE) return refuseFields('kits/incomplete', { reason: reason === '' ? 'required' : 'too-long' })
      return ok([{ type: 'kit.retired', payload: { reason } }])
    }
    default:
      return never(command)
  }
}

function withKit(given: Kit, events: (kit: Kit) => readonly KitEvent[]): Events {
  const tidy = (text: string) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  const { campaign } = given
  // As a post keeps them: what the office's post is made of is compared with what it says.
  const { base, variants, titles, threads, comments, tags, media, source, topics } = normalContent({ ...emptyContent, ...mapTexts(given, tidy), media: given.media, source: given.source, topics: given.topics })
  const kept: Kit = {
    name: tidy(given.name),
    guide: tidy(given.guide),
    base,
    variants: Object.fromEntries(Object.entries(variants).filter(([, text]) => text !== '')),
    titles,
    threads,
    comments,
    tags,
    slots: given.slots.map(({ id, label, kind, most, required }) => ({ id, label: tidy(label), kind, most, required })),
    media,
    source,
    offices: [...new Set(given.offices)].toSorted(),
    campaign,
    topics,
  }
  const faults = faultsOf(kept)
  return Object.keys(faults).length > 0 ? refuseFields('kits/incomplete', faults) : ok(events(kept))
}

/** Every text of a kit under the name of its field. */
function namedTexts({ base, variants, titles, threads, comments, tags }: KitTexts): readonly (readonly [field: string, text: string])[] {
  const named = (name: string, texts: Readonly<Partial<Record<Network, string>>>) => Object.entries(texts).map(([network, text]) => [`${name}.${network}`, text] as const)
  return [
    ['base', base],
    ...named('titles', titles),
    ...named('variants', variants),
    ...Object.entries(threads).flatMap(([network, parts]) => parts.map((text, part) => [`threads.${network}.${part}`, text] as const)),
    ...tags.map((text) => ['tags', text] as const),
    ...named('comments', comments),
  ]
}

function faultsOf(kept: Kit): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  if (kept.name === '' || kept.name.length > LONGEST_NAME) faults['name'] = kept.name === '' ? 'required' : 'too-long'
  if (kept.guide.length > LONGEST_TEXT) faults['guide'] = 'too-long'
  if (kept.base === '') faults['base'] = 'required'
  const texts = namedTexts(kept)
  const written = kept.slots.filter(({ kind }) => kind !== 'photo')
  for (const [field, text] of texts) {
    if (text === '' && field.startsWith('threads.')) faults[field] = 'required'
    if (text.length > LONGEST_TEXT) faults[field] = 'too-long'
    // A brace that names no slot would be published as it stands.
    if (marksIn(text).some((id) => !written.some((slot) => slot.id === id)) || /[{}]/.test(text.replaceAll(/\{[a-z0-9-]+\}/g, ''))) faults[field] = 'slot-unknown'
  }
  if (kept.slots.length > MOST_SLOTS) faults['slots'] = 'slots-many'
  const ids = kept.slots.map(({ id }) => id)
  if (new Set(ids).size < ids.length) faults['slots'] = 'slot-twice'
  for (const [index, slot] of kept.slots.entries()) {
    if (slot.id === '' || slotIdOf(slot.id) !== slot.id || slot.label === '') faults[`slots.${index}`] = 'required'
    else if (slot.label.length > LONGEST_NAME || slot.most < 1 || slot.most > LONGEST_SLOT) faults[`slots.${index}`] = 'too-long'
    else if (slot.kind !== 'photo' && !texts.some(([, text]) => marksIn(text).includes(slot.id))) faults[`slots.${index}`] = 'slot-unused'
  }
  return faults
}

function evolve(state: KitState, event: KitEvent, meta: EventMeta): KitState {
  const said = { by: meta.actor, at: meta.at }
  if (event.type === 'kit.drafted') {
    return { kind: 'kit', writing: { kit: event.payload.kit, revision: 1, submitted: false, returned: null, ...said }, approvals: [], contributors: [meta.actor], retired: null }
  }
  if (state.kind === 'none') return state
  const contributors = state.contributors.includes(meta.actor) ? state.contributors : [...state.contributors, meta.actor]
  switch (event.type) {
    case 'kit.revised':
      return { ...state, contributors, writing: { kit: event.payload.kit, revision: event.payload.revision, submitted: false, returned: state.writing?.returned ?? null, ...said } }
    case 'kit.submitted':
      return { ...state, contributors, writing: state.writing === null ? null : { ...state.writing, submitted: true, returned: null } }
    case 'kit.returned':
      return { ...state, writing: state.writing === null ? null : { ...state.writing, submitted: false, returned: event.payload.note } }
    case 'kit.approved':
      return { ...state, writing: null, approvals: [...state.approvals, { ...event.payload, ...said }] }
    case 'kit.retired':
      return { ...state, writing: null, retired: event.payload.reason }
    default:
      return never(event)
  }
}
