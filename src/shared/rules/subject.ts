import type { Found } from './found.ts'
import { factsOf, stemOf, type Fact } from './facts.ts'
import type { FactWords } from './rule-set.ts'
import { read, type Reading } from './reading.ts'
import { tokensOf } from './tokens.ts'

/** A fact and what it is about. */
export type Statement = {
  readonly fact: Fact
  /** What its sentence speaks of: stems and concepts. */
  readonly subject: ReadonlySet<string>
  /** Of its whole text: what tells its place and its thing apart from another office's (names, numbers of districts and modules). */
  readonly marks: ReadonlySet<string>
  /** The fact as written. */
  readonly found: Found
}

type Words = { readonly concepts: ReadonlyMap<string, string>; readonly stems: readonly (readonly [string, string])[]; readonly empty: ReadonlySet<string> }

const compiled = new WeakMap<FactWords, Words>()

function compile(words: FactWords): Words {
  let made = compiled.get(words)
  if (made === undefined) {
    const concepts = new Map<string, string>()
    const stems: [string, string][] = []
    for (const [index, group] of words.concepts.entries()) {
      for (const word of group) {
        if (word.endsWith('*')) stems.push([word.slice(0, -1), `=${index}`])
        else concepts.set(word, `=${index}`)
      }
    }
    made = { concepts, stems, empty: new Set(words.empty) }
    compiled.set(words, made)
  }
  return made
}

/** What a text speaks of: stems of its words, those that mean the same as one. */
export function subjectOf(text: string, words: FactWords): ReadonlySet<string> {
  return termsOf(tokensOf(read(text)).map((token) => token.word), words)
}

function termsOf(tokens: readonly string[], factWords: FactWords): ReadonlySet<string> {
  const { concepts, stems, empty } = compile(factWords)
  const terms = new Set<string>()
  for (const word of tokens) {
    const concept = concepts.get(word) ?? stems.find(([stem]) => word.startsWith(stem))?.[1]
    if (concept !== undefined) terms.add(concept)
    else if (!empty.has(word) && word.length > 2 && !/^\d+$/.test(word)) terms.add(stemOf(word))
  }
  return terms
}

/** A longer text is an essay, not a notice: its facts are not compared, so that the time stays bounded. */
export const LONGEST_COMPARED = 10_000

const TAG_OR_LINK = /https?:\/\/\S+|(?<![\p{L}\p{N}])[@#]\S+/giu

/** The facts of a text, each with what it is about: its own sentence, and the one before when its own says little. */
export function statementsOf(text: string, factWords: FactWords): readonly Statement[] {
  if (text.length > LONGEST_COMPARED) return []
  const reading = read(text.replaceAll(TAG_OR_LINK, (tag) => ' '.repeat(tag.length)))
  const facts = factsOf(reading)
  if (facts.length === 0) return []
  const tokens = tokensOf(reading)
  const inFact = (start: number) => facts.some((fact) => start >= fact.start && start < fact.end)
  const bySentence = new Map<number, string[]>()
  for (const token of tokens) {
    if (inFact(token.start)) continue
    const list = bySentence.get(token.sentence)
    if (list === undefined) bySentence.set(token.sentence, [token.word])
    else list.push(token.word)
  }
  const marks = marksOf(reading, facts)
  return facts.map((fact) => {
    const own = termsOf(bySentence.get(fact.sentence) ?? [], factWords)
    const before = own.size >= LITTLE ? [] : termsOf([...(bySentence.get(fact.sentence - 1) ?? []), ...(bySentence.get(fact.sentence - 2) ?? [])], factWords)
    return { fact, subject: new Set([...own, ...before]), marks, found: reading.back(fact.start, fact.end) }
  })
}

/** A sentence with fewer terms than this takes its subject from those before. */
const LITTLE = 4

const NUMBERED = /(?<![\p{L}\p{N}])(?<noun>distrit(?:o|os|al|ales)|modulos?|seccion|secciones|casillas?|junta distrital|distrito electoral|mac)(?: federal| electoral| ejecutiva| (?:num|no)\.?| numero)?,? (?<number>\d{1,7})/gu

/** What two texts may not differ in if they speak of one thing: numbers of districts and modules, and proper names outside their facts. */
function marksOf(reading: Reading, facts: readonly Fact[]): ReadonlySet<string> {
  const numbers = Array.from(reading.plain.matchAll(NUMBERED), (match) => `${(match.groups?.['noun'] ?? '').slice(0, 4)} ${Number(match.groups?.['number'])}`)
  const names = tokensOf(reading).flatMap((token) =>
    token.capital && !token.opensSentence && token.cased.length > 3 && token.cased !== token.cased.toUpperCase() && !COMMON_NAMES.has(token.word) && !facts.some((fact) => fact.kind === 'place' && token.start >= fact.start && token.start < fact.end) ? [token.word] : [],
  )
  return new Set([...numbers, ...names])
}

/** Words with a capital that do not tell one place from another. */
const COMMON_NAMES = new Set(
  'instituto nacional electoral junta juntas local distrital ejecutiva consejo general credencial para votar proceso federal modulo modulos atencion ciudadana comunicacion social unidad tecnica mexico ciudadania registro lista nominal jornada programa conteo rapido resultados preliminares capacitadores asistentes supervisores observadores casilla casillas whatsapp facebook instagram mexicano constitucion asistencia electorales coordinacion servicio profesional enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo recuerda consulta acude participa aviso avenida calle colonia'.split(' '),
)
