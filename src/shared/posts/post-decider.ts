import type { AccountId } from '#shared/accounts/account.ts'
import { later, millisecondsOf, MINUTE } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import { changedFields } from './changed-fields.ts'
import { emptyContent, normalContent, type Content, type FirstContent } from './content.ts'
import { piecesFor, shownPieces } from './pieces.ts'
import { kitFault, kitGate, type KitFacts } from '#shared/kits/post-kit.ts'
import { permalinkFault } from './permalink.ts'
import type { PostCommand, ReviewEnd } from './post-commands.ts'
import type { Finding } from '#shared/rules/finding.ts'
import type { PostEvent } from './post-events.ts'
import { mediaFor } from '#shared/rules/content.ts'
import { CLAIM_MINUTES, HANDED_MINUTES, hasProof, isUnsure, publicationOn, type Post, type PostState, type Stage } from './post.ts'
import { outcome, proofOf, published, secondCopyFault, type Publication } from './publication.ts'
import { checked } from './emergency.ts'
import { LONGEST_REMARK, liftedRemark, openRequired, type RemarkId } from './remark.ts'
import { remarked, remarksAfter } from './remarks.ts'
import { decidesAs, isLast, openStep, plainSteps } from './review-route.ts'
import { started, stillClock, stopped } from './review-clock.ts'
import { sealOf } from './seal.ts'
import { canTake, isContributor, rolesOf, whyNot, type Standing } from './transitions.ts'

/** Longest note or reason, in characters. */
const LONGEST_NOTE = 4000

type Events = Result<readonly PostEvent[]>
type Of<K extends PostCommand['kind']> = Extract<PostCommand, { kind: K }>

/**
 * A post from its first draft to the proof of its publication. What is published is what was approved, by somebody who wrote
 * none of it (criteria of 2017; anchors/review.md rows 38–71).
 */
export const post: Decider<PostState, PostCommand, PostEvent> = {
  noun: 'post',
  initial: { kind: 'none' },
  schemas: {
    'post.drafted': 3,
    'post.revised': 3,
    'post.submitted': 1,
    'post.withdrawn': 1,
    'post.claimed': 1,
    'post.handed-over': 1,
    'post.agreed': 1,
    'post.released': 1,
    'post.returned': 1,
    'post.approved': 1,
    'approval.voided': 1,
    'post.halted': 1,
    'post.resumed': 1,
    'post.copied': 1,
    'post.published': 1,
    'post.not-published': 1,
    'post.doubted': 1,
    'post.checked': 1,
    'post.taken-down': 1,
    'post.discarded': 1,
    'post.expedited': 2,
    'emergency.checked': 1,
    'post.freed': 1,
    'review.breached': 1,
    'remark.made': 2,
    'remark.answered': 1,
    'remark.resolved': 1,
    'remark.reopened': 1,
    'suggestion.accepted': 1,
    'suggestion.declined': 1,
  },
  upcasters: {
    'post.drafted': { 1: liftedContent, 2: withoutWriters },
    'post.revised': { 1: liftedContent, 2: withoutWriters },
    'remark.made': { 1: liftedRemark },
    'post.expedited': { 1: (payload: object) => ({ ...payload, remarks: null }) },
  },
  decide,
  // One's own text goes on top of the other's, which stays in the history. An approval, a return or a submission is of what was seen, and is not lifted.
  again: (state, command) => (command.kind === 'revise' && state.kind !== 'none' ? { ...command, expected: state.revision } : command),
  evolve,
  audience: (state, context) => ({ kind: 'review', office: state.kind === 'none' ? context.office : state.office }),
  roleFor: (command, context) => heldRole(context, command.kind === 'draft' ? ['operator'] : rolesOf(command.kind)),
}

/** A payload of before there were parts, comments, titles, tags, windows, campaigns and kits: it had none. */
function liftedContent<Payload extends { readonly content: FirstContent }>(payload: Payload): object {
  return { ...payload, content: { ...emptyContent, ...payload.content } }
}

/** A payload of before it said who wrote the national message. What stood under that name meant nothing, and machines of then paid no heed to it. */
function withoutWriters({ writers: _, ...payload }: { readonly writers?: unknown }): object {
  return payload
}

/**
 * The post as the table of transitions sees it. `unable`: whom its steps name and who do not review any more; `writers`: of the national message that it is
 * of, as that message has them now, beside those whom the post's own events name.
 */
