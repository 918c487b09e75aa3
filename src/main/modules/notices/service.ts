import type { Correspondents } from '#main/documents/correspondents.ts'
import { placeAndDate } from '#main/documents/correspondents.ts'
import { docxOf, emlOf } from '#main/documents/written.ts'
import { evidenceTable } from '#main/documents/evidence-table.ts'
import type { IncidentFolder, Written } from '#main/documents/incident-folder.ts'
import { initialsOf, paragraphsOf, type Paper } from '#main/documents/paper.ts'
import { plainTextOf, textFileOf } from '#main/documents/plain-text.ts'
import { longDate, yearOf } from '#main/documents/spanish-date.ts'
import type { Ledger, Record as RecordCommand } from '#main/ledger/ledger.ts'
import { incident } from '#shared/incidents/decider.ts'
import type { IncidentRecord } from '#shared/incidents/incident.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import { notice } from '#shared/notices/decider.ts'
import { addressees, type Channel, type Form, type Notice, type NoticeContent, type NoticeId, type NoticeRecord } from '#shared/notices/notice.ts'
import { secretCandidates } from '#shared/notices/secret-candidates.ts'
import { variables, type Variable } from '#shared/notices/template.ts'
import { domainOf } from '#shared/organization/person.ts'
import { mailText, noticeContent } from './content.ts'
import { noticeQueries } from './store.ts'
import type { Templates } from './templates.ts'

/** What notices need of the machine. */
export interface NoticeDesk {
  copyText(text: string): Promise<void>
  /** Opens a file with the program the system has for it; false when there is none. */
  openFile(path: string): Promise<boolean>
}

export type NoticesDeps = {
  readonly ledger: Ledger
  readonly templates: Templates
  readonly correspondents: Correspondents
  readonly folder: IncidentFolder
  readonly desk: NoticeDesk
  /** Whether a word is a secret that the keychain keeps (by keyed fingerprint). */
  readonly isKeptSecret: (word: string) => boolean
  /** Whether a person may read an incident, and so its notices. */
  readonly maySee: (context: Context, incident: string) => boolean
}

type Live = Exclude<Notice, { stage: 'none' }>

/** A notice as the screen shows it: a draft nobody reworded is shown with the facts of this moment. */
export type NoticeView = {
  readonly id: NoticeId
  readonly state: Live
  readonly content: NoticeContent
  readonly text: string
  readonly missing: readonly Variable[]
  /** Not known when the text was written, known now. */
  readonly learned: readonly Variable[]
  /** Said in the text, and corrected since. */
  readonly stale: readonly Variable[]
}

