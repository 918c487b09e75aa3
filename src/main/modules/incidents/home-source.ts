import type { HomeSource } from '#main/modules/home/source.ts'
import type { IncidentsService } from './service.ts'

/** Incidents that are not closed, of those the viewer may read. */
export function incidentsHomeSource(service: Pick<IncidentsService, 'waiting'>): HomeSource {
  return ({ person, ...viewer }) => service.waiting({ actor: person, ...viewer })
}
