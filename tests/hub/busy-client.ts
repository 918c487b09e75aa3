import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import { post } from '#shared/posts/post-decider.ts'
import { type MachineOptions, openMachine } from './machine.ts'
import { approval, content, tryPost } from './posts.ts'

/** What the process is told: who it is, and where its chance begins. */
export type BusyOptions = MachineOptions & { readonly seed: number; readonly posts: number; readonly pause: number }

/**
 * A machine as a process of its own, to be killed: acts on posts that others act on too, as fast as it is told, and says each act it was
 * answered `ok` to (`did <act> <event>…`). `finish` on its input: it stops acting, waits until everything is accepted, says `settled` and leaves.
 */
const options = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BusyOptions // the test wrote it
const machine = openMachine(options)
let random = options.seed
const below = (limit: number): number => {
  random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((random / 2_147_483_648) * limit)
}

function command(id: string): PostCommand {
  const state = machine.ledger.state(post, id)
  const text = `texto ${machine.context().newId()}`
  if (state.kind === 'none') return { kind: 'draft', content: content(text), correctionOf: null }
  const expected = state.revision
  if (options.person.roles.includes('reviewer')) {
    const acts: readonly PostCommand[] = [
      { kind: 'claim' },
      { kind: 'release' },
      approval(machine, id),
      { kind: 'return', expected, reasons: ['other'], note: text },
      { kind: 'halt', reason: text },
    ]
    return acts[below(acts.length)] ?? { kind: 'claim' }
  }
  const acts: readonly PostCommand[] = [
    { kind: 'revise', expected, content: content(text) },
    { kind: 'submit', expected, findings: [] },
    { kind: 'withdraw' },
  ]
  return acts[below(acts.length)] ?? { kind: 'withdraw' }
}

function act(): void {
  const id = `s-${below(options.posts)}`
  const done = tryPost(machine, id, command(id))
  const newest = done.ok ? machine.record.pending().at(-1) : undefined
  if (newest !== undefined) process.stdout.write(`did ${newest.id} ${newest.events.join(' ')}\n`)
}

machine.unlock()
const acting = setInterval(act, options.pause)
const hurry = (): NodeJS.Timeout => setInterval(() => void machine.sync.now(), 1000)
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'finish') {
    clearInterval(acting)
    const hurrying = hurry()
    void machine.settled(240_000).then(() => {
      clearInterval(hurrying)
      process.stdout.write('settled\n')
    })
  }
  if (line === 'leave') {
    // Twice: the first answer may be that of a look which had begun before.
    void machine.sync.now().then(async () => {
      await machine.sync.now()
      await machine.close()
      process.exit(0)
    })
  }
})
process.stdout.write('up\n')
