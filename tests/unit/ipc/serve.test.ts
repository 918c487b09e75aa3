import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contracts } from '#shared/contracts.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { contractOf } from '#main/ipc/contracts.ts'
import { type Register, serve } from '#main/ipc/serve.ts'
import type { Log } from '#main/shell/log.ts'

const things = contract('things', {
  count: query({ in: z.object({}).strict(), out: z.object({ count: z.number() }), whileLocked: true }),
  rename: command({ in: z.object({ name: z.string().min(1), mail: z.email() }), out: z.object({ name: z.string() }), refusals: ['things/taken'] }),
})

function setUp(handlers: Record<string, unknown>, locked = false, modules: Record<string, object> = { things: handlers }) {
  const answers = new Map<string, Parameters<Register>[1]>()
  const faults: unknown[] = []
  const torn: unknown[] = []
  const log: Log = { info: () => {}, warn: () => {}, fault: (_where, error) => `reference-${faults.push(error)}` }
  const context = (): Context | undefined => (locked ? undefined : ({ actor: 'person-1' } as Context)) // only its presence matters here
  serve({ things: () => Promise.resolve(things) }, modules, { register: (channel, answer) => answers.set(channel, answer), context, log, onTorn: (error) => torn.push(error) })
  return { torn, call: (channel: string, input: unknown, trusted = true) => answers.get(channel)?.(trusted, input, 1), faults }
}

const good = { count: () => ok({ count: 3, secret: 'x' }), rename: (input: { name: string }) => ok({ name: input.name }) }

test('an answer carries only what its contract names', async () => {
  expect(await setUp(good).call('things/count', {})).toEqual(ok({ count: 3 }))
})

test('a command’s answer is held until it stands, but for the last of a screen that is left: what could not stand is found elsewhere then', async () => {
  const held: unknown[] = []
  const saved = { ...things.entries, save: command({ in: z.object({ text: z.string(), parting: z.literal(true).optional() }), out: z.object({}) }) }
  const answers = new Map<string, Parameters<Register>[1]>()
  serve(
    { things: () => Promise.resolve(contract('things', saved)) },
    { things: { ...good, save: () => ok({}) } },
    {
      register: (channel, answer) => answers.set(channel, answer),
      context: () => ({ actor: 'person-1' }) as Context, // only its presence matters here
      settle: async (act) => (held.push(await act()), refuse('ledger/overtaken')),
      log: { info: () => {}, warn: () => {}, fault: () => '' },
      onTorn: () => {},
    },
  )
  expect(await answers.get('things/save')?.(true, { text: 'a' }, 1)).toEqual(refuse('ledger/overtaken'))
  expect(await answers.get('things/save')?.(true, { text: 'a', parting: true }, 1)).toEqual(ok({}))
  expect(held).toHaveLength(1)
})

test('refuses an untrusted sender before anything else', async () => {
  expect(await setUp(good).call('things/count', {}, false)).toEqual(refuse('ipc/untrusted'))
})

test('refuses input that is not of the form, naming each field', async () => {
  expect(await setUp(good).call('things/rename', { name: '', mail: 'no' })).toEqual({
    ok: false,
    refusal: { code: 'input/invalid', fields: { name: 'required', mail: 'mail' } },
  })
  expect(await setUp(good).call('things/rename', 'garbage')).toMatchObject({ ok: false, refusal: { code: 'input/invalid' } })
})

test('refuses while locked, except what may be asked on the lock screen', async () => {
  const { call } = setUp(good, true)
  expect(await call('things/rename', { name: 'a', mail: 'a@ine.mx' })).toEqual(refuse('session/locked'))
  expect(await call('things/count', {})).toEqual(ok({ count: 3 }))
})

test('passes a refusal on as it is', async () => {
  const { call } = setUp({ ...good, rename: () => refuse('things/taken', { name: 'a' }) })
  expect(await call('things/rename', { name: 'a', mail: 'a@ine.mx' })).toEqual(refuse('things/taken', { name: 'a' }))
})

