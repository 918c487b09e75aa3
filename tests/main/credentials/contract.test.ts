import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Register, serve } from '#main/ipc/serve.ts'
import { accountsHandlers } from '#main/modules/accounts/handlers.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { credentialsHandlers } from '#main/modules/credentials/handlers.ts'
import { accountsContract } from '#shared/accounts/contract.ts'
import { credentialsContract } from '#shared/credentials/contract.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Role } from '#shared/organization/role.ts'
import { inetel, networks, organization } from '#tests/main/accounts/registry.ts'
import { openMachine, PASSPHRASE, start } from './safe.ts'

const contractOf = { accounts: () => Promise.resolve(accountsContract), credentials: () => Promise.resolve(credentialsContract) } as const

let machine: ReturnType<typeof openMachine>
let channels: Map<string, Parameters<Register>[1]>
let faults: unknown[]
let roles: readonly Role[]

beforeEach(() => {
  machine = openMachine()
  channels = new Map()
  faults = []
  roles = ['operator', 'security', 'administrator']
  const accounts = accountsService({ ledger: machine.opened.ledger, clock: machine.opened.clock, networks, organization })
  const { credentials } = start(machine)
  serve(
    contractOf,
    { accounts: accountsHandlers(accounts), credentials: credentialsHandlers(credentials) },
    {
      register: (channel, answer) => channels.set(channel, answer),
      context: () => machine.opened.context(1, roles),
      onTorn: (error) => faults.push(error),
      log: { info: () => {}, warn: () => {}, fault: (_where, error) => `reference-${faults.push(error)}` },
    },
  )
})
afterEach(() => machine.opened.close())

async function ask(channel: string, input: unknown): Promise<Result<unknown>> {
  const answer = channels.get(channel)
  if (answer === undefined) throw new Error(`no channel ${channel}`)
  return answer(true, input, 1)
}

const codeOf = async (channel: string, input: unknown): Promise<string> => {
  const answer = await ask(channel, input)
  return answer.ok ? 'ok' : answer.refusal.code
}

/** What is kept of the account now: the credential's id and its secrets' names, as the window would know them. */
async function kept(): Promise<{ credential: string; current: string; pending: string }> {
  const answer = await ask('credentials/ofAccount', { account: machine.account })
  if (!answer.ok) throw new Error('not answered')
  const [view] = answer.value as { id: string; kept?: { current: { item: string }; rotation?: { pending?: { item: string } } } }[] // the contract's own answer
  return { credential: view?.id ?? 'none', current: view?.kept?.current.item ?? 'none', pending: view?.kept?.rotation?.pending?.item ?? 'none' }
}

const review = { sessions: 'done', apps: 'done', recovery: 'done', 'second-factor': 'none' }