const FILE_NAMES = { areaHead: '01-aviso-titular', communication: '02-aviso-comunicacion-social', security: '03-aviso-unicom' } as const
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Drafts, rewords, writes out and records the fate of the notices. Sends nothing: that is a person's act, with a program of theirs. */
export function noticesService(deps: NoticesDeps) {
  const { ledger, correspondents } = deps
  const queries = noticeQueries(ledger.read)

  /** The three, in the act that opens the incident. */
  function draftAll(context: Context, record: RecordCommand, incidentId: string, of: IncidentRecord): Result<readonly NoticeId[]> {
    const ids: NoticeId[] = []
    for (const addressee of addressees) {
      const id = context.newId<'notice'>()
      const content = noticeContent(deps.templates.notices[addressee], of, context.actor, correspondents, context.now)
      const drafted = record(notice, id, { kind: 'draft', incident: incidentId, folio: of.folio, addressee, content })
      if (!drafted.ok) return drafted
      ids.push(id)
    }
    return ok(ids)
  }

  function viewsOf(context: Context, incidentId: string): readonly NoticeView[] {
    return queries.idsOf(incidentId).flatMap((id) => {
      const state = ledger.state(notice, id)
      return state.stage === 'none' ? [] : [viewOf(context, id, state)]
    })
  }

  function viewOf(context: Context, id: NoticeId, state: Live): NoticeView {
    const now = freshContent(context, state.record)
    const live = state.stage === 'drafted' && !state.record.edited
    const content = live ? now : state.record.content
    // Who signs and who reads is no fact of the incident.
    const said = variables.filter((name) => !name.includes('remitente') && !name.includes('destinatario'))
    return {
      id,
      state,
      content,
      text: mailText(content),
      missing: variables.filter((name) => content.missing.includes(name)),
      learned: said.filter((name) => content.missing.includes(name) && now.facts[name] !== undefined),
      stale: said.filter((name) => content.facts[name] !== undefined && content.facts[name] !== now.facts[name]),
    }
  }

  /** What the template says now. The person who drafted it stays the one who signs. */
  function freshContent(context: Context, record: NoticeRecord): NoticeContent {
    const of = incidentOf(record.incident)
    const template = deps.templates.notices[record.addressee]
    return of === undefined ? record.content : noticeContent(template, of, of.openedBy, correspondents, context.now)
  }

  function incidentOf(id: string): IncidentRecord | undefined {
    const state = ledger.state(incident, id)
    return state.stage === 'none' ? undefined : state.record
  }

  /** Undefined also for who may not read it: that it exists is already more than they should know. */
  function live(context: Context, id: NoticeId): Live | undefined {
    const state = ledger.state(notice, id)
    return state.stage === 'none' || !deps.maySee(context, state.record.incident) ? undefined : state
  }

  /** Records the draft as it reads now, so that what leaves is what is on record. */
  function refresh(context: Context, id: NoticeId): Result<Live> {
    const state = live(context, id)
    if (state === undefined) return refuse('notices/unknown')
    if (state.stage !== 'drafted' || state.record.edited) return ok(state)
    const recorded = ledger.record(context, notice, id, { kind: 'redraft', content: freshContent(context, state.record) })
    if (!recorded.ok) return recorded
    return ok(live(context, id) ?? state)
  }

  function secretIn(...texts: readonly string[]): boolean {
    return texts.some((text) => secretCandidates(text).some(deps.isKeptSecret))
  }

  function paperOf(context: Context, id: NoticeId, record: NoticeRecord, at: Instant): Paper {
    const { content, folio } = record
    const office = correspondents.office(record.office)
    const of = incidentOf(record.incident)
    const writer = correspondents.person(of?.openedBy ?? context.actor)
    const others = addressees.filter((other) => other !== record.addressee).map((other) => correspondents.contacts(record.office)[other])
    // What left lists the evidence there was when it left.
    const left = leftAt(id)
    const evidence = (of?.evidence ?? []).filter((item) => left === undefined || (item.custody[0]?.at ?? left) <= left)
    return {
      kind: 'oficio',
      institution: correspondents.institution().name,
      area: office.name,
      placeAndDate: placeAndDate(office.place, longDate(at, office.timeZone)),
      folio,
      year: yearOf(at, office.timeZone),
      addressee: content.to,
      subject: content.subject,
      antecedent: content.letter.antecedent,
      blocks: [
        ...paragraphsOf(content.body).map((text) => ({ kind: 'paragraph' as const, text })),
        ...(evidence.length === 0 ? [] : [{ kind: 'table' as const, table: evidenceTable(evidence, correspondents, office.timeZone) }]),
      ],
      closing: content.letter.closing,
      signatory: { name: writer?.name ?? '', post: writer?.post ?? '' },
      copies: others.flatMap((card) => (card === undefined || card.name === '' ? [] : [`${[card.name, card.post].filter(Boolean).join('.- ')}.- Presente.`])),
      initials: writer === undefined ? '' : initialsOf(writer.name),
      at,
    }
  }

  async function bytesOf(context: Context, id: NoticeId, record: NoticeRecord, form: Form): Promise<Uint8Array> {
    const { content } = record
    const text = mailText(content)
    // The moment of the draft, not of the pressing: the same draft is the same file however often it is saved.
    const at = momentOf(id)
    switch (form) {
      case 'docx':
        return docxOf(paperOf(context, id, record, at))
      case 'text':
        return textFileOf(`${plainTextOf({ subject: content.subject, text })}\n\n${content.phone}\n`)
      case 'eml': {
        const sender = correspondents.person(context.actor)
        return emlOf({
          from: sender === undefined || sender.mail === '' ? undefined : { name: sender.name, address: sender.mail },
          to: content.to === undefined || content.to.mail === '' ? undefined : { name: content.to.name, address: content.to.mail },
          subject: content.subject,
          text,
          attachments: [{ name: `${FILE_NAMES[record.addressee]}.docx`, mime: DOCX, bytes: await docxOf(paperOf(context, id, record, at)) }],
          at,
          id,
          domain: domainOf(sender?.mail ?? '') || correspondents.institution().mailDomain || 'resguardo.invalid',
        })
      }
    }
  }

  /** When it was recorded that the notice left; undefined for a draft. */
  function leftAt(id: NoticeId): Instant | undefined {
    if (ledger.state(notice, id).stage === 'drafted') return undefined
    const events = ledger.history(`notice/${id}`)
    const retracted = events.findLastIndex((event) => event.type === 'notice.sent-retracted')
    return events.find((event, index) => event.type === 'notice.sent' && index > retracted)?.at
  }

  /** When the draft last changed. */
  function momentOf(id: NoticeId): Instant {
    const written = ['notice.drafted', 'notice.redrafted', 'notice.revised']
    const last = ledger.history(`notice/${id}`).findLast((event) => written.includes(event.type))
    if (last === undefined) throw new Error('a notice that was never drafted')
    return last.at
  }

  async function write(context: Context, id: NoticeId, form: Form): Promise<Result<Written>> {
    const refreshed = refresh(context, id)
    if (!refreshed.ok) return refreshed
    const record = refreshed.value.record
    const extension = form === 'text' ? 'txt' : form
    const written = await deps.folder.write(record.folio, `${FILE_NAMES[record.addressee]}.${extension}`, await bytesOf(context, id, record, form))
    if (!written.ok) return written
    const { file, sha256 } = written.value
    const known = record.exports.some((exported) => exported.file === file && exported.sha256 === sha256)
    if (!known) {
      const marked = ledger.record(context, notice, id, { kind: 'mark-exported', form, file, sha256 })
      if (!marked.ok) return marked
    }
    return written
  }

  return {
    draftAll,
    /** In the act that restricts the incident, or opens it to all again (null). */
    restrict(record: RecordCommand, incidentId: string, people: readonly PersonId[] | null): Result<unknown> {
      for (const id of queries.idsOf(incidentId)) {
        const changed = record(notice, id, { kind: 'restrict', people })
        if (!changed.ok) return changed
      }
      return ok({})
    },
    viewsOf,
    countsOf: queries.countsOf,
    /** Whether there is such a notice here, and the person may not read it. */
    isWithheld: (context: Context, id: string): boolean => ledger.state(notice, id).stage !== 'none' && live(context, id as NoticeId) === undefined,
    /** For the incident's timeline. */
    historyOf(context: Context, incidentId: string): readonly { readonly notice: NoticeRecord; readonly events: readonly RecordedEvent[] }[] {
      return queries.idsOf(incidentId).flatMap((id) => {
        const state = live(context, id)
        return state === undefined ? [] : [{ notice: state.record, events: ledger.history(`notice/${id}`) }]
      })
    },

    revise(context: Context, id: NoticeId, subject: string, body: string): Result<unknown> {
      if (secretIn(subject, body)) return refuse('notices/secret-inside')
      // The frame around the body (addressee, sender) is brought up to date before the body is frozen by a person's words.
      const refreshed = refresh(context, id)
      if (!refreshed.ok) return refreshed
      return ledger.record(context, notice, id, { kind: 'revise', subject, body })
    },

    async copy(context: Context, id: NoticeId, what: 'mail' | 'phone'): Promise<Result<unknown>> {
      const refreshed = refresh(context, id)
      if (!refreshed.ok) return refreshed
      const { content } = refreshed.value.record
      await deps.desk.copyText(what === 'mail' ? plainTextOf({ subject: content.subject, text: mailText(content) }) : content.phone)
      return ok({})
    },

    export: write,

    /** Nine files: each notice as .docx, .eml and .txt. */
    async exportAll(context: Context, incidentId: string): Promise<Result<readonly string[]>> {
      const files: string[] = []
      for (const id of queries.idsOf(incidentId)) {
        for (const form of ['docx', 'eml', 'text'] as const) {
          const written = await write(context, id, form)
          if (!written.ok) return written
          files.push(written.value.file)
        }
      }
      return files.length === 0 ? refuse('notices/unknown') : ok(files)
    },

    async openMail(context: Context, id: NoticeId): Promise<Result<Written>> {
      const written = await write(context, id, 'eml')
      if (!written.ok) return written
      return (await deps.desk.openFile(written.value.path)) ? written : refuse('notices/no-mail-program', { file: written.value.file })
    },

    /** When the third leaves, the step that asked for them is done in the same act. */
    markSent(context: Context, id: NoticeId, sending: { readonly channel: Channel; readonly at: Instant; readonly to: string }): Result<unknown> {
      if (secretIn(sending.to)) return refuse('notices/secret-inside')
      const refreshed = refresh(context, id)
      if (!refreshed.ok) return refreshed
      const incidentId = refreshed.value.record.incident
      return ledger.transaction(context, (record) => {
        const marked = record(notice, id, { kind: 'mark-sent', ...sending })
        if (!marked.ok || queries.countsOf(incidentId).unsent > 0) return marked
        return settleStep(record, incidentId)
      })
    },

    retractSent(context: Context, id: NoticeId, reason: string): Result<unknown> {
      const state = live(context, id)
      if (state === undefined) return refuse('notices/unknown')
      if (secretIn(reason)) return refuse('notices/secret-inside')
      return ledger.transaction(context, (record) => {
        const retracted = record(notice, id, { kind: 'retract-sent', reason })
        return retracted.ok ? unsettleStep(record, state.record.incident) : retracted
      })
    },

    acknowledge(context: Context, id: NoticeId, answer: { readonly by: string; readonly at: Instant; readonly how: string }): Result<unknown> {
      if (secretIn(answer.by, answer.how)) return refuse('notices/secret-inside')
      const state = live(context, id)
      if (state === undefined) return refuse('notices/unknown')
      const sent = state.stage === 'drafted' ? undefined : state.dispatches[0]
      if (sent !== undefined && millisecondsOf(answer.at) < millisecondsOf(sent.at)) {
        return { ok: false, refusal: { code: 'notices/invalid', fields: { at: 'before-sent' } } }
      }
      return ledger.record(context, notice, id, { kind: 'acknowledge', ...answer })
    },
  }

  function settleStep(record: RecordCommand, incidentId: string): Result<unknown> {
    const state = ledger.state(incident, incidentId)
    if (state.stage !== 'open') return ok({})
    const step = state.record.steps.find((candidate) => candidate.asks.kind === 'notices' && !candidate.retired && candidate.progress.status === 'open')
    return step === undefined ? ok({}) : record(incident, incidentId, { kind: 'complete-step', step: step.id, answer: '', unsentNotices: 0 })
  }

  function unsettleStep(record: RecordCommand, incidentId: string): Result<unknown> {
    const state = ledger.state(incident, incidentId)
    if (state.stage !== 'open') return ok({})
    const step = state.record.steps.find((candidate) => candidate.asks.kind === 'notices' && candidate.progress.status === 'done')
    return step === undefined ? ok({}) : record(incident, incidentId, { kind: 'reopen-step', step: step.id })
  }
}

export type NoticesService = ReturnType<typeof noticesService>
