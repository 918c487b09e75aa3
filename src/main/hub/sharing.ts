import type { FoundingCode } from '#shared/hub/invitation.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import { KEY_BYTES } from '#main/keychain/seal.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Session } from '#main/session/session.ts'
import type { RecordVerification } from '#main/shell/verification.ts'
import type { ConnectHub, Hello, Hub, HubAddress } from './hub.ts'
import type { HubIdentity } from './hub-identity.ts'
import type { HubLogins } from './hub-login.ts'
import { foundingCodeOf } from './invitation-file.ts'
import type { Joining } from './joining.ts'
import type { Sync } from './sync.ts'

export type SharingOptions = {
  readonly record: SharedRecord
  /** This machine's events as they are, by position. */
  readonly rows: (after: number, limit: number) => readonly EventRow[]
  readonly session: Pick<Session, 'context' | 'checkPassphrase'>
  readonly verification: Pick<RecordVerification, 'run' | 'cancel'>
  /** The signer that the record hangs from, and its key. */
  readonly root: () => { readonly signer: string; readonly publicKey: string } | undefined
  readonly logins: HubLogins
  readonly identity: HubIdentity
  readonly sync: Pick<Sync, 'start'>
  readonly connect: ConnectHub
  readonly joining: Joining
  readonly randomness: Randomness
}

/** Makes one machine's record everybody's: publishes it to an empty hub, event by event as it is, and joins it. */
export interface Sharing {
  /** What a founding code says, and how many events would be published. Refusals: `founding/…`. */
  read(code: string): Result<{ readonly host: string; readonly port: number; readonly database: string; readonly events: number }>
  /**
   * Reads the whole record anew, publishes it and joins. Goes on where an earlier attempt ended. Refusals: `founding/…` (`founding/broken`: what would become
   * everybody's is not as it was signed), `ledger/role` (administrators only), those of the passphrase, and the hub's.
   */
  share(code: string, passphrase: string): Promise<Result<undefined>>
}

/** Events sent at once: what one act may hold. */
const AT_ONCE = 200
/** Bytes of payload sent at once, well below what the hub takes. */
const BYTES_AT_ONCE = 1_000_000

export function sharing(options: SharingOptions): Sharing {
  const { record, rows, session, verification, root, logins, identity, sync, connect, joining, randomness } = options

  function usable(code: string): Result<FoundingCode> {
    return record.pin() === undefined ? foundingCodeOf(code) : refuse('founding/already-shared')
  }

  /** Where publishing goes on: after the hub's newest event, if that is this record's own. */
  function begin({ head }: Hello): Result<number> {
    if (head.position === 0) return ok(0)
    return record.hashAt(head.position) === head.hash ? ok(head.position) : refuse('founding/not-empty')
  }

  /** What becomes everybody's is read anew before. */
  async function verified(): Promise<Result<undefined>> {
    joining.at('verifying')
    const stop = joining.onStop(verification.cancel)
    const found = await verification.run()
    stop()
    if (!found.ok) return found
    return found.value.bad === null ? ok(undefined) : refuse('founding/broken', { position: found.value.bad.position })
  }

  async function publish(hub: Hub, from: number): Promise<Result<undefined>> {
    const total = record.head().position
    let after = from
    for (;;) {
      joining.at('publishing', { done: after, total })
      const part = fitting(rows(after, AT_ONCE))
      const last = part.at(-1)
      if (last === undefined) return ok(undefined)
      if (joining.isStopped()) return refuse('hub/stopped')
      const id = `founding-${part[0]?.position ?? 0}`
      const answer = await hub.append([{ id, events: part.map(({ position: _own, ...event }) => event) }])
      if (!answer.ok) return answer
      const [acceptance] = answer.value
      if (acceptance?.kind === 'refused') return refuse(acceptance.code, acceptance.detail)
      // The hub's positions must be this record's own, or the two would not be the same record.
      if (acceptance?.kind !== 'accepted' || !part.every(({ position }, index) => acceptance.positions[index] === position)) return refuse('founding/not-empty')
      after = last.position
    }
  }

  async function found(context: Context, code: FoundingCode): Promise<Result<undefined>> {
    const pinned = root()
    if (pinned === undefined) return refuse('organization/not-founded')
    const address: HubAddress = { host: code.host, port: code.port, database: code.database, ca: code.ca }
    joining.at('connecting')
    const login = { user: code.login, password: code.password }
    const connected = await connect(address, login)
    if (!connected.ok) return connected
    const hub = connected.value
    try {
      const hello = await hub.hello()
      if (!hello.ok) return hello
      if (hello.value.hub !== code.hub) return refuse('hub/other-hub')
      const from = begin(hello.value)
      if (!from.ok) return from
      const whole = await verified()
      if (!whole.ok) return whole
      const published = await publish(hub, from.value)
      if (!published.ok) return published
      joining.at('closing')
      // Kept before the hub is closed to others' events: whoever founds must not be locked out of what they founded.
      identity.keepAddress(address)
      const kept = await logins.keep(context.actor, { ...login, next: randomness.bytes(KEY_BYTES).toString('base64url') })
      if (!kept.ok) return kept
      const closed = await hub.closeFounding(context.signer)
      // An earlier attempt may have closed it: then the record it holds is ours, or `begin` had refused.
      if (!closed.ok && closed.refusal.code !== 'hub/not-founding') return closed
      record.join({ hub: code.hub, root: pinned })
      return ok(undefined)
    } finally {
      await hub.close()
    }
  }

  return {
    read(code) {
      const read = usable(code)
      if (!read.ok) return read
      const { host, port, database } = read.value
      return ok({ host, port, database, events: record.head().position })
    },
    share: (code, passphrase) =>
      joining.once(async () => {
        const read = usable(code)
        if (!read.ok) return read
        const checked = await session.checkPassphrase(passphrase)
        if (!checked.ok) return checked
        const context = session.context()
        if (context === undefined) return refuse('session/locked')
        if (!context.roles.includes('administrator')) return refuse('ledger/role')
        const shared = await found(context, read.value)
        if (shared.ok) sync.start()
        return shared
      }),
  }
}

/** As many of the rows as may be sent at once; always the first. */
function fitting(rows: readonly EventRow[]): readonly EventRow[] {
  let bytes = 0
  const past = rows.findIndex((row, index) => {
    bytes += row.payload.length
    return index > 0 && bytes > BYTES_AT_ONCE
  })
  return past === -1 ? rows : rows.slice(0, past)
}
