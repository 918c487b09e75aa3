import { folded } from '#shared/kernel/folded.ts'
import { factsOf } from '#shared/rules/facts.ts'
import { read } from '#shared/rules/reading.ts'
import { tokensOf } from '#shared/rules/tokens.ts'

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

/**
 * Whether a text says where the information can be asked for and states nothing of the matter: no day, hour, place or amount, but in a sentence that says
 * when or where to ask. Words alone («sí, puedes») are for people to read.
 */
export function saysOnlyWhere(text: string): boolean {
  if (!pointsSomewhere(text)) return false
  const reading = read(text)
  const tokens = tokensOf(reading)
  const ways = new Set(tokens.filter(({ start }) => WAYS.some((way) => reading.plain.startsWith(way, start))).map(({ sentence }) => sentence))
  return factsOf(reading).every(({ kind, sentence }) => kind === 'phone' || ways.has(sentence))
}
