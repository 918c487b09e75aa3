import { describe, expect, it } from 'vitest'
import type { Vault } from '#main/keychain/vault.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import { heldItems, pendingOf, type CredentialId, type CredentialState } from '#shared/credentials/credential.ts'
import { sure } from '#tests/kit/sure.ts'
import { keepOne, openMachine, start, valueIn, type Machine, type Process } from './safe.ts'

/** The process ended here: nothing after this ran. */
class Killed extends Error {}

/** Kills the process before or after its n-th write, be it to the keychain or to the ledger. */
function killer(n: number, when: 'before' | 'after') {
  let writes = 0
  let dead = false
  function guarded<T>(write: () => T): T {
    if (dead) throw new Killed()
    writes += 1
    if (writes === n && when === 'before') {
      dead = true
      throw new Killed()
    }
    const result = write()
    if (writes === n) {
      dead = true
      throw new Killed()
    }
    return result
  }
  async function guardedAsync<T>(write: () => Promise<T>): Promise<T> {
    if (dead) throw new Killed()
    writes += 1
    if (writes === n && when === 'before') {
      dead = true
      throw new Killed()
    }
    const result = await write()
    if (writes >= n) {
      dead = true
      throw new Killed()
    }
    return result
  }
  return {
    ledger: (ledger: Ledger): Ledger => ({ ...ledger, record: (...of) => guarded(() => ledger.record(...of)) }),
    vault: (vault: Vault): Vault => ({
      ...vault,
      keep: (item, secret) => guardedAsync(() => vault.keep(item, secret)),
      drop: (item) => guardedAsync(() => vault.drop(item)),
    }),
    survived: () => !dead,
  }
}

/** The platform: it knows the one password that opens the account. */
type Platform = { password: string }

/** An operator who takes the wizard on from wherever it stands, to its end. */
async function goOn(machine: Machine, process: Process, id: CredentialId, platform: Platform): Promise<void> {
  const { credentials } = process
  const me = () => machine.opened.context(1)
  for (let turn = 0; turn < 20; turn += 1) {
    const state = stateIn(machine, id)
    if (state.stage === 'kept') return
    if (state.stage !== 'rotating') throw new Error(`nothing to go on with: ${state.stage}`)
    switch (state.rotation.step) {
      case 'begun':
        sure(await credentials.storePending(me(), id, { kind: 'generated' }))
        break
      case 'stored':
        sure(await credentials.openPage(me(), id, 'change-password'))
        break
      case 'opened': {
        // Changing it there needs both, and both are at hand.
        const [current, pending] = [await valueIn(process, state.current.item), await valueIn(process, state.rotation.pending.item)]
        if (pending === undefined || (platform.password !== current && platform.password !== pending)) throw new Error('locked out')
        platform.password = pending
        sure(await credentials.markChanged(me(), id))
        break
      }
      case 'changed':
        if ((await valueIn(process, state.rotation.pending.item)) !== platform.password) throw new Error('the new one does not open it')
        sure(await credentials.confirm(me(), id))
        break
      case 'confirmed':
        sure(credentials.review(me(), id, { sessions: 'done', apps: 'done', recovery: 'done', 'second-factor': 'done' }))
        break
      case 'reviewed':
        sure(await credentials.finish(me(), id))
        break
    }
  }
  throw new Error('the rotation does not end')
}

function stateIn(machine: Machine, id: CredentialId): CredentialState {
  return machine.opened.ledger.state(credentialDecider, id)
}

/** Which of the secrets at hand opens the account: what an operator would find by trying them. */
async function thoseThatOpen(machine: Machine, process: Process, id: CredentialId, platform: Platform): Promise<readonly string[]> {
  const values = await Promise.all(heldItems(stateIn(machine, id)).map((item) => valueIn(process, item)))
  return values.filter((value) => value === platform.password).map(() => 'opens')
}

