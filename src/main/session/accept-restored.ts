import { refuse, type Result } from '#shared/kernel/result.ts'
import { RECORD, restorationDecider } from '#shared/ledger/restoration.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { RecordPin } from './record-pin.ts'
import type { Session } from './session.ts'

/**
 * Lets the record go on from a restored backup: an administrator's act, with the passphrase once more, and on record. Refusals:
 * `session/…` and `keychain/…`, `ledger/role`, `shell/not-restored` when the record is not an older copy of the pinned one.
 */
export async function acceptRestored(session: Pick<Session, 'checkPassphrase' | 'context'>, pin: RecordPin, ledger: Ledger, passphrase: string): Promise<Result<undefined>> {
  const checked = await session.checkPassphrase(passphrase)
  if (!checked.ok) return checked
  return pin.accept((restored) => {
    const context = session.context()
    return context === undefined ? refuse('session/locked') : ledger.record(context, restorationDecider, RECORD, { kind: 'accept-restored', ...restored })
  })
}
