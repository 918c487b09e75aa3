import { describe, expect, it } from 'vitest'
import type { AccountState } from '#shared/accounts/account.ts'
import type { AccountCommand } from '#shared/accounts/account-commands.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { after, contextOf, facts, fields, oaxaca, register } from './registry.ts'

const commands: Readonly<Record<AccountCommand['kind'], AccountCommand>> = {
  register,
  correct: { kind: 'correct', changes: { displayName: 'INETEL oficial' }, facts },
  'assign-operators': { kind: 'assign-operators', operators: ['person-ana' as PersonId, 'person-cira' as PersonId], unknownPeople: [] },
  'recommend-closure': { kind: 'recommend-closure', reason: 'Ya no tiene quién la atienda' },
  'withdraw-closure': { kind: 'withdraw-closure', reason: 'Se asignó personal' },
  close: { kind: 'close', reason: 'Desapareció el área' },
  reopen: { kind: 'reopen', reason: 'Se cerró por error', handleTaken: false },
  freeze: { kind: 'freeze', incident: 'incident-2', folio: 'INC-2026-002' },
  release: { kind: 'release', incident: 'incident-1' },
}

const states: Readonly<Record<AccountState['status'], AccountState>> = {
  absent: accountDecider.initial,
  active: after(register),
  closing: after(register, commands['recommend-closure']),
  closed: after(register, commands.close),
}

function outcome(state: AccountState, command: AccountCommand, context: Context): string {
  const decision = accountDecider.decide(state, command, context)
  return decision.ok ? decision.value.map((event) => event.type).join(' ') || 'nothing' : decision.refusal.code
}

