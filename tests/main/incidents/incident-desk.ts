import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Correspondents } from '#main/documents/correspondents.ts'
import { incidentFolder } from '#main/documents/incident-folder.ts'
import type { SqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { evidenceVault } from '#main/modules/incidents/evidence-vault.ts'
import { loadPlaybook } from '#main/modules/incidents/playbooks.ts'
import { accountsProjection, accountsQueries } from '#main/modules/accounts/store.ts'
import { incidentsService, type IncidentsService } from '#main/modules/incidents/service.ts'
import { incidentsProjection } from '#main/modules/incidents/store.ts'
import { noticesService, type NoticesService } from '#main/modules/notices/service.ts'
import { noticesProjection } from '#main/modules/notices/store.ts'
import { loadTemplates } from '#main/modules/notices/templates.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import type { IncidentId } from '#shared/incidents/incident.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { NoticeId } from '#shared/notices/notice.ts'
import type { ContactCard, OfficeContacts } from '#shared/organization/contact.ts'
import type { Role } from '#shared/organization/role.ts'
import { sure } from '#tests/kit/sure.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import { register } from '#tests/unit/accounts/registry.ts'

export const OFFICE = 'local-oaxaca'

export const x = { id: 'account-x', network: 'x', handle: 'INEMexico', name: 'INE' } as const
export const page = { id: 'account-page', network: 'facebook', handle: '', name: 'INE México Instituto Nacional Electoral' } as const

/** Fictional people and addresses. */
export const cards = {
  areaHead: { name: 'Mtro. Ignacio Robles Vera', post: 'Vocal Ejecutivo de la Junta Local', mail: 'ignacio.robles@ine.mx', phone: '951 000 0001', hours: '' },
  communication: { name: 'Comunicación Social', post: '', mail: 'cncs@ine.mx', phone: '55 0000 0002', hours: '24 horas' },
  security: { name: 'Mesa de servicio de UNICOM', post: '', mail: 'unicom@ine.mx', phone: '55 0000 0003', hours: '24 horas' },
} as const satisfies Readonly<Record<string, ContactCard>>

export type IncidentDesk = TestLedger & {
  readonly incidents: IncidentsService
  readonly notices: NoticesService
  readonly documents: string
  readonly evidence: string
  /** What the desk was asked to do. */
  readonly desk: { copied: string[]; opened: string[]; links: string[]; chosen: string[]; picture: Uint8Array | undefined; mailProgram: boolean }
  contacts: OfficeContacts
  operator(): Context
  security(): Context
  as(roles: readonly Role[], office?: string): Context
  openOne(seen?: 'foreign-post' | 'no-access' | 'suspicious'): IncidentId
  noticeIds(id: IncidentId): readonly NoticeId[]
  /** Folio of the incident that holds an account's queue, as posts ask for it. */
  frozenBy(account: string): string | undefined
}

type ServicesOptions = { readonly secrets?: readonly string[]; readonly contacts?: OfficeContacts; readonly documents: string; readonly series?: (() => string | undefined) | undefined; readonly isActivePerson: (person: string) => boolean }

/** The services over a ledger, whoever's; `folder` is the data folder. */
export function incidentServices(ledger: SqliteLedger, folder: string, options: ServicesOptions) {
  const registry = accountsQueries(ledger.read)
  const evidence = join(folder, 'evidence')
  const desk: IncidentDesk['desk'] = { copied: [], opened: [], links: [], chosen: [], picture: undefined, mailProgram: true }
  const state: { contacts: OfficeContacts } = { contacts: options.contacts ?? cards }
  const correspondents: Correspondents = {
    institution: () => ({ name: 'Instituto Nacional Electoral', mailDomain: 'ine.mx' }),
    office: () => ({ name: 'Junta Local Ejecutiva en Oaxaca', place: 'Oaxaca de Juárez', timeZone: 'America/Mexico_City' }),
    person: (id) =>
      id === 'person-1' ? { name: 'Laura Méndez Ríos', post: 'Vocal Secretaria', mail: 'laura.mendez@ine.mx' } : { name: 'Óscar Peña Luna', post: 'Líder de seguridad', mail: '' },
    contacts: () => state.contacts,
  }
  const isKeptSecret = (word: string): boolean => (options.secrets ?? []).includes(word)
  const templates = loadTemplates('resources/templates', join(folder, 'overrides/templates'))
  const documents = incidentFolder(join(options.documents, 'Resguardo'))
  const notices = noticesService({
    ledger,
    templates,
    correspondents,
    folder: documents,
    isKeptSecret,
    maySee: (context, id) => incidents.maySee(context, id as IncidentId),
    desk: {
      copyText: async (text) => void desk.copied.push(text),
      openFile: async (path) => {
        desk.opened.push(path)
        return desk.mailProgram
      },
    },
  })
  const incidents: IncidentsService = incidentsService({
    ledger,
    notices,
    loaded: loadPlaybook('resources/playbooks', join(folder, 'overrides/playbooks')),
    templates,
    correspondents,
    accounts: {
      reportable: () => [
        { ...page, mine: false },
        { ...x, mine: true },
      ],
      account: (id) => [x, page].find((account) => account.id === id),
      frozenFor: registry.frozenFor,
      freezing: () => registry.freezing().map((id) => ({ id: id as IncidentId })),
    },
    folder: documents,
    vault: evidenceVault(evidence),
    isKeptSecret,
    isActivePerson: options.isActivePerson,
    series: () => options.series?.(),
    desk: {
      chooseFile: async () => desk.chosen,
      clipboardImage: async () => desk.picture,
      openLink: async (address) => {
        desk.links.push(address)
        return ok({})
      },
      openFolder: async (path) => existsSync(path),
    },
  })
  return {
    incidents,
    notices,
    evidence,
    desk,
    state,
    frozenBy: (account: string): string | undefined => registry.frozenBy(account) ?? incidents.frozenBy(account),
  }
}

/** Enters the two accounts in the registry, as somebody who may. */
export function registerAccounts(ledger: SqliteLedger, context: Context): void {
  for (const { id } of [x, page]) {
    const asked = { ...register, fields: { ...register.fields, handle: id.replace('-', '_'), office: OFFICE as OfficeId } }
    sure(ledger.record(context, accountDecider, id, asked))
  }
}

/** The services over a real ledger and real folders; `secrets` are the words the keychain keeps. */
export function incidentDesk(options: { readonly secrets?: readonly string[]; readonly contacts?: OfficeContacts; readonly documents?: string; readonly series?: string } = {}): IncidentDesk {
  const opened = openTestLedger([accountsProjection, incidentsProjection, noticesProjection])
  registerAccounts(opened.ledger, opened.context(2, ['administrator'], OFFICE))
  const documents = options.documents ?? mkdtempSync(join(tmpdir(), 'resguardo-documents-'))
  const { state, ...services } = incidentServices(opened.ledger, opened.folder, {
    ...options,
    documents,
    series: () => options.series,
    isActivePerson: (person) => ['person-1', 'person-2', 'person-3'].includes(person),
  })
  const { incidents, notices } = services
  const as = (roles: readonly Role[], office = OFFICE): Context => opened.context(1, roles, office as OfficeId)
  const operator = (): Context => as(['operator'])
  return {
    ...opened,
    ...services,
    documents,
    get contacts() {
      return state.contacts
    },
    set contacts(next) {
      state.contacts = next
    },
    as,
    operator,
    security: () => opened.context(2, ['security'], OFFICE),
    openOne(seen = 'foreign-post') {
      const answer = incidents.open(operator(), { seen, accounts: [x.id] })
      if (!answer.ok) throw new Error(answer.refusal.code)
      return answer.value.id as IncidentId
    },
    noticeIds: (id) => notices.viewsOf(operator(), id).map((view) => view.id),
    close() {
      opened.close()
      rmSync(documents, { recursive: true, force: true })
    },
  }
}