export function standingOf(state: Post, unable: readonly PersonId[] = [], writers: readonly PersonId[] = []): Standing {
  const { stage } = state
  return {
    stage: stage.kind,
    office: state.office,
    contributors: union(state.contributors, state.writers),
    writers,
    claim: stage.kind === 'submitted' ? stage.claim : null,
    steps: stage.kind === 'submitted' ? stage.steps : [],
    agreed: stage.kind === 'submitted' ? stage.agreed : [],
    unable,
    halted: stage.kind === 'approved' && stage.halt !== null,
    proven: hasProof(stage),
    unsure: isUnsure(stage),
  }
}

function decide(state: PostState, command: PostCommand, context: Context): Events {
  if (command.kind === 'draft') {
    if (state.kind !== 'none') return refuse('posts/exists')
    const content = normalContent(command.content)
    const fault = kitFault(content, command.kit, context.office)
    return fault === undefined ? ok([{ type: 'post.drafted', payload: { content, correctionOf: command.correctionOf, ...writtenBy(content, command.kit) } }]) : refuse(fault)
  }
  if (state.kind === 'none') return refuse('posts/unknown')
  const standsFor = 'standsFor' in command ? (command.standsFor ?? []) : []
  const standing = standingOf(state, 'unable' in command ? command.unable : [], 'kit' in command ? command.kit?.writers : [])
  const reason = whyNot(command.kind, standing, { person: context.actor, roles: context.roles, office: context.office, now: context.now, standsFor })
  if (reason !== undefined) return refuse(reason)
  if ('expected' in command && command.expected !== state.revision) return refuse('posts/changed-since')
  const events = decideOn(state, command, context, standing)
  // Whoever decides late, or looks afterwards at what was let pass, leaves the breach on record too: it needs no machine that noticed it before.
  return events.ok ? ok([...breachOf(state, command, context), ...events.value]) : events
}

/** The breach that the clock has brought and that is not on record yet. */
function breachOf({ breached, clock }: Post, command: PostCommand, context: Context): readonly PostEvent[] {
  const { now } = context
  // Older machines would take a breach that security notes for an act that it may not do: the review's own machines note it afterwards, in whatever stage.
  if (post.roleFor(command, context) === 'security') return []
  const end: ReviewEnd | undefined = command.kind === 'note-breach' ? { due: command.due, limit: command.limit } : 'end' in command ? command.end : undefined
  return end !== undefined && clock.firstSubmittedAt !== null && !breached && end.due <= now ? [{ type: 'review.breached', payload: end }] : []
}

function decideOn(state: Post, command: Exclude<PostCommand, { readonly kind: 'draft' }>, context: Context, standing: Standing): Events {
  switch (command.kind) {
    case 'revise':
      return revise(state, command)
    case 'submit':
      return submit(state, command)
    case 'withdraw':
      return ok([{ type: 'post.withdrawn', payload: { revision: state.revision } }])
    case 'claim':
      return ok([{ type: 'post.claimed', payload: { until: later(context.now, CLAIM_MINUTES * MINUTE) } }])
    case 'hand-over':
      return handOver(standing, command, context)
    case 'release':
      return ok([{ type: 'post.released', payload: { revision: state.revision } }])
    case 'return':
      return sendBack(state, command, context, standing)
    case 'approve':
      return approve(state, command, context, standing)
    case 'halt':
      return halt(command)
    case 'resume':
      return ok([{ type: 'post.resumed', payload: { seal: sealOf(state.content) } }])
    case 'copy':
      return copy(state, command, context)
    case 'publish':
      return publish(state, command)
    case 'not-published':
    case 'doubt':
    case 'check':
    case 'take-down':
      if (!state.content.accounts.some(({ id }) => id === command.account)) return refuse('posts/account-not-chosen')
      return outcome(publicationOn(state.stage, command.account), command, sealOf(state.content))
    case 'discard':
      return ok([{ type: 'post.discarded', payload: { revision: state.revision } }])
    case 'expedite':
      return expedite(state, command)
    case 'check-emergency':
      return checked(state.emergency, command, { person: context.actor, mayHalt: state.stage.kind === 'approved' && state.stage.halt === null && !isComplete(state) })
    case 'free':
      return free(state, command)
    case 'note-breach':
      // Each machine may notice it: said once, it is on record. Nothing else follows.
      return ok([])
    case 'accept':
      // A proposal is put into a text, and a national message's text is nobody's to change: the office fills the slot anew.
      if (state.content.kit !== null) return refuse('posts/kit-locked')
      return remarked(state, command, { person: context.actor, reviews: context.roles.includes('reviewer') })
    case 'remark':
    case 'answer':
    case 'resolve':
    case 'reopen':
    case 'decline':
      return remarked(state, command, { person: context.actor, reviews: context.roles.includes('reviewer') })
    default:
      return never(command)
  }
}

