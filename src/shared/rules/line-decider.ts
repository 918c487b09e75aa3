import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import { factsOf } from './facts.ts'
import type { KeptFact, LineCommand, LineEvent, LineState } from './line.ts'
import { read } from './reading.ts'

const LONGEST_TEXT = 300

/** The line: facts that reviewers keep, correct and withdraw. Nothing of it is lost: what it said then stays on record. */
export const line: Decider<LineState, LineCommand, LineEvent> = {
  noun: 'line',
  initial: { kind: 'none' },
  schemas: { 'line.stated': 1, 'line.corrected': 1, 'line.withdrawn': 1 },
  decide,
  evolve,
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['reviewer']),
}

function decide(state: LineState, command: LineCommand): Result<readonly LineEvent[]> {
  switch (command.kind) {
    case 'state': {
      if (state.kind !== 'none') return refuse('rules/line-exists')
      return withFact(command.fact, (fact) => [{ type: 'line.stated', payload: { fact } }])
    }
    case 'correct': {
      if (state.kind !== 'stated') return refuse(state.kind === 'none' ? 'rules/line-unknown' : 'rules/line-withdrawn')
      const before = JSON.stringify(state.fact)
      return withFact(command.fact, (fact) => (JSON.stringify(fact) === before ? [] : [{ type: 'line.corrected', payload: { fact } }]))
    }
    case 'withdraw': {
      if (state.kind !== 'stated') return refuse(state.kind === 'none' ? 'rules/line-unknown' : 'rules/line-withdrawn')
      const reason = command.reason.trim()
      if (reason === '' || reason.length > LONGEST_TEXT) return refuseFields('rules/line-incomplete', { reason: reason === '' ? 'required' : 'too-long' })
      return ok([{ type: 'line.withdrawn', payload: { reason } }])
    }
    default:
      return never(command)
  }
}

function withFact(given: KeptFact, events: (fact: KeptFact) => readonly LineEvent[]): Result<readonly LineEvent[]> {
  const { kind, from, to } = given
  const fact: KeptFact = { subject: given.subject.trim(), kind, value: given.value.trim(), from, to, source: given.source.trim() }
  const texts = Object.entries({ subject: fact.subject, value: fact.value, source: fact.source })
  const faults: Record<string, string> = Object.fromEntries(
    texts.flatMap(([field, text]) => (text === '' ? [[field, 'required']] : text.length > LONGEST_TEXT ? [[field, 'too-long']] : [])),
  )
  // A value that the checker cannot read would never be compared with anything. A place is taken as it is written.
  if (faults['value'] === undefined && kind !== 'place' && !factsOf(read(fact.value)).some((one) => one.kind === kind)) faults['value'] = `no-${kind}`
  if (from !== null && to !== null && to < from) faults['to'] = 'before-from'
  return Object.keys(faults).length > 0 ? refuseFields('rules/line-incomplete', faults) : ok(events(fact))
}

function evolve(state: LineState, event: LineEvent, meta: EventMeta): LineState {
  switch (event.type) {
    case 'line.stated':
    case 'line.corrected':
      return { kind: 'stated', fact: event.payload.fact, by: meta.actor, at: meta.at }
    case 'line.withdrawn':
      return state.kind === 'stated' ? { kind: 'withdrawn', fact: state.fact } : state
    default:
      return never(event)
  }
}
