import type { Role } from '#shared/organization/role.ts'
import { AccountIcon, ComposeIcon, ConsultationIcon, HomeIcon, LibraryIcon, type IconComponent, IncidentIcon, PeopleIcon, ReviewIcon, SettingsIcon } from '../ui/icons.ts'

export const placeNames = ['home', 'posts', 'review', 'consultations', 'library', 'accounts', 'incidents', 'people', 'settings'] as const
export type PlaceName = (typeof placeNames)[number]

/** A section of the application: where it is, and whom it concerns. */
export type Place = {
  readonly name: PlaceName
  readonly path: string
  readonly icon: IconComponent
  /** Undefined: everybody's. */
  readonly roles?: readonly Role[]
}

/** In the order of the rail; the number of each is its shortcut. */
const places: readonly Place[] = [
  { name: 'home', path: '/', icon: HomeIcon },
  { name: 'posts', path: '/publicaciones', icon: ComposeIcon },
  { name: 'review', path: '/revision', icon: ReviewIcon, roles: ['reviewer', 'auditor'] },
  { name: 'consultations', path: '/consultas', icon: ConsultationIcon, roles: ['operator', 'reviewer', 'auditor'] },
  { name: 'library', path: '/biblioteca', icon: LibraryIcon, roles: ['operator', 'reviewer', 'administrator', 'auditor'] },
  { name: 'accounts', path: '/cuentas', icon: AccountIcon },
  { name: 'incidents', path: '/incidentes', icon: IncidentIcon },
  { name: 'people', path: '/personas', icon: PeopleIcon },
  { name: 'settings', path: '/ajustes', icon: SettingsIcon },
]

/** The places of somebody with these roles. */
export function placesFor(roles: readonly Role[]): readonly Place[] {
  return places.filter((place) => place.roles === undefined || place.roles.some((role) => roles.includes(role)))
}

/** The place a route belongs to. */
export function placeOf(route: string): PlaceName | undefined {
  if (route === '/' || route === '') return 'home'
  return places.find((place) => place.path !== '/' && (route === place.path || route.startsWith(`${place.path}/`)))?.name
}
