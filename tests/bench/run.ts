/**
 * The runner of `npm run bench`: every bench in a process of its own, one after another, so that none pays for another's memory or
 * warmth. With names it runs those. With one it prints its figure as JSON on the last line; a file may hold several benches (`benches`): with its
 * name all of them are run, and the last line is an object of figures by their names.
 * Says each figure when it is measured, so that a run that is cut off was not for nothing. Prints a table and, last, one line of JSON: `{ "name": { "value", "unit", "floor", "ratio" } }`.
 */
import { spawnSync } from 'node:child_process'

/** The benches in the order of docs/performance.md; each is `tests/bench/<name>.ts`. */
const NAMES = ['start', 'record', 'bulk', 'rebuild', 'verify', 'merge', 'queue', 'posts', 'secret', 'memory', 'hub'] as const

export type Figure = {
  readonly value: number
  readonly unit: string
  /** The same work done bare, measured in the same run. */
  readonly floor: number
  readonly ratio: number
  /** Further figures worth a line, e.g. `{ p95: 3.2 }`. */
  readonly extra?: Readonly<Record<string, number | string>>
}

export type Bench = {
  readonly name: string
  /** The ratio that is the goal, how many units more than the floor are, the least ratio (of a speed), or the limit of the value itself. */
  readonly goal: number | { readonly over: number } | { readonly atLeast: number } | { readonly below: number }
  run(): Promise<Figure>
}

type Measured = Figure & { readonly goal: Bench['goal'] }

/** The figures of a file's benches, by name. */
async function all(file: string): Promise<Readonly<Record<string, Measured>>> {
  const { bench, benches = bench === undefined ? [] : [bench] }: { bench?: Bench; benches?: readonly Bench[] } = await import(`./${file}.ts`)
  if (benches.length === 0) throw new Error(`tests/bench/${file}.ts holds no bench; there are ${NAMES.join(', ')}`)
  const figures: Record<string, Measured> = {}
  for (const one of benches) figures[one.name] = { ...(await one.run()), goal: one.goal }
  return figures
}

function inItsOwnProcess(name: string): Readonly<Record<string, Measured>> | undefined {
  const ran = spawnSync(process.execPath, ['--expose-gc', import.meta.filename, name], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  const last = ran.stdout.trim().split('\n').at(-1) ?? ''
  if (ran.status === 0 && last.startsWith('{')) {
    const figures: Measured | Record<string, Measured> = JSON.parse(last)
    return isOne(figures) ? { [name]: figures } : figures
  }
  console.error(`${name} could not be measured:\n${`${ran.stdout}${ran.stderr}`.trim().split('\n').slice(-20).join('\n')}`)
  return undefined
}

function isOne(figures: Measured | Readonly<Record<string, Measured>>): figures is Measured {
  return typeof figures['value'] === 'number'
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

function row(name: string, { value, unit, floor, ratio, goal, extra }: Measured): readonly string[] {
  const [reached, wanted] = judged({ value, unit, floor, ratio, goal })
  const more = Object.entries(extra ?? {}).map(([key, figure]) => `${key} ${typeof figure === 'number' ? rounded(figure) : figure}`)
  return [name, `${rounded(value)} ${unit}`, `${rounded(floor)} ${unit}`, `${ratio.toFixed(2)}×`, wanted, reached ? 'yes' : 'NO', more.join(', ')]
}

/** Whether a goal is reached, and how it is written. */
function judged({ value, unit, floor, ratio, goal }: Measured): readonly [reached: boolean, wanted: string] {
  if (typeof goal === 'number') return [ratio <= goal, `≤ ${goal}×`]
  if ('over' in goal) return [value - floor <= goal.over, `≤ +${goal.over} ${unit}`]
  if ('atLeast' in goal) return [ratio >= goal.atLeast, `≥ ${goal.atLeast}×`]
  return [value < goal.below, `< ${goal.below} ${unit}`]
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)))
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

const wanted = process.argv.slice(2)
const [only] = wanted
if (only !== undefined && wanted.length === 1) {
  const figures = await all(only)
  const [single, ...more] = Object.values(figures)
  // One bench alone prints its figure itself; several, by their names, what is beside a figure (p95) among it.
  const named = Object.fromEntries(Object.entries(figures).map(([name, { extra, ...figure }]) => [name, { ...figure, extra, ...extra }]))
  console.log(JSON.stringify(more.length === 0 ? single : named))
  process.exit(0)
}

const measured: [string, Measured][] = []
let failed = 0
for (const name of wanted.length > 0 ? wanted : NAMES) {
  const figures = inItsOwnProcess(name)
  if (figures === undefined) {
    failed += 1
    continue
  }
  measured.push(...Object.entries(figures))
  for (const [one, figure] of Object.entries(figures)) console.error(row(one, figure).join('  '))
}
console.log(table([['name', 'value', 'floor', 'ratio', 'goal', 'reached', ''], ...measured.map(([name, figure]) => row(name, figure))]))
console.log(
  JSON.stringify(
    Object.fromEntries(measured.map(([name, { value, unit, floor, ratio }]) => [name, { value: rounded(value), unit, floor: rounded(floor), ratio: rounded(ratio) }])),
  ),
)
process.exitCode = failed === 0 ? 0 : 1
