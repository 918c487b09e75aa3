/** The parts of the library, and where each is. */
export const parts = { kits: '/biblioteca/mensajes', pieces: '/biblioteca/textos', campaigns: '/biblioteca/campanas', topics: '/biblioteca/temas' } as const
export type Part = keyof typeof parts

/** What the last part of a route is called when something new is written there. */
export const NEW = 'nuevo'

/** The part that a route's word names; the messages if it names none. */
export function partOf(word: string | undefined): Part {
  return (Object.keys(parts) as Part[]).find((part) => parts[part] === `/biblioteca/${word ?? ''}`) ?? 'kits' // keys of the literal
}
