import type { Instant } from '#shared/kernel/clock.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { permissionOf } from '#shared/hub/permissions.ts'
import type { TrustFault } from '#shared/hub/trust-fault.ts'
import { deedDigest, eventHash, type EventRow } from '#main/ledger/canonical.ts'
import type { KeptLink, SharedRecord } from '#main/ledger/shared-record.ts'
import type { Link } from './hub.ts'
import { contributorsOf, permissionFault } from './permission-fault.ts'
import { checkSignatures, type SignatureFinding, type SignatureTask } from './signature-range.ts'
import type { Signatures } from './signatures.ts'
import { type KnownKey, type Standings, standings } from './standings.ts'

/** What a slice of pulled events turned out to be. */
export type Judged = {
  /** To be merged, in order. */
  readonly sound: readonly EventRow[]
  /** To be put aside. */
  readonly faulty: readonly { readonly row: EventRow; readonly fault: TrustFault }[]
  /** What the chains need of events that one may not read, or that were put aside; to be kept with the merge. */
  readonly links: readonly KeptLink[]
}

/** Rows with their signatures checked: what a worker could do without the record. */
export type Weighed = { readonly rows: readonly EventRow[]; readonly findings: readonly SignatureFinding[]; readonly keys: Readonly<Record<string, string>> }

/** What of the hub the check asks for. */
export type Ask = {
  links(signer: string, from: number, to: number): Promise<Result<readonly Link[]>>
  stream(stream: string, upTo: number): Promise<Result<readonly EventRow[]>>
}

/**
 * Whether an event that a hub handed over is what its signer did, and whether they were allowed to. The hub is not believed: it can
 * withhold events, but not make one, change one, or let somebody act who may not.
 */
export interface Trust {
  /** The part that needs no record: hashes and signatures, over all cores when there are many. Can run ahead of the merging. */
  weigh(rows: readonly EventRow[]): Promise<Weighed>
  /**
   * Adds what a slice leans on and the hub did not send with it: the beginnings of streams that have become readable. Refusals: the hub's.
   * The links that the chains need are fetched with it.
   */
  complete(weighed: Weighed, ask: Ask): Promise<Result<{ readonly weighed: Weighed; readonly links: readonly Link[] }>>
  /** Judges against the record as it is now; the caller merges what is sound before anything else is judged. */
  judge(weighed: Weighed, links: readonly Link[]): Judged
  /** Links after the end of a chain with their hashes, for a chain that only the hub has whole: nothing signs for them yet. */
  chained(end: { readonly sequence: number; readonly hash: string }, links: readonly Link[]): readonly KeptLink[]
  /** Whether the accepted record knows a signer's key. */
  isRegistered(signer: string): boolean
  /** What was put aside because it was not known or could not be read, with what followed it, and might be taken over now. */
  releasable(): readonly EventRow[]
  /** Reads who is who from the record again: after a merge that failed, or a record that was exchanged. */
  forget(): void
}

type End = { readonly sequence: number; readonly hash: string }

/** How the check reads the record. `standingRows`: the accepted events that say who is who, by position. */
export type TrustRecord = Pick<SharedRecord, 'pin' | 'chainEnd' | 'chainHash' | 'streamEnd' | 'heldStream' | 'quarantined' | 'holds'> & {
  standingRows(): Iterable<EventRow>
}

