import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CredentialCommand } from '#shared/credentials/credential-commands.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import { FORMERS_HELD, heldItems, itemsToRelease, type CredentialState, type RotationId } from '#shared/credentials/credential.ts'
import { dueOf } from '#shared/credentials/due.ts'
import { allowedAt, isAllowedAt, placeOf, places } from '#shared/credentials/rotation-transitions.ts'
import { HOUR, later } from '#shared/kernel/clock.ts'
import type { Context } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { after, commands, contextOf, evolveAll, facts, item, noteOf, start, states } from './keeping.ts'

type Kind = CredentialCommand['kind']
const kinds = Object.keys(commands) as Kind[] // the keys of `commands` are exactly the kinds, by its type

function outcome(state: CredentialState, command: CredentialCommand, context: Context = contextOf()): string {
  const decision = credentialDecider.decide(state, command, context)
  if (!decision.ok) return decision.refusal.code.replace('credentials/', '!')
  return decision.value.map((event) => event.type.replace('credential.', '')).join(' ') || 'nothing'
}

describe('credential decider', () => {
  it('does in every state what the approved picture says of every command', () => {
    const picture = Object.fromEntries(places.map((place) => [place, kinds.map((kind) => outcome(states[place], commands[kind])).join(' | ')]))
    expect(kinds.join(' | ')).toBe(
      'reserve | keep | expose | demand-rotation | begin-rotation | store-pending | replace-pending | open-platform | mark-changed | confirm | review | finish | cancel | release-former',
    )
    const step = '!other-step'
    expect(picture).toEqual({
      absent: `reserved |${' !unknown |'.repeat(12)} !unknown`,
      reserved: `!not-kept | kept |${' !not-kept |'.repeat(11)} !not-kept`,
      kept: '!no-rotation | !no-rotation | copied | rotation-demanded | rotation-begun | !no-rotation | !no-rotation | !no-rotation | !no-rotation | !no-rotation | !no-rotation | !no-rotation | !no-rotation | !unknown-secret',
      begun: `${step} | ${step} | copied | rotation-demanded | ${step} | pending-stored | ${step} | ${step} | ${step} | ${step} | ${step} | ${step} | rotation-cancelled | !unknown-secret`,
      stored: `${step} | ${step} | copied | rotation-demanded | ${step} | ${step} | pending-replaced | platform-opened | changed-there | ${step} | ${step} | ${step} | rotation-cancelled | !unknown-secret`,
      opened: `${step} | ${step} | copied | rotation-demanded | ${step} | ${step} | pending-replaced | nothing | changed-there | ${step} | ${step} | ${step} | rotation-cancelled | !unknown-secret`,
      changed: `${step} | ${step} | copied | rotation-demanded | ${step} | ${step} | ${step} | nothing | ${step} | rotation-confirmed | ${step} | ${step} | rotation-cancelled | !unknown-secret`,
      confirmed: `${step} | ${step} | copied | rotation-demanded | ${step} | ${step} | ${step} | ${step} | ${step} | ${step} | access-reviewed | ${step} | ${step} | !unknown-secret`,
      reviewed: `${step} | ${step} | copied | rotation-demanded | ${step} | ${step} | ${step} | ${step} | ${step} | ${step} | access-reviewed | rotation-finished | ${step} | !unknown-secret`,
    })
  })

  it('allows a command exactly where the table of transitions says so', () => {
    for (const place of places) {
      expect(placeOf(states[place])).toBe(place)
      for (const kind of kinds) {
        const refused = ['!unknown', '!not-kept', '!no-rotation', '!other-step'].includes(outcome(states[place], commands[kind]))
        expect([place, kind, !refused]).toEqual([place, kind, isAllowedAt(kind, place)])
      }
    }
    expect(Object.keys(allowedAt).sort()).toEqual([...kinds].sort())
  })

  it('gives secrets only to operators of the account and to security leads', () => {
    const outsider = { assigned: false, open: true }
    const holding = kinds.filter((kind) => kind !== 'demand-rotation' && kind !== 'release-former')
    for (const kind of holding) {
      const place = allowedAt[kind][0]
      const command = { ...commands[kind], access: outsider } as CredentialCommand // `access` is a field of each of these kinds
      expect([kind, outcome(states[place], command)]).toEqual([kind, '!not-operator'])
      expect([kind, outcome(states[place], command, contextOf(['security'])).startsWith('!')]).toEqual([kind, false])
      expect(roles.filter((role) => credentialDecider.roleFor(command, contextOf([role])) !== undefined)).toEqual(['operator', 'security'])
    }
    const demanding = roles.filter((role) => credentialDecider.roleFor(commands['demand-rotation'], contextOf([role])) !== undefined)
    expect(demanding).toEqual(['operator', 'reviewer', 'security', 'administrator'])
  })

  it('refuses a short, a repeated and a touched-up secret', () => {
    const short = noteOf('second', { length: 14 })
    expect(outcome(states.begun, { ...commands['store-pending'], secret: short })).toBe('!invalid')
    expect(outcome(states.begun, { ...commands['store-pending'], secret: short, facts: { ...facts, rules: { min: 6, max: 14, alphabet: 'any' } } })).toBe(
      'pending-stored',
    )
    expect(outcome(states.begun, { ...commands['store-pending'], facts: { ...facts, likeness: 'same' } })).toBe('!reused')
    expect(outcome(states.begun, { ...commands['store-pending'], facts: { ...facts, likeness: 'similar' } })).toBe('!similar')
  })

  it('keeps a weak secret that is the one in use only when that is said, and asks to change it at once', () => {
    const weak = { ...commands.keep, secret: noteOf('first', { length: 8, origin: 'typed' }) }
    expect(outcome(states.reserved, weak)).toBe('!invalid')
    expect(outcome(states.reserved, { ...weak, facts: { ...facts, acceptWeak: true } })).toBe('kept rotation-demanded')
    expect(outcome(states.reserved, { ...commands.keep, facts: { ...facts, acceptWeak: true } })).toBe('kept')
    // A new secret is never allowed to be weak.
    const pending = { ...commands['store-pending'], secret: noteOf('second', { length: 8 }), facts: { ...facts, acceptWeak: true } }
    expect(outcome(states.begun, pending)).toBe('!invalid')
  })

  it('does not take a secret stored under another name than the one reserved', () => {
    expect(outcome(states.reserved, { ...commands.keep, secret: noteOf('other') })).toBe('!changed-since')
    expect(outcome(states.begun, { ...commands['store-pending'], secret: noteOf('other') })).toBe('!changed-since')
  })

  it('asks whether the old secret still works before a change is abandoned that may have reached the platform', () => {
    const unsure = { ...commands.cancel, oldWorks: false }
    const verdicts = Object.fromEntries((['begun', 'stored', 'opened', 'changed'] as const).map((place) => [place, outcome(states[place], unsure)]))
    expect(verdicts).toEqual({
      begun: 'rotation-cancelled',
      stored: 'rotation-cancelled',
      opened: '!old-unproven',
      changed: '!old-unproven',
    })
  })

  it('holds both secrets from the moment the new one is stored until the change ends, and after it', () => {
    const held = Object.fromEntries(places.map((place) => [place, heldItems(states[place])]))
    expect(held).toEqual({
      absent: [],
      reserved: [],
      kept: ['item-first'],
      begun: ['item-first'],
      stored: ['item-first', 'item-second'],
      opened: ['item-first', 'item-second'],
      changed: ['item-first', 'item-second'],
      confirmed: ['item-second', 'item-first'],
      reviewed: ['item-second', 'item-first'],
    })
    const cancelled = evolveAll(states.changed, [{ type: 'credential.rotation-cancelled', payload: { rotation: 'rotation-1' as RotationId, note: '' } }])
    expect(heldItems(cancelled)).toEqual(['item-first', 'item-second'])
  })

  it('is not begun on a closed account, and what is open there can still be ended', () => {
    const closed = { assigned: true, open: false }
    expect(outcome(states.absent, { ...commands.reserve, access: closed })).toBe('!account-closed')
    expect(outcome(states.kept, { ...commands['begin-rotation'], access: closed })).toBe('!account-closed')
    expect(outcome(states.changed, { ...commands.confirm, access: closed })).toBe('rotation-confirmed')
    expect(outcome(states.kept, { ...commands.expose, access: closed })).toBe('copied')
  })
})

