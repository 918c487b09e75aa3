import { ok, type Result } from '#shared/kernel/result.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import type { sessionContract } from '#shared/session/contract.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { Keychain } from '#main/keychain/keychain.ts'
import type { KeptSheet } from './kept-sheet.ts'
import type { Session } from './session.ts'
import type { SignerDirectory } from './signer-directory.ts'

type Handlers = HandlersOf<typeof sessionContract, Caller, LockedCaller>
type Present = Extract<Awaited<ReturnType<Handlers['state']>>, { ok: true }>['value']

export function sessionHandlers(session: Session, directory: SignerDirectory, keychain: Keychain, sheet: KeptSheet): Handlers {
  function present(): Present {
    const state = session.state()
    const id = session.person()
    const standing = id === undefined ? undefined : directory.standing(id)
    const because = session.because()
    const last = session.lastPerson()
    return {
      state,
      ...(id === undefined || standing === undefined ? {} : { person: { id, ...standing, roles: [...standing.roles] } }),
      ...(because === undefined ? {} : { because }),
      ...(last === undefined ? {} : { last }),
      idleMinutes: directory.idleMinutes(),
    }
  }

  const then = (answer: Result<undefined>): Result<Present> => (answer.ok ? ok(present()) : answer)
  const keychainState = () => ok({ state: keychain.state() })

  return {
    state: () => ok(present()),
    people: () => ok([...directory.people()]),
    unlock: async ({ person, passphrase }) => then(await session.unlock(person, passphrase)),
    lock() {
      session.lock('asked')
      return ok({})
    },
    activity() {
      session.activity()
      return ok({})
    },
    recover: async ({ person, code, passphrase }) => then(await session.recover(person, code, passphrase)),
    async changePassphrase({ current, next }) {
      const changed = await session.changePassphrase(current, next)
      return changed.ok ? ok({}) : changed
    },
    recoverySheet: () => ok({ kept: sheet.isKept() }),
    sheetKept() {
      sheet.keep()
      return ok({})
    },
    renewRecoveryKit: ({ passphrase }) => session.renewRecoveryKit(passphrase),
    keychainState,
    async keychainRetry() {
      await keychain.probe()
      return keychainState()
    },
  }
}
