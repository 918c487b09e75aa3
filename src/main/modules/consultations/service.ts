import type { DataFault } from '#main/data/data-file.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { ConsultationCommand, ConsultationEvent, ConsultationId, KnownConsultation, Matter, Report } from '#shared/consultations/consultation.ts'
import type { ConsultationDeed, ConsultationPage, ConsultationRow, ListFilter, ReportFile } from '#shared/consultations/contract.ts'
import { basisIn, consultation, dueOf, stageAt, standingOf } from '#shared/consultations/decider.ts'
import { faultsOf, personalDataIn, replyFindings, type AboutAccount } from '#shared/consultations/gate.ts'
import type { ReplyTemplate } from '#shared/consultations/reply-template.ts'
import { whyNot } from '#shared/consultations/transitions.ts'
import { saysOnlyWhere } from '#shared/consultations/ways.ts'
import { HOUR, instantOf, type Clock, type Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { titleLine } from '#shared/kernel/worded.ts'
import type { Context, OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import { reviewMarks, type ReviewMark } from '#shared/posts/review-clock.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { consultationQueries, type Scope, type StoredConsultation } from './store.ts'

/** An account of the registry, as far as a consultation needs it. */
export type ConsultedAccount = {
  readonly id: AccountId
  readonly network: Network
  readonly handle: string
  readonly displayName: string
  readonly office: OfficeId
  readonly closed: boolean
}

export type ConsultationsDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly rules: RuleSet
  /** Hours that Comunicación Social has: the institution's policy. */
  readonly limitHours: () => number
  readonly accounts: {
    /** An account by id, closed ones too. */
    one(id: string): ConsultedAccount | undefined
    ofOffice(office: OfficeId): readonly ConsultedAccount[]
    /** Domains on which a network's posts live. */
    domainsOf(network: Network): readonly string[]
  }
  readonly people: { nameOf(person: PersonId): string; officeNameOf(office: OfficeId): string }
  readonly replies: { readonly templates: readonly ReplyTemplate[]; readonly faults: readonly DataFault[] }
  /** Keeps a copy of a file under its SHA-256, and reads one again: as an incident's evidence is kept. */
  readonly evidence: { takeFile(path: string): Promise<Result<ReportFile>>; hashOf(sha256: string): Promise<Result<string>> }
  readonly desk: { chooseFiles(options: { readonly title: string; readonly several: boolean }): Promise<readonly string[]>; copyText(text: string): Promise<void> }
}

export type Done = Result<{ id: ConsultationId }>
type Page = { readonly rows: ConsultationRow[]; readonly total: number; readonly next: string | null; readonly limit: number }

/** Consultations of Comunicación Social: the one door. Refusals: `consultations/…`, those of the ledger. */
export function consultationsService(deps: ConsultationsDependencies) {
  const { ledger, clock, rules, accounts, people, limitHours } = deps
  const queries = consultationQueries(ledger.read)

  /** Reviewers and auditors see every office's, everybody else their own office's. */
  function scopeOf({ roles, office }: Pick<Context, 'roles' | 'office'>): Scope {
    return roles.includes('reviewer') || roles.includes('auditor') ? 'everywhere' : office
  }

  function visible(context: Context, id: ConsultationId): KnownConsultation | undefined {
    const state = ledger.state(consultation, id)
    const scope = scopeOf(context)
    return state.kind === 'consultation' && (scope === 'everywhere' || state.office === scope) ? state : undefined
  }

  const circumstances = (office: OfficeId) => ({ now: clock.now(), entity: entityIdOf(office) })
  const personal = (text: string, about: AboutAccount, office: OfficeId): readonly string[] => faultsOf(personalDataIn(text, about, rules, circumstances(office)))
  const blocking = (text: string, about: AboutAccount, office: OfficeId): readonly string[] => faultsOf(replyFindings(text, about, rules, circumstances(office)))

  function record(context: Context, id: ConsultationId, command: ConsultationCommand): Done {
    const recorded = ledger.record(context, consultation, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  /** An act on a consultation that the person may see. */
  function act(context: Context, id: ConsultationId, commandOf: (state: KnownConsultation) => ConsultationCommand): Done {
    const state = visible(context, id)
    return state === undefined ? refuse('consultations/unknown') : record(context, id, commandOf(state))
  }

  /** An act with a text that is kept: it goes through the gate for personal data. */
  function actWith(context: Context, id: ConsultationId, text: string, commandOf: (faults: readonly string[]) => ConsultationCommand): Done {
    return act(context, id, ({ account, office }) => commandOf(personal(text, account, office)))
  }

  function rowOf(stored: StoredConsultation): ConsultationRow {
    const { zero: _, takenBy, account, network, handle, stageAt: since, asker, ...row } = stored
    const due = dueOfStored(stored)
    return {
      ...row,
      // By the clock, not by whether somebody has already recorded it.
      stage: due !== null && due <= clock.now() ? 'lapsed' : row.stage,
      account: { id: account, network, handle },
      officeName: people.officeNameOf(row.office),
      askerName: people.nameOf(asker),
      since,
      due,
      takenBy: takenBy === null ? null : people.nameOf(takenBy),
    }
  }

  function dueOfStored({ zero }: Pick<StoredConsultation, 'zero'>): Instant | null {
    return zero === null ? null : instantOf(zero + limitHours() * HOUR)
  }

  function pageOf(id: ConsultationId, state: KnownConsultation): ConsultationPage {
    const now = clock.now()
    const limit = limitHours()
    const stage = stageAt(state, now, limit)
    const named = <T extends { readonly by: PersonId }>(said: T) => ({ ...said, by: people.nameOf(said.by) })
    return {
      id,
      title: titleLine(state.question),
      matter: state.matter,
      stage,
      account: state.account,
      office: state.office,
      officeName: people.officeNameOf(state.office),
      askerName: people.nameOf(state.asker),
      askedAt: state.askedAt,
      since: state.stageAt,
      due: dueOf(state, limit) ?? state.lapsedAt,
      takenBy: state.takenBy === null ? null : people.nameOf(state.takenBy),
      question: state.question,
      details: state.details.map(named),
      returnNote: state.returnNote,
      answer: state.answer === null ? null : named(state.answer),
      reply: state.reply === null ? null : named(state.reply),
      reports: state.reports.map((one) => ({ ...named(one), evidence: [...one.evidence], sentTo: [...one.sentTo] })),
      standing: standingOf(state, now, limit),
      unrecordedLapse: stage === 'lapsed' && state.stage !== 'lapsed',
      limit,
      history: ledger.history(`consultation/${id}`).map((event) => deedOf(event, people.nameOf)).toReversed(),
    }
  }

  return {
    list(context: Context, filter: ListFilter): Page {
      const found = queries.list(filter, scopeOf(context), context.actor)
      return { rows: found.rows.map(rowOf), total: found.total, next: found.next, limit: limitHours() }
    },

    counts(context: Context) {
      const count = (show: ListFilter['show']): number => queries.count(show, scopeOf(context), context.actor)
      return { waiting: count('waiting'), open: count('open'), mine: count('mine'), ended: count('ended') }
    },

    get(context: Context, id: ConsultationId): ConsultationPage | undefined {
      const state = visible(context, id)
      return state === undefined ? undefined : pageOf(id, state)
    },

    accountsFor: (context: Context): readonly ConsultedAccount[] => accounts.ofOffice(context.office).filter(({ closed }) => !closed),

    templates: () => deps.replies,

    /** Asks; of *troleo* it opens the case, which the criteria have answered. */
    ask(context: Context, matter: Matter, account: string, question: string): Done {
      const found = accounts.one(account)
      if (found === undefined || found.closed || found.office !== context.office) return refuse('consultations/account-unknown')
      const { id, network, handle } = found
      const faults = personal(question, found, context.office)
      return record(context, context.newId<'consultation'>(), { kind: 'ask', matter, account: { id, network, handle }, question, faults, limit: limitHours() })
    },

    refer: (context: Context, id: ConsultationId, detail: string): Done => actWith(context, id, detail, (faults) => ({ kind: 'refer', detail, faults, limit: limitHours() })),
    take: (context: Context, id: ConsultationId): Done => act(context, id, () => ({ kind: 'take', limit: limitHours() })),
    release: (context: Context, id: ConsultationId): Done => act(context, id, () => ({ kind: 'release', limit: limitHours() })),
    return: (context: Context, id: ConsultationId, note: string): Done => actWith(context, id, note, (faults) => ({ kind: 'return', note, faults, limit: limitHours() })),
    complete: (context: Context, id: ConsultationId, detail: string): Done => actWith(context, id, detail, (faults) => ({ kind: 'complete', detail, faults, limit: limitHours() })),

    /** What Comunicación Social answers is a text to reply with: it passes the whole checker, as the reply will. */
    answer: (context: Context, id: ConsultationId, text: string, source: string): Done =>
      act(context, id, ({ account, office }) => ({ kind: 'answer', text, source, faults: [...blocking(text, account, office), ...personal(source, account, office)], limit: limitHours() })),

    lapse: (context: Context, id: ConsultationId): Done => act(context, id, () => ({ kind: 'lapse', limit: limitHours() })),

    /** Copies a reply once it may be used and the checker lets it pass. Nothing is recorded: it becomes a reply where it is posted. */
    async copy(context: Context, id: ConsultationId, text: string): Promise<Result<object>> {
      const state = visible(context, id)
      if (state === undefined) return refuse('consultations/unknown')
      const standing = standingOf(state, clock.now(), limitHours())
      const reason = whyNot('reply', standing, { person: context.actor, roles: context.roles, office: context.office })
      if (reason !== undefined) return refuse(reason)
      if (text.trim() === '' || blocking(text, state.account, state.office).length > 0) return refuseFields('consultations/text-blocked', { text: 'blocked' })
      if (basisIn(standing.stage) === 'lapse' && !saysOnlyWhere(text)) return refuseFields('consultations/lapse-says-where', { text: 'says-where' })
      try {
        await deps.desk.copyText(text.trim())
      } catch {
        return refuse('consultations/not-copied')
      }
      return ok({})
    },

    reply: (context: Context, id: ConsultationId, text: string, permalink: string): Done =>
      act(context, id, ({ account, office }) => ({
        kind: 'reply',
        text,
        permalink,
        faults: blocking(text, account, office),
        domains: accounts.domainsOf(account.network),
        limit: limitHours(),
      })),

    /** The files the person chose, each kept under its hash. The first that cannot be kept refuses all. */
    async attach(title: string): Promise<Result<{ files: ReportFile[] }>> {
      const files: ReportFile[] = []
      for (const path of await deps.desk.chooseFiles({ title, several: true })) {
        const kept = await deps.evidence.takeFile(path)
        if (!kept.ok) return kept
        files.push(kept.value)
      }
      return ok({ files })
    },

    /** Documents speech of hate or violence. What a window says of a file counts only if a copy with that hash is really kept. */
    async report(context: Context, id: ConsultationId, report: Report): Promise<Done> {
      for (const { sha256, name } of report.evidence) {
        const found = await deps.evidence.hashOf(sha256)
        if (!found.ok || found.value !== sha256) return refuse('consultations/evidence-unknown', { name })
      }
      return actWith(context, id, report.what, (faults) => ({ kind: 'report', report, faults, limit: limitHours() }))
    },

    close: (context: Context, id: ConsultationId, reason: string): Done => actWith(context, id, reason, (faults) => ({ kind: 'close', reason, faults, limit: limitHours() })),
    withdraw: (context: Context, id: ConsultationId, reason: string): Done => actWith(context, id, reason, (faults) => ({ kind: 'withdraw', reason, faults, limit: limitHours() })),

    /** For the palette. */
    search: (context: Context, text: string, limit: number): readonly ConsultationRow[] =>
      (['open', 'ended'] as const).flatMap((show) => queries.list({ show, text, after: null, limit }, scopeOf(context), context.actor).rows.map(rowOf)).slice(0, limit),

    /** For the home screen and the reminders: what waits for Comunicación Social, least time left first. */
    waiting: (limit: number): readonly StoredConsultation[] => queries.waiting(limit),
    returnedTo: (person: PersonId, limit: number): readonly StoredConsultation[] => queries.returnedTo(person, limit),
    /** Those of an office that can be replied to by now: answered, or with their time run out. */
    toReply: (office: OfficeId, limit: number): readonly ConsultationRow[] =>
      queries.toReply(office, limit).map(rowOf).filter(({ stage }) => stage === 'answered' || stage === 'lapsed'),
    dueOf: dueOfStored,
    marksOf: ({ zero }: Pick<StoredConsultation, 'zero'>): readonly ReviewMark[] =>
      zero === null ? [] : reviewMarks({ since: instantOf(zero), spells: [] }, rules.review, limitHours()),
  }
}

export type ConsultationsService = ReturnType<typeof consultationsService>

function deedOf(recorded: RecordedEvent, nameOf: (person: PersonId) => string): ConsultationDeed {
  const event = recorded as unknown as ConsultationEvent // the stream is this module's own: type and payload belong together
  const { id, type, at, actor, role } = recorded
  return { id, type, at, role, actorName: nameOf(actor), ...noteOf(event) }
}

function noteOf(event: ConsultationEvent): Pick<ConsultationDeed, 'note' | 'link'> {
  switch (event.type) {
    case 'consultation.referred':
    case 'consultation.completed':
      return { note: event.payload.detail }
    case 'consultation.returned':
      return { note: event.payload.note }
    case 'consultation.answered':
      return { note: event.payload.text }
    case 'consultation.replied':
      return { note: event.payload.text, link: event.payload.permalink }
    case 'consultation.reported':
      return { note: event.payload.what, link: event.payload.link }
    case 'consultation.closed':
    case 'consultation.withdrawn':
      return event.payload.reason === '' ? {} : { note: event.payload.reason }
    default:
      return {}
  }
}
