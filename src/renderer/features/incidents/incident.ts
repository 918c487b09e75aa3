import type { z } from 'zod'
import type { Network } from '#shared/accounts/network.ts'
import type { incidentsContract } from '#shared/incidents/contract.ts'

type Entries = typeof incidentsContract.entries

/** An incident as main gives it whole. */
export type Incident = NonNullable<z.output<Entries['get']['out']>>
export type IncidentRow = z.output<Entries['list']['out']>['rows'][number]
export type Step = Incident['list'][number]
export type Notice = Incident['notices'][number]
export type EvidenceFile = Incident['evidence'][number]
export type Account = Incident['accounts'][number]

/** The platforms' own names: the same in every language. */
const names: Readonly<Record<Network, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
}

export function networkName(network: Network): string {
  return names[network]
}

/** «X @INEMexico», «Facebook INE México». */
export function accountLabel(account: Account): string {
  const named = account.network === 'facebook' || account.network === 'youtube' || account.network === 'whatsapp'
  const handle = account.handle === '' ? '' : `@${account.handle.replace(/^@/u, '')}`
  return `${networkName(account.network)} ${(named ? account.name || handle : handle || account.name)}`
}

/** Whether a step still wants something. */
export function isOpen(step: Step): boolean {
  return !step.retired && step.progress.status === 'open'
}
