/** The parts of the screen, and where each thing of them is. Ids of people are UUIDs, so that no part's name can be one. */
export const parts = { people: '/personas', standIns: '/personas/suplencias', contacts: '/personas/contactos', offices: '/personas/oficinas', policies: '/personas/politicas' } as const
export type Part = keyof typeof parts

export const newPerson = '/personas/nueva'
export const personRoute = (id: string): string => `/personas/${id}`
const OFFICE = 'oficina-'
export const officeRoute = (id: string): string => `/personas/${OFFICE}${id}`

/** What a location shows: a part and, in it, the thing chosen. */
export function placeOf(location: string): { readonly part: Part; readonly chosen: string | undefined } {
  const rest = decodeURIComponent(location.split('?')[0]?.split('/')[2] ?? '')
  if (rest === 'contactos') return { part: 'contacts', chosen: undefined }
  if (rest === 'suplencias') return { part: 'standIns', chosen: undefined }
  if (rest === 'politicas') return { part: 'policies', chosen: undefined }
  if (rest === 'oficinas') return { part: 'offices', chosen: undefined }
  if (rest.startsWith(OFFICE)) return { part: 'offices', chosen: rest.slice(OFFICE.length) }
  return { part: 'people', chosen: rest === '' ? undefined : rest }
}