test('a bug is logged once and answered with a reference, without its text', async () => {
  const { call, faults } = setUp({
    ...good,
    count: () => {
      throw new Error('the secret is in here')
    },
  })
  expect(await call('things/count', {})).toEqual(refuse('bug', { reference: 'reference-1' }))
  expect(faults).toHaveLength(1)
})

test('a record that cannot be read is told to the shell and answered as such', async () => {
  const broken = new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT')
  const { call, faults, torn } = setUp({
    ...good,
    count: () => {
      throw broken
    },
  })
  expect(await call('things/count', {})).toEqual(refuse('ledger/torn'))
  expect({ faults, torn }).toEqual({ faults: [], torn: [broken] })
})

test('an answer that is not of the form is a bug', async () => {
  const { call, faults } = setUp({ ...good, count: () => ok({ count: 'three' }) })
  expect(await call('things/count', {})).toMatchObject({ ok: false, refusal: { code: 'bug' } })
  expect(faults).toHaveLength(1)
})

test('a module whose handlers are not those of its contract answers nothing', async () => {
  for (const handlers of [{ count: good.count }, { ...good, other: good.count }]) {
    const { call, faults } = setUp(handlers)
    expect(await call('things/count', {})).toEqual(refuse('bug', { reference: 'reference-1' }))
    expect(String(faults[0])).toMatch(/no handler for rename|handlers without contract: other/)
  }
})

test('does not start with a module that has no handlers, or handlers of no module', () => {
  expect(() => setUp(good, false, {})).toThrow('no handlers for things')
  expect(() => setUp(good, false, { things: good, others: good })).toThrow('handlers without contract: others')
})

test('reads no contract for an untrusted sender, reads one once, and again after it could not be read', async () => {
  const answers = new Map<string, Parameters<Register>[1]>()
  let reads = 0
  const read = () => (++reads === 1 ? Promise.reject(new Error('the file is gone')) : Promise.resolve(things))
  const served = serve({ things: read }, { things: good }, { register: (channel, answer) => answers.set(channel, answer), context: () => undefined, log: { info: () => {}, warn: () => {}, fault: () => 'reference' }, onTorn: () => {} })
  const call = (trusted: boolean) => answers.get('things/count')?.(trusted, {}, 1)
  expect([await call(false), reads]).toEqual([refuse('ipc/untrusted'), 0])
  expect([await call(true), reads]).toEqual([refuse('bug', { reference: 'reference' }), 1])
  expect([await call(true), await call(true), reads]).toEqual([ok({ count: 3 }), ok({ count: 3 }), 2])
  await served.whole()
  expect(reads).toBe(2)
})

test('the whole is refused where handlers are not those of their contract', async () => {
  const options = { register: () => {}, context: () => undefined, log: { info: () => {}, warn: () => {}, fault: () => '' }, onTorn: () => {} }
  await expect(serve({ things: () => Promise.resolve(things) }, { things: { ...good, other: good.count } }, options).whole()).rejects.toThrow('other')
})

test('each module’s contract is read where it lies', async () => {
  expect(Object.keys(contractOf)).toEqual(Object.keys(contracts))
  for (const [module, read] of Object.entries(contractOf)) expect(await read()).toBe(contracts[module as keyof typeof contracts])
})

test('main asks itself as a page would: by the contract, whether locked or not', async () => {
  const served = serve(
    { shell: () => Promise.resolve(contract('shell', { info: query({ in: z.object({}), out: z.object({ version: z.string() }), whileLocked: true }), clock: query({ in: z.object({}), out: z.object({}) }) })) },
    { shell: { info: () => ok({ version: '1', more: 'x' }), clock: () => ok({}) } },
    { register: () => {}, context: () => undefined, log: { info: () => {}, warn: () => {}, fault: () => 'reference' }, onTorn: () => {} },
  )
  expect(await served.ask('shell/info')).toEqual(ok({ version: '1' }))
  expect(await served.ask('shell/clock')).toEqual(refuse('session/locked'))
})
