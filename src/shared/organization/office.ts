import type { OfficeId } from '#shared/ledger/event.ts'

export const officeKinds = ['central', 'local', 'district'] as const
export type OfficeKind = (typeof officeKinds)[number]

/** A central area, a Junta Local Ejecutiva or a Junta Distrital Ejecutiva. From the catalogue; ids never change (`district-oaxaca-03`). */
export type Office = {
  readonly id: OfficeId
  readonly kind: OfficeKind
  /** As documents write it: «Junta Distrital Ejecutiva 03, Oaxaca». */
  readonly name: string
  /** Sigla of a central area (CNCS, UNICOM); empty for a board. */
  readonly shortName: string
  /** Entidad federativa of a board; empty for a central area. */
  readonly entity: string
  /** 1, 2, 3 … within the entidad; undefined unless a Junta Distrital. */
  readonly district?: number | undefined
  /** IANA name. */
  readonly timeZone: string
  /** City where it sits; empty until the institution writes it. */
  readonly seat: string
  /** A closed area keeps its past, and takes no new people or accounts. */
  readonly closed: boolean
}

/** The id of the entidad a board sits in, as the catalogue has it (`oaxaca`); empty for a central area. */
export function entityIdOf(office: string): string {
  return /^(?:local-(?<local>.+)|district-(?<district>.+)-\d{2,})$/.exec(office)?.slice(1).find((id) => id !== undefined) ?? ''
}

/** The id of a Junta Local. */
export function localOfficeId(entity: string): OfficeId {
  return `local-${entity}` as OfficeId // ids of offices are made here and in the catalogue's central areas only
}

/** The id of a Junta Distrital. */
export function districtOfficeId(entity: string, district: number): OfficeId {
  return `district-${entity}-${String(district).padStart(2, '0')}` as OfficeId // as above
}
