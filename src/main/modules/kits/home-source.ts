import type { HomeSource } from '#main/modules/home/source.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { KitsService } from './service.ts'

/** National messages that wait for the viewer: to approve, to adapt, or to take to a newer version. */
export function kitsHomeSource(kits: Pick<KitsService, 'toApprove' | 'toAdapt'>): HomeSource {
  return ({ person, roles, office }) => [
    ...(roles.includes('reviewer') ? kits.toApprove(person).map(({ id, name, at }): AttentionItem => ({ kind: 'kit-to-approve', kit: id, title: name, since: at })) : []),
    ...(roles.includes('operator') ? kits.toAdapt(office).map(({ id, name, at, outdated }): AttentionItem => ({ kind: 'kit-to-adapt', kit: id, title: name, outdated, since: at })) : []),
  ]
}
