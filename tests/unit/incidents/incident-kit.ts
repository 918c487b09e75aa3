import { incident } from '#shared/incidents/decider.ts'
import type { EvidenceId } from '#shared/incidents/evidence.ts'
import type { AffectedAccount, Incident, IncidentCommand } from '#shared/incidents/incident.ts'
import type { PinnedStep, Requirement } from '#shared/incidents/step.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Context, EventId, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export const NOW = '2026-11-23T18:04:00.000Z' as Instant
export const OFFICE = 'local-oaxaca' as OfficeId

export function contextOf(roles: readonly Role[] = ['operator'], now: Instant = NOW): Context {
  const ids = seededIds()
  return { now, actor: 'person-1' as PersonId, roles, office: OFFICE, signer: 'signer-1' as SignerId, newId: () => ids.next() }
}

export function stepOf(id: string, asks: Requirement, more: Partial<PinnedStep> = {}): PinnedStep {
  return {
    id,
    phase: 'now',
    title: `Paso: ${id}`,
    how: 'Cómo.',
    why: 'Por qué.',
    who: 'operator',
    minutes: 15,
    mandatory: true,
    asks,
    networks: {},
    source: 'prueba',
    checked: '2026-11-22',
    confidence: 'inferred',
    ...more,
  }
}

export const x: AffectedAccount = { id: 'account-x', network: 'x', handle: 'INEMexico', name: 'INE' }
export const facebook: AffectedAccount = { id: 'account-fb', network: 'facebook', handle: 'INEMexico', name: 'INE México' }

export const steps: readonly PinnedStep[] = [
  stepOf('notices', { kind: 'notices' }),
  stepOf('capture', { kind: 'evidence', atLeast: 1 }),
  stepOf('scheduled', { kind: 'count', question: '¿Cuántas?' }),
  stepOf('optional', { kind: 'text', question: '¿Qué?' }, { mandatory: false }),
]

export const opening = {
  kind: 'open',
  folio: 'INC-2026-001',
  year: 2026,
  number: 1,
  seen: 'foreign-post',
  severity: 'high',
  accounts: [x],
  knownAt: NOW,
  knownBy: '',
  howKnown: '',
  playbook: { id: 'first-hour', version: 1 },
  steps,
} as const satisfies IncidentCommand

export const evidence = {
  kind: 'add-evidence',
  intake: { id: 'evidence-1' as EvidenceId, sha256: 'a'.repeat(64), size: 10, mime: 'image/png', name: 'captura.png', note: '' },
} as const satisfies IncidentCommand

/** The state after these commands; a refused one fails the test. */
export function after(...commands: readonly IncidentCommand[]): Incident {
  return commands.reduce<Incident>((state, command) => apply(state, command), incident.initial)
}

export function apply(state: Incident, command: IncidentCommand, context: Context = contextOf(['operator', 'security'])): Incident {
  const decision = incident.decide(state, command, context)
  if (!decision.ok) throw new Error(`${command.kind}: ${decision.refusal.code}`)
  return decision.value.reduce<Incident>(
    (next, event, index) =>
      incident.evolve(next, event, {
        id: `event-${index}` as EventId,
        actor: context.actor,
        role: 'operator',
        office: context.office,
        at: context.now,
        version: index + 1,
        stream: 'incident/1',
      }),
    state,
  )
}
