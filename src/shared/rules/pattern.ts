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

type Element = (
  | {
      readonly kind: 'words'
      readonly exact: ReadonlySet<string>
      readonly flat: ReadonlySet<string>
      readonly acute: ReadonlySet<string>
      /** What may follow a stem; anything if undefined. */
      readonly stems: ReadonlyMap<string, readonly (ReadonlySet<string> | undefined)[]>
      readonly cased: ReadonlySet<string>
    }
  | {
      readonly kind: 'any'
      readonly patterns: readonly Pattern[]
      /** Those that begin with a plain word, by it; a long list is not gone through word by word. */
      readonly byWord: ReadonlyMap<string, readonly Pattern[]>
      readonly others: readonly Pattern[]
    }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'name'; readonly least: number; readonly apart: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'code' }
  | { readonly kind: 'i-did' }
) & { readonly optional: boolean }

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

/** Reads a pattern. Throws with a sentence on one that cannot be: data is checked by it when it is loaded. */
export function parsePattern(written: string, lists: Lists): Pattern {
  const pattern = parseElements(written, lists)
  if (!canOpen(pattern)) throw new Error(`«${written}» must begin with a word, a list, a number or <full>`)
  return pattern
}

function parseElements(written: string, lists: Lists): Pattern {
  return { elements: written.trim().split(/\s+/).map((item) => parseItem(item, lists)) }
}

/** Whether an index can find it: it does not begin with a gap, a name that may be one word (any capital would open it) or something optional. */
function canOpen({ elements: [first] }: Pattern): boolean {
  if (first === undefined || first.optional) return false
  return first.kind === 'any' ? first.patterns.every(canOpen) : first.kind === 'words' || first.kind === 'number' || first.kind === 'i-did' || (first.kind === 'name' && first.least > 1)
}

function anyOf(patterns: readonly Pattern[]): Omit<Extract<Element, { kind: 'any' }>, 'optional'> {
  const isPlain = ({ elements: [first] }: Pattern) => first?.kind === 'words' && !first.optional && first.stems.size + first.flat.size + first.acute.size + first.cased.size === 0
  const byWord = new Map<string, Pattern[]>()
  for (const pattern of patterns.filter(isPlain)) {
    for (const word of openings(pattern).words) byWord.set(word, [...(byWord.get(word) ?? []), pattern])
  }
  return { kind: 'any', patterns, byWord, others: patterns.filter((pattern) => !isPlain(pattern)) }
}

/** What is no single word. */
const SPECIAL = /^(?:<|\{)|_/

function parseItem(item: string, lists: Lists): Element {
  const optional = item.endsWith('?')
  const atom = optional ? item.slice(0, -1) : item
  const gap = /^\.\.(\d+)$/.exec(atom)
  if (gap !== null) {
    const most = Number(gap[1])
    if (most < 1 || most > WIDEST_GAP) throw new Error(`a gap has 1 to ${WIDEST_GAP} words: «${item}»`)
    return { kind: 'gap', most, optional }
  }
  if (atom === '<name>' || atom === '<full>' || atom === '<person>') return { kind: 'name', least: atom === '<name>' ? 1 : 2, apart: atom === '<person>', optional }
  if (atom === '<number>') return { kind: 'number', optional }
  if (atom === '<code>') return { kind: 'code', optional }
  if (atom === '<i-did>') return { kind: 'i-did', optional }
  const list = /^\{([a-z-]+)\}$/.exec(atom)
  if (list !== null) {
    const entries = lists[list[1] ?? '']
    if (entries === undefined) throw new Error(`there is no list «${list[1] ?? ''}»`)
    return { ...anyOf(entries.map((entry) => parseElements(entry, lists))), optional }
  }
  const words = atom.split('|')
  if (words.some((word) => SPECIAL.test(word))) {
    const plain = words.filter((word) => !SPECIAL.test(word)).join('|')
    const special = words.filter((word) => SPECIAL.test(word)).map((word) => word.replaceAll('_', ' '))
    return { ...anyOf([...special, ...(plain === '' ? [] : [plain])].map((word) => parseElements(word, lists))), optional }
  }
  if (words.some((word) => !/^(?:=[\p{L}\p{N}&]+|[a-zñ0-9]+[*!^~+]?)$/u.test(word))) throw new Error(`«${item}» is no word of a pattern`)
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
    exact: new Set(words.filter((word) => !word.startsWith('=') && !/[*!^~+]$/.test(word)).map((word) => soundOf(plain(word)))),
    flat: new Set(marked('!').map(soundOf)),
    acute: new Set(marked('^').map(soundOf)),
    stems,
    cased: new Set(words.filter((word) => word.startsWith('=')).map((word) => word.slice(1))),
    optional,
  }
}

