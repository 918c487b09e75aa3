import type { Instant } from '#shared/kernel/clock.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { permissionOf } from '#shared/hub/permissions.ts'
import { bars, isVoid, type TrustFault } from '#shared/hub/trust-fault.ts'
import { deedDigest, eventHash, type EventRow } from '#main/ledger/canonical.ts'
import type { KeptLink, SharedRecord } from '#main/ledger/shared-record.ts'
import { isGroundless, stateAfter } from './grounds.ts'
import type { Link } from './hub.ts'
import { contributorsOf, permissionFault } from './permission-fault.ts'
import { checkSignatures, type SignatureFinding, type SignatureTask } from './signature-range.ts'
import type { Signatures } from './signatures.ts'
import { type KnownKey, STANDING_STREAM, type Standings, standings } from './standings.ts'

/** What a slice of pulled events turned out to be. */
export type Judged = {
  /** To be merged, in order. */
  readonly sound: readonly EventRow[]
  /** To be put aside: void, or waiting. */
  readonly faulty: readonly { readonly row: EventRow; readonly fault: TrustFault }[]
  /** The organization says something that this version does not know. Nothing from there on can be judged: neither is it in the two lists. */
  readonly unknownFrom?: number | undefined
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
  /**
   * The part that needs no record: hashes and signatures, over all cores when there are many. Can run ahead of the merging. `chained`: of many rows a
   * signer's later signature speaks for what stands before it in their chain, and `examine` is still to be asked of them.
   */
  weigh(rows: readonly EventRow[], chained?: boolean): Promise<Weighed>
  /** Of events that were taken over `chained`, those whose own signature is worth nothing. */
  examine(rows: readonly EventRow[]): Promise<readonly EventRow[]>
  /**
   * Adds what a slice leans on and the hub did not send with it: the beginnings of streams that have become readable. Refusals: the hub's.
   * The links that the chains need are fetched with it. `again`: events that wait in the quarantine and are judged again.
   */
  complete(weighed: Weighed, ask: Ask, again?: ReadonlySet<string>): Promise<Result<{ readonly weighed: Weighed; readonly links: readonly Link[] }>>
  /** Judges against the record as it is now; the caller merges what is sound before anything else is judged. */
  judge(weighed: Weighed, links: readonly Link[], again?: ReadonlySet<string>): Judged
  /** Whether an event that was found void still is, by the record as it is: what `verify` asks. Its hash and place in its stream are the caller's to check. */
  isStillVoid(row: EventRow): Promise<boolean>
  /** Links after the end of a chain with their hashes, for a chain that only the hub has whole: nothing signs for them yet. */
  chained(end: { readonly sequence: number; readonly hash: string }, links: readonly Link[]): readonly KeptLink[]
  /** Whether the accepted record knows a signer's key. */
  isRegistered(signer: string): boolean
  /** What waits and might be judged otherwise now: it was not known, or what it followed is known to be void. */
  releasable(): readonly EventRow[]
  /** Reads who is who from the record again: after a merge that failed, or a record that was exchanged. */
  forget(): void
}

type End = { readonly sequence: number; readonly hash: string }

