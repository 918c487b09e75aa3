import type { KeyObject } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { RecordFault } from '#shared/ledger/record-fault.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from './canonical.ts'
import { SELECT_EVENTS, STEADY, VOID } from './event-rows.ts'
import type { KeptLink } from './shared-record.ts'
import { isSignedWith, readPublicKey } from './signed.ts'

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
  /** Positions may have gaps, and chains go through links: a hub orders the record, and not everything of it may be read here. */
  readonly shared: boolean
}

export type RangeAnswer = {
  readonly checked: number
  readonly bad: FirstBad | undefined
  /** In a shared record: which events stand where and which they say came before them; what the ranges cannot compare alone. */
  readonly order?: Order | undefined
}

/** Hashes by their first 52 bits, each with the event's position; and what events name as the newest before them, where that is not simply the one before. */
export type Order = {
  readonly hashes: Float64Array
  readonly positions: Float64Array
  readonly named: Float64Array
  readonly namedBy: Float64Array
}

/**
 * Re-reads the events of a range of positions and answers the first that is not what was signed. Places (chain, stream) at
 * the range's edge are looked up, so ranges can be checked side by side. `onChecked` is told how many more were read, every thousand events.
 */
export function verifyRange(task: RangeTask, onChecked: (count: number) => void = () => {}): RangeAnswer {
  const database = new Sqlite(task.file, { readonly: true, fileMustExist: true })
  try {
    const signers = new Map(task.signers.map((known) => [known.signer, known]))
    const keys = new Map<string, KeyObject>()
    const chain = new Map<string, ChainEnd>()
    const streams = new Map<string, number>()
    const inChain = database.prepare<[string, number, number], ChainEnd>(
      `SELECT signer_sequence AS sequence, hash FROM events WHERE signer = ${STEADY} AND signer_sequence < ? AND position < ?
       ORDER BY signer_sequence DESC LIMIT 1`,
    )
    const inStream = database.prepare<[string, number, number], number>(
      `SELECT version FROM events WHERE stream = ${STEADY} AND version < ? AND position < ? ORDER BY version DESC LIMIT 1`,
    ).pluck()
    const slice = database.prepare<[number, number], EventRow>(`${SELECT_EVENTS} WHERE position > ? AND position <= ? ORDER BY position LIMIT 1000`)

    const links = database.prepare<[string, number, number], Link>(
      `SELECT signer_sequence, deed, version, after, hash FROM event_links WHERE signer = ${STEADY} AND signer_sequence > ? AND signer_sequence < ? ORDER BY signer_sequence`,
    )
    const order = task.shared ? orderOf() : undefined
    /** Void events keep their places in their streams; that they are void is looked at once, in `verify`. */
    const voided = database.prepare<[string, number, number], number>(
      `SELECT count(DISTINCT version) FROM quarantine WHERE stream = ${STEADY} AND version > ? AND version < ? AND fault IN (${VOID})`,
    ).pluck()

    /** The end of a chain after the links that lead from an event up to a place; undefined: they do not. */
    function throughLinks(from: ChainEnd, row: EventRow): ChainEnd | undefined {
      let end = from
      for (const link of links.all(row.signer, from.sequence, row.signer_sequence)) {
        if (link.signer_sequence !== end.sequence + 1 || eventHash(link.deed, { ...link, previous: end.hash }) !== link.hash) return undefined
        end = { sequence: link.signer_sequence, hash: link.hash }
      }
      return end
    }

    let checked = 0
    let expected = task.from
    let newest =
      database.prepare<[number], string>('SELECT hash FROM events WHERE position = ?').pluck().get(task.from - 1) ?? NO_PREVIOUS
    for (let rows = slice.all(task.from - 1, task.to); rows.length > 0; rows = slice.all(expected - 1, task.to)) {
      for (const row of rows) {
        if (row.position !== expected && !task.shared) return bad(expected, 'missing')
        const hash = eventHash(deedDigest(row), row)
        if (hash !== row.hash) return bad(row.position, 'altered')
        const signer = signers.get(row.signer)
        if (signer === undefined || row.position < signer.from) return bad(row.position, 'unknown-signer')
        const key = keys.get(row.signer) ?? readPublicKey(signer.publicKey)
        if (key === undefined || !isSignedWith(key, hash, row.signature)) return bad(row.position, 'forged')
        keys.set(row.signer, key)
        if (row.after !== newest && order === undefined) return bad(row.position, 'out-of-order')
        order?.add(row, newest)
        newest = row.hash
        let before = chain.get(row.signer) ?? inChain.get(row.signer, row.signer_sequence, row.position) ?? { sequence: 0, hash: NO_PREVIOUS }
        if (row.signer_sequence > before.sequence + 1 && task.shared) {
          const linked = throughLinks(before, row)
          if (linked === undefined) return bad(row.position, 'out-of-chain')
          if (linked.sequence !== row.signer_sequence - 1) return bad(row.position, 'missing')
          before = linked
        }
        if (row.signer_sequence !== before.sequence + 1 || row.previous !== before.hash) return bad(row.position, 'out-of-chain')
        chain.set(row.signer, { sequence: row.signer_sequence, hash: row.hash })
        const version = streams.get(row.stream) ?? (row.version === 1 ? 0 : (inStream.get(row.stream, row.version, row.position) ?? 0))
        const between = row.version - version - 1
        if (between !== 0 && !(task.shared && between > 0 && voided.get(row.stream, version, row.version) === between)) return bad(row.position, 'out-of-stream')
        streams.set(row.stream, row.version)
        expected = row.position + 1
        checked += 1
      }
      onChecked(rows.length)
    }
    if (expected <= task.to && !task.shared) return bad(expected, 'missing')
    return { checked, bad: undefined, order: order?.all() }

    function bad(position: number, fault: Fault): RangeAnswer {
      return { checked, bad: { position, fault }, order: order?.all() }
    }
  } finally {
    database.close()
  }
}

type ChainEnd = { readonly sequence: number; readonly hash: string }
type Link = Omit<KeptLink, 'signer'>

function orderOf() {
  const hashes: number[] = []
  const positions: number[] = []
  const named: number[] = []
  const namedBy: number[] = []
  return {
    add(row: EventRow, before: string): void {
      hashes.push(shortened(row.hash))
      positions.push(row.position)
      if (row.after === before) return
      named.push(shortened(row.after))
      namedBy.push(row.position)
    },
    all: (): Order => ({ hashes: Float64Array.from(hashes), positions: Float64Array.from(positions), named: Float64Array.from(named), namedBy: Float64Array.from(namedBy) }),
  }
}

/** A hash's first 52 bits, which a number holds exactly. */
function shortened(hash: string): number {
  return Number.parseInt(hash.slice(0, 13), 16)
}
