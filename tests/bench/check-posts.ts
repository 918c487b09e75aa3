import { fileURLToPath } from 'node:url'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { folded } from '#shared/kernel/folded.ts'
import { checkAcross, postIndex } from '#shared/rules/across.ts'
import { check } from '#shared/rules/check.ts'
import type { CheckedContent } from '#shared/rules/content.ts'
import type { LineFact } from '#shared/rules/contradiction.ts'
import { readPostSet } from '../../scripts/rules/post-set.ts'
import { median } from './raw-events.ts'
import type { Bench } from './run.ts'

/** How many posts of other offices a text is held against. */
const OTHERS = 20_000
const ROUNDS = 100

const { rules } = loadRules(fileURLToPath(new URL('../../resources/rules', import.meta.url)), '/nowhere')
/** The labelled posts, but for those that are long on purpose. */
const texts = readPostSet(fileURLToPath(new URL('../data/posts.jsonl', import.meta.url)))
  .map(({ text }) => text)
  .filter((text) => text.trim() !== '' && text.length <= 600)
const contents = texts.map((base): CheckedContent => ({
  base,
  variants: {},
  media: [],
  source: { kind: 'document', reference: 'Oficio 1' },
  accounts: [{ network: 'x' }, { network: 'facebook' }],
}))
const circumstances = { now: '2027-06-05T18:00:00.000Z' as Instant, entity: 'oaxaca' } // a silence: every rule speaks

/** Each content is measured this often and its median taken: of a few hundred microseconds, a busy machine's pauses would make the p95. */
const TIMES = 3

function p95(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

function timeOf(work: () => number): number {
  const began = performance.now()
  if (work() < 0) throw new Error('never')
  return performance.now() - began
}

/** One content against every rule that needs no other post. Floor: the bare reading of it, folded and cut into words. */
export const checkBench: Bench = {
  name: 'check',
  goal: { over: 5 },
  async run() {
    const ours: number[] = []
    const floors: number[] = []
    for (const [index, content] of [...contents.slice(0, 50), ...contents].entries()) {
      const first = performance.now()
      const words = folded(content.base).match(/\p{L}+/gu)?.length ?? 0
      const second = performance.now()
      if (words < 0) throw new Error('never')
      // The first ones warm the machine.
      const times = Array.from({ length: TIMES }, () => timeOf(() => check(content, rules, circumstances).length))
      if (index < 50) continue
      floors.push(second - first)
      ours.push(median(times))
    }
    const [value, floor] = [p95(ours), median(floors)]
    return { value, unit: 'ms', floor, ratio: value / floor, extra: { p95: value, median: median(ours) } }
  },
}

/**
 * One content, with a text of its own for X, against the line and 20,000 posts of other offices, each with one more text for X and a part of a thread:
 * copies and contradictions. Floor: a search for the text's first words through the same 20,000 folded texts.
 */
export const checkAcrossBench: Bench = {
  name: 'check-cross',
  goal: { over: 100 },
  async run() {
    const others = Array.from({ length: OTHERS }, (_, index) => `${texts[index % texts.length] ?? ''} Junta Distrital ${1 + (index % 300)}, aviso ${index}: módulos abiertos el ${1 + (index % 28)} de marzo de ${8 + (index % 3)}:00 a ${14 + (index % 5)}:00 horas.`)
    const onX = (index: number) => [7, 11].map((step) => ({ text: `${texts[(index * step) % texts.length] ?? ''} Aviso ${index} de la junta para su localidad.`, networks: ['x'] as const }))
    const plain = others.map(folded)
    const index = postIndex(rules.factWords)
    const began = performance.now()
    for (const [number, text] of others.entries()) 
      index.put({ id: String(number), office: `Oficina ${number % 300}`, title: text.slice(0, 60), texts: [{ text, networks: ['facebook'] }, ...onX(number)] })
    const built = performance.now() - began
    const line: readonly LineFact[] = [
      { subject: 'Jornada electoral', kind: 'date', value: '6 de junio de 2027' },
      { subject: 'Horario de los módulos', kind: 'hour', value: 'de 8:00 a 15:00 horas' },
      { subject: 'Teléfono de INETEL', kind: 'phone', value: '800 433 2000' },
    ]
    const ours: number[] = []
    const floors: number[] = []
    for (let round = -20; round < ROUNDS; round++) {
      const base = `${contents[(round + 20) % contents.length]?.base ?? ''} Los módulos abren el 30 de marzo de 9:00 a 17:00 horas. INETEL: 800 433 2001.`
      const content: CheckedContent = { ...(contents[0] as CheckedContent), base, variants: { x: `${texts[round + 20] ?? ''} Acude a la junta de tu distrito.` } } // there are hundreds
      const first = performance.now()
      const wanted = folded(base).slice(0, 20)
      const hits = plain.filter((text) => text.includes(wanted)).length
      const second = performance.now()
      if (hits < 0) throw new Error('never')
      const times = Array.from({ length: TIMES }, () => timeOf(() => checkAcross(content, rules, line, index, ({ id }) => id !== '0').length))
      if (round < 0) continue
      floors.push(second - first)
      ours.push(median(times))
    }
    const [value, floor] = [p95(ours), median(floors)]
    return { value, unit: 'ms', floor, ratio: value / floor, extra: { p95: value, median: median(ours), build: built } }
  },
}