/** How the check reads the record. `standingRows`: the accepted events that say who is who, by position. */
export type TrustRecord = Pick<SharedRecord, 'pin' | 'chainEnd' | 'chainHash' | 'streamEnd' | 'heldStream' | 'quarantined' | 'barred' | 'isVoid' | 'holds'> & {
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

  async function weigh(rows: readonly EventRow[], chained = false): Promise<Weighed> {
    const keys = candidates(rows)
    return { rows, keys, findings: await checker.check(rows, keys, chained) }
  }

  /** The streams of which something is missing before a row, each with the last version that is. */
  function missingBeginnings(rows: readonly EventRow[], again: ReadonlySet<string> | undefined): ReadonlyMap<string, number> {
    const versions = new Map<string, number>()
    const missing = new Map<string, number>()
    // What follows an event that waits waits too, whatever came before it.
    const aside = record.barred(again)
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
      if (findings[index] !== 'sound' && findings[index] !== 'malformed') continue
      const end = ends.get(signer) ?? record.chainEnd(signer).sequence
      if (sequence > end + 1) spans.push({ signer, from: end + 1, to: sequence - 1 })
      ends.set(signer, Math.max(end, sequence))
    }
    return spans
  }

  /** The root's events up to its own registration: until then nobody stands anywhere. */
  function isFounding(row: EventRow): boolean {
    return row.signer === record.pin()?.root.signer && present().key(row.signer, row.position) === undefined
  }

  function keyOf(row: EventRow): KnownKey | undefined {
    const { signer } = row
    if (!isFounding(row)) return present().key(signer, row.position)
    return { signer, person: row.actor, kind: 'person', publicKey: record.pin()?.root.publicKey ?? '', expires: undefined, sealingKey: undefined, machine: signer }
  }

  /** Whether the key, the person, the role and the office were as the row says when it was accepted. */
  function standingFault(row: EventRow, key: KnownKey): TrustFault | undefined {
    const facts = present()
    if (facts.revoked(row.signer, row.position)) return 'revoked'
    const actor = actorFault(row, key, facts)
    if (actor !== undefined) return actor
    const founding = isFounding(row)
    const standing = founding ? undefined : facts.standing(row.actor, row.position)
    const roles = founding ? [row.role] : facts.roles(row.actor, row.position, row.at as Instant)
    if (!founding && standing === undefined) return 'actor'
    if (!roles.some((role) => role === row.role)) return 'role'
    return standing !== undefined && standing.office !== row.office ? 'office' : undefined
  }

  /** Whether what is said of a post, a kit or a contact has a ground in it as it stood before. */
  function groundFault(row: EventRow, before: () => unknown): TrustFault | undefined {
    const facts = present()
    const people = {
      standsFor: (absent: string) => facts.stoodFor(row.actor, absent, row.position, row.at as Instant),
      reviews: (person: string) => facts.roles(person, row.position, row.at as Instant).includes('reviewer'),
      roles: () => facts.roles(row.actor, row.position, row.at as Instant),
    }
    return isGroundless(row, before, people) ? 'groundless' : undefined
  }

  return {
    weigh,
    async examine(rows) {
      const { findings } = await weigh(rows)
      return rows.filter((_, index) => findings[index] === 'forged')
    },
    async complete(weighed, ask, again) {
      let all = weighed
      const fetched: EventRow[] = []
      for (const [stream, upTo] of missingBeginnings(weighed.rows, again)) {
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
    judge({ rows, findings, keys }, given, again) {
      const facts = present()
      const ends = new Map<string, End>()
      /** What this slice adds below a chain's end: late events and links stand there. */
      const places = new Map<string, string>()
      const added = new Map<string, EventRow[]>()
      const sound: EventRow[] = []
      const faulty: { row: EventRow; fault: TrustFault }[] = []
      const links: KeptLink[] = []
      const aside = new Set(record.barred(again))
      /** Versions of void events of this slice. */
      const voids = new Map<string, number>()
      const indexOf = new Map(rows.map((row, index) => [row.hash, index]))
      /** What streams are about, as it stands once so many of this slice's events are theirs. */
      const states = new Map<string, { readonly state: unknown; readonly rows: number }>()

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

      function endOfStream(stream: string): { readonly version: number; readonly audience: string | undefined } | undefined {
        const end = added.get(stream)?.at(-1) ?? record.streamEnd(stream)
        const voided = voids.get(stream) ?? 0
        return voided > (end?.version ?? 0) ? { version: voided, audience: end?.audience } : end
      }

      /** The accepted events of a stream so far. One that begins in this slice need not be asked for. */
      function soFar(stream: string): readonly EventRow[] {
        const fresh = added.get(stream) ?? []
        return fresh[0]?.version === 1 ? fresh : [...record.heldStream(stream), ...fresh]
      }

      /** What a stream is about, as it stands now: each of its events is folded once in a slice, however often it is asked for. */
      function stateOf(stream: string): unknown {
        const known = states.get(stream)
        const fresh = added.get(stream) ?? []
        const state = known === undefined ? stateAfter(stream, soFar(stream)) : stateAfter(stream, fresh.slice(known.rows), known.state)
        states.set(stream, { state, rows: fresh.length })
        return state
      }

      /** What is wrong with a row whose hash, signature and place in chain and stream are sound. */
      function fault(row: EventRow, key: KnownKey, checked: SignatureFinding | undefined): TrustFault | undefined {
        const later = indexOf.get(row.after)
        if (later !== undefined && (rows[later]?.position ?? 0) >= row.position) return 'out-of-order'
        const standing = standingFault(row, key)
        if (standing !== undefined) return standing
        if (!knows(row.type, row.schema)) return 'unknown-type'
        if (checked === 'malformed') return 'malformed'
        const forbidden = permissionFault(row, { audience: endOfStream(row.stream)?.audience, contributors: () => contributorsOf(soFar(row.stream)) })
        return forbidden ?? groundFault(row, () => stateOf(row.stream))
      }

      function judgeRow(row: EventRow, finding: SignatureFinding): TrustFault | undefined {
        if (finding === 'altered') return 'altered'
        const key = keyOf(row)
        // The slice may have brought another key under the same name.
        const checked = key === undefined || keys[row.signer] === key.publicKey ? finding : checkSignatures(oneRow(row, key)).findings[0]
        const isSigned = key !== undefined && (checked === 'sound' || checked === 'malformed')
        // The chain goes on through what nobody signed by the links that the signer's next event signs for.
        if (isSigned && !bridge(row)) return 'out-of-chain'
        const bad = aside.has(row.stream)
          ? 'after-quarantined'
          : row.version !== (endOfStream(row.stream)?.version ?? 0) + 1
            ? 'out-of-stream'
            : key === undefined
              ? 'unknown-signer'
              : isSigned
                ? fault(row, key, checked)
                : 'forged'
        if (isSigned) {
          // And through what is put aside.
          if (bad !== undefined) links.push({ signer: row.signer, signer_sequence: row.signer_sequence, deed: deedDigest(row), version: row.version, after: row.after, hash: row.hash })
          place(row.signer, row.signer_sequence, row.hash)
        }
        return bad
      }

      for (const [index, row] of rows.entries()) {
        if (record.holds(row.id, row.position) || record.isVoid(row.id)) continue
        const bad = judgeRow(row, findings[index] ?? 'unknown')
        // Who is who from here on is not known.
        if (bad === 'unknown-type' && row.stream === STANDING_STREAM) return { sound, faulty, links: links.slice(0, -1), unknownFrom: row.position }
        if (bad === undefined) {
          sound.push(row)
          const before = added.get(row.stream)
          if (before === undefined) added.set(row.stream, [row])
          else before.push(row)
          facts.note(row)
        } else {
          faulty.push({ row, fault: bad })
          if (isVoid(bad)) voids.set(row.stream, row.version)
          else aside.add(row.stream)
        }
      }
      return { sound, faulty, links }
    },
    async isStillVoid(row) {
      const key = keyOf(row)
      if (key === undefined || (await checker.check([row], { [row.signer]: key.publicKey }))[0] !== 'sound') return true
      const before = record.heldStream(row.stream).filter(({ version }) => version < row.version)
      const bad =
        standingFault(row, key) ??
        permissionFault(row, { audience: before.at(-1)?.audience, contributors: () => contributorsOf(before) }) ??
        groundFault(row, () => stateAfter(row.stream, before))
      return bad !== undefined && isVoid(bad)
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
      if (record.barred().size === 0) return []
      const aside = record.quarantined()
      const isKnown = ({ type, schema }: EventRow): boolean => permissionOf(type) !== undefined && knows(type, schema)
      const barring = new Set(aside.filter(({ row, fault }) => fault !== 'after-quarantined' && bars(fault) && !(fault === 'unknown-type' && isKnown(row))).map(({ row }) => row.stream))
      return aside
        .filter(({ row, fault }) => (fault === 'unknown-type' || fault === 'after-quarantined') && !barring.has(row.stream))
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

