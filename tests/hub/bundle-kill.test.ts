import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Audience } from '#shared/ledger/event.ts'
import { refuse } from '#shared/kernel/result.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { runAndKill } from '#tests/main/ledger/run-and-kill.ts'
import { author, type Said } from './author.ts'
import { type Machine, type MachineOptions, openMachine } from './machine.ts'
import { sure } from '#tests/kit/sure.ts'
import { foundingEvents } from './open-hub.ts'
import { content, submitted } from './posts.ts'
import type { Taking } from './taking-child.ts'

const KILLS = 12
/** Two events each. */
const POSTS = 150
const child = new URL('./taking-child.ts', import.meta.url).pathname
const administrator = author('chief', 'central-unicom', ['administrator'])
const people = { ana: author('ana', 'jd-01', ['operator']), olga: author('olga', 'jd-01', ['operator']) }

const root = mkdtempSync(join(tmpdir(), 'resguardo-bundle-kill-'))

function options(who: keyof typeof people, name: string): MachineOptions {
  const nowhere = { address: { host: '127.0.0.1', port: 1, database: 'none', ca: '' }, login: { user: who, password: '' } }
  return { person: people[who], hub: 'hub-1', root: { signer: administrator.signer, publicKey: administrator.publicKey }, folder: join(root, name), ...nowhere }
}

function without(network: MachineOptions): Machine {
  const machine = openMachine(network, { connect: () => Promise.resolve(refuse('hub/unreachable')) })
  machine.unlock()
  return machine
}

/** What a machine has of it: events, read tables, what waits of others. */
const kept = (machine: Machine): string => JSON.stringify([machine.record.head(), machine.readTables(), machine.carried.shown(), machine.record.noted('bundle.carried') ?? null])

/** Posts of an office, as olga's machine holds them, and one that waits there. */
function filled(): Machine {
  const review: Audience = { kind: 'review', office: people.olga.office } as Audience
  const founding = foundingEvents(administrator, Object.values(people))
  let after = founding.at(-1)?.hash ?? ''
  const events = [...founding]
  for (let post = 0; post < POSTS; post++) {
    const text = content(`Aviso ${post}: acude a tu módulo.`)
    const said = (version: number, type: string, payload: object): Said => ({ stream: `post/p-${post}`, version, type, payload, audience: review, after })
    for (const one of [said(1, 'post.drafted', { content: text, correctionOf: null }), said(2, 'post.submitted', { revision: 1, seal: sealOf(text), warnings: [] })]) {
      events.push(...people.olga.does({ ...one, after }))
      after = events.at(-1)?.hash ?? ''
    }
  }
  const olga = without(options('olga', 'olga'))
  olga.record.merge(events.map((event, index) => ({ ...event, position: index + 1 })), olga.context().now)
  submitted(olga, 'waits')
  return olga
}

test(`a machine that is killed ${KILLS} times while it takes a file over has all of it or nothing, and takes it again`, { timeout: 240_000 }, async () => {
  const olga = filled()
  const file = join(root, 'file')
  const { text, events } = sure(await olga.bundles.make('jd-01', 'none'))
  writeFileSync(file, text)
  const empty = without(options('ana', 'empty'))
  const nothing = kept(empty)
  await empty.close()
  const seen = { nothing: 0, all: 0 }
  let whole = ''
  let random = 42
  /** Milliseconds from the first write to the commit, as far as the kills have shown: the moments lie around it. */
  let guess = 60
  for (let kill = 0; kill < KILLS; kill++) {
    const folder = join(root, `ana-${kill}`)
    const mine = options('ana', `ana-${kill}`)
    cpSync(join(root, 'empty'), folder, { recursive: true })
    writeFileSync(join(folder, 'taking.json'), JSON.stringify({ machine: mine, file } satisfies Taking))
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
    const isAnswered = (await runAndKill(child, folder, guess * 2 * (random / 2_147_483_648))) === 1

    const ana = without(mine)
    expect((await ana.verify()).bad).toBeUndefined()
    const left = kept(ana)
    const taken = sure(await ana.bundles.take(text))
    whole = whole === '' ? kept(ana) : whole
    expect([nothing, whole]).toContain(left)
    expect(kept(ana)).toBe(whole)
    if (isAnswered) expect(left).toBe(whole)
    expect(taken).toMatchObject({ events: left === whole ? 0 : events, acts: 2 })
    // Once: it takes longer than all the rest.
    if (kill === 0) expect((await ana.verify()).events).toBe(events)
    await ana.close()
    rmSync(folder, { recursive: true })
    seen[left === whole ? 'all' : 'nothing'] += 1
    guess *= left === whole ? 0.85 : 1.2
  }
  expect(Math.min(seen.nothing, seen.all), `the moments are not random enough: ${JSON.stringify(seen)}`).toBeGreaterThan(2)
  await olga.close()
  rmSync(root, { recursive: true })
})
