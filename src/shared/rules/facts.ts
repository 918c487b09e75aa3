import type { Reading } from './reading.ts'
import { tokensOf, type Token } from './tokens.ts'
import { phones } from './phone.ts'

/** What can be stated differently in two places. */
export const factKinds = ['date', 'hour', 'place', 'phone', 'amount'] as const
export type FactKind = (typeof factKinds)[number]

/** Whether a date or an hour is where something begins or ends. */
export type Edge = 'start' | 'end' | 'none'

/** Something definite that a text states. The range is of the reading. */
export type Fact = {
  readonly kind: FactKind
  readonly start: number
  readonly end: number
  /** Two facts of one kind agree when `agree` says so; this is what is compared. */
  readonly value: string
  readonly edge: Edge
  /** What is counted (`casillas`), of an amount; empty for money. */
  readonly unit: string
  readonly sentence: number
}

const MONTHS = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre']
const MONTH = 'ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:t|tiembre)?|setiembre|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?'
const DAY = String.raw`(?:[0-3]?\d(?:o|ero|º|°)?\.?|primero|uno|treinta y uno)`
const LONG_DATE = new RegExp(String.raw`(?<![\p{L}\p{N}/.,:-])(?<day>${DAY})(?:(?<sign> al? | y | a el | e )(?<until>${DAY}))?(?: de |-|/| )(?<month>${MONTH})(?![\p{L}])(?:(?: de(?:l)? (?:a[nñ]o )?|,? |-|/)(?<year>20\d{2}))?`, 'gu')
const SHORT_DATE = /(?<![\p{L}\p{N}/.,$#_-])(?<day>0?[1-9]|[12]\d|3[01])(?<sign>[/.-])(?<month>0?[1-9]|1[0-2])\k<sign>(?<year>20\d{2}|\d{2})(?![\p{N}/_-]|[.,]\d)/gu
const ISO_DATE = /(?<![\p{L}\p{N}/.,-])(?<year>20\d{2})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])(?![\p{N}-])/gu
const CLOCK = String.raw`(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?`
const SUFFIX = String.raw`(?: ?(?:horas?|hrs?\.?|h\b)|(?: ?[ap]\.? ?m\.?(?![\p{L}]))| de la (?:ma[nñ]ana|tarde|noche|madrugada)| del (?:dia|mediodia|medio dia)){1,2}`
const HOURS = new RegExp(
  String.raw`(?<![\p{L}\p{N}/.,$:-])(?:(?:de |desde |entre )?(?:las? )?(?<from>${CLOCK})(?<fromSuffix>${SUFFIX})?(?: ?(?:a|-|y|hasta) (?:las? )?| ?- ?)(?<to>${CLOCK})(?<toSuffix>${SUFFIX})|(?:a |desde |hasta |de |para |sobre )?las? (?<at>${CLOCK})(?<atSuffix>${SUFFIX})?(?![\p{L}\p{N}%]|[.,]\d| (?:de |casillas|personas|entidades|juntas|secciones))|(?<bare>${CLOCK})(?<bareSuffix>${SUFFIX})|(?<noon>(?:al? )?medio ?dia|(?:a la )?medianoche))(?![\p{N}])`,
  'gu',
)
const CLOCK_RANGE = /(?<![\p{L}\p{N}/.,$:-])(?:de |desde )(?:las? )?(?<from>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)) (?:a|hasta) (?:las? )?(?<to>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d))(?![\p{N}])/gu
const NUMBER = String.raw`\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?`
const MONEY = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\$ ?(?<signed>${NUMBER})(?<scale1> mil(?:lones)?(?: de)?| mdp| millon(?:es)?)?|(?<plain>${NUMBER})(?<scale2> mil(?:lones)?(?: de)?| millon(?:es)? de)? (?:pesos|mdp|m\.n\.))`, 'gu')
const FREE = /(?<![\p{L}\p{N}])(?:es |son |totalmente |completamente )?(?:gratuit[oa]s?|gratis|sin costo|no (?:tiene|tienen) costo|no se cobra)(?![\p{L}])/gu
const COUNT = new RegExp(String.raw`(?<![\p{L}\p{N}/.,$#:-])(?<number>${NUMBER})(?<scale> mil(?:lones)?(?: de)?| millon(?:es)? de)? (?<unit>\p{L}{4,20})(?: (?<second>\p{L}{5,20}))?`, 'gu')
const VENUE = String.raw`(?:calle|avenida|av\.?|calzada|calz\.?|boulevard|bulevar|blvd\.?|carretera|privada|auditorio|plaza|salon|centro|biblioteca|escuela|universidad|facultad|teatro|palacio|museo|parque|deportivo|gimnasio|hotel|edificio|explanada|casa de (?:la )?cultura|cine|unidad deportiva|preparatoria|secundaria|primaria|instalaciones|zocalo|kiosco|mercado|estacion|terminal|presidencia|cabildo|jardin|estadio)`
const PLACE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:en|sede|lugar:?|domicilio:?|ubicad[oa]s? en|direccion:?|desde|al) (?:el |la |las |los |su nueva sede,? (?:en )?)?(?<venue>${VENUE} [^\n.;:!?()]{2,70})`, 'gu')
const CUT_PLACE = /(?:,? (?:a las?|a partir|de \d|desde|el (?:proximo|dia|\d|lunes|martes|miercoles|jueves|viernes|sabado|domingo)|este|hoy|ma[nñ]ana|con|para|donde|y (?:podras|consulta|participa)|habra|estara|los dias|del \d|en punto|de lunes|de las|de martes|se|llama|tel|abre|es gratuit|inicia|para que|antes|sera|fue|tendra|atiende)(?![\p{L}]).*)$|[ ,]+$/u
const FREE_CALL = /(?<![\p{L}\p{N}])(?:01[ -]?)?[89]00[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\p{N}])|(?<![\p{L}\p{N}])[89]00[ -]?\d{3}[ -]?\d{4}(?![\p{N}])/gu

const STARTS = /(?:a partir|desde|inici\p{L}*|comienz\p{L}*|empiez\p{L}*|arran\p{L}*|abr\p{L}*|apertura)(?: [^\s]+){0,4} *$/u
const ENDS = /(?:hasta|a mas tardar|limite|ultimo|ultima|termin\p{L}*|conclu\p{L}*|venc\p{L}*|cierr\p{L}*|cier[rn]\p{L}*|finaliz\p{L}*|antes)(?: [^\s]+){0,5} *$/u

/** Everything definite that a text states: dates, hours, places, phones and amounts. */
export function factsOf(reading: Reading): readonly Fact[] {
  const { plain } = reading
  const tokens = tokensOf(reading)
  const taken: { start: number; end: number }[] = []
  const found: Fact[] = []
  const put = (kind: FactKind, start: number, end: number, value: string, edge: Edge = 'none', unit = '') => {
    const within = (one: { readonly start: number; readonly end: number }) => one.start < end && start < one.end
    if (taken.some(within) || found.some((one) => one.kind === kind && within(one))) return
    found.push({ kind, start, end, value, edge, unit, sentence: sentenceAt(tokens, start) })
  }
  const close = () => taken.splice(0, taken.length, ...found.filter(({ kind }) => kind !== 'place'))

  for (const match of [...plain.matchAll(LONG_DATE), ...plain.matchAll(SHORT_DATE), ...plain.matchAll(ISO_DATE)]) putDate(match, plain, put)
  close()
  for (const phone of phones(plain, [])) put('phone', phone.start, phone.end, digitsOf(phone.words))
  for (const match of plain.matchAll(FREE_CALL)) put('phone', match.index, match.index + match[0].length, digitsOf(match[0]))
  close()
  for (const match of plain.matchAll(MONEY)) {
    const { signed, plain: bare, scale1, scale2 } = match.groups ?? {}
    put('amount', match.index, match.index + match[0].length, String(scaled(signed ?? bare ?? '', scale1 ?? scale2 ?? (match[0].endsWith('mdp') ? 'millones' : ''))))
  }
  for (const match of plain.matchAll(FREE)) put('amount', match.index, match.index + match[0].length, '0')
  close()
  for (const match of [...plain.matchAll(HOURS), ...plain.matchAll(CLOCK_RANGE)]) putHours(match, plain, put)
  close()
  for (const match of plain.matchAll(COUNT)) {
    const { number = '', scale = '', unit = '' } = match.groups ?? {}
    if (NO_UNIT.has(unit) || /^20\d{2}$/.test(number)) continue
    const from = match.index
    put('amount', from, from + number.length + scale.length + 1 + unit.length, String(scaled(number, scale)), 'none', stemOf(unit))
  }
  for (const match of plain.matchAll(PLACE)) {
    const venue = (match.groups?.['venue'] ?? '').replace(CUT_PLACE, '')
    const start = match.index + match[0].length - (match.groups?.['venue'] ?? '').length
    if (venue.split(' ').length >= 2) put('place', start, start + venue.length, venue)
  }
  return found.toSorted((one, other) => one.start - other.start)
}

/** Words after a number that it does not count. */
const NO_UNIT = new Set('horas hora pesos millones enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre para años anos articulo fraccion parrafo inciso distrito modulo seccion casilla'.split(' '))

type Put = (kind: FactKind, start: number, end: number, value: string, edge?: Edge, unit?: string) => void

function putDate(match: RegExpExecArray, plain: string, put: Put): void {
  const { day = '', month = '', year = '', until, sign } = match.groups ?? {}
  const monthNumber = /^\d/.test(month) ? Number(month) : MONTHS.findIndex((name) => name.startsWith(month.replace('setiembre', 'septiembre').slice(0, 3))) + 1
  const years = year.length === 2 ? `20${year}` : year
  const write = (text: string) => `${years}-${monthNumber}-${dayNumber(text)}`
  const end = match.index + match[0].length
  if (dayNumber(day) < 1 || dayNumber(day) > 31 || monthNumber < 1) return
  const before = plain.slice(Math.max(0, match.index - 60), match.index)
  if (until === undefined) {
    // «del 1 de marzo al 10 de abril»: each end is told by the words around it.
    const after = plain.slice(end, end + 12)
    const edge = /(?:^| )(?:del|desde el|entre el|de) $/.test(before) && /^(?: de 20\d\d)? (?:al|hasta|y el) /.test(after) ? 'start' : /\d{0,4} al (?:\p{L}+ )?$/u.test(before) && /\d/.test(before.slice(-30)) ? 'end' : edgeOf(before)
    put('date', match.index, end, write(day), edge)
    return
  }
  if (sign === ' y ' || sign === ' e ') {
    put('date', match.index, end, `${write(day)} ${write(until)}`)
    return
  }
  put('date', match.index, end, `${write(day)}/${write(until)}`)
}

function dayNumber(text: string): number {
  if (text === 'primero' || text === 'uno') return 1
  return text === 'treinta y uno' ? 31 : Number.parseInt(text, 10)
}

function putHours(match: RegExpExecArray, plain: string, put: Put): void {
  const { from, to, fromSuffix, toSuffix, at, atSuffix, bare, bareSuffix, noon } = match.groups ?? {}
  const end = match.index + match[0].length
  const before = plain.slice(Math.max(0, match.index - 50), match.index) + (/^(?:desde|hasta)/.exec(match[0])?.[0] ?? '')
  if (noon !== undefined) return put('hour', match.index, end, noon.includes('dia') ? '720' : '0', edgeOf(before))
  if (from !== undefined && to !== undefined) return put('hour', match.index, end, `${minutesOf(from, fromSuffix ?? (plainHours(from, to) ? '' : (toSuffix ?? '')))}-${minutesOf(to, toSuffix ?? '')}`)
  const one = at ?? bare ?? ''
  put('hour', match.index, end, String(minutesOf(one, atSuffix ?? bareSuffix ?? '')), edgeOf(before))
}

/** «de 9 a 3 de la tarde»: the first is of the morning when it is the greater one. */
function plainHours(from: string, to: string): boolean {
  return Number.parseInt(from, 10) > Number.parseInt(to, 10) || Number.parseInt(from, 10) >= 7
}

function minutesOf(clock: string, suffix: string): number {
  const [hour = '0', minute = '0'] = clock.split(/[:.]/)
  const late = /p\.? ?m|tarde|noche/.test(suffix)
  const midnight = /a\.? ?m/.test(suffix) && Number(hour) === 12
  return ((midnight ? 0 : Number(hour)) + (late && Number(hour) < 12 ? 12 : 0)) * 60 + Number(minute)
}

function edgeOf(before: string): Edge {
  const [start, end] = [STARTS.exec(before), ENDS.exec(before)]
  if (start === null && end === null) return 'none'
  if (end === null) return 'start'
  return start === null || end.index > start.index ? 'end' : 'start'
}

function scaled(number: string, scale: string): number {
  const value = Number(number.replaceAll(/[, ]/g, ''))
  if (/millon|mdp/.test(scale)) return value * 1_000_000
  return /mil/.test(scale) ? value * 1000 : value
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').slice(-10)
}

function sentenceAt(tokens: readonly Token[], at: number): number {
  let [low, high] = [0, tokens.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tokens[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return tokens[low]?.sentence ?? 0
}

/** A word without the endings that only say number or person. */
export function stemOf(word: string): string {
  const singular = word.replace(/(?:es|s)$/, '')
  return singular.slice(0, 6)
}

/** Whether two values of one kind say the same, as far as both go: «6 de junio» agrees with «6 de junio de 2027». */
export function agree(one: Pick<Fact, 'kind' | 'value' | 'edge'>, other: Pick<Fact, 'kind' | 'value' | 'edge'>): boolean {
  if (one.value === other.value) return true
  switch (one.kind) {
    case 'date':
      return datesAgree(one, other)
    case 'hour':
      return hoursAgree(one, other)
    case 'place':
      return placesAgree(one.value, other.value)
    default:
      return false
  }
}

type Edged = { readonly value: string; readonly edge: Edge }

function datesAgree(one: Edged, other: Edged): boolean {
  const [first, second] = [datePartsOf(one), datePartsOf(other)]
  // A single date against a stretch: by its edge, or by being one of its ends.
  if (first.length === 1 && second.length === 2 && other.value.includes('/')) return agreesWithStretch(first[0] ?? '', one.edge, second)
  if (second.length === 1 && first.length === 2 && one.value.includes('/')) return agreesWithStretch(second[0] ?? '', other.edge, first)
  if (first.length !== second.length) return first.some((date) => second.some((its) => sameDate(date, its)))
  return first.every((date, index) => sameDate(date, second[index] ?? ''))
}

function datePartsOf({ value }: Edged): readonly string[] {
  return value.split(/[/ ]/)
}

function agreesWithStretch(date: string, edge: Edge, [from = '', to = '']: readonly string[]): boolean {
  if (edge === 'start') return sameDate(date, from)
  if (edge === 'end') return sameDate(date, to)
  return sameDate(date, from) || sameDate(date, to)
}

function sameDate(one: string, other: string): boolean {
  const [year1 = '', month1, day1] = one.split('-')
  const [year2 = '', month2, day2] = other.split('-')
  return month1 === month2 && day1 === day2 && (year1 === '' || year2 === '' || year1 === year2)
}

/** «a las 8» may be 8 in the morning or in the evening. */
function hoursAgree(one: Edged, other: Edged): boolean {
  const [first, second] = [one.value.split('-').map(Number), other.value.split('-').map(Number)]
  const same = (a: number | undefined, b: number | undefined) => a === b || (a !== undefined && b !== undefined && Math.abs(a - b) === 720 && Math.min(a, b) < 8 * 60)
  if (first.length === second.length) return first.every((minutes, index) => same(minutes, second[index]))
  const [single, edge, range] = first.length === 1 ? [first[0], one.edge, second] : [second[0], other.edge, first]
  return edge === 'end' ? same(single, range[1]) : edge === 'start' ? same(single, range[0]) : range.some((minutes) => same(minutes, single))
}

/** Places agree when one's words are mostly the other's; a street's number counts by itself. */
function placesAgree(one: string, other: string): boolean {
  const wordsOf = (text: string) => new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2 || /\d/.test(word)).map((word) => SAME_PLACE.get(word) ?? word))
  const [first, second] = [wordsOf(one), wordsOf(other)]
  const numbers = (words: ReadonlySet<string>) => [...words].filter((word) => /\d/.test(word))
  const [numbers1, numbers2] = [numbers(first), numbers(second)]
  if (numbers1.length > 0 && numbers2.length > 0 && !numbers1.some((number) => second.has(number))) return false
  const shared = [...first].filter((word) => second.has(word)).length
  return shared / Math.max(1, Math.min(first.size, second.size)) >= 0.6
}

const SAME_PLACE = new Map([['avenida', 'av'], ['calz', 'calzada'], ['blvd', 'bulevar'], ['boulevard', 'bulevar'], ['col', 'colonia'], ['numero', 'num']])