describe('every entry of the registry and of the secrets', () => {
  it('answers, refuses and rejects malformed input, through the one door that windows have', async () => {
    const account = machine.account
    const fields = { ...inetel, handle: 'INEMexico', displayName: 'INE México', url: 'https://x.com/INEMexico' }
    const keep = { account, subject: '', source: { kind: 'generated' }, changedOn: '2026-11-01', acceptWeak: false }
    const outcomes = new Map<string, Set<string>>()
    const tell = async (channel: string, input: unknown) => {
      const code = await codeOf(channel, input)
      outcomes.set(channel, (outcomes.get(channel) ?? new Set()).add(code))
      return code
    }
    const nobody = 'none'

    // The registry.
    await tell('accounts/list', {})
    await tell('accounts/form', {})
    await tell('accounts/account', { id: account })
    await tell('accounts/account', { id: nobody })
    await tell('accounts/register', { network: 'x', fields: inetel, operators: [] })
    await tell('accounts/register', { network: 'x', fields, operators: ['person-1'] })
    await tell('accounts/correct', { id: account, changes: { url: 'https://example.org' } })
    await tell('accounts/correct', { id: account, changes: { notes: 'Con guardia' } })
    await tell('accounts/assignOperators', { id: account, operators: ['person-9'] })
    await tell('accounts/assignOperators', { id: account, operators: ['person-1', 'person-3'] })
    await tell('accounts/withdrawClosure', { id: account, reason: 'No' })
    await tell('accounts/recommendClosure', { id: account, reason: '' })
    await tell('accounts/recommendClosure', { id: account, reason: 'Hay otra' })
    await tell('accounts/withdrawClosure', { id: account, reason: 'Se queda' })
    await tell('accounts/close', { id: nobody, reason: 'x' })
    await tell('accounts/close', { id: account, reason: 'Baja' })
    await tell('accounts/reopen', { id: nobody, reason: 'x' })
    await tell('accounts/reopen', { id: account, reason: 'Error' })

    // The secret: kept, exposed, changed and called off once, changed to the end.
    await tell('credentials/keep', { ...keep, changedOn: 'mañana' })
    await tell('credentials/keep', keep)
    const { credential, current } = await kept()
    await tell('credentials/due', {})
    await tell('credentials/ofAccount', { account })
    await tell('credentials/copy', { credential, item: nobody })
    await tell('credentials/copy', { credential, item: current })
    await tell('credentials/reveal', { credential, item: current, passphrase: 'otra' })
    await tell('credentials/reveal', { credential, item: current, passphrase: PASSPHRASE })
    await tell('credentials/demandRotation', { credential: nobody, reason: 'weak', note: '' })
    await tell('credentials/demandRotation', { credential, reason: 'exposed', note: 'Se dictó' })
    for (const entry of ['storePending', 'replacePending', 'markChanged', 'confirm', 'finish', 'cancel', 'review'] as const)
      await tell(`credentials/${entry}`, { credential, source: { kind: 'generated' }, note: '', oldWorks: true, review })
    await tell('credentials/beginRotation', { credential: nobody, reason: 'scheduled', note: '' })
    await tell('credentials/beginRotation', { credential, reason: 'scheduled', note: '' })
    await tell('credentials/storePending', { credential, source: { kind: 'generated' } })
    await tell('credentials/replacePending', { credential })
    await tell('credentials/cancel', { credential, note: '', oldWorks: false })
    await tell('credentials/beginRotation', { credential, reason: 'scheduled', note: '' })
    await tell('credentials/storePending', { credential, source: { kind: 'generated' } })
    await tell('credentials/openPage', { credential: nobody, page: 'sessions' })
    await tell('credentials/openPage', { credential, page: 'change-password' })
    await tell('credentials/markChanged', { credential })
    await tell('credentials/confirm', { credential })
    await tell('credentials/review', { credential, review })
    await tell('credentials/finish', { credential })

    expect(faults).toEqual([])
    for (const [module, { entries }] of Object.entries({ accounts: accountsContract, credentials: credentialsContract })) {
      for (const [name, entry] of Object.entries(entries)) {
        const channel = `${module}/${name}`
        const codes = outcomes.get(channel) ?? new Set<string>()
        expect([channel, codes.has('ok')]).toEqual([channel, true])
        // What it refused with is what its contract says it may.
        const known: readonly string[] = entry.kind === 'command' ? entry.refusals : ['accounts/unknown']
        expect([channel, [...codes].filter((code) => code !== 'ok' && !known.includes(code))]).toEqual([channel, []])
        if (entry.kind === 'command') expect([channel, codes.size]).toEqual([channel, Math.max(codes.size, 2)])
        expect([channel, await codeOf(channel, 'malformed')]).toEqual([channel, 'input/invalid'])
      }
    }
  })

  it('gives a secret’s value in one answer only, that of reveal', async () => {
    const canary = 'Canario-8c1f-pluma-y-jarcia'
    const answers: string[] = []
    const hear = async (channel: string, input: unknown) => answers.push(JSON.stringify(await ask(channel, input)))
    const source = { kind: 'typed', secret: canary }
    await hear('credentials/keep', { account: machine.account, subject: '', source, changedOn: null, acceptWeak: false })
    await hear('credentials/keep', { account: machine.account, subject: 'otro', source, changedOn: null, acceptWeak: false })
    const { credential, current } = await kept()
    for (const channel of ['accounts/list', 'accounts/form', 'credentials/due']) await hear(channel, {})
    await hear('accounts/account', { id: machine.account })
    await hear('credentials/copy', { credential, item: current })
    await hear('credentials/ofAccount', { account: machine.account })
    expect(answers.filter((answer) => answer.includes(canary))).toEqual([])
    await hear('credentials/reveal', { credential, item: current, passphrase: PASSPHRASE })
    expect(answers.filter((answer) => answer.includes(canary)).length).toBe(1)
  })

  it('is refused to a role that has no part in it', async () => {
    roles = ['auditor']
    for (const [channel, input] of [
      ['accounts/close', { id: machine.account, reason: 'x' }],
      ['accounts/register', { network: 'x', fields: { ...inetel, handle: 'Otra', url: 'https://x.com/Otra' }, operators: [] }],
      ['credentials/keep', { account: machine.account, subject: '', source: { kind: 'generated' }, changedOn: null, acceptWeak: false }],
    ] as const)
      expect([channel, await codeOf(channel, input)]).toEqual([channel, 'ledger/role'])
    expect(machine.keychain.items.size).toBe(0)
  })
})
