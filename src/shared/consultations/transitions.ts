import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { ConsultationAct, StageKind } from './consultation.ts'

/** What the table needs to know of a consultation. `stage` is as the clock says: `lapsed` also while nobody has recorded it yet. */
export type Standing = {
  readonly stage: StageKind
  readonly office: OfficeId
  readonly contributors: readonly PersonId[]
  readonly takenBy: PersonId | null
}

/** Who would do it. */
export type Actor = { readonly person: PersonId; readonly roles: readonly Role[]; readonly office: OfficeId }

/** Why an act is impossible: a refusal's code. */
export type WhyNot =
  | 'ledger/role'
  | 'consultations/other-office'
  | 'consultations/exists'
  | 'consultations/not-asked'
  | 'consultations/not-returned'
  | 'consultations/not-ruled'
  | 'consultations/no-basis'
  | 'consultations/running'
  | 'consultations/settled'
  | 'consultations/ended'
  | 'consultations/own-question'
  | 'consultations/taken'
  | 'consultations/not-taken'

/** Who may do each act. Reviewers (Comunicación Social) act in every office's consultations, everybody else in their own office's. */
export const rolesFor: Readonly<Record<ConsultationAct, readonly Role[]>> = {
  ask: ['operator'],
  refer: ['operator'],
  take: ['reviewer'],
  release: ['reviewer'],
  return: ['reviewer'],
  complete: ['operator'],
  answer: ['reviewer'],
  lapse: ['operator', 'reviewer'],
  reply: ['operator'],
  report: ['operator', 'reviewer'],
  close: ['operator'],
  withdraw: ['operator'],
}

type Row = Readonly<Record<ConsultationAct, WhyNot | '-'>>

const ended: Row = {
  ask: 'consultations/exists',
  refer: 'consultations/ended',
  take: 'consultations/ended',
  release: 'consultations/ended',
  return: 'consultations/ended',
  complete: 'consultations/ended',
  answer: 'consultations/ended',
  lapse: 'consultations/ended',
  reply: 'consultations/ended',
  report: 'consultations/ended',
  close: 'consultations/ended',
  withdraw: 'consultations/ended',
}

/** `-`: possible in that stage, if the person may. */
const table: Readonly<Record<StageKind, Row>> = {
  asked: {
    ...ended,
    refer: 'consultations/not-ruled',
    take: '-',
    release: '-',
    return: '-',
    complete: 'consultations/not-returned',
    answer: '-',
    lapse: '-',
    reply: 'consultations/no-basis',
    report: '-',
    close: 'consultations/running',
    withdraw: '-',
  },
  returned: {
    ...ended,
    refer: 'consultations/not-ruled',
    take: 'consultations/not-asked',
    release: 'consultations/not-asked',
    return: 'consultations/not-asked',
    complete: '-',
    answer: 'consultations/not-asked',
    lapse: 'consultations/not-asked',
    reply: 'consultations/no-basis',
    report: '-',
    close: 'consultations/running',
    withdraw: '-',
  },
  answered: {
    ...ended,
    refer: 'consultations/not-ruled',
    take: 'consultations/settled',
    release: 'consultations/settled',
    return: 'consultations/settled',
    complete: 'consultations/not-returned',
    // Comunicación Social may correct its answer until it was used.
    answer: '-',
    lapse: 'consultations/settled',
    reply: '-',
    report: '-',
    close: '-',
    withdraw: 'consultations/settled',
  },
  lapsed: {
    ...ended,
    refer: 'consultations/not-ruled',
    take: '-',
    release: '-',
    return: 'consultations/settled',
    complete: 'consultations/not-returned',
    // Late is better than never: until the citizen has a reply, an answer still counts.
    answer: '-',
    lapse: '-',
    reply: '-',
    report: '-',
    close: '-',
    withdraw: 'consultations/settled',
  },
  ruled: {
    ...ended,
    refer: '-',
    take: 'consultations/not-asked',
    release: 'consultations/not-asked',
    return: 'consultations/not-asked',
    complete: 'consultations/not-returned',
    answer: 'consultations/not-asked',
    lapse: 'consultations/not-asked',
    reply: '-',
    report: '-',
    close: '-',
    withdraw: '-',
  },
  replied: {
    ...ended,
    refer: 'consultations/settled',
    take: 'consultations/settled',
    release: 'consultations/settled',
    return: 'consultations/settled',
    complete: 'consultations/settled',
    answer: 'consultations/settled',
    lapse: 'consultations/settled',
    reply: 'consultations/settled',
    report: '-',
    close: '-',
    withdraw: 'consultations/settled',
  },
  closed: ended,
  withdrawn: ended,
}

const decisions: readonly ConsultationAct[] = ['take', 'return', 'answer']

/** Why somebody may not do something with a consultation now; undefined: they may. Main decides by it and the window says it at the button. */
export function whyNot(act: ConsultationAct, standing: Standing, actor: Actor): WhyNot | undefined {
  if (!rolesFor[act].some((role) => actor.roles.includes(role))) return 'ledger/role'
  if (actor.office !== standing.office && !(rolesFor[act].includes('reviewer') && actor.roles.includes('reviewer'))) return 'consultations/other-office'
  const inStage = table[standing.stage][act]
  if (inStage !== '-') return inStage
  if (decisions.includes(act) && standing.contributors.includes(actor.person)) return 'consultations/own-question'
  if (decisions.includes(act) && standing.takenBy !== null && standing.takenBy !== actor.person) return 'consultations/taken'
  if (act === 'release' && standing.takenBy === null) return 'consultations/not-taken'
  return undefined
}
