import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '#shared/kernel/ids.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Decider } from '#shared/ledger/decider.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Role } from '#shared/organization/role.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import type { Projection } from '#main/ledger/projection.ts'
import type { Signing } from '#main/ledger/signing.ts'
import { type SqliteLedger, sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import type { AnyDecider } from '#main/ledger/sqlite-shared-record.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'
import { seededIds } from './seeded-ids.ts'

/** A real Ed25519 key that is the same in every run (RFC 8410 header and 32 bytes of one value). */
export function testKey(seed: number): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64') }
}

/** Signs for any of the test signers `signer-1`, `signer-2`, … with `testKey(1)`, `testKey(2)`, … */
export const testSigning: Signing = {
  able: () => true,
  sign: (signer, hash) => sign(null, hash, privateKeyOf(signer)),
}

const privateKeys = new Map<string, KeyObject>()

function privateKeyOf(signer: string): KeyObject {
  const key = privateKeys.get(signer) ?? testKey(Number(signer.replace('signer-', ''))).privateKey
  privateKeys.set(signer, key)
  return key
}

/** Makes test signers known to the ledger, as the organization's stream does in the app. */
export const registrar: Decider<null, SignerRegistered['payload'], SignerRegistered> = {
  noun: 'registrar',
  initial: null,
  schemas: { 'signer.registered': 1 },
  decide: (_state, payload) => ok([{ type: 'signer.registered', payload }]),
  evolve: () => null,
  audience: () => ({ kind: 'institution' }),
  roleFor: () => 'administrator',
}

export type TestLedger = {
  readonly ledger: SqliteLedger
  readonly folder: string
  readonly file: string
  readonly clock: FixedClock
  /** The context of person N (signer-N, whose key is registered); roles and office as given. */
  context(person: number, roles?: readonly Role[], office?: string): Context
  /** Closes and opens again: what a restart sees. */
  reopen(projections?: readonly Projection[]): TestLedger
  close(): void
}

/** What a ledger begins with: its first events. */
type Beginning = (ledger: SqliteLedger, context: TestLedger['context']) => void

const threeSigners: Beginning = (ledger, context) => {
  for (const person of [1, 2, 3]) ledger.record(context(1, ['administrator']), registrar, 'main', testSigner(person))
}

/** The registration of person N's signer. */
export function testSigner(person: number): SignerRegistered['payload'] {
  return { signer: `signer-${person}` as SignerId, person: `person-${person}` as PersonId, publicKey: testKey(person).publicKey, item: `item-${person}`, kind: 'person' }
}

/** A real ledger on a real file in a folder of its own; persons 1–3 are registered signers, unless it begins otherwise. */
export function openTestLedger(
  projections: readonly Projection[] = [],
  folder = mkdtempSync(join(tmpdir(), 'resguardo-ledger-')),
  deciders: readonly AnyDecider[] = [],
  signing: Signing = testSigning,
  begin: Beginning = threeSigners,
): TestLedger {
  const file = join(folder, 'ledger.db')
  const opened = openDatabase(file)
  if (!opened.ok) throw new Error(`test ledger: ${opened.failure.kind}`)
  const ledger = sqliteLedger(opened.database, projections, signing, [...deciders, registrar])
  const clock = fixedClock()
  const ids = seededIds()
  const skipped = Number(opened.database.prepare('SELECT count(*) FROM events').pluck().get())
  for (let used = 0; used < skipped * 2; used++) ids.next()
  const context = (person: number, roles: readonly Role[] = ['operator'], office = 'central-cncs'): Context => ({
    now: clock.now(),
    actor: `person-${person}` as PersonId,
    roles,
    office: office as OfficeId,
    signer: `signer-${person}` as SignerId,
    newId: <Brand extends string>(): Id<Brand> => ids.next<Brand>(),
  })
  if (opened.created) begin(ledger, context)
  const close = (): void => {
    ledger.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    ledger, folder, file, clock, context, close,
    reopen(next = projections) {
      ledger.close()
      return openTestLedger(next, folder, deciders, signing, begin)
    },
  }
}
