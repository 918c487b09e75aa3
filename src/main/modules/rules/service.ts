import type { Ledger } from '#main/ledger/ledger.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { LineFact } from '#shared/rules/contradiction.ts'
import type { LineRow } from '#shared/rules/contract.ts'
import { line } from '#shared/rules/line-decider.ts'
import { holdsOn, type KeptFact, type LineCommand, type LineId } from '#shared/rules/line.ts'
import { lineQueries } from './store.ts'

/** The line's days are those of the capital: it speaks to the whole country. */
const ZONE = 'America/Mexico_City'

/** The line that Comunicación Social keeps: the one door. Refusals: `rules/line-…`, those of the ledger. */
export function lineService({ ledger, nameOf }: { readonly ledger: Ledger; readonly nameOf: (person: PersonId) => string }) {
  const queries = lineQueries(ledger.read)

  function record(context: Context, id: LineId, command: LineCommand): Result<{ id: LineId }> {
    const recorded = ledger.record(context, line, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  return {
    rows: (): LineRow[] => queries.all().map(({ by, ...fact }) => ({ ...fact, by: nameOf(by) })),
    /** What holds at a moment, for the checker. */
    factsAt(moment: Instant): readonly LineFact[] {
      const day = dayOf(moment, ZONE)
      return queries.all().filter((fact) => holdsOn(fact, day))
    },
    state: (context: Context, fact: KeptFact): Result<{ id: LineId }> => record(context, context.newId<'line'>(), { kind: 'state', fact }),
    correct: (context: Context, id: LineId, fact: KeptFact): Result<{ id: LineId }> => record(context, id, { kind: 'correct', fact }),
    withdraw: (context: Context, id: LineId, reason: string): Result<{ id: LineId }> => record(context, id, { kind: 'withdraw', reason }),
  }
}

export type LineService = ReturnType<typeof lineService>