describe('a change of secret that is killed', () => {
  for (const when of ['before', 'after'] as const) {
    it(`${when} any write leaves exactly one secret that opens the account, and is taken on to its end`, async () => {
      let point = 1
      for (let survived = false; !survived; point += 1) {
        const machine = openMachine()
        let after: Machine = machine
        try {
          const healthy = start(machine)
          const id = await keepOne(healthy, machine)
          const first = stateIn(machine, id)
          const platform: Platform = { password: (await valueIn(healthy, first.stage === 'kept' ? first.current.item : '')) ?? 'none' }

          const kill = killer(point, when)
          const doomed = start(machine, kill)
          await rotate(machine, doomed, id, platform).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error
          })
          survived = kill.survived()

          after = { ...machine, opened: machine.opened.reopen() }
          const restarted = start(after)
          expect([point, await thoseThatOpen(after, restarted, id, platform)]).toEqual([point, ['opens']])

          await goOn(after, restarted, id, platform)
          const end = stateIn(after, id)
          if (end.stage !== 'kept') throw new Error('not ended')
          expect([point, await valueIn(restarted, end.current.item)]).toEqual([point, platform.password])
          expect([point, await thoseThatOpen(after, restarted, id, platform)]).toEqual([point, ['opens']])
          // Nothing lies in the keychain that the record does not know of.
          expect([point, [...machine.keychain.items.keys()].sort()]).toEqual([point, [...heldItems(end)].sort()])
        } finally {
          after.opened.close()
        }
      }
      // Begin, store (two writes), open, change, confirm, review, finish: each was a point to die at.
      expect(point).toBeGreaterThan(8)
    })
  }

  it('and called off instead leaves the old secret, the account’s own', async () => {
    for (let point = 1; point <= 5; point += 1) {
      const machine = openMachine()
      try {
        const healthy = start(machine)
        const id = await keepOne(healthy, machine)
        const before = stateIn(machine, id)
        if (before.stage !== 'kept') throw new Error('not kept')
        const platform: Platform = { password: (await valueIn(healthy, before.current.item)) ?? 'none' }
        // The platform never takes the new one here.
        await rotate(machine, start(machine, killer(point, 'after')), id, { ...platform }).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
        })
        const restarted = start(machine)
        if (stateIn(machine, id).stage === 'rotating') sure(await restarted.credentials.cancel(machine.opened.context(1), id, '', true))
        const end = stateIn(machine, id)
        if (end.stage !== 'kept') throw new Error('not ended')
        expect([end.current.item, await valueIn(restarted, end.current.item)]).toEqual([before.current.item, platform.password])
      } finally {
        machine.opened.close()
      }
    }
  })
})

describe('keeping a first secret that is killed', () => {
  it('at any write can be done again, and leaves one item in the keychain and one credential', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let point = 1; point <= 3; point += 1) {
        const machine = openMachine()
        try {
          await keepOne(start(machine, killer(point, when)), machine).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error
          })
          const restarted = start(machine)
          const done = restarted.credentials.ofAccount(machine.account)[0]?.kept !== undefined
          if (!done) await keepOne(restarted, machine)
          const views = restarted.credentials.ofAccount(machine.account)
          expect([when, point, views.length, machine.keychain.items.size]).toEqual([when, point, 1, 1])
          expect((await valueIn(restarted, views[0]?.kept?.current.item ?? ''))?.length).toBe(20)
        } finally {
          machine.opened.close()
        }
      }
    }
  })
})

async function rotate(machine: Machine, process: Process, id: CredentialId, platform: Platform): Promise<void> {
  sure(process.credentials.beginRotation(machine.opened.context(1), id, 'scheduled', ''))
  await goOn(machine, process, id, platform)
}

describe('the secret at hand', () => {
  it('is the pending one only once it was stored', async () => {
    const machine = openMachine()
    try {
      const process = start(machine)
      const id = await keepOne(process, machine)
      sure(process.credentials.beginRotation(machine.opened.context(1), id, 'scheduled', ''))
      const begun = stateIn(machine, id)
      expect(begun.stage === 'rotating' && pendingOf(begun.rotation)).toBeUndefined()
    } finally {
      machine.opened.close()
    }
  })
})