/** What an index has for patterns that begin with a number. */
export const ANY_NUMBER = '<number>'
/** What an index has for patterns that begin with what I did. */
export const ANY_DEED = '<i-did>'
/** What an index has for patterns that begin with a name. */
export const ANY_NAME = '<full>'

/** The words that a pattern may begin with, for an index: whole ones and stems. */
export function openings({ elements }: Pattern): { readonly words: readonly string[]; readonly stems: readonly string[] } {
  const first = elements[0]
  if (first === undefined) return { words: [], stems: [] }
  if (first.kind === 'any') {
    const all = first.patterns.map(openings)
    return { words: all.flatMap(({ words }) => words), stems: all.flatMap(({ stems }) => stems) }
  }
  if (first.kind === 'number') return { words: [ANY_NUMBER], stems: [] }
  if (first.kind === 'name') return { words: [ANY_NAME], stems: [] }
  if (first.kind === 'i-did') return { words: [ANY_DEED], stems: [] }
  if (first.kind !== 'words') return { words: [], stems: [] }
  const cased = Array.from(first.cased, (word) => soundOf(word.toLowerCase().replaceAll('ñ', 'n')))
  return { words: [...first.exact, ...first.flat, ...first.acute, ...cased], stems: [...first.stems.keys()] }
}

/** Where a pattern that begins at a token ends: index of the token after it; undefined if it does not match there. */
export function matchAt(pattern: Pattern, tokens: readonly Token[], at: number): number | undefined {
  const sentence = tokens[at]?.sentence
  if (sentence === undefined) return undefined
  return matchFrom(pattern.elements, 0, tokens, at, sentence)
}

function matchFrom(elements: readonly Element[], index: number, tokens: readonly Token[], at: number, sentence: number): number | undefined {
  const element = elements[index]
  if (element === undefined) return at
  const rest = (from: number) => matchFrom(elements, index + 1, tokens, from, sentence)
  for (const end of endsOf(element, tokens, at, sentence)) {
    const done = rest(end)
    if (done !== undefined) return done
  }
  return element.optional ? rest(at) : undefined
}

/** Where one element may end, the likelier first. */
function endsOf(element: Element, tokens: readonly Token[], at: number, sentence: number): readonly number[] {
  const token = tokens[at]
  const here = token !== undefined && token.sentence === sentence
  switch (element.kind) {
    case 'words':
      return here && isOne(element, token) ? [at + 1] : []
    case 'number':
      return here && /^\d+$/.test(token.word) ? [at + 1] : []
    case 'code':
      return here && isCode(token.cased) ? [at + 1] : []
    case 'i-did':
      return here && isDeed(token) ? [at + 1] : []
    case 'any': {
      if (!here) return []
      const fitting = [...(element.byWord.get(token.sound) ?? []), ...element.others]
      const ends = fitting.flatMap((pattern) => matchFrom(pattern.elements, 0, tokens, at, sentence) ?? [])
      return ends.toSorted((one, other) => other - one)
    }
    case 'name':
      return here && !(element.apart && token.joined) ? namesFrom(tokens, at, sentence, element.least) : []
    case 'gap': {
      const ends = [at]
      for (let count = 1; count <= element.most && tokens[at + count - 1]?.sentence === sentence; count++) ends.push(at + count)
      return ends
    }
  }
}

function isOne(element: Extract<Element, { kind: 'words' }>, token: Token): boolean {
  const { sound } = token
  if (element.exact.has(sound) || (token.acute ? element.acute : element.flat).has(sound) || element.cased.has(token.cased)) return true
  if (element.stems.size === 0) return false
  for (let length = Math.min(STEM.most, sound.length); length >= STEM.least; length--) {
    const after = element.stems.get(sound.slice(0, length))
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
