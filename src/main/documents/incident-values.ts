import type { Network } from '#shared/accounts/network.ts'
import type { Fact, FactKey } from '#shared/incidents/fact.ts'
import { knownAtOf, type AffectedAccount, type IncidentRecord } from '#shared/incidents/incident.ts'
import type { Outcome, Seen } from '#shared/incidents/seen.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { addressees } from '#shared/notices/notice.ts'
import type { Values } from '#shared/notices/template.ts'
import type { Correspondents } from './correspondents.ts'
import { longDate, longDateTime } from './spanish-date.ts'

// Documents of the institution are in Spanish, whatever language the screen is in; so these words are not in the catalogue.

export const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
}

/** Networks whose accounts are called by a name and not by an @handle. */
const NAMED: readonly Network[] = ['facebook', 'youtube', 'whatsapp']

const SEEN: Readonly<Record<Seen, string>> = {
  'foreign-post': 'apareció contenido que no es de la institución',
  'no-access': 'no es posible entrar a la cuenta',
  suspicious: 'se recibió un aviso sospechoso o se advirtió una posible suplantación',
}

const ACCESS: Readonly<Record<string, string>> = {
  kept: 'se conserva',
  lost: 'se perdió',
  partial: 'parcial',
}

const PERSONAL_DATA: Readonly<Record<string, string>> = {
  no: 'no se advierte',
  possible: 'es posible; está en análisis',
  yes: 'sí',
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  'unauthorised-access': 'Acceso no autorizado, confirmado por UNICOM',
  'access-lost': 'Pérdida de acceso sin uso ajeno',
  'platform-block': 'Bloqueo o suspensión por la plataforma',
  impersonation: 'Suplantación mediante una cuenta ajena',
  'human-error': 'Error de operación',
  'third-party': 'Herramienta o proveedor externo',
  'false-alarm': 'Falsa alarma',
  undetermined: 'Causa no determinada',
}

/** How the addressees are called while their contact is not written. */
export const ADDRESSEE_NAMES: Readonly<Record<(typeof addressees)[number], string>> = {
  areaHead: 'Persona titular del área',
  communication: 'Comunicación Social',
  security: 'UNICOM',
}

/** «@INEMexico (X)», «INE México (Facebook)». */
export function accountWords(account: AffectedAccount): string {
  const handle = account.handle === '' ? '' : `@${account.handle.replace(/^@/u, '')}`
  const own = NAMED.includes(account.network) ? account.name || handle : handle || account.name
  return `${own} (${NETWORK_NAMES[account.network]})`
}

/** «la cuenta …», «las cuentas … y …»; undefined while none is named. */
function accountsWords(accounts: readonly AffectedAccount[]): string | undefined {
  if (accounts.length === 0) return undefined
  const list = new Intl.ListFormat('es-MX', { type: 'conjunction' }).format(accounts.map(accountWords))
  return accounts.length === 1 ? `la cuenta ${list}` : `las cuentas ${list}`
}

/** Words for every variable of a template that the incident itself answers. Absent: not known yet. */
export function incidentValues(record: IncidentRecord, correspondents: Correspondents, now: Instant): Values {
  const office = correspondents.office(record.office)
  return withoutAbsent({
    folio: record.folio,
    institucion: correspondents.institution().name,
    area: office.name,
    fecha: longDate(now, office.timeZone),
    fecha_y_hora: longDateTime(now, office.timeZone),
    que_se_ve: SEEN[record.seen],
    cuentas: accountsWords(record.accounts),
    conocido_el: longDateTime(knownAtOf(record), office.timeZone),
    conocido_por: said(record, 'known-by'),
    como_se_supo: said(record, 'how-known'),
    que_se_observo: said(record, 'observed'),
    enlace: said(record, 'link'),
    acceso: ACCESS[said(record, 'access') ?? ''],
    datos_personales: PERSONAL_DATA[said(record, 'personal-data') ?? ''],
    medidas: said(record, 'measures'),
  })
}

/** A fact inside a sentence: without the full stop that the sentence brings. */
function said(record: IncidentRecord, key: FactKey): string | undefined {
  const fact: Fact | undefined = record.facts[key]
  return fact?.value.replace(/\s*\n\s*/gu, ' ').replace(/[.\s]+$/u, '')
}

/** Drops the variables that have no words. */
export function withoutAbsent(values: { readonly [name in keyof Values]: string | undefined }): Values {
  return Object.fromEntries(Object.entries(values).filter(([, words]) => words !== undefined && words !== ''))
}
