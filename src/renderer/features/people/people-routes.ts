/** The parts of the screen, and where each thing of them is. Ids of people are UUIDs, so that no part's name can be one. */
export const parts = { people: '/personas', contacts: '/personas/contactos', offices: '/personas/oficinas', policies: '/personas/politicas' } as const
export type Part = keyof typeof parts

export const newPerson = '/personas/nueva'
export const personRoute = (id: string): string => `/personas/${id}`
export const officeRoute = (id: string): string => `/personas/oficinas/${id}`

/** What a location shows: a part and, in it, the thing chosen. */
export function placeOf(location: string): { readonly part: Part; readonly chosen: string | undefined } {
  const [, , first, second] = location.split('?')[0]?.split('/') ?? []
  const chosen = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : decodeURIComponent(text))
  if (first === 'contactos') return { part: 'contacts', chosen: undefined }
  if (first === 'politicas') return { part: 'policies', chosen: undefined }
  if (first === 'oficinas') return { part: 'offices', chosen: chosen(second) }
  return { part: 'people', chosen: chosen(first) }
}
