import type { Correspondents } from '#main/documents/correspondents.ts'
import { docxOf } from '#main/documents/written.ts'
import type { IncidentFolder } from '#main/documents/incident-folder.ts'
import { shortDateTime, yearOf } from '#main/documents/spanish-date.ts'
import type { Ledger, Record as RecordCommand } from '#main/ledger/ledger.ts'
import type { NoticesService } from '#main/modules/notices/service.ts'
import type { DataFault } from '#main/data/data-file.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import { networks } from '#shared/accounts/network.ts'
import { incident } from '#shared/incidents/decider.ts'
import type { Evidence, EvidenceId } from '#shared/incidents/evidence.ts'
import { factKeys, type FactKey } from '#shared/incidents/fact.ts'
import { knownAtOf, openMandatory, type AffectedAccount, type Incident, type IncidentCommand, type IncidentId, type IncidentRecord } from '#shared/incidents/incident.ts'
import { severityOf, stepsFor } from '#shared/incidents/playbook.ts'
import type { Outcome, Seen } from '#shared/incidents/seen.ts'
import { restriction } from '#shared/incidents/restriction.ts'
import { mayHearOf, maySee, type Onlooker } from '#shared/incidents/visibility.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { heldRole } from '#shared/ledger/decider.ts'
import type { Context, PersonId, SignerId } from '#shared/ledger/event.ts'
import { secretCandidates } from '#shared/notices/secret-candidates.ts'
import type { DocumentTemplate } from '#shared/notices/template.ts'
import type { EvidenceVault, Kept } from './evidence-vault.ts'
import { actPaper, reportPaper } from './papers.ts'
import type { LoadedPlaybook } from './playbooks.ts'
import { incidentQueries, type IncidentRow } from './store.ts'
import { timelineOf } from './timeline.ts'

/** The registry, as far as an incident needs it. */
export interface AccountDirectory {
  /** The accounts in use that a person may report on; `mine`: they operate it. */
  reportable(context: Context): readonly (AffectedAccount & { readonly mine: boolean })[]
  account(id: string): AffectedAccount | undefined
  /** The accounts whose queue an incident holds. */
  frozenFor(incident: IncidentId): readonly string[]
  /** The incidents that hold any. */
  freezing(): readonly { readonly id: IncidentId }[]
}

/** What incidents need of the machine. */
export interface IncidentDesk {
  chooseFile(options: { readonly title: string; readonly several?: boolean }): Promise<readonly string[]>
  /** The picture on the clipboard as PNG. */
  clipboardImage(): Promise<Uint8Array | undefined>
  openLink(address: string, hosts: readonly string[]): Promise<Result<unknown>>
  /** Shows a folder; false when it is not there. */
  openFolder(path: string): Promise<boolean>
}

/** The documents of an incident that are no notice. */
export type IncidentTemplates = { readonly act: DocumentTemplate; readonly report: DocumentTemplate; readonly faults: readonly DataFault[] }

export type IncidentsDeps = {
  readonly ledger: Ledger
  readonly notices: NoticesService
  readonly loaded: LoadedPlaybook
  readonly templates: IncidentTemplates
  readonly correspondents: Correspondents
  readonly accounts: AccountDirectory
  readonly isActivePerson: (person: PersonId) => boolean
  readonly folder: IncidentFolder
  readonly vault: EvidenceVault
  readonly desk: IncidentDesk
  readonly isKeptSecret: (word: string) => boolean
  /** The series of the folios that the signer gives in a shared record, or undefined alone: `folio.ts`. */
  readonly series?: (signer: SignerId) => string | undefined
}

type Known = Exclude<Incident, { stage: 'none' }>
type Done = Result<unknown>

export type OpenInput = {
  readonly seen: Seen
  readonly accounts: readonly string[]
  readonly knownAt?: Instant | undefined
  readonly knownBy?: string | undefined
  readonly howKnown?: string | undefined
}

