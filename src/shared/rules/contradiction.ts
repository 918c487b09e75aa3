import type { Found } from './found.ts'
import { agree, factsOf, type Fact, type FactKind } from './facts.ts'
import type { FactWords } from './rule-set.ts'
import { read } from './reading.ts'
import { statementsOf, subjectOf, type Statement } from './subject.ts'

/** A fact of the line: what Comunicación Social holds to be so, for whoever speaks of that subject. */
export type LineFact = {
  readonly subject: string
  readonly kind: FactKind
  /** As one writes it: «10 de febrero de 2027», «de 8:00 a 15:00 horas», «800 433 2000». */
  readonly value: string
}

/** A statement of a text that the line denies. */
export type Denied = Found & { readonly subject: string; readonly value: string }

/** Least share of a line's subject that a sentence must speak of. */
const COVERED = 0.6
/** Least likeness of two subjects (shared terms over those of the poorer one) and fewest terms shared. */
const ALIKE = 0.6
const SHARED = 2

/** What a text states that the line denies. Ranges are of the text. */
export function againstLine(text: string, facts: readonly LineFact[], words: FactWords): readonly Denied[] {
  if (facts.length === 0) return []
  const statements = statementsOf(text, words)
  if (statements.length === 0) return []
  return facts.flatMap((line) => {
    const wanted = wantedOf(line, words)
    const said = valueOf(line)
    const held = said ?? { kind: line.kind, value: read(line.value).plain, edge: 'none' as const, unit: '' }
    const edge = edgeOfSubject(line.subject)
    if (wanted.length === 0) return []
    const speaking = statements.filter(({ fact, subject, marks }) => {
      if (fact.kind !== line.kind || (fact.kind === 'amount' && fact.unit !== '' && held.unit !== '' && fact.unit !== held.unit)) return false
      if (edge !== 'none' && fact.edge !== 'none' && fact.edge !== edge && !fact.value.includes('/')) return false
      const spoken = wanted.filter((term) => subject.has(term) || marks.has(term)).length
      return spoken / wanted.length >= COVERED
    })
    const edged = { ...held, edge: edge === 'none' ? held.edge : edge }
    if (speaking.some(({ fact }) => agree({ ...fact, edge: fact.edge === 'none' ? edge : fact.edge }, edged))) return []
    return speaking.slice(0, 1).map(({ found }) => ({ ...found, subject: line.subject, value: line.value }))
  })
}

/** The value as the texts are read. A bare «18:00» is an hour when the line says so. */
function valueOf({ kind, value }: LineFact): Fact | undefined {
  const readings = kind === 'hour' ? [value, `a las ${value}`] : [value]
  return readings.flatMap((one) => factsOf(read(one))).find((fact) => fact.kind === kind)
}

/** What a kind of fact says by itself, so that a sentence need not: «las casillas cierran a las 18:00» speaks of their hours. */
const SAID_BY_KIND: Readonly<Record<FactKind, string>> = { date: 'fecha', hour: 'horario', place: 'sede', phone: 'telefono', amount: 'costo' }

function wantedOf(line: LineFact, words: FactWords): readonly string[] {
  const all = [...subjectOf(line.subject, words)]
  const implied = subjectOf(SAID_BY_KIND[line.kind], words)
  const unit = factsOf(read(line.value)).find((fact) => fact.kind === line.kind)?.unit
  const rest = all.filter((term) => !implied.has(term) && term !== unit)
  return rest.length === 0 ? all : rest
}

function edgeOfSubject(subject: string): 'start' | 'end' | 'none' {
  const { plain } = read(subject)
  if (/(?:inicio|inicia|comienz|arranque|apertura|primer dia|a partir|desde|empiez)/.test(plain)) return 'start'
  return /(?:cierre|termin|ultimo|limite|conclu|fin |vence|venc|hasta|plazo)/.test(plain) ? 'end' : 'none'
}

/** What statements deny of others: same kind of fact, same subject, another value; and nothing tells the two things apart. */
export function denies(one: Statement, other: Statement): boolean {
  const { fact } = one
  const its = other.fact
  if (fact.kind !== its.kind || fact.unit !== its.unit || agree(fact, its)) return false
  if (fact.edge !== its.edge && fact.edge !== 'none' && its.edge !== 'none') return false
  const shared = [...one.subject].filter((term) => other.subject.has(term)).length
  const few = one.subject.size === 1 && other.subject.size === 1
  if (shared < (few ? 1 : SHARED) || shared / Math.max(1, Math.min(one.subject.size, other.subject.size)) < ALIKE) return false
  return !areApart(one.marks, other.marks)
}

/** Each names something that the other does not. */
function areApart(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const own = [...one].filter((mark) => !other.has(mark))
  const its = [...other].filter((mark) => !one.has(mark))
  return own.length > 0 && its.length > 0
}

/** The statements of a text that those of another deny, unless the other says elsewhere what the text says. */
export function deniedBy(own: readonly Statement[], others: readonly Statement[]): readonly { readonly own: Statement; readonly other: Statement }[] {
  return own.flatMap((statement) => {
    if (others.some((other) => other.fact.kind === statement.fact.kind && other.fact.unit === statement.fact.unit && agree(statement.fact, other.fact))) return []
    const other = others.find((one) => denies(statement, one))
    return other === undefined ? [] : [{ own: statement, other }]
  })
}
