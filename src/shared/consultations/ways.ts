import { folded } from '#shared/kernel/folded.ts'

/**
 * The two places to which a citizen is pointed when the 48 h passed without an answer (criteria of 2017; DOMAIN 1.2, rule 7): INETEL and
 * the Plataforma Nacional de Transparencia, by name or address.
 */
const WAYS = ['inetel', 'plataforma nacional de transparencia', 'plataformadetransparencia.org.mx'] as const

/** Whether a text says where the information can be asked for. */
export function pointsSomewhere(text: string): boolean {
  const plain = folded(text)
  return WAYS.some((way) => plain.includes(way))
}
