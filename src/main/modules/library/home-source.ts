import type { HomeSource } from '#main/modules/home/source.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { LibraryService } from './service.ts'

/** Fixed endings that wait for the viewer to approve them. */
export function libraryHomeSource(library: Pick<LibraryService, 'toApprove'>): HomeSource {
  return ({ person, roles }) =>
    roles.includes('reviewer') ? library.toApprove(person).map(({ id, name, at }): AttentionItem => ({ kind: 'ending-to-approve', piece: id, title: name, since: at })) : []
}
