import { formsOf, pluralOf } from './forms.ts'
import { soundOf, stemSounds } from './sound.ts'
import type { Token } from './tokens.ts'

/**
 * A pattern of words, as the rules' data writes it. Words apart by spaces, in lower case without accents, each
 * `word` · `stem*` · `colgar~` (any form of it, `forms.ts`) · `voz+` (one or several) · `one|other|stem*|several_words` · `creo!` (without an accent at its end) · `vote^` (with one) · `=PAN` (with these very capitals) · `{list}` (any entry of a named list) · `<name>` (a proper
 * name that is no place's: one to six words with capitals) · `<full>` (one of two words or more) · `<person>` (one of two words or more, after a comma or the like) ·
 * `<number>` · `<code>` (letters and digits in one) · `<i-did>` (what I did or shall do: «terminé», «sentí», «iré») · `..3` (up to three words of any kind); `?` after one makes it optional.
 * A match stays within one sentence. There is no repetition but `..n`, so that matching takes bounded time whatever the text.
 */
export type Pattern = { readonly elements: readonly Element[] }

/** One word out of several. */
type Words = {
  readonly exact: ReadonlySet<string>
  readonly flat: ReadonlySet<string>
  readonly acute: ReadonlySet<string>
  /** What may follow a stem; anything if undefined. */
  readonly stems: ReadonlyMap<string, readonly (ReadonlySet<string> | undefined)[]>
  readonly cased: ReadonlySet<string>
}

/** One pattern out of several, sorted so that a long list is not gone through one by one. */
type Choice = {
  /** Those of one word. */
  readonly words: Words
  /** Those of several that begin with a plain word, by it. */
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>
  readonly others: readonly Pattern[]
  readonly opens: Opening
  /** What each word was found to begin, by its spelling: most words begin nothing of most lists, and the same words come again at every key. */
  readonly starts: Map<string, Start>
}

type Item =
  | { readonly kind: 'words'; readonly words: Words }
  | { readonly kind: 'any'; readonly choice: Choice }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'name'; readonly least: number; readonly apart: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'code' }
  | { readonly kind: 'i-did' }

type Element = Item & { readonly optional: boolean }

/** The words that a pattern may begin with: whole ones and stems. */
type Opening = { readonly words: readonly string[]; readonly stems: readonly string[] }

export type Lists = Readonly<Record<string, readonly string[]>>

/** Widest gap, in words. */
const WIDEST_GAP = 9
/** Most words of a proper name. */
const LONGEST_NAME = 6
/** Small words inside a name: «María de la Luz». */
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'san', 'santa'])
/** What may stand before a name and is no part of it. */
const HONORIFICS = new Set('ing lic dr dra mtro mtra prof profa arq cp gral don dona sr sra srta licenciado licenciada doctor doctora maestro maestra ingeniero ingeniera contador contadora arquitecto arquitecta'.split(' '))
/** Words with a capital that are no part of a person's name. */
const NO_NAME = new Set(
  'instituto consejo junta juntas comision comite coordinacion direccion unidad secretaria secretario presidencia presidenta presidente vocal vocales ine ople oples tribunal congreso camara senado registro general nacional local distrital electoral electorales federal federales estatal ejecutiva ejecutivo republica estado estados mexico ciudad municipio el la los las un una del de en y se al lo le para por con sobre este esta ayer hoy manana lunes martes miercoles jueves viernes sabado domingo enero febrero marzo mayo junio agosto septiembre octubre noviembre diciembre ley constitucion distrito distritos modulo proceso programa casilla sesion foro jornada sala superior regional especializada sistema servicio profesional lista nominal padron credencial votar voto atencion ciudadana ciudadania reglamento fiscalia delitos plataforma transparencia partido partidos politico politicos politica candidatas candidatos candidaturas candidata candidato debate universidad autonoma autonomo dia semana feria premio centro colonia casa palacio teatro auditorio plan vocalia vocalias organismo organismos publico publica publicos poder judicial gobierno ayuntamiento constitucional democracia cultura civica capacitacion educacion informacion comunicacion social observatorio observadores registros federacion gaceta diario oficial periodico acta manual guia protocolo lineamientos criterios convocatoria concurso conoceles conteo rapido resultados preliminares calendario boleta boletas urna acuerdo constancia mayoria asamblea legislatura legislativo facebook instagram youtube tiktok twitter telegram whatsapp inetel internet gracias felicidades conoce consulta recuerda participa descarga revisa acude sigue calle avenida privada cerrada callejon prolongacion boulevard calzada carretera andador barrio fraccionamiento manzana lote hospital escuela primaria secundaria tecnica jardin biblioteca entrega domicilio papeleria comercializadora grupo servicios movimiento accion ciudadano sigamos haciendo historia coalicion alianza fuerza verde ecologista revolucionario institucional trabajo encuentro solidario nueva corazon'.split(' '),
)