/** A save that changes nothing records nothing; a change of an approved post voids its approval and says by what. */
function revise(state: Post, command: Of<'revise'>): Events {
  const content = normalContent(command.content)
  const locked = kitFault(content, command.kit, state.office)
  if (locked !== undefined) return refuse(locked)
  // What was kept before may hold what is dropped today: nobody changed that.
  const fields = changedFields(normalContent(state.content), content)
  if (fields.length === 0) return ok([])
  const revised: PostEvent = { type: 'post.revised', payload: { content, revision: state.revision + 1, fields, ...writtenBy(content, command.kit) } }
  return ok(state.stage.kind === 'approved' ? [{ type: 'approval.voided', payload: { seal: state.stage.seal, fields } }, revised] : [revised])
}

/** Who wrote the words of the message that a content is of: said with it, so that every machine that holds the post knows who may not decide it. */
function writtenBy({ kit }: Content, facts: KitFacts | null | undefined): { readonly writers?: readonly PersonId[] } {
  return kit === null || facts === null || facts === undefined ? {} : { writers: facts.writers }
}

function submit(state: Post, command: Of<'submit'>): Events {
  const unready = kitGate(state.content, command.kit, state.office)
  if (unready !== undefined) return refuse(unready)
  const blocked = blockedBy(command.findings)
  if (blocked !== undefined) return blocked
  const warnings = [...new Set(command.findings.map((finding) => finding.rule))]
  return ok([{ type: 'post.submitted', payload: { revision: state.revision, seal: sealOf(state.content), warnings, ...(command.steps === undefined ? {} : { steps: command.steps }) } }])
}

/** The refusal that blocking findings are, if there are any. */
function blockedBy(findings: readonly Finding[] = []): ReturnType<typeof refuse> | undefined {
  const blocking = findings.filter(({ severity }) => severity === 'block').length
  return blocking > 0 ? refuse('posts/blocked', { count: blocking }) : undefined
}

function sendBack(state: Post, command: Of<'return'>, context: Context, standing: Standing): Events {
  const note = worded(command.note)
  const faults = {
    ...(command.reasons.length === 0 ? { reasons: 'required' } : {}),
    ...(note === '' ? { note: 'required' } : note.length > LONGEST_NOTE ? { note: 'too-long' } : {}),
  }
  if (Object.keys(faults).length > 0) return refuseFields('posts/reason-missing', faults)
  const reasons = [...new Set(command.reasons)]
  return ok([{ type: 'post.returned', payload: { revision: state.revision, seal: sealOf(state.content), reasons, note, ...inPlaceOf(standing, command, context) } }])
}

/**
 * Bound to what the reviewer's screen showed: another seal means that they decided on something else. The last agreement that the way of the
 * post asks for approves it; the ones before are on record and approve nothing.
 */
function approve(state: Post, command: Of<'approve'>, context: Context, standing: Standing): Events {
  // Once more: the message may have a newer version by now, and what is locked is never taken on trust.
  const unready = kitGate(state.content, command.kit, state.office)
  if (unready !== undefined) return refuse(unready)
  const seal = sealOf(state.content)
  if (command.seal !== seal || state.stage.kind !== 'submitted') return refuse('posts/changed-since')
  // And once more the rules: since it was sent, a silence may have begun, or what is known may have changed.
  const blocked = blockedBy(command.findings)
  if (blocked !== undefined) return blocked
  const despite = despiteOf(state, command)
  if (!despite.ok) return despite
  const said = { revision: state.revision, seal, ...despite.value, ...inPlaceOf(standing, command, context) }
  const open = openStep(standing)
  if (open === undefined || isLast(state.stage.steps, open, said.as ?? context.actor)) return ok([{ type: 'post.approved', payload: said }])
  return ok([{ type: 'post.agreed', payload: { ...said, step: open.at } }])
}

/** Why it is approved although required remarks are open; nothing if none is. */
function despiteOf(state: Post, { despite }: Of<'approve'>): Result<{ readonly despite?: { readonly remarks: readonly RemarkId[]; readonly reason: string } }> {
  const open = openRequired(state.remarks)
  if (open.length === 0) return ok({})
  if (despite === undefined) return refuse('posts/remarks-open', { count: open.length })
  const reason = worded(despite)
  if (reason === '' || reason.length > LONGEST_REMARK) return refuseFields('posts/reason-missing', { despite: reason === '' ? 'required' : 'too-long' })
  return ok({ despite: { remarks: open.map(({ id }) => id), reason } })
}

