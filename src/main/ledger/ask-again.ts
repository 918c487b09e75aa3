import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Ledger } from './ledger.ts'
import type { Asked } from './pending.ts'
import type { AnyDecider } from './sqlite-shared-record.ts'

/** Asking for what could not stand once more, of the state as it is now (`Decider.again`). */
export interface AskAgain {
  /** Why it would be refused now; undefined: it would stand. Nothing is written. */
  refusal(context: Context, asked: readonly Asked[]): Refusal | undefined
  /** Records it, whole or not at all. */
  record(context: Context, asked: readonly Asked[]): Result<undefined>
}

/** @param deciders those whose acts are the record's alone: what a keychain, a clipboard or a file had a part in is not done again by asking */
export function askAgain(ledger: Pick<Ledger, 'state' | 'transaction'>, deciders: readonly AnyDecider[]): AskAgain {
  const byNoun = new Map(deciders.map((decider) => [decider.noun, decider]))

  return {
    refusal(context, asked) {
      if (asked.length === 0) return { code: 'hub/not-repeatable' }
      const states = new Map<string, unknown>()
      for (const { noun, id, command } of asked) {
        const decider = byNoun.get(noun)
        if (decider === undefined) return { code: 'hub/not-repeatable' }
        const role = decider.roleFor(command, context)
        if (role === undefined) return { code: 'ledger/role' }
        const stream = `${noun}/${id}`
        let state = states.has(stream) ? states.get(stream) : ledger.state(decider, id)
        const decision = decider.decide(state, decider.again?.(state, command) ?? command, context)
        if (!decision.ok) return decision.refusal
        for (const event of decision.value) {
          state = decider.evolve(state, event, { id: context.newId<'event'>(), stream, version: 0, actor: context.actor, role, office: context.office, at: context.now })
        }
        states.set(stream, state)
      }
      return undefined
    },
    record: (context, asked) =>
      ledger.transaction(context, (record) => {
        for (const { noun, id, command } of asked) {
          const decider = byNoun.get(noun)
          if (decider === undefined) return { ok: false, refusal: { code: 'hub/not-repeatable' } }
          const answer = record(decider, id, decider.again?.(ledger.state(decider, id), command) ?? command)
          if (!answer.ok) return answer
        }
        return ok(undefined)
      }),
  }
}
