import { afterEach, describe, expect, it } from 'vitest'
import { accountsHandlers } from '#main/modules/accounts/handlers.ts'
import { accountsHomeSource } from '#main/modules/accounts/home-source.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { sure } from '#tests/kit/sure.ts'
import { inetel, openRegistry, people } from './registry.ts'

let close = (): void => {}
afterEach(() => close())

function open(): ReturnType<typeof openRegistry> {
  const registry = openRegistry()
  close = registry.close
  return registry
}

const codeOf = (result: Result<unknown>): unknown => (result.ok ? 'ok' : (result.refusal.fields ?? result.refusal.code))

describe('the registry of accounts', () => {
  it('registers, corrects and closes an account, and tells its history with what each field was', () => {
    const { accounts, context, clock } = open()
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: people }))
    clock.advance(60_000)
    sure(accounts.correct(context(2), id, { displayName: 'INETEL oficial', onPortal: false }))
    sure(accounts.assignOperators(context(2), id, ['person-2' as PersonId, 'person-3' as PersonId]))
    sure(accounts.recommendClosure(context(1), id, 'Hay un canal más firme'))
    sure(accounts.close(context(3, ['administrator']), id, 'Se dio de baja'))

    const page = sure(accounts.account(id))
    expect(page.history.map(({ type, actor, changes, added, removed, reason }) => ({ type, actor, changes, added, removed, reason }))).toEqual([
      { type: 'account.closed', actor: 'person-3', changes: undefined, added: undefined, removed: undefined, reason: 'Se dio de baja' },
      { type: 'account.closure-recommended', actor: 'person-1', changes: undefined, added: undefined, removed: undefined, reason: 'Hay un canal más firme' },
      { type: 'account.operators-assigned', actor: 'person-2', changes: undefined, added: ['person-3'], removed: ['person-1'], reason: undefined },
      {
        type: 'account.corrected',
        actor: 'person-2',
        changes: { displayName: { from: 'INETEL', to: 'INETEL oficial' }, onPortal: { from: true, to: false } },
        added: undefined,
        removed: undefined,
        reason: undefined,
      },
      { type: 'account.registered', actor: 'person-1', changes: undefined, added: undefined, removed: undefined, reason: undefined },
    ])
    expect([page.status, page.fields.handle, page.closure?.reason, page.warnings.map((warning) => warning.code)]).toEqual([
      'closed',
      'INETelMX',
      'Se dio de baja',
      ['not-on-portal'],
    ])
  })

  it('knows a handle again whatever its case, on the same network only, and lets a closed one be taken', () => {
    const { accounts, context } = open()
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: people }))
    const twin = { ...inetel, handle: 'inetelmx', url: 'https://twitter.com/inetelmx' }
    expect(codeOf(accounts.register(context(1), { network: 'x', fields: twin, operators: people }))).toEqual({ handle: 'taken' })
    expect(codeOf(accounts.register(context(1), { network: 'instagram', fields: { ...twin, url: 'https://www.instagram.com/inetelmx/' }, operators: people }))).toBe('ok')
    sure(accounts.close(context(3, ['administrator']), id, 'Baja'))
    expect(codeOf(accounts.register(context(1), { network: 'x', fields: twin, operators: people }))).toBe('ok')
    expect(codeOf(accounts.reopen(context(3, ['administrator']), id, 'Error'))).toBe('accounts/handle-taken')
  })

  it('warns of a handle that could be taken for one of ours', () => {
    const { accounts, context } = open()
    sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: people }))
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: { ...inetel, handle: 'INE_Tel', url: 'https://x.com/INE_Tel' }, operators: people }))
    expect(sure(accounts.account(id)).warnings).toContainEqual({ code: 'look-alike', field: 'handle', detail: { handle: '@INETelMX' } })
  })

  it('refuses people and offices that do not exist', () => {
    const { accounts, context } = open()
    const fields = { ...inetel, office: 'central-nowhere' as OfficeId }
    expect(codeOf(accounts.register(context(1), { network: 'x', fields, operators: ['person-9' as PersonId] }))).toEqual({
      office: 'choice',
      operators: 'choice',
    })
  })

  it('answers of an account that does not exist that there is none', () => {
    const { accounts, context } = open()
    const nobody = 'nobody' as AccountId
    expect([
      codeOf(accounts.account(nobody)),
      codeOf(accounts.correct(context(1), nobody, { notes: 'x' })),
      codeOf(accounts.close(context(1, ['security']), nobody, 'x')),
    ]).toEqual(['accounts/unknown', 'accounts/unknown', 'accounts/unknown'])
  })

  it('reads the same after its table is built again from the events', () => {
    const registry = open()
    const { accounts, context, ledger } = registry
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: people }))
    sure(accounts.correct(context(1), id, { notes: 'Con guardia los domingos' }))
    sure(accounts.register(context(1), { network: 'facebook', fields: { ...inetel, handle: 'INE México', url: 'https://www.facebook.com/INEMexico' }, operators: [] }))
    const before = [accounts.list(), sure(accounts.account(id))]
    ledger.tables.rebuild()
    expect([accounts.list(), sure(accounts.account(id))]).toEqual(before)
  })

  it('tells home of the accounts that nobody could take over', () => {
    const { accounts, context } = open()
    expect(accountsHomeSource(accounts)()).toEqual([{ kind: 'registry-empty' }])
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: ['person-1' as PersonId] }))
    expect(accountsHomeSource(accounts)()).toEqual([
      { kind: 'single-operator', account: { account: id, network: 'x', handle: 'INETelMX' }, operators: 1 },
    ])
    sure(accounts.assignOperators(context(1), id, people))
    expect(accountsHomeSource(accounts)()).toEqual([])
  })

  it('takes from the window only the fields that were sent', async () => {
    const { accounts, context } = open()
    const { id } = sure(accounts.register(context(1), { network: 'x', fields: inetel, operators: people }))
    const handlers = accountsHandlers(accounts)
    sure(await handlers.correct({ id, changes: { notes: 'Nota', headName: undefined } }, { context: context(1) }))
    expect(sure(accounts.account(id)).fields).toEqual({ ...inetel, handle: 'INETelMX', notes: 'Nota' })
  })
})