/** What a name may begin with and then is a place's. */
const PLACES = new Set([
  'aguascalientes', 'baja california', 'campeche', 'coahuila', 'colima', 'chiapas', 'chihuahua', 'ciudad', 'durango', 'guanajuato', 'hidalgo', 'jalisco', 'mexico', 'michoacan',
  'morelos', 'nayarit', 'nuevo leon', 'oaxaca', 'puebla', 'queretaro', 'quintana roo', 'san luis', 'sinaloa', 'sonora', 'tabasco', 'tamaulipas', 'tlaxcala', 'veracruz', 'yucatan', 'zacatecas',
  'tijuana', 'mexicali', 'monterrey', 'guadalajara', 'merida', 'toluca', 'san pedro', 'san juan', 'san miguel', 'san cristobal', 'santa maria', 'tuxtla', 'villahermosa', 'acapulco', 'cancun', 'america', 'estados', 'cdmx', 'edomex',
])

/** Why a pattern cannot be read: English for who reads the code, Spanish for who wrote the file. */
export class PatternFault extends Error {
  readonly es: string
  constructor(message: string, es: string) {
    super(message)
    this.es = es
  }
}

/** Reads a pattern. Throws a `PatternFault` on one that cannot be: data is checked by it when it is loaded. */
export function parsePattern(written: string, lists: Lists): Pattern {
  const pattern = parseElements(written, lists)
  if (!canOpen(pattern)) throw new PatternFault(`«${written}» must begin with a word, a list, a number or <full>`, `«${written}» debe empezar con una palabra, una lista, un número o <full>`)
  return pattern
}

function parseElements(written: string, lists: Lists): Pattern {
  return { elements: written.trim().split(/\s+/).map((item) => elementOf(item, lists)) }
}

/** Items that were read, by the lists that they name: the same ones, and above all the same lists, stand in hundreds of patterns. */
const read = new WeakMap<Lists, Map<string, Element>>()

function elementOf(item: string, lists: Lists): Element {
  const known = read.get(lists) ?? new Map<string, Element>()
  read.set(lists, known)
  if (item.endsWith('??')) throw new PatternFault(`«${item}» is optional twice`, `«${item}» es opcional dos veces`)
  const element = known.get(item) ?? (item.endsWith('?') ? { ...elementOf(item.slice(0, -1), lists), optional: true } : { ...parseItem(item, lists), optional: false })
  known.set(item, element)
  return element
}

/** Whether an index can find it: it does not begin with a gap, a name that may be one word (any capital would open it) or something optional. */
function canOpen({ elements: [first] }: Pattern): boolean {
  if (first === undefined || first.optional) return false
  return first.kind === 'any' ? first.choice.others.every(canOpen) : first.kind === 'words' || first.kind === 'number' || first.kind === 'i-did' || (first.kind === 'name' && first.least > 1)
}

function choiceOf(patterns: readonly Pattern[]): Choice {
  const wordsOf = ({ elements: [first, ...others] }: Pattern) => (first?.kind === 'words' && !first.optional && others.length === 0 ? [first.words] : [])
  const longer = patterns.filter((pattern) => wordsOf(pattern).length === 0)
  const isPlain = ({ elements: [first] }: Pattern) => first?.kind === 'words' && !first.optional && first.words.stems.size + first.words.flat.size + first.words.acute.size + first.words.cased.size === 0
  const byWord = new Map<string, Pattern[]>()
  for (const pattern of longer.filter(isPlain)) {
    for (const word of openings(pattern).words) byWord.set(word, [...(byWord.get(word) ?? []), pattern])
  }
  const opens = patterns.map(openings)
  return {
    words: joined(patterns.flatMap(wordsOf)),
    byWord,
    others: longer.filter((pattern) => !isPlain(pattern)),
    starts: new Map(),
    opens: { words: opens.flatMap(({ words }) => words), stems: opens.flatMap(({ stems }) => stems) },
  }
}