/** In whose place a decision is taken, if it is not in their own. */
function inPlaceOf(standing: Standing, { standsFor = [] }: Of<'approve'> | Of<'return'>, { actor }: Context): { readonly as?: PersonId } {
  const open = openStep(standing)
  const as = open === undefined ? undefined : decidesAs(open.waits, actor, standsFor)
  return as === undefined || as === actor ? {} : { as }
}

/** To who can take the step that waits: in the hands of anybody else it would wait for nothing. */
function handOver(standing: Standing, { to, able, toStandsFor = [] }: Of<'hand-over'>, context: Context): Events {
  if (isContributor(standing, to)) return refuse('posts/hand-over-contributor')
  if (!able || to === context.actor || !canTake(standing, to, toStandsFor)) return refuse('posts/hand-over-unable')
  return ok([{ type: 'post.handed-over', payload: { to, until: later(context.now, HANDED_MINUTES * MINUTE) } }])
}

/**
 * Out of turn the rules hold as ever, and nobody lets pass what they wrote: what is left out is the queue, its steps and its warnings. Open required remarks
 * do not stand in the way if whoever lets it pass was shown each of them; they are named on record.
 */
function expedite(state: Post, command: Of<'expedite'>): Events {
  const unready = kitGate(state.content, command.kit, state.office)
  if (unready !== undefined) return refuse(unready)
  const seal = sealOf(state.content)
  if (command.seal !== seal) return refuse('posts/changed-since')
  const blocked = blockedBy(command.findings)
  if (blocked !== undefined) return blocked
  const open = openRequired(state.remarks).map(({ id }) => id)
  const shown = command.remarks ?? []
  if (open.some((id) => !shown.includes(id))) return refuse('posts/remarks-open', { count: open.length })
  const reason = worded(command.reason)
  if (reason === '' || reason.length > LONGEST_NOTE) return refuseFields('posts/reason-missing', { reason: reason === '' ? 'required' : 'too-long' })
  return ok([{ type: 'post.expedited', payload: { revision: state.revision, seal, reason, warnings: [...new Set(command.findings.map((finding) => finding.rule))], remarks: open } }])
}

function free(state: Post, { stops }: Of<'free'>): Events {
  if (state.stage.kind !== 'approved') return refuse('posts/not-approved')
  const { freed } = state.stage
  const more = stops.filter((stop) => !freed.includes(stop))
  return more.length === 0 ? refuse('posts/nothing-to-free') : ok([{ type: 'post.freed', payload: { stops: more } }])
}

function isComplete({ stage, content }: Post): boolean {
  return (stage.kind === 'approved' || stage.kind === 'published') && content.accounts.every((target) => stage.publications[target.id]?.proof)
}

function halt(command: Of<'halt'>): Events {
  const reason = worded(command.reason)
  if (reason === '') return refuseFields('posts/reason-missing', { reason: 'required' })
  if (reason.length > LONGEST_NOTE) return refuseFields('posts/reason-missing', { reason: 'too-long' })
  return ok([{ type: 'post.halted', payload: { reason } }])
}

/** The last moment: the seal is computed again, the account looked at again, and the rules asked again. */
function copy(state: Post, command: Of<'copy'>, context: Context): Events {
  const seal = liveSeal(state)
  if (seal === undefined) return refuse('posts/seal-broken')
  const target = state.content.accounts.find((one) => one.id === command.account)
  if (target === undefined) return refuse('posts/account-not-chosen')
  const publication = publicationOn(state.stage, command.account)
  const fault = secondCopyFault(publication, context.actor)
  if (fault !== undefined) return refuse(fault)
  const { window } = state.content
  const now = millisecondsOf(context.now)
  if (window !== null && window.from !== null && now < millisecondsOf(window.from)) return refuse('posts/too-early')
  if (window !== null && window.until !== null && now > millisecondsOf(window.until)) return refuse('posts/too-late')
  if (command.facts.closed) return refuse('posts/account-closed')
  const { stop } = command.facts
  if (stop !== undefined) return refuse(stop.lifted ? 'posts/held' : 'posts/stopped', { reason: stop.reason })
  if (command.facts.frozenBy !== null) return refuse('posts/account-frozen', { folio: command.facts.frozenBy })
  // What was approved for another day goes out now: the rules of this moment hold.
  const against = command.findings?.find(({ severity }) => severity === 'block')
  if (against !== undefined) return refuse('posts/blocked-now', { ...against.detail, rule: against.rule })
  if (command.piece !== undefined) {
    // One more text of what is on record as copied: nothing new happens.
    if (publication.copied === null) return refuse('posts/not-copied')
    return piecesFor(state.content, target).some(({ piece }) => piece === command.piece) ? ok([]) : refuse('posts/changed-since')
  }
  return ok([{ type: 'post.copied', payload: { account: command.account, seal } }])
}