/** The one door to incidents. */
export function incidentsService(deps: IncidentsDeps) {
  const { ledger, notices, correspondents, loaded } = deps
  const queries = incidentQueries(ledger.read)
  const book = (): LoadedPlaybook['playbook'] => loaded.playbook

  /** Undefined also for who may not read it. */
  function known(context: Onlooker, id: IncidentId): Known | undefined {
    const state = ledger.state(incident, id)
    return state.stage === 'none' || !maySee(context, state.record, queries.toldOf(id)) ? undefined : state
  }

  function within(context: Context, id: IncidentId, act: (state: Known) => Done, ...typed: readonly string[]): Done {
    const state = known(context, id)
    if (state === undefined) return refuse('incidents/unknown')
    return holdsSecret(typed) ? refuse('incidents/secret-inside') : act(state)
  }

  /** A password written where everybody reads is refused before it is recorded anywhere. */
  function holdsSecret(typed: readonly string[]): boolean {
    return typed.some((text) => secretCandidates(text).some(deps.isKeptSecret))
  }

  function open(context: Context, input: OpenInput): Result<{ id: string; folio: string }> {
    const accounts = input.accounts.map((account) => deps.accounts.account(account))
    if (accounts.includes(undefined)) return refuse('incidents/account-unknown')
    const knownBy = input.knownBy?.trim() || (correspondents.person(context.actor)?.name ?? '')
    const howKnown = input.howKnown?.trim() ?? ''
    if (holdsSecret([input.knownBy ?? '', howKnown])) return refuse('incidents/secret-inside')
    const year = yearOf(context.now, correspondents.office(context.office).timeZone)
    const id = context.newId<'incident'>()
    return settled(context, id, () => ledger.transaction(context, (record) => {
      const { folio, number } = queries.nextFolio(year, deps.series?.(context.signer))
      const opened = record(incident, id, {
        kind: 'open',
        folio,
        year,
        number,
        seen: input.seen,
        severity: severityOf(book(), input.seen),
        accounts: accounts.flatMap((account) => account ?? []),
        knownAt: input.knownAt ?? context.now,
        knownBy,
        howKnown,
        playbook: { id: book().id, version: book().version },
        steps: stepsFor(book(), input.seen),
      })
      if (!opened.ok) return opened
      if (opened.value.state.stage === 'none') throw new Error('an opened incident is not open')
      const drafted = notices.draftAll(context, record, id, opened.value.state.record)
      return drafted.ok ? ok({ id, folio }) : drafted
    }))
  }

  /**
   * Brings what the accounts say of an incident in line with it: each of those it is open on is held by it, and no other. Said on the account because
   * whoever publishes from it need not be who may read the incident; each by an act of its own, so that one account that moved to another office
   * takes nothing else with it. What the person may not say of another office's account is said by the next who may (`settleQueues`).
   */
  function settleQueue(context: Context, id: IncidentId): void {
    const state = known(context, id)
    if (state === undefined) return
    const held = new Set(deps.accounts.frozenFor(id))
    const wanted = state.stage === 'open' ? state.record.accounts.map((account) => account.id) : []
    for (const account of wanted) if (!held.has(account)) ledger.record(context, accountDecider, account, { kind: 'freeze', incident: id, folio: state.record.folio })
    for (const account of held) if (!wanted.includes(account)) ledger.record(context, accountDecider, account, { kind: 'release', incident: id })
  }

  /** An act on an incident, and what the accounts have to say of it afterwards: acts apart, on the disk together, so that a machine that stops in between leaves no queue as it was. */
  function settled<T>(context: Context, id: IncidentId, act: () => Result<T>): Result<T> {
    return ledger.together(() => {
      const answer = act()
      if (answer.ok) settleQueue(context, id)
      return answer
    })
  }

  /** Changes whom the incident and its notices are for, and tells those who read it before. `people` null: everybody again. */
  function restrictTo(context: Context, id: IncidentId, command: Extract<IncidentCommand, { kind: 'restrict' | 'unrestrict' }>): Done {
    return within(
      context,
      id,
      () =>
        settled(context, id, () => ledger.transaction(context, (record) => {
          const changed = record(incident, id, command)
          if (!changed.ok || changed.value.events.length === 0 || changed.value.state.stage === 'none') return changed
          const { edition, to } = changed.value.state.record.restriction
          const told = record(restriction, id, { kind: to === null ? 'lift' : 'place', edition })
          if (!told.ok) return told
          return notices.restrict(record, id, to?.people ?? null)
        })),
      command.reason,
    )
  }

  function recordFacts(context: Context, id: IncidentId, facts: Readonly<Partial<Record<FactKey, string>>>): Done {
    const typed = Object.values(facts)
    return within(
      context,
      id,
      () =>
        ledger.transaction(context, (record) => {
          for (const key of factKeys) {
            const value = facts[key]
            if (value === undefined) continue
            const recorded = record(incident, id, { kind: 'record-fact', key, value })
            if (!recorded.ok) return recorded
          }
          return ok({})
        }),
      ...typed,
    )
  }

  async function take(context: Context, id: IncidentId, kept: readonly Result<Kept>[], about: { step?: string | undefined; note?: string | undefined }): Promise<Result<{ added: number }>> {
    const refused = kept.find((one) => !one.ok)
    const added = ledger.transaction(context, (record) => addAll(record, context, id, kept, about))
    if (!added.ok) return added
    return refused !== undefined && !refused.ok ? refused : added
  }

  function addAll(
    record: RecordCommand,
    context: Context,
    id: IncidentId,
    kept: readonly Result<Kept>[],
    about: { step?: string | undefined; note?: string | undefined },
  ): Result<{ added: number }> {
    let added = 0
    for (const one of kept) {
      if (!one.ok) continue
      const step = about.step === undefined ? {} : { step: about.step }
      const intake = { ...one.value, id: context.newId<'evidence'>(), note: about.note?.trim() ?? '', ...step }
      const recorded = record(incident, id, { kind: 'add-evidence', intake })
      if (!recorded.ok) return recorded
      added += 1
    }
    return ok({ added })
  }

  function rowOf(context: Context, row: IncidentRow) {
    const state = known(context, row.id)
    return state === undefined ? undefined : summaryOf(row.id, state)
  }

  function summaryOf(id: IncidentId, state: Known) {
    const { record } = state
    const counted = record.steps.filter((step) => !step.retired)
    const counts = notices.countsOf(id)
    return {
      id,
      folio: record.folio,
      stage: state.stage,
      seen: record.seen,
      severity: record.severity,
      accounts: record.accounts.map((account) => ({ ...account })),
      knownAt: knownAtOf(record),
      openedAt: record.openedAt,
      ...(state.stage === 'closed' ? { closedAt: state.at, outcome: state.closing.outcome } : {}),
      steps: counted.length,
      settled: counted.filter((step) => step.progress.status !== 'open').length,
      openMandatory: openMandatory(record).length,
      noticesSent: counts.sent,
      noticesAcknowledged: counts.acknowledged,
      restricted: record.restriction.to !== null,
    }
  }

  function nameOf(person: PersonId): string {
    return correspondents.person(person)?.name ?? person
  }

  function restrictionOf({ restriction: { edition, to } }: IncidentRecord) {
    return { edition, to: to === null ? null : { ...to, people: to.people.map((person) => ({ id: person, name: nameOf(person) })), by: nameOf(to.by) } }
  }

  function get(context: Context, id: IncidentId) {
    const state = known(context, id)
    if (state === undefined) return undefined
    const { record } = state
    const office = correspondents.office(record.office)
    return {
      ...summaryOf(id, state),
      openedBy: nameOf(record.openedBy),
      officeName: office.name,
      timeZone: office.timeZone,
      playbook: { ...record.playbook, current: book().version },
      list: record.steps.map(({ progress, ...step }) => ({ ...step, progress: progress.status === 'open' ? progress : { ...progress, by: nameOf(progress.by) } })),
      facts: Object.fromEntries(
        Object.entries(record.facts).map(([key, fact]) => [
          key,
          { ...fact, by: nameOf(fact.by), superseded: fact.superseded.map((said) => ({ ...said, by: nameOf(said.by) })) },
        ]),
      ),
      evidence: record.evidence.map(({ custody, ...item }) => {
        const intake = custody[0]
        if (intake === undefined) throw new Error('evidence without its intake')
        return { ...item, at: intake.at, by: nameOf(intake.by), custody: custody.map((line) => ({ ...line, by: nameOf(line.by) })) }
      }),
      notices: notices.viewsOf(context, id).map((view) => ({
        id: view.id,
        addressee: view.state.record.addressee,
        stage: view.state.stage,
        ...(view.content.to === undefined ? {} : { to: view.content.to }),
        subject: view.content.subject,
        body: view.content.body,
        text: view.text,
        phone: view.content.phone,
        edited: view.state.record.edited,
        missing: view.missing,
        learned: view.learned,
        stale: view.stale,
        exports: view.state.record.exports,
        dispatches: view.state.stage === 'drafted' ? [] : view.state.dispatches.map((dispatch) => ({ ...dispatch, by: nameOf(dispatch.by) })),
        ...(view.state.stage === 'acknowledged' ? { acknowledgement: view.state.acknowledgement } : {}),
      })),
      timeline: timelineOf(record, ledger.history(`incident/${id}`), notices.historyOf(context, id), nameOf).map(({ event, detail }) => ({
        id: event.id,
        type: event.type,
        at: event.at,
        by: nameOf(event.actor),
        detail,
      })),
      ...(state.stage === 'closed' ? { closing: state.closing } : {}),
      folder: deps.folder.pathOf(record.folio),
      restriction: restrictionOf(record),
      mayRestrict: heldRole(context, ['security']) !== undefined,
      mayOverride: heldRole(context, ['security']) !== undefined,
      mayClose: heldRole(context, ['security', 'operator']) !== undefined,
    }
  }

  async function exportEvidence(context: Context, id: IncidentId): Promise<Result<readonly string[]>> {
    const state = known(context, id)
    if (state === undefined) return refuse('incidents/unknown')
    const { record } = state
    if (record.evidence.length === 0) return refuse('incidents/no-evidence')
    const files: string[] = []
    const sums: string[] = []
    for (const item of record.evidence) {
      const copy = await intactCopy(context, id, item)
      if (!copy.ok) return copy
      const written = await deps.folder.write(record.folio, `evidencia-${String(files.length + 1).padStart(2, '0')}-${item.name}`, copy.value)
      if (!written.ok) return written
      const marked = ledger.record(context, incident, id, { kind: 'record-custody', evidence: item.id, act: 'exported', detail: written.value.file })
      if (!marked.ok) return marked
      files.push(written.value.file)
      sums.push(`${item.sha256}  ${written.value.file}\n`)
    }
    // The form that `sha256sum --check` reads: it can be verified without this application.
    const list = await deps.folder.write(record.folio, 'SHA256SUMS.txt', new TextEncoder().encode(sums.join('')))
    return list.ok ? ok([...files, list.value.file]) : list
  }

  /** A copy whose bytes are those that came in. What was altered is recorded as such, and not handed over as if it were not. */
  async function intactCopy(context: Context, id: IncidentId, item: Evidence): Promise<Result<Uint8Array>> {
    const checked = await verifyEvidence(context, id, item.id)
    if (!checked.ok) return checked
    return checked.value.intact ? deps.vault.read(item.sha256) : refuse('incidents/evidence-altered', { name: item.name })
  }

  async function verifyEvidence(context: Context, id: IncidentId, evidence: EvidenceId): Promise<Result<{ intact: boolean }>> {
    const item = known(context, id)?.record.evidence.find((candidate) => candidate.id === evidence)
    if (item === undefined) return refuse(known(context, id) === undefined ? 'incidents/unknown' : 'incidents/evidence-unknown')
    const found = await deps.vault.hashOf(item.sha256)
    if (!found.ok) return refuse('incidents/file-unreadable', { name: item.name })
    const intact = found.value === item.sha256
    const act = intact ? 'verified' : 'altered'
    const marked = ledger.record(context, incident, id, { kind: 'record-custody', evidence, act, detail: found.value })
    return marked.ok ? ok({ intact }) : marked
  }

  async function writePaper(folio: string, name: string, bytes: Promise<Uint8Array>): Promise<Result<{ file: string }>> {
    const written = await deps.folder.write(folio, name, await bytes)
    return written.ok ? ok({ file: written.value.file }) : written
  }

  /** The latest moment at which an event changed the incident: the same record gives the same file. */
  function lastChange(id: IncidentId, fallback: Instant): Instant {
    return ledger.history(`incident/${id}`).at(-1)?.at ?? fallback
  }

  return {
    open,
    get,
    recordFacts,
    exportEvidence,
    verifyEvidence,
    faults: (): readonly DataFault[] => [...loaded.faults, ...deps.templates.faults],

    list(context: Context) {
      return queries.all().flatMap((row) => rowOf(context, row) ?? [])
    },

    /** The person's accounts first, the networks in their usual order; the first of theirs is proposed, or the only one there is. */
    doors(context: Context) {
      const accounts = deps.accounts
        .reportable(context)
        .toSorted((a, b) => Number(b.mine) - Number(a.mine) || networks.indexOf(a.network) - networks.indexOf(b.network) || a.handle.localeCompare(b.handle))
      const likely = accounts.find((account) => account.mine) ?? (accounts.length === 1 ? accounts[0] : undefined)
      return { accounts: [...accounts], preselected: likely === undefined ? [] : [likely.id] }
    },

    completeStep: (context: Context, id: IncidentId, step: string, answer: string): Done =>
      within(
        context,
        id,
        () => ledger.record(context, incident, id, { kind: 'complete-step', step, answer, unsentNotices: notices.countsOf(id).unsent }),
        answer,
      ),

    skipStep: (context: Context, id: IncidentId, step: string, reason: string): Done =>
      within(context, id, () => ledger.record(context, incident, id, { kind: 'skip-step', step, reason }), reason),

    reopenStep: (context: Context, id: IncidentId, step: string): Done =>
      within(context, id, () => ledger.record(context, incident, id, { kind: 'reopen-step', step })),

    linkAccount: (context: Context, id: IncidentId, account: string): Done =>
      within(context, id, () => {
        const found = deps.accounts.account(account)
        if (found === undefined) return refuse('incidents/account-unknown')
        return settled(context, id, () => ledger.record(context, incident, id, { kind: 'link-account', account: found }))
      }),

    unlinkAccount: (context: Context, id: IncidentId, account: string, reason: string): Done =>
      within(context, id, () => settled(context, id, () => ledger.record(context, incident, id, { kind: 'unlink-account', account, reason })), reason),

    /** The steps of the new door are those of the playbook in force now. */
    reclassify: (context: Context, id: IncidentId, to: Seen): Done =>
      within(context, id, () =>
        ledger.record(context, incident, id, {
          kind: 'reclassify',
          to,
          severity: severityOf(book(), to),
          playbook: { id: book().id, version: book().version },
          steps: stepsFor(book(), to),
        }),
      ),

    async addEvidence(context: Context, id: IncidentId, title: string, about: { step?: string | undefined; note?: string | undefined }) {
      const state = known(context, id)
      if (state === undefined) return refuse('incidents/unknown')
      if (state.stage === 'closed') return refuse('incidents/closed', { folio: state.record.folio })
      const paths = await deps.desk.chooseFile({ title, several: true })
      const kept: Result<Kept>[] = []
      for (const path of paths) kept.push(await deps.vault.takeFile(path))
      return take(context, id, kept, about)
    },

    async pasteEvidence(context: Context, id: IncidentId, about: { step?: string | undefined; note?: string | undefined }): Promise<Result<{ added: number }>> {
      const state = known(context, id)
      if (state === undefined) return refuse('incidents/unknown')
      if (state.stage === 'closed') return refuse('incidents/closed', { folio: state.record.folio })
      const picture = await deps.desk.clipboardImage()
      if (picture === undefined) return refuse('incidents/nothing-to-paste')
      const zone = correspondents.office(state.record.office).timeZone
      const name = `captura ${shortDateTime(context.now, zone).replaceAll('/', '-').replaceAll(':', '.')}.png`
      return take(context, id, [await deps.vault.takeBytes(picture, name)], about)
    },

    async exportAct(context: Context, id: IncidentId): Promise<Result<{ file: string }>> {
      const state = known(context, id)
      if (state === undefined) return refuse('incidents/unknown')
      const { record } = state
      const ground = { template: deps.templates.act, record, writer: context.actor, correspondents, at: lastChange(id, context.now) }
      return writePaper(record.folio, '10-acta-de-hechos.docx', docxOf(actPaper(ground)))
    },

    async exportReport(context: Context, id: IncidentId): Promise<Result<{ file: string }>> {
      const state = known(context, id)
      if (state === undefined) return refuse('incidents/unknown')
      if (state.stage !== 'closed') return refuse('incidents/not-closed')
      const { record } = state
      const ground = { template: deps.templates.report, record, writer: state.by, correspondents, at: state.at }
      return writePaper(record.folio, '90-informe-de-cierre.docx', docxOf(reportPaper(ground, state.closing, notices.viewsOf(context, id))))
    },

    close: (context: Context, id: IncidentId, closing: { summary: string; outcome: Outcome; override?: string | undefined }): Done =>
      within(
        context,
        id,
        () => {
          const { summary, outcome, override } = closing
          return settled(context, id, () => ledger.record(context, incident, id, { kind: 'close', summary, outcome, ...(override === undefined ? {} : { override }) }))
        },
        closing.summary,
        closing.override ?? '',
      ),

    reopen: (context: Context, id: IncidentId, reason: string): Done =>
      within(context, id, () => settled(context, id, () => ledger.record(context, incident, id, { kind: 'reopen', reason })), reason),

    /** From here on for these people only, and auditors. `edition`: of the restriction as the person saw it. */
    restrict: (context: Context, id: IncidentId, asked: { readonly people: readonly PersonId[]; readonly reason: string; readonly edition: number }): Done =>
      restrictTo(context, id, { kind: 'restrict', ...asked, unknown: asked.people.filter((person) => !deps.isActivePerson(person)) }),

    unrestrict: (context: Context, id: IncidentId, asked: { readonly reason: string; readonly edition: number }): Done =>
      restrictTo(context, id, { kind: 'unrestrict', ...asked }),

    /** Incidents that the person could read until they were restricted to others. */
    restricted(context: Context) {
      return queries.restricted().flatMap(({ id, folio, by, at }) => {
        const state = ledger.state(incident, id)
        return state.stage !== 'none' && mayHearOf(context, state.record) && known(context, id) === undefined ? [{ id, folio, by: nameOf(by), at }] : []
      })
    },

    /** Only an address that the step itself carries. */
    async openLink(context: Context, id: IncidentId, step: string, url: string): Promise<Done> {
      const found = known(context, id)?.record.steps.find((candidate) => candidate.id === step)
      if (found === undefined) return refuse('incidents/step-unknown')
      const named = Object.values(found.networks).some((help) => help.links.some((link) => link.url === url))
      return named ? deps.desk.openLink(url, [new URL(url).hostname]) : refuse('shell/link-not-allowed')
    },

    async openFolder(context: Context, id: IncidentId): Promise<Done> {
      const state = known(context, id)
      if (state === undefined) return refuse('incidents/unknown')
      return (await deps.desk.openFolder(deps.folder.pathOf(state.record.folio))) ? ok({}) : refuse('incidents/folder-empty')
    },

    /** The open incident that holds an account's queue, though the account may not say so (records of before accounts did); undefined: none. */
    frozenBy: (account: string): string | undefined => queries.freezing(account),

    /**
     * What was left to be said of accounts, of every incident that the person sees: by who could not (another office's account), after two acts at once,
     * or in records of before accounts said it.
     */
    settleQueues(context: Context): void {
      // Only who may say it of every office's account: of somebody else's the hub would refuse it, again and again.
      if (heldRole(context, ['security', 'administrator']) === undefined) return
      for (const { id } of [...queries.open(), ...deps.accounts.freezing()]) settleQueue(context, id)
    },

    /** For its notices. */
    maySee: (context: Context, id: IncidentId): boolean => known(context, id) !== undefined,

    /** Whether there is such an incident here, and the person may not read it. */
    isWithheld: (viewer: Onlooker, id: string): boolean => ledger.state(incident, id).stage !== 'none' && known(viewer, id as IncidentId) === undefined,

    /** For the home screen: what is not closed. */
    waiting(viewer: Onlooker): readonly AttentionItem[] {
      return queries.open().flatMap((row) => {
        const state = known(viewer, row.id)
        if (state?.stage !== 'open') return []
        return [
          {
            kind: 'incident-open' as const,
            incident: row.id,
            folio: row.folio,
            accounts: state.record.accounts.map(({ id, network, handle, name }) => ({ account: id, network, handle: handle || name })),
            since: knownAtOf(state.record),
            openSteps: openMandatory(state.record).length,
            unsentNotices: notices.countsOf(row.id).unsent,
          },
        ]
      })
    },

    /** For the palette: by folio or account, accent-blind. */
    search(context: Context, text: string): readonly { readonly id: IncidentId; readonly folio: string; readonly record: IncidentRecord }[] {
      return queries.search(text).flatMap((row) => {
        const state = known(context, row.id)
        return state === undefined ? [] : [{ id: row.id, folio: row.folio, record: state.record }]
      })
    },
  }
}

export type IncidentsService = ReturnType<typeof incidentsService>
