import { join } from 'node:path'
import { z } from 'zod'
import { dataInForce, type DataFault, readAhead, type ReadAhead } from '#main/data/data-file.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { districtOfficeId, localOfficeId, type Office } from '#shared/organization/office.ts'
import { timeZones } from '#shared/organization/time-zone.ts'
import { officesAhead } from './offices.generated.ts'

const FILE = join('catalogue', 'offices.yaml')

const provenance = {
  source: z.string().min(1),
  checked: z.iso.date(),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().min(1).optional(),
}
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/)
const timeZone = z.enum(timeZones)

const officesFile = z
  .strictObject({
    version: z.literal(1),
    institution: z.strictObject({ name: z.string().min(1), shortName: z.string().min(1), mailDomain: z.string() }),
    central: z
      .array(
        z.strictObject({
          id: slug,
          name: z.string().min(1),
          shortName: z.string().min(1),
          seat: z.string().optional(),
          timeZone: timeZone.default('America/Mexico_City'),
          closed: z.boolean().default(false),
          ...provenance,
        }),
      )
      .min(1),
    timeZones: z.strictObject(provenance),
    entities: z.strictObject({
      ...provenance,
      list: z.array(
        z.strictObject({
          id: slug,
          name: z.string().min(1),
          districts: z.int().min(0).max(99),
          timeZone,
          exceptions: z.array(z.strictObject({ timeZone, municipalities: z.array(z.string().min(1)).min(1) })).default([]),
        }),
      ),
    }),
  })
  .superRefine((file, context) => {
    for (const [where, list] of [['central', file.central], ['entities', file.entities.list]] as const) {
      const seen = new Set<string>()
      for (const [index, entry] of list.entries()) {
        const path = where === 'central' ? [where, index, 'id'] : [where, 'list', index, 'id']
        if (seen.has(entry.id)) context.addIssue({ code: 'custom', path, message: `id repeated: ${entry.id}`, params: { es: `se repite la clave ${entry.id}` } })
        seen.add(entry.id)
      }
    }
  })

type OfficesFile = z.output<typeof officesFile>

/** The offices that exist, in the order in which they are offered: central areas, then each entidad's local board and its districts. */
export interface OfficeCatalogue {
  readonly offices: readonly Office[]
  office(id: string): Office | undefined
  /** What the first-run form proposes. */
  readonly institution: OfficesFile['institution']
  /** Municipalities with another zone, by entidad: the reason to correct a district's. */
  readonly exceptions: ReadonlyMap<string, readonly { readonly timeZone: string; readonly municipalities: readonly string[] }[]>
  /** What is wrong with the institution's own file, if it was refused. */
  readonly fault: DataFault | undefined
}

/**
 * Reads `catalogue/offices.yaml` of the shipped resources, or the institution's own of the same name in its data folder.
 * The own file that cannot be read is refused by name and line (`fault`), and the shipped one stays in force.
 */
export function officeCatalogue(resources: string, own?: string): OfficeCatalogue {
  const { value, fault } = dataInForce(join(resources, FILE), own === undefined ? undefined : join(own, FILE), officesFile, officesAhead)
  const offices = [...value.central.map(centralOffice), ...value.entities.list.flatMap(boardsOf)]
  const byId = new Map(offices.map((office) => [office.id as string, office])) // asked about any text
  return {
    offices,
    office: (id) => byId.get(id),
    institution: value.institution,
    exceptions: new Map(value.entities.list.filter((entity) => entity.exceptions.length > 0).map((entity) => [entity.name, entity.exceptions])),
    fault,
  }
}

/** The shipped file for `offices.generated.ts`: the lock screen names offices, so every start needs it. */
export function readOfficesAhead(resources: string): ReadAhead {
  return readAhead(join(resources, FILE), officesFile)
}

function centralOffice(area: OfficesFile['central'][number]): Office {
  return {
    id: `central-${area.id}` as OfficeId, // the catalogue is where these ids come from
    kind: 'central',
    name: area.name,
    shortName: area.shortName,
    entity: '',
    timeZone: area.timeZone,
    seat: area.seat ?? 'Ciudad de México',
    closed: area.closed,
  }
}

function boardsOf(entity: OfficesFile['entities']['list'][number]): readonly Office[] {
  const shared = { shortName: '', entity: entity.name, timeZone: entity.timeZone, seat: '', closed: false }
  return [
    { id: localOfficeId(entity.id), kind: 'local', name: `Junta Local Ejecutiva, ${entity.name}`, ...shared },
    ...Array.from({ length: entity.districts }, (_, index): Office => {
      const district = index + 1
      const number = String(district).padStart(2, '0')
      return { id: districtOfficeId(entity.id, district), kind: 'district', name: `Junta Distrital Ejecutiva ${number}, ${entity.name}`, district, ...shared }
    }),
  ]
}
