import { z } from 'zod'
import { join } from 'node:path'
import { readOfficesAhead } from '#main/modules/organization/catalogue.ts'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { contracts } from '#shared/contracts.ts'
import type { Contract, Entry } from '#shared/kernel/contract.ts'
import { top } from '../house/top.ts'

/** A file that is made from the sources: its path from the project's folder, and what it must say. */
export type Generated = { readonly path: string; readonly text: string }

/** Every generated file, as it must be now. */
export function generatedFiles(): readonly Generated[] {
  const all: readonly Contract[] = Object.values(contracts)
  return [
    { path: 'src/preload/channels.generated.ts', text: channels(all) },
    { path: 'docs/ipc.md', text: page(all) },
    { path: 'docs/rules.md', text: rulesPage() },
    { path: 'src/main/modules/organization/offices.generated.ts', text: offices() },
  ]
}

/** Every rule of the checker, as its data has it. */
function rulesPage(): string {
  const { rules } = loadRules(join(top, 'resources', 'rules'), join(top, 'nowhere'))
  const cell = (text: string) => text.replaceAll('|', '\\|')
  const rows = rules.checks.map(({ id, about = '', severity, source, checked, confidence }) => `| \`${id}\` | ${cell(about)} | ${severity} | ${cell(source)} | ${checked} | ${confidence} |`)
  return `# Rules of the checker

Made from \`resources/rules/checks.yaml\` by \`npm run generate\`. \`block\`: the post cannot be sent to review; \`warn\`: author and reviewer see it; \`hint\`: a suggestion.
Ids never change: they stand in the record. An institution lays its own \`checks.yaml\`, \`limits.yaml\`, \`phrases.yaml\`, \`lexicon.yaml\`, \`institutional.yaml\`,
\`electoral-calendar.yaml\`, \`inclusive.yaml\`, \`legibility.yaml\`, \`facts.yaml\`, \`blanks.yaml\` or \`rest-days.yaml\` over the shipped ones: on record,
for every machine (Ajustes, Reglas; up to 240 KB: of \`phrases.yaml\` put only the lists and the rules that change), or in \`rules/\` of one machine's data folder.

How well each does: \`npm run rules\` (labelled posts of \`tests/data/posts.jsonl\`, whose head says their form; \`npm run rules -- FILE\` takes another set, \`--why\` names
what went wrong). Goal: recall of 95 % and precision of 90 %; for the two contradictions 90 % and 70 %. The checker is an aid: what it finds is for a
person to judge, and what it does not find is for the reviewer to see.

The labelled posts say little of posts that nobody has seen: most of them were read while the rules were mended. The honest measure of the rules of
meaning (hate, violence, first person …) is the first one of a fresh set. Of six such sets, written on 29 November 2026 by the hand that mended the rules, plainly worded
ones were found at 85 to 92 % and freely or obliquely worded ones at 67 to 76 %, with a precision of 88 to 95 %; before, at 69 to 76 % and 43 to 52 %. By other
hands, who knew the rules from this page only, four more were written that day, 1,840 posts. The first two were found at 81 and 69 %, with a precision of 85 and 81 %: homes, calls to vote
and proceedings least. The rules were mended by them; a third was then found at 90 % with 88 %, and, mended by that too, the fourth, of 348 plainly to freely worded posts, at 97 % with 89 %.
Two more of 220 posts each, by hands that knew the form and the list of rules only, were found at 91 and 89 % with a precision of 90 and 88 %. Mending by the first
changed nothing for the second: such mending reaches little beyond what it has seen.
Three more, 390 posts of the weakest rules, came on 30 November from another hand. The first, of 214, by one who had read this page and \`checks.yaml\` only, was found at 71 % with 85 %.
The same hand then read the patterns and mended them. A second, of 111 obliquely worded ones, was found at 53 % with 88 %; after more mending a third, of 65 plainly worded ones, at 80 % with 97 %.
Without that mending as many of both were found. Calls to vote, violence and running people down were missed most.
What is meant by irony or by a hint is still missed more often than not.

How a pattern is written, how kinds of words stand together (\`&\`) and how they are weighed (\`weigh\`): head of \`resources/rules/phrases.yaml\`.

| rule | what it looks for | severity | source | checked | confidence |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** The names only: the preload exposes one function for each, and knows neither schemas nor zod. */
function channels(all: readonly Contract[]): string {
  const names = (contract: Contract, isIt: (entry: Entry) => boolean) =>
    Object.entries(contract.entries)
      .filter(([, entry]) => isIt(entry))
      .map(([name]) => `\n      '${name}',`)
      .join('')
  const list = (lines: string) => (lines === '' ? '[]' : `[${lines}\n    ]`)
  const lines = all.map(
    (contract) =>
      `  ${contract.name}: {\n    calls: ${list(names(contract, isCall))},\n    events: ${list(names(contract, (entry) => !isCall(entry)))},\n  },\n`,
  )
  return `// Generated from src/shared/contracts.ts by \`npm run generate\`; \`npm run check\` fails when it is out of step.

/** What may cross between the window and main, by module: calls the window makes, events main sends. */
export const channels = {
${lines.join('')}} as const satisfies Readonly<Record<string, { readonly calls: readonly string[]; readonly events: readonly string[] }>>
`
}

function offices(): string {
  const { sha256, json } = readOfficesAhead(join(top, 'resources'))
  return `// Generated from resources/catalogue/offices.yaml by \`npm run generate\`; \`npm run check\` fails when it is out of step.
import type { ReadAhead } from '#main/data/data-file.ts'

/** The shipped offices as the build read them. */
export const officesAhead: ReadAhead = {
  sha256: ${literal(sha256)},
  json: ${literal(json)},
}
`
}

/** A text without line ends as TypeScript's. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function page(all: readonly Contract[]): string {
  const sections = all.map((contract) => {
    const rows = Object.entries(contract.entries).map(([name, entry]) => `| \`${contract.name}/${name}\` | ${cells(entry).join(' | ')} |`)
    return `## ${contract.name}\n\n| channel | kind | while locked | takes | refusals |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# What crosses between the window and the main process

Generated from \`src/shared/contracts.ts\` by \`npm run generate\`. Every call is checked for its sender, its schema and the lock before a
handler sees it (\`src/main/ipc/serve.ts\`). Besides its own refusals, a call may answer \`input/invalid\`, \`session/locked\` or those of the ledger.

${sections.join('\n')}`
}

function cells(entry: Entry): readonly string[] {
  const none = '–'
  if (entry.kind === 'event') return ['event', none, fieldsOf(entry.payload) || none, none]
  const refusals = entry.kind === 'command' ? entry.refusals.map((code) => `\`${code}\``).join(', ') : ''
  return [entry.kind, entry.whileLocked ? 'yes' : 'no', fieldsOf(entry.in) || none, refusals || none]
}

/** The names of an object's fields, optional ones with a question mark; for anything else its JSON type. */
function fieldsOf(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  if (json.properties === undefined) return typeof json.type === 'string' ? json.type : 'one of several'
  return Object.keys(json.properties)
    .map((name) => (json.required?.includes(name) === true ? name : `${name}?`))
    .join(', ')
}

function isCall(entry: Entry): boolean {
  return entry.kind !== 'event'
}