function publish(state: Post, command: Of<'publish'>): Events {
  const seal = liveSeal(state)
  if (seal === undefined) return refuse('posts/seal-broken')
  const target = state.content.accounts.find((one) => one.id === command.account)
  if (target === undefined) return refuse('posts/account-not-chosen')
  const { copied, proof } = publicationOn(state.stage, command.account)
  if (proof !== null) return refuse('posts/account-proven')
  if (copied === null) return refuse('posts/not-copied')
  const fault = permalinkFault(command.permalink, { network: target.network, handle: command.facts.handle, domains: command.facts.domains })
  if (fault !== undefined) return refuseFields('posts/permalink', { permalink: fault })
  const { network } = target
  const detail = proofOf(command.proof, { network, pieces: shownPieces(state.content, target), files: mediaFor(state.content.media, network).length })
  return detail.ok ? ok([{ type: 'post.published', payload: { account: command.account, permalink: command.permalink.trim(), seal, proof: detail.value } }]) : detail
}

/** The approval's seal, if it still is the content's. */
function liveSeal(state: Post): ReturnType<typeof sealOf> | undefined {
  const { stage } = state
  if (stage.kind !== 'approved') return undefined
  return stage.seal === sealOf(state.content) ? stage.seal : undefined
}

function evolve(state: PostState, event: PostEvent, meta: EventMeta): PostState {
  if (event.type === 'post.drafted') {
    return {
      kind: 'post',
      author: meta.actor,
      office: meta.office,
      draftedAt: meta.at,
      content: event.payload.content,
      revision: 1,
      contributors: [meta.actor],
      writers: event.payload.writers ?? [],
      clock: stillClock,
      breached: false,
      lastReturn: null,
      correctionOf: event.payload.correctionOf,
      remarks: [],
      emergency: null,
      stage: { kind: 'draft' },
    }
  }
  if (state.kind === 'none') return state
  const { stage } = state
  switch (event.type) {
    case 'post.revised':
      return { ...state, content: event.payload.content, revision: event.payload.revision, contributors: withPerson(state, meta.actor), writers: union(state.writers, event.payload.writers ?? []) }
    case 'post.submitted':
      return {
        ...state,
        contributors: withPerson(state, meta.actor),
        clock: started(state.clock, meta.at),
        stage: { kind: 'submitted', by: meta.actor, at: meta.at, claim: null, steps: event.payload.steps ?? plainSteps, agreed: [] },
      }
    case 'post.withdrawn':
      return { ...state, clock: stopped(state.clock, meta.at), stage: { kind: 'draft' } }
    case 'post.claimed':
      return stage.kind === 'submitted' ? { ...state, stage: { ...stage, claim: { by: meta.actor, until: event.payload.until } } } : state
    case 'post.handed-over':
      return stage.kind === 'submitted' ? { ...state, stage: { ...stage, claim: { by: event.payload.to, until: event.payload.until } } } : state
    case 'post.agreed':
      return stage.kind === 'submitted'
        ? { ...state, stage: { ...stage, claim: null, agreed: [...stage.agreed, { by: meta.actor, as: event.payload.as ?? meta.actor, step: event.payload.step }] } }
        : state
    case 'post.released':
      return stage.kind === 'submitted' ? { ...state, stage: { ...stage, claim: null } } : state
    case 'post.returned': {
      const { reasons, note } = event.payload
      return {
        ...state,
        clock: stopped(state.clock, meta.at),
        lastReturn: { by: meta.actor, at: meta.at, reasons, note, content: state.content },
        stage: { kind: 'returned', by: meta.actor, at: meta.at },
      }
    }
    case 'post.approved':
      return {
        ...state,
        clock: stopped(state.clock, meta.at),
        stage: { kind: 'approved', by: meta.actor, at: meta.at, seal: event.payload.seal, publications: {}, freed: [], halt: null },
      }
    case 'post.expedited': {
      const { seal, reason } = event.payload
      // Of before it was said: those that were open by what the record holds before it.
      const remarks = event.payload.remarks ?? openRequired(state.remarks).map(({ id }) => id)
      return {
        ...state,
        clock: stopped(state.clock, meta.at),
        emergency: { by: meta.actor, at: meta.at, reason, remarks, voided: false, check: null },
        stage: { kind: 'approved', by: meta.actor, at: meta.at, seal, publications: {}, freed: [], halt: null },
      }
    }
    case 'emergency.checked':
      return state.emergency === null ? state : { ...state, emergency: { ...state.emergency, check: { by: meta.actor, at: meta.at, ...event.payload } } }
    case 'post.freed':
      return stage.kind === 'approved' ? { ...state, stage: { ...stage, freed: [...stage.freed, ...event.payload.stops] } } : state
    case 'review.breached':
      return { ...state, breached: true }
    case 'approval.voided':
      return { ...state, emergency: state.emergency === null ? null : { ...state.emergency, voided: true }, stage: { kind: 'draft' } }
    case 'post.halted':
      return stage.kind === 'approved' ? { ...state, stage: { ...stage, halt: { by: meta.actor, at: meta.at, reason: event.payload.reason } } } : state
    case 'post.resumed':
      return stage.kind === 'approved' ? { ...state, stage: { ...stage, halt: null } } : state
    case 'post.copied':
      return { ...state, stage: withPublication(state, event.payload.account, { copied: { at: meta.at, by: meta.actor }, notOut: null, doubt: null, found: null, proof: null, down: null }) }
    case 'post.published':
      return {
        ...state,
        stage: withPublication(state, event.payload.account, published(publicationOn(stage, event.payload.account), event.payload, { at: meta.at, by: meta.actor })),
      }
    case 'post.not-published':
      return { ...state, stage: withPublication(state, event.payload.account, { copied: null, notOut: { at: meta.at, by: meta.actor, reason: event.payload.reason }, doubt: null, found: null, proof: null, down: null }) }
    case 'post.doubted':
      return {
        ...state,
        stage: withPublication(state, event.payload.account, { ...publicationOn(stage, event.payload.account), doubt: { at: meta.at, by: meta.actor, note: event.payload.note }, found: null }),
      }
    case 'post.checked': {
      const { account, found } = event.payload
      const before = publicationOn(stage, account)
      // Not there: as if it had never been copied, so it may be copied again.
      return { ...state, stage: withPublication(state, account, { ...before, copied: found ? before.copied : null, doubt: null, found: found ? { at: meta.at, by: meta.actor } : null }) }
    }
    case 'post.taken-down':
      return {
        ...state,
        stage: withPublication(state, event.payload.account, { ...publicationOn(stage, event.payload.account), down: { at: meta.at, by: meta.actor, reason: event.payload.reason } }),
      }
    case 'post.discarded':
      return { ...state, stage: { kind: 'discarded', by: meta.actor, at: meta.at } }
    case 'suggestion.accepted': {
      // By the thread itself, not by what the event says of it.
      const by = state.remarks.find(({ id }) => id === event.payload.remark)?.by
      return { ...state, remarks: remarksAfter(state.remarks, event, meta), contributors: by === undefined ? state.contributors : withPerson(state, by) }
    }
    case 'remark.made':
    case 'remark.answered':
    case 'remark.resolved':
    case 'remark.reopened':
    case 'suggestion.declined':
      return { ...state, remarks: remarksAfter(state.remarks, event, meta) }
    default:
      return never(event)
  }
}

function union(people: readonly PersonId[], more: readonly PersonId[]): readonly PersonId[] {
  return more.every((person) => people.includes(person)) ? people : [...new Set([...people, ...more])]
}

function withPerson(state: Post, person: PersonId): readonly PersonId[] {
  return state.contributors.includes(person) ? state.contributors : [...state.contributors, person]
}

/** Published once every account has its proof. */
function withPublication(state: Post, account: AccountId, publication: Publication): Stage {
  const { stage } = state
  if (stage.kind !== 'approved' && stage.kind !== 'published') return stage
  const publications: Readonly<Record<AccountId, Publication>> = { ...stage.publications, [account]: publication }
  const complete = state.content.accounts.every((target) => publications[target.id]?.proof)
  if (!complete || stage.kind === 'published') return { ...stage, publications }
  const { by, at, seal, freed } = stage
  return { kind: 'published', by, at, seal, publications, freed }
}