/** Every word of several. */
function joined(all: readonly Words[]): Words {
  const stems = new Map<string, (ReadonlySet<string> | undefined)[]>()
  for (const words of all) for (const [stem, endings] of words.stems) stems.set(stem, [...new Set([...(stems.get(stem) ?? []), ...endings])])
  const union = (pick: (words: Words) => ReadonlySet<string>) => new Set(all.flatMap((words) => [...pick(words)]))
  return { exact: union(({ exact }) => exact), flat: union(({ flat }) => flat), acute: union(({ acute }) => acute), stems, cased: union(({ cased }) => cased) }
}

/** What is no single word. */
const SPECIAL = /^(?:<|\{)|_/

function parseItem(atom: string, lists: Lists): Item {
  const gap = /^\.\.(\d+)$/.exec(atom)
  if (gap !== null) {
    const most = Number(gap[1])
    if (most < 1 || most > WIDEST_GAP) throw new PatternFault(`a gap has 1 to ${WIDEST_GAP} words: «${atom}»`, `entre palabras puede haber de 1 a ${WIDEST_GAP} más: «${atom}»`)
    return { kind: 'gap', most }
  }
  if (atom === '<name>' || atom === '<full>' || atom === '<person>') return { kind: 'name', least: atom === '<name>' ? 1 : 2, apart: atom === '<person>' }
  if (atom === '<number>') return { kind: 'number' }
  if (atom === '<code>') return { kind: 'code' }
  if (atom === '<i-did>') return { kind: 'i-did' }
  const list = /^\{([a-z-]+)\}$/.exec(atom)
  if (list !== null) {
    const entries = lists[list[1] ?? '']
    if (entries === undefined) throw new PatternFault(`there is no list «${list[1] ?? ''}»`, `no existe la lista «${list[1] ?? ''}»`)
    return { kind: 'any', choice: choiceOf(entries.map((entry) => parseElements(entry, lists))) }
  }
  const words = atom.split('|')
  if (words.some((word) => SPECIAL.test(word))) {
    const plain = words.filter((word) => !SPECIAL.test(word)).join('|')
    const special = words.filter((word) => SPECIAL.test(word)).map((word) => word.replaceAll('_', ' '))
    return { kind: 'any', choice: choiceOf([...special, ...(plain === '' ? [] : [plain])].map((word) => parseElements(word, lists))) }
  }
  if (words.some((word) => !/^(?:=[\p{L}\p{N}&]+|[a-zñ0-9]+[*!^~+]?)$/u.test(word))) throw new PatternFault(`«${atom}» is no word of a pattern`, `«${atom}» no es una palabra ni uno de los signos que se entienden`)
  const plain = (word: string) => word.replaceAll('ñ', 'n')
  const marked = (mark: string) => words.filter((word) => word.endsWith(mark)).map((word) => plain(word.slice(0, -1)))
  const stems = new Map<string, (ReadonlySet<string> | undefined)[]>()
  const put = (stem: string, endings: ReadonlySet<string> | undefined) => {
    for (const sound of stemSounds(stem)) stems.set(sound, [...(stems.get(sound) ?? []), endings])
  }
  for (const stem of marked('*')) put(stem, undefined)
  for (const forms of [...marked('~').map(formsOf), ...marked('+').map(pluralOf)]) for (const stem of forms.stems) put(stem, forms.endings)
  return {
    kind: 'words',
    words: {
      exact: new Set(words.filter((word) => !word.startsWith('=') && !/[*!^~+]$/.test(word)).map((word) => soundOf(plain(word)))),
      flat: new Set(marked('!').map(soundOf)),
      acute: new Set(marked('^').map(soundOf)),
      stems,
      cased: new Set(words.filter((word) => word.startsWith('=')).map((word) => word.slice(1))),
    },
  }
}

/** What an index has for patterns that begin with a number. */
export const ANY_NUMBER = '<number>'
/** What an index has for patterns that begin with what I did. */
export const ANY_DEED = '<i-did>'
/** What an index has for patterns that begin with a name. */
export const ANY_NAME = '<full>'

/** What a pattern may begin with, for an index. */
export function openings({ elements }: Pattern): Opening {
  const first = elements[0]
  if (first === undefined) return { words: [], stems: [] }
  if (first.kind === 'any') return first.choice.opens
  if (first.kind === 'number') return { words: [ANY_NUMBER], stems: [] }
  if (first.kind === 'name') return { words: [ANY_NAME], stems: [] }
  if (first.kind === 'i-did') return { words: [ANY_DEED], stems: [] }
  if (first.kind !== 'words') return { words: [], stems: [] }
  const { exact, flat, acute, stems, cased } = first.words
  return { words: [...exact, ...flat, ...acute, ...Array.from(cased, (word) => soundOf(word.toLowerCase().replaceAll('ñ', 'n')))], stems: [...stems.keys()] }
}

/** A text's words, and where each choice of the patterns was seen to end from each: hundreds of patterns ask for the same lists. */
export type Passage = { readonly tokens: readonly Token[]; readonly seen: Map<Choice, (readonly number[] | undefined)[]> }

/** The words of a text, to be matched. */
export function passageOf(tokens: readonly Token[]): Passage {
  return { tokens, seen: new Map() }
}

/** Where a pattern that begins at a token ends: index of the token after it; undefined if it does not match there. */
export function matchAt(pattern: Pattern, passage: Passage, at: number): number | undefined {
  const sentence = passage.tokens[at]?.sentence
  if (sentence === undefined) return undefined
  return matchFrom(pattern.elements, 0, passage, at, sentence)
}

function matchFrom(elements: readonly Element[], index: number, passage: Passage, at: number, sentence: number): number | undefined {
  const element = elements[index]
  if (element === undefined) return at
  for (const end of endsOf(element, passage, at, sentence)) {
    const done = matchFrom(elements, index + 1, passage, end, sentence)
    if (done !== undefined) return done
  }
  return element.optional ? matchFrom(elements, index + 1, passage, at, sentence) : undefined
}

const NOWHERE: readonly number[] = []

/** Where one element may end, the likelier first. */
function endsOf(element: Element, passage: Passage, at: number, sentence: number): readonly number[] {
  const { tokens } = passage
  const token = tokens[at]
  const here = token !== undefined && token.sentence === sentence
  switch (element.kind) {
    case 'words':
      return here && isOne(element.words, token) ? [at + 1] : NOWHERE
    case 'number':
      return here && isNumber(token) ? [at + 1] : NOWHERE
    case 'code':
      return here && isCode(token.cased) ? [at + 1] : NOWHERE
    case 'i-did':
      return here && isDeed(token) ? [at + 1] : NOWHERE
    case 'any':
      return here ? endsOfChoice(element.choice, passage, at, token) : NOWHERE
    case 'name':
      return here && !(element.apart && token.joined) ? namesFrom(tokens, at, sentence, element.least) : NOWHERE
    case 'gap': {
      const ends = [at]
      for (let count = 1; count <= element.most && tokens[at + count - 1]?.sentence === sentence; count++) ends.push(at + count)
      return ends
    }
  }
}

function endsOfChoice(choice: Choice, passage: Passage, at: number, token: Token): readonly number[] {
  const start = startOf(choice, token)
  if (start === NO_START) return NOWHERE
  if (start.longer.length === 0) return [at + 1]
  const known = passage.seen.get(choice) ?? []
  if (known.length === 0) passage.seen.set(choice, known)
  const before = known[at]
  if (before !== undefined) return before
  const ends = start.longer.flatMap((pattern) => matchFrom(pattern.elements, 0, passage, at, token.sentence) ?? [])
  known[at] = (start.one ? [...ends, at + 1] : ends).toSorted((one, other) => other - one)
  return known[at]
}

/** What of a choice a word may begin, whatever follows: a pattern of this one word, and longer ones. */
type Start = { readonly one: boolean; readonly longer: readonly Pattern[] }
const NO_START: Start = { one: false, longer: [] }
/** Most words of which a choice remembers what they begin. */
const MOST_SPELLINGS = 256

function startOf(choice: Choice, token: Token): Start {
  const known = choice.starts.get(token.spelling)
  if (known !== undefined) return known
  const one = isOne(choice.words, token)
  const longer = [...(choice.byWord.get(token.sound) ?? []), ...choice.others.filter(({ elements: [first] }) => first === undefined || mayBegin(first, token))]
  const start = one || longer.length > 0 ? { one, longer } : NO_START
  if (choice.starts.size >= MOST_SPELLINGS) choice.starts.clear()
  choice.starts.set(token.spelling, start)
  return start
}

/** Whether a pattern may begin with an item where this word stands, told by its spelling alone. */
function mayBegin(first: Element, token: Token): boolean {
  if (first.optional) return true
  switch (first.kind) {
    case 'words':
      return isOne(first.words, token)
    case 'any':
      return startOf(first.choice, token) !== NO_START
    case 'number':
      return isNumber(token)
    case 'code':
      return isCode(token.cased)
    case 'i-did':
      return token.acute
    case 'name':
      return token.capital || HONORIFICS.has(token.word)
    case 'gap':
      return true
  }
}

function isNumber({ word }: Token): boolean {
  return /^\d+$/.test(word)
}

function isOne({ exact, flat, acute, stems, cased }: Words, token: Token): boolean {
  const { sound } = token
  if (exact.has(sound) || (token.acute ? acute : flat).has(sound) || cased.has(token.cased)) return true
  if (stems.size === 0) return false
  for (let length = Math.min(STEM.most, sound.length); length >= STEM.least; length--) {
    const after = stems.get(sound.slice(0, length))
    if (after?.some((endings) => endings === undefined || endings.has(sound.slice(length))) === true) return true
  }
  return false
}

/** «voto2027ine»: letters and digits in one, as a password has them; not «1a», «Q4». */
function isCode(word: string): boolean {
  return word.length >= SHORTEST_CODE && word.length <= LONGEST_CODE && /\d/.test(word) && /\p{L}/u.test(word) && !/^\d+\p{L}{1,3}$/u.test(word)
}
const SHORTEST_CODE = 5
/** A longer one is somebody's CURP or clave de elector. */
const LONGEST_CODE = 14

/** Shortest and longest stem that is looked up. */
export const STEM = { least: 2, most: 14 }

/** Words that end like a deed of mine and are none. */
const NO_DEED = new Set('aqui alli asi ahi casi porque aunque tambien comite cafe bebe rubi jabali colibri frenesi mani usted amen pagare pure chile esqui marroqui israeli iraqui carmesi bisturi quienquiera interes traves consome carne parte siempre suflé bufé que este que sufle bufe'.split(' '))

/** «Terminé», «sentí», «iré»: the first person of a past or a future, told by its accent. */
export function isDeed(token: Token): boolean {
  return token.acute && token.word.length >= 3 && /[^aeiou][ei]$|[oea]i$/.test(token.word) && !NO_DEED.has(token.word) && (!token.capital || token.opensSentence)
}

/** Ends of a proper name of at least so many words, the longest first. */
function namesFrom(tokens: readonly Token[], at: number, sentence: number, least: number): readonly number[] {
  const ends: number[] = []
  let words = 0
  for (let position = at; words < LONGEST_NAME; position++) {
    const token = tokens[position]
    if (token === undefined || token.sentence !== sentence || (position > at && !token.joined && !HONORIFICS.has(tokens[position - 1]?.word ?? ''))) break
    if (HONORIFICS.has(token.word) && words === 0) continue
    if (token.capital && token.cased.length > 1 && !NO_NAME.has(token.word) && !/\d/.test(token.word)) {
      words += 1
      if (words >= least) ends.push(position + 1)
    } else if (words === 0 || !PARTICLES.has(token.word)) break
  }
  return isPlace(tokens, at) ? [] : ends.toReversed()
}

function isPlace(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at]?.word ?? '', tokens[at + 1]?.word ?? '']
  return PLACES.has(first) || PLACES.has(`${first} ${second}`)
}
