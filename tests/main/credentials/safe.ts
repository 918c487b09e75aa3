import { exposureOf, type SecretClipboard } from '#main/keychain/exposure.ts'
import { fingerprintsOf } from '#main/keychain/fingerprint.ts'
import { memoryKeychain, type MemoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { vaultOver, type Vault } from '#main/keychain/vault.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { accountsProjection } from '#main/modules/accounts/store.ts'
import { credentialsService, type CredentialsService } from '#main/modules/credentials/service.ts'
import { credentialsProjection } from '#main/modules/credentials/store.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { CredentialId } from '#shared/credentials/credential.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { inetel, networks, organization, people } from '#tests/main/accounts/registry.ts'
import { sure } from '#tests/kit/sure.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'

export const PASSPHRASE = 'la frase de Ana Prueba'
export const projections = [accountsProjection, credentialsProjection]
const vaultKey = Buffer.alloc(32, 7)

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code)

/** A clipboard that tests can look at. */
export type TestClipboard = SecretClipboard & { text: string }

/** The machine: what survives when the process dies. */
export type Machine = { readonly opened: TestLedger; readonly keychain: MemoryKeychain; readonly links: string[]; readonly clipboard: TestClipboard }

export function openMachine(): Machine & { readonly account: AccountId } {
  const opened = openTestLedger(projections)
  const accounts = accountsService({ ledger: opened.ledger, clock: opened.clock, networks, organization })
  const { id } = sure(accounts.register(opened.context(1), { network: 'x', fields: inetel, operators: people }))
  // What this machine's people keep is in this machine's keychain.
  for (const person of [1, 2, 3]) opened.ledger.database.prepare('INSERT OR IGNORE INTO local_signers VALUES (?)').run(`signer-${person}`)
  const clipboard: TestClipboard = {
    text: '',
    writeConcealed: async (text) => void (clipboard.text = text),
    readText: async () => clipboard.text,
    clear: async () => void (clipboard.text = ''),
  }
  return { opened, keychain: memoryKeychain(), links: [], clipboard, account: id }
}

export type Process = { readonly credentials: CredentialsService; readonly vault: Vault; readonly timers: (() => void)[] }

/** A process over the machine. `around` may put itself between the service and what it writes to. */
export function start(machine: Machine, around: { ledger?: (ledger: Ledger) => Ledger; vault?: (vault: Vault) => Vault; locked?: () => boolean } = {}): Process {
  const { opened, keychain, links, clipboard } = machine
  const ledger = around.ledger?.(opened.ledger) ?? opened.ledger
  const plain = vaultOver(keychain, () => (around.locked?.() ? undefined : vaultKey), systemRandomness)
  const vault = around.vault?.(plain) ?? plain
  const timers: (() => void)[] = []
  const accounts = accountsService({ ledger: opened.ledger, clock: opened.clock, networks, organization })
  const credentials = credentialsService({
    ledger,
    clock: opened.clock,
    vault,
    exposure: exposureOf({
      vault,
      clipboard,
      checkPassphrase: async (passphrase) => (passphrase === PASSPHRASE ? ok(undefined) : refuse('session/wrong-passphrase')),
      timers: {
        after: (_milliseconds, act) => {
          timers.push(act)
          return () => void timers.splice(timers.indexOf(act), 1)
        },
      },
      randomness: systemRandomness,
    }),
    fingerprint: (secret) => (around.locked?.() ? undefined : fingerprintsOf(vaultKey)(secret)),
    randomness: systemRandomness,
    accounts,
    networks,
    rotationMonths: () => 2,
    zoneOf: organization.zoneOf,
    institutionWords: () => ['Instituto Nacional Electoral', 'INE'],
    openLink: async (url) => {
      links.push(url)
      return ok(undefined)
    },
  })
  return { credentials, vault, timers }
}

/** The value of an item, as the keychain has it; undefined: it is not there. */
export async function valueIn(process: Process, item: string): Promise<string | undefined> {
  const read = await process.vault.read(item)
  return read.ok ? read.value : undefined
}

/** Keeps a generated secret for the machine's account and answers which credential it is. */
export async function keepOne(process: Process, machine: Machine & { account: AccountId }, changedOn: string | null = '2026-11-23'): Promise<CredentialId> {
  const input = { account: machine.account, subject: '', source: { kind: 'generated' }, changedOn, acceptWeak: false } as const
  return sure(await process.credentials.keep(machine.opened.context(1), input)).credential
}
