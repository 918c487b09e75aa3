import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { RecordFault } from '#shared/ledger/record-fault.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from './canonical.ts'
import { SELECT_EVENTS, STEADY } from './event-rows.ts'

/** What a file alone can show: the two others are found by the pin (`src/main/session/record-pin.ts`). */
type Fault = Exclude<RecordFault, 'rolled-back' | 'other-root'>

export type FirstBad = { readonly position: number; readonly fault: Fault }

/** A signer as the events before it make it known. */
export type KnownSigner = { readonly signer: string; readonly publicKey: string; readonly from: number }

export type RangeTask = {
  readonly file: string
  readonly from: number
  readonly to: number
  readonly signers: readonly KnownSigner[]
}

export type RangeAnswer = { readonly checked: number; readonly bad: FirstBad | undefined }

/**
 * Re-reads the events of a range of positions and answers the first that is not what was signed. Places (chain, stream) at
 * the range's edge are looked up, so ranges can be checked side by side. `onChecked` is told how many more were read, every thousand events.
 */
export function verifyRange(task: RangeTask, onChecked: (count: number) => void = () => {}): RangeAnswer {
  const database = new Sqlite(task.file, { readonly: true, fileMustExist: true })
  try {
    const signers = new Map(task.signers.map((known) => [known.signer, known]))
    const keys = new Map<string, KeyObject>()
    const chain = new Map<string, { sequence: number; hash: string }>()
    const streams = new Map<string, number>()
    const inChain = database.prepare<[string, number, number], { sequence: number; hash: string }>(
      `SELECT signer_sequence AS sequence, hash FROM events WHERE signer = ${STEADY} AND signer_sequence < ? AND position < ?
       ORDER BY signer_sequence DESC LIMIT 1`,
    )
    const inStream = database.prepare<[string, number, number], number>(
      `SELECT version FROM events WHERE stream = ${STEADY} AND version < ? AND position < ? ORDER BY version DESC LIMIT 1`,
    ).pluck()
    const slice = database.prepare<[number, number], EventRow>(`${SELECT_EVENTS} WHERE position > ? AND position <= ? ORDER BY position LIMIT 1000`)

    let expected = task.from
    let newest =
      database.prepare<[number], string>('SELECT hash FROM events WHERE position = ?').pluck().get(task.from - 1) ?? NO_PREVIOUS
    for (let rows = slice.all(task.from - 1, task.to); rows.length > 0; rows = slice.all(expected - 1, task.to)) {
      for (const row of rows) {
        if (row.position !== expected) return bad(expected, 'missing')
        const hash = eventHash(deedDigest(row), row)
        if (hash !== row.hash) return bad(row.position, 'altered')
        const signer = signers.get(row.signer)
        if (signer === undefined || row.position < signer.from) return bad(row.position, 'unknown-signer')
        const key = keys.get(row.signer) ?? publicKeyOf(signer)
        keys.set(row.signer, key)
        if (!signed(hash, key, row.signature)) return bad(row.position, 'forged')
        if (row.after !== newest) return bad(row.position, 'out-of-order')
        newest = row.hash
        const before = chain.get(row.signer) ?? inChain.get(row.signer, row.signer_sequence, row.position) ?? { sequence: 0, hash: NO_PREVIOUS }
        if (row.signer_sequence !== before.sequence + 1 || row.previous !== before.hash) return bad(row.position, 'out-of-chain')
        chain.set(row.signer, { sequence: row.signer_sequence, hash: row.hash })
        const version = streams.get(row.stream) ?? (row.version === 1 ? 0 : (inStream.get(row.stream, row.version, row.position) ?? 0))
        if (row.version !== version + 1) return bad(row.position, 'out-of-stream')
        streams.set(row.stream, row.version)
        expected += 1
      }
      onChecked(rows.length)
    }
    if (expected <= task.to) return bad(expected, 'missing')
    return { checked: expected - task.from, bad: undefined }

    function bad(position: number, fault: Fault): RangeAnswer {
      return { checked: position - task.from, bad: { position, fault } }
    }
  } finally {
    database.close()
  }
}

function publicKeyOf(known: KnownSigner): KeyObject {
  return createPublicKey({ key: Buffer.from(known.publicKey, 'base64'), format: 'der', type: 'spki' })
}

function signed(hash: string, key: KeyObject, signature: string): boolean {
  return verifySignature(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
}