/** @param knows whether this version of the app knows a form of a type of event */
export function trust(record: TrustRecord, checker: Signatures, knows: (type: string, schema: number) => boolean): Trust {
  /** Keys that slices brought, which the next ones may be signed with already. */
  const brought: Record<string, string> = {}
  let known: Standings | undefined

  function present(): Standings {
    if (known === undefined) {
      known = standings()
      for (const row of record.standingRows()) known.note(row)
    }
    return known
  }

  /** The keys that the rows may be signed with: those on record and those that the rows themselves bring. What they are worth is judged later. */
  function candidates(rows: readonly EventRow[]): Record<string, string> {
    const keys: Record<string, string> = {}
    const root = record.pin()?.root
    for (const row of rows) {
      if (row.type === 'signer.registered' || row.type === 'person.invited') {
        const key = keyIn(row.payload)
        if (key !== undefined) brought[key.signer] ??= key.publicKey
      }
    }
    for (const { signer } of rows) {
      const key = signer === root?.signer ? root.publicKey : (present().key(signer, Number.MAX_SAFE_INTEGER)?.publicKey ?? brought[signer])
      if (key !== undefined) keys[signer] = key
    }
    return keys
  }

  async function weigh(rows: readonly EventRow[]): Promise<Weighed> {
    const keys = candidates(rows)
    return { rows, keys, findings: await checker.check(rows, keys) }
  }

  /** The streams of which something is missing before a row, each with the last version that is. */
  function missingBeginnings(rows: readonly EventRow[]): ReadonlyMap<string, number> {
    const versions = new Map<string, number>()
    const missing = new Map<string, number>()
    // What follows an event that was put aside is put aside whatever came before it.
    const aside = new Set(record.quarantined().map(({ row }) => row.stream))
    for (const { stream, version } of rows) {
      if (aside.has(stream)) continue
      const held = versions.get(stream) ?? (record.streamEnd(stream)?.version ?? 0)
      if (version > held + 1 && !missing.has(stream)) missing.set(stream, version - 1)
      versions.set(stream, Math.max(version, held))
    }
    return missing
  }

  /** The spans of chains that are not in the slice nor on record. */
  function missingLinks({ rows, findings }: Weighed): readonly { readonly signer: string; readonly from: number; readonly to: number }[] {
    const ends = new Map<string, number>()
    const spans: { signer: string; from: number; to: number }[] = []
    for (const [index, { signer, signer_sequence: sequence }] of rows.entries()) {
      if (findings[index] !== 'sound') continue
      const end = ends.get(signer) ?? record.chainEnd(signer).sequence
      if (sequence > end + 1) spans.push({ signer, from: end + 1, to: sequence - 1 })
      ends.set(signer, Math.max(end, sequence))
    }
    return spans
  }

  return {
    weigh,
    async complete(weighed, ask) {
      let all = weighed
      const fetched: EventRow[] = []
      for (const [stream, upTo] of missingBeginnings(weighed.rows)) {
        const beginning = await ask.stream(stream, upTo)
        if (!beginning.ok) return beginning
        const present = new Set(weighed.rows.map((row) => row.id))
        fetched.push(...beginning.value.filter((row) => !present.has(row.id) && !record.holds(row.id)))
      }
      if (fetched.length > 0) {
        const more = await weigh(fetched)
        const order = [...weighed.rows.map((row, index) => ({ row, finding: weighed.findings[index] ?? 'unknown' })), ...fetched.map((row, index) => ({ row, finding: more.findings[index] ?? 'unknown' }))]
        order.sort((one, other) => one.row.position - other.row.position)
        all = { rows: order.map(({ row }) => row), findings: order.map(({ finding }) => finding), keys: { ...more.keys, ...weighed.keys } }
      }
      const links: Link[] = []
      for (const { signer, from, to } of missingLinks(all)) {
        const span = await ask.links(signer, from, to)
        if (!span.ok) return span
        links.push(...span.value)
      }
      return ok({ weighed: all, links })
    },
    judge({ rows, findings, keys }, given) {
      const facts = present()
      const pin = record.pin()
      const ends = new Map<string, End>()
      /** What this slice adds below a chain's end: late events and links stand there. */
      const places = new Map<string, string>()
      const added = new Map<string, EventRow[]>()
      const sound: EventRow[] = []
      const faulty: { row: EventRow; fault: TrustFault }[] = []
      const links: KeptLink[] = []
      const aside = new Set(record.quarantined().map(({ row }) => row.stream))
      const indexOf = new Map(rows.map((row, index) => [row.hash, index]))

      const bySigner = Map.groupBy(given, (link) => link.signer)
      const endOf = (signer: string): End => {
        const known = ends.get(signer)
        if (known !== undefined) return known
        const end = record.chainEnd(signer)
        ends.set(signer, end)
        return end
      }
      const place = (signer: string, sequence: number, hash: string): void => {
        places.set(`${signer} ${sequence}`, hash)
        if (sequence > endOf(signer).sequence) ends.set(signer, { sequence, hash })
      }

      /** Chains the links that lead up to a row; false if they do not. */
      function bridge(row: EventRow): boolean {
        let end = endOf(row.signer)
        if (row.signer_sequence <= end.sequence) {
          return (places.get(`${row.signer} ${row.signer_sequence}`) ?? record.chainHash(row.signer, row.signer_sequence)) === row.hash
        }
        const span: KeptLink[] = []
        const offered = new Map((bySigner.get(row.signer) ?? []).map((link) => [link.signer_sequence, link]))
        while (end.sequence + 1 < row.signer_sequence) {
          const link = offered.get(end.sequence + 1)
          if (link === undefined) return false
          const { signer, signer_sequence, deed, version, after } = link
          const hash = eventHash(deed, { version, signer_sequence, previous: end.hash, after })
          span.push({ signer, signer_sequence, deed, version, after, hash })
          end = { sequence: signer_sequence, hash }
        }
        // What signs for the links is the row: it names the last one's hash under its own signature.
        if (row.previous !== end.hash) return false
        for (const link of span) {
          links.push(link)
          place(link.signer, link.signer_sequence, link.hash)
        }
        return true
      }

      function endOfStream(stream: string): { readonly version: number; readonly audience: string } | undefined {
        return added.get(stream)?.at(-1) ?? record.streamEnd(stream)
      }

      function contributors(stream: string): ReadonlySet<string> {
        return contributorsOf([...record.heldStream(stream), ...(added.get(stream) ?? [])])
      }

      /** What is wrong with a row whose hash, signature and place in its chain are sound. */
      function fault(row: EventRow, key: KnownKey): TrustFault | undefined {
        if (facts.revoked(row.signer, row.position)) return 'revoked'
        const later = indexOf.get(row.after)
        if (later !== undefined && (rows[later]?.position ?? 0) >= row.position) return 'out-of-order'
        const actor = actorFault(row, key, facts)
        if (actor !== undefined) return actor
        const founding = isFounding(row)
        const standing = founding ? undefined : facts.standing(row.actor, row.position)
        const roles = founding ? [row.role] : facts.roles(row.actor, row.position, row.at as Instant)
        if (!founding && standing === undefined) return 'actor'
        if (!roles.some((role) => role === row.role)) return 'role'
        if (standing !== undefined && standing.office !== row.office) return 'office'
        if (aside.has(row.stream)) return 'after-quarantined'
        const end = endOfStream(row.stream)
        if (row.version !== (end?.version ?? 0) + 1) return 'out-of-stream'
        if (!knows(row.type, row.schema)) return 'unknown-type'
        return permissionFault(row, { audience: end?.audience, contributors: () => contributors(row.stream) })
      }

      /** The root's events up to its own registration: until then nobody stands anywhere. */
      function isFounding(row: EventRow): boolean {
        return row.signer === pin?.root.signer && facts.key(row.signer, row.position) === undefined
      }

      function keyOf(row: EventRow): KnownKey | undefined {
        const { signer } = row
        if (!isFounding(row)) return facts.key(signer, row.position)
        return { signer, person: row.actor, kind: 'person', publicKey: pin?.root.publicKey ?? '', expires: undefined, sealingKey: undefined, machine: signer }
      }

      function judgeRow(row: EventRow, finding: SignatureFinding): TrustFault | undefined {
        if (finding === 'altered') return 'altered'
        const key = keyOf(row)
        if (key === undefined) return 'unknown-signer'
        // The slice may have brought another key under the same name.
        const checked = keys[row.signer] === key.publicKey ? finding : checkSignatures(oneRow(row, key)).findings[0]
        if (checked !== 'sound') return 'forged'
        if (!bridge(row)) return 'out-of-chain'
        const bad = fault(row, key)
        if (bad !== undefined) {
          // The signer's chain goes on through an event that is put aside.
          links.push({ signer: row.signer, signer_sequence: row.signer_sequence, deed: deedDigest(row), version: row.version, after: row.after, hash: row.hash })
        }
        place(row.signer, row.signer_sequence, row.hash)
        return bad
      }

      for (const [index, row] of rows.entries()) {
        if (record.holds(row.id, row.position)) continue
        const bad = judgeRow(row, findings[index] ?? 'unknown')
        if (bad === undefined) {
          sound.push(row)
          const before = added.get(row.stream)
          if (before === undefined) added.set(row.stream, [row])
          else before.push(row)
          facts.note(row)
        } else {
          faulty.push({ row, fault: bad })
          aside.add(row.stream)
        }
      }
      return { sound, faulty, links }
    },
    chained(end, links) {
      const kept: KeptLink[] = []
      let { sequence, hash: previous } = end
      for (const { signer, signer_sequence, deed, version, after } of links) {
        if (signer_sequence !== sequence + 1) break
        const hash = eventHash(deed, { version, signer_sequence, previous, after })
        kept.push({ signer, signer_sequence, deed, version, after, hash })
        sequence = signer_sequence
        previous = hash
      }
      return kept
    },
    isRegistered: (signer) => signer === record.pin()?.root.signer || present().key(signer, Number.MAX_SAFE_INTEGER) !== undefined,
    releasable() {
      const aside = record.quarantined()
      const streams = new Set(
        aside
          .filter(({ row, fault }) => fault === 'unreadable' || (fault === 'unknown-type' && permissionOf(row.type) !== undefined && knows(row.type, row.schema)))
          .map(({ row }) => row.stream),
      )
      return aside
        .filter(({ row, fault }) => streams.has(row.stream) && (fault === 'unknown-type' || fault === 'unreadable' || fault === 'after-quarantined'))
        .map(({ row }) => row)
        .toSorted((one, other) => one.position - other.position)
    },
    forget() {
      known = undefined
    },
  }
}