describe('account decider', () => {
  it('does in every state what the approved picture says of every command', () => {
    const context = contextOf(['administrator'])
    const picture = Object.fromEntries(
      Object.entries(states).map(([name, state]) => [
        name,
        Object.fromEntries(Object.entries(commands).map(([kind, command]) => [kind, outcome(state, command, context)])),
      ]),
    )
    const absent = 'accounts/unknown'
    expect(picture).toEqual({
      absent: {
        register: 'account.registered',
        correct: absent,
        'assign-operators': absent,
        'recommend-closure': absent,
        'withdraw-closure': absent,
        close: absent,
        reopen: absent,
        freeze: absent,
        release: absent,
      },
      active: {
        register: 'accounts/exists',
        correct: 'account.corrected',
        'assign-operators': 'account.operators-assigned',
        'recommend-closure': 'account.closure-recommended',
        'withdraw-closure': 'accounts/not-recommended',
        close: 'account.closed',
        reopen: 'accounts/not-closed',
        freeze: 'account.queue-frozen',
        release: 'nothing',
      },
      closing: {
        register: 'accounts/exists',
        correct: 'account.corrected',
        'assign-operators': 'account.operators-assigned',
        'recommend-closure': 'accounts/already-recommended',
        'withdraw-closure': 'account.closure-withdrawn',
        close: 'account.closed',
        reopen: 'accounts/not-closed',
        freeze: 'account.queue-frozen',
        release: 'nothing',
      },
      closed: {
        register: 'accounts/exists',
        correct: 'accounts/closed',
        'assign-operators': 'accounts/closed',
        'recommend-closure': 'accounts/closed',
        'withdraw-closure': 'accounts/not-recommended',
        close: 'accounts/closed',
        reopen: 'account.reopened',
        freeze: 'account.queue-frozen',
        release: 'nothing',
      },
    })
  })

  it('lets operators touch only the accounts of their own office, and the others those of every office', () => {
    const elsewhere = Object.fromEntries(
      roles.map((role) => [
        role,
        Object.entries(commands)
          .filter(([, command]) => accountDecider.roleFor(command, contextOf([role], oaxaca)) !== undefined)
          .filter(([kind, command]) => {
            const from = kind === 'register' ? states.absent : kind === 'reopen' ? states.closed : kind === 'withdraw-closure' ? states.closing : states.active
            return outcome(from, command, contextOf([role], oaxaca)) !== 'accounts/other-office'
          })
          .map(([kind]) => kind),
      ]),
    )
    const every = Object.keys(commands)
    expect(elsewhere).toEqual({
      operator: [],
      reviewer: ['recommend-closure', 'withdraw-closure'],
      security: every,
      administrator: every,
      auditor: [],
    })
  })

  it('holds its queue for each incident until that one releases it, whatever else becomes of the account', () => {
    const first = { kind: 'freeze', incident: 'incident-1', folio: 'INC-2026-001' } as const
    const held = after(register, first, commands.freeze, commands.close, commands.reopen)
    const context = contextOf(['reviewer'])
    expect(outcome(held, first, context)).toBe('nothing')
    expect(outcome(held, commands.release, context)).toBe('account.queue-released')
    expect(after(register, first, commands.freeze, commands.release)).toMatchObject({ freezes: [{ incident: 'incident-2', folio: 'INC-2026-002' }] })
  })

  it('is acted on in the role that may do it in every office, of those a person holds', () => {
    const both = contextOf(['operator', 'security'], oaxaca)
    const inAll = Object.values(commands).filter((command) => accountDecider.roleFor(command, both) !== 'operator')
    expect(inAll.map(({ kind }) => kind)).toEqual(Object.keys(commands))
  })

  it('names the fields that a correction changed, with what they were', () => {
    const decision = accountDecider.decide(
      states.active,
      { kind: 'correct', changes: { handle: ' @INEtelMX ', onPortal: false }, facts },
      contextOf(),
    )
    expect(decision).toEqual({
      ok: true,
      value: [
        { type: 'account.corrected', payload: { changes: { handle: { from: 'INETelMX', to: 'INEtelMX' }, onPortal: { from: true, to: false } } } },
      ],
    })
  })

  it('records nothing when a correction changes nothing', () => {
    expect(outcome(states.active, { kind: 'correct', changes: { handle: '@INETelMX' }, facts }, contextOf())).toBe('nothing')
    expect(outcome(states.active, { kind: 'assign-operators', operators: register.operators, unknownPeople: [] }, contextOf())).toBe('nothing')
  })

  it('refuses a registration beside each of its fields', () => {
    const decision = accountDecider.decide(
      accountDecider.initial,
      {
        ...register,
        fields: { ...fields, displayName: ' ', url: 'https://x.com.example.org/INETelMX', recoveryMail: 'redes arroba ine', recoveryPhone: '911', birthDate: '2026-02-30' },
        unknownPeople: ['person-nobody' as PersonId],
        facts: { ...facts, handleTaken: true, knownOffice: false },
      },
      contextOf(),
    )
    expect(decision).toEqual({
      ok: false,
      refusal: {
        code: 'accounts/invalid',
        fields: {
          displayName: 'required',
          url: 'url-network',
          recoveryMail: 'mail',
          recoveryPhone: 'phone',
          birthDate: 'date',
          handle: 'taken',
          office: 'choice',
          operators: 'choice',
        },
      },
    })
  })

  it('lets a field be mended while another one still has an old fault', () => {
    const old = after({ ...register, fields: { ...fields, handle: 'INETelMX' } })
    const strict = { ...facts, network: { ...facts.network, domains: ['twitter.com'] } }
    expect(outcome(old, { kind: 'correct', changes: { notes: 'Con guardia' }, facts: strict }, contextOf())).toBe('account.corrected')
    expect(outcome(old, { kind: 'correct', changes: { url: 'https://x.com/otra' }, facts: strict }, contextOf())).toBe('accounts/invalid')
  })

  it('asks a reason of every closure and reopening', () => {
    for (const kind of ['recommend-closure', 'close'] as const) expect(outcome(states.active, { kind, reason: '  ' }, contextOf(['security']))).toBe('accounts/invalid')
    expect(outcome(states.closed, { kind: 'reopen', reason: '', handleTaken: false }, contextOf(['security']))).toBe('accounts/invalid')
  })

  it('does not reopen an account whose handle another one has taken meanwhile', () => {
    expect(outcome(states.closed, { kind: 'reopen', reason: 'Error', handleTaken: true }, contextOf(['security']))).toBe('accounts/handle-taken')
  })

  it('is read by the office it belongs to, wherever who recorded it works', () => {
    const moved = after(register, { kind: 'correct', changes: { office: oaxaca }, facts })
    expect(accountDecider.audience(moved, contextOf())).toEqual({ kind: 'registry', office: oaxaca })
  })
})
