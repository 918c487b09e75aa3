/**
 * `npm run rules`: how well every rule of the checker does on the labelled posts of tests/data/posts.jsonl; `-- FILE` takes another set of
 * the same form, `-- FILE --why` names every post a rule got wrong. The last line is `N rules, N below goal`; the exit code is 0
 * only when none is below.
 */
import { join, resolve } from 'node:path'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { top } from './house/top.ts'
import { readPostSet, rulesFor } from './rules/post-set.ts'
import { goalOf, isBelowGoal, precisionOf, recallOf, scores } from './rules/score.ts'

const args = process.argv.slice(2)
const why = args.includes('--why')
const [given] = args.filter((argument) => !argument.startsWith('--'))
const file = given === undefined ? join(top, 'tests', 'data', 'posts.jsonl') : resolve(given)
const { rules } = loadRules(join(top, 'resources', 'rules'), join(top, 'nowhere'))

const posts = readPostSet(file)
const judged = posts.map((post) => ({ ...post, said: rulesFor(post, rules) }))
const results = scores(judged)
const percent = (share: number | undefined) => (share === undefined ? '–' : `${(share * 100).toFixed(1)} %`)

const head = ['rule', 'posts', 'found', 'in vain', 'missed', 'recall', 'precision', 'goal', '']
const rows = results.map((score) => {
  const goal = goalOf(score.rule)
  const below = isBelowGoal(score)
  const judgedBy = score.found + score.missed
  return [
    score.rule, String(judgedBy), String(score.found), String(score.vain), String(score.missed), percent(recallOf(score)), percent(precisionOf(score)),
    `${goal.recall * 100}/${goal.precision * 100}`, below ? 'BELOW' : judgedBy === 0 ? 'no posts' : '',
  ]
})
const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
for (const row of [head, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())

if (why) {
  for (const { expect, may, said, text, lineNumber } of judged) {
    const missed = expect.filter((rule) => !said.has(rule))
    const vain = [...said].filter((rule) => !expect.includes(rule) && !may.includes(rule))
    if (missed.length + vain.length > 0) console.log(`line ${lineNumber}: ${[...missed.map((rule) => `missed ${rule}`), ...vain.map((rule) => `in vain ${rule}`)].join(', ')}: ${JSON.stringify(text.slice(0, 160))}`)
  }
}

const clean = posts.filter(({ expect }) => expect.length === 0).length
const below = results.filter(isBelowGoal).length
console.log(`${posts.length} posts (${clean} clean) of ${given ?? 'tests/data/posts.jsonl'}`)
console.log(`${results.length} rules, ${below} below goal`)
process.exitCode = below === 0 ? 0 : 1