/** Any history of a credential: commands in any order, each with names of its own. */
const history = fc.array(fc.constantFrom(...kinds), { maxLength: 60 })

type Walk = { state: CredentialState; items: number }

function nextCommand(kind: Kind, walk: Walk): CredentialCommand {
  const { state } = walk
  switch (kind) {
    case 'reserve':
    case 'begin-rotation':
    case 'replace-pending':
      walk.items += 1
      return { ...commands[kind], item: item(`${walk.items}`) }
    case 'keep':
      return { ...commands.keep, secret: noteOf(state.stage === 'reserved' ? state.item.replace('item-', '') : 'none') }
    case 'store-pending': {
      const name = state.stage === 'rotating' && state.rotation.step === 'begun' ? state.rotation.item.replace('item-', '') : 'none'
      return { ...commands[kind], secret: noteOf(name) }
    }
    case 'expose':
    case 'release-former':
      return { ...commands[kind], item: itemsToRelease(state)[0] ?? heldItems(state)[0] ?? item('none') }
    default:
      return commands[kind]
  }
}

describe('any history of a credential', () => {
  it('moves the day it is due exactly when the secret changed or its change was asked for', () => {
    fc.assert(
      fc.property(history, (sequence) => {
        const walk: Walk = { state: credentialDecider.initial, items: 0 }
        sequence.forEach((kind, hour) => {
          const before = walk.state
          const now = later(start, hour * HOUR * 40)
          const decision = credentialDecider.decide(before, nextCommand(kind, walk), contextOf(['operator'], now))
          if (!decision.ok) return
          walk.state = evolveAll(before, decision.value, now)
          if (!('current' in before) || !('current' in walk.state)) return
          const dueBefore = dueOf({ ...before, demandedAt: before.demand?.at ?? null }, 2, 'America/Mexico_City')
          const dueAfter = dueOf({ ...walk.state, demandedAt: walk.state.demand?.at ?? null }, 2, 'America/Mexico_City')
          const changed = walk.state.current.item !== before.current.item
          expect(changed).toBe(kind === 'confirm')
          if (changed) expect(dueAfter.day >= dueBefore.day || before.demand === null).toBe(true)
          else if (kind !== 'demand-rotation') expect(dueAfter).toEqual(dueBefore)
        })
      }),
    )
  })

  it('never loses the account’s secret, and lets go only of older ones than the last two', () => {
    fc.assert(
      fc.property(history, (sequence) => {
        const walk: Walk = { state: credentialDecider.initial, items: 0 }
        for (const kind of sequence) {
          const decision = credentialDecider.decide(walk.state, nextCommand(kind, walk), contextOf())
          if (!decision.ok) continue
          walk.state = evolveAll(walk.state, decision.value)
          if (!('current' in walk.state)) continue
          const { current, formers } = walk.state
          expect(heldItems(walk.state)[0]).toBe(current.item)
          expect(itemsToRelease(walk.state)).not.toContain(current.item)
          const recorded = formers.filter((former) => former.fingerprint !== null).map((former) => former.item)
          for (const kept of recorded.slice(-FORMERS_HELD)) expect(itemsToRelease(walk.state)).not.toContain(kept)
        }
      }),
    )
  })
})

describe('the time of a rotation', () => {
  it('counts from the moment the platform took the new secret, not from when it was proven', () => {
    const state = after(
      commands.reserve,
      commands.keep,
      commands['begin-rotation'],
      commands['store-pending'],
      commands['mark-changed'],
      commands.expose,
      commands.confirm,
    )
    expect('changedAt' in state && state.changedAt).toBe(later(start, 4 * 60_000))
  })
})