/** Whether the key that signed is one that may sign for the actor. */
function actorFault(row: EventRow, key: KnownKey, facts: Standings): TrustFault | undefined {
  if (key.kind === 'person') return key.person === row.actor ? undefined : 'actor'
  // An invitation's and a recovery sheet's key do one thing: register a signer for a person.
  if (row.type !== 'signer.registered') return 'actor'
  const brought = keyIn(row.payload)
  if (brought === undefined || brought.person !== row.actor || brought.kind !== 'person') return 'actor'
  if (key.kind === 'invitation') {
    if (key.person !== row.actor || facts.used(row.signer, row.position)) return 'actor'
    return key.expires !== undefined && row.at < key.expires ? undefined : 'expired'
  }
  // A sheet belongs to one machine: it opens for the people of that machine only.
  return facts.isOfMachine(row.actor, key.machine, row.position) ? undefined : 'actor'
}

function oneRow(row: EventRow, key: KnownKey): SignatureTask {
  return { id: 0, rows: [row], keys: { [row.signer]: key.publicKey } }
}

/** The key that a registration or an invitation brings; undefined if somebody broke the row. */
function keyIn(text: string): { readonly signer: string; readonly publicKey: string; readonly person: string; readonly kind: unknown } | undefined {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null // checked on the next line
    const { signer, publicKey, person, kind } = value ?? {}
    return typeof signer === 'string' && typeof publicKey === 'string' && typeof person === 'string' ? { signer, publicKey, person, kind } : undefined
  } catch {
    return undefined
  }
}

