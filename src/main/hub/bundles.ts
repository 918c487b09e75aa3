import { z } from 'zod'
import { type Bundle, bundleFile, readBundle } from '#shared/hub/bundle.ts'
import { mayRead, type Reader } from '#shared/hub/permissions.ts'
import { isVoid } from '#shared/hub/trust-fault.ts'
import { DAY, type Instant, later } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Audience, Context, PersonId } from '#shared/ledger/event.ts'
import type { OpenSigner } from '#main/keychain/signer.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import { deedDigest, eventHash, type EventRow } from '#main/ledger/canonical.ts'
import { writeRefusalOf } from '#main/ledger/open-database.ts'
import type { HubPin, Merged, SharedRecord, SignedAct } from '#main/ledger/shared-record.ts'
import { isSignedWith, readPublicKey } from '#main/ledger/signed.ts'
import type { Signing } from '#main/ledger/signing.ts'
import type { Log } from '#main/shell/log.ts'
import { type Blobs, filesOf, type NamedFile } from './blobs.ts'
import { type Attached, type Attachment, attachments, unsealed } from './bundle-attachments.ts'
import { bundleDigest, isBundleOf, openBundle, type Part, sealBundle } from './bundle-file.ts'
import { type Carriage, type Carried, type CarriedAct, carriageOf } from './carriage.ts'
import type { Link } from './hub.ts'
import type { Joining } from './joining.ts'
import { notes } from './notes.ts'
import { type KnownKey, STANDING_TYPES, type Standings, standings } from './standings.ts'
import type { Judged, Trust, Weighed } from './trust.ts'

/** Events of one file: about 30 MB of it. More is the network's to carry. */
const MOST_EVENTS = 100_000
const MOST_ACTS = 1_000
const MOST_FILES = 20_000
/** Sets of recipients that places are signed for: of an office where people see different things. */
const MOST_ALIKE = 12
/** Days of files that go along when only the newest are asked for. */
const RECENT_DAYS = 30
/** Characters of an event's payload: no more bytes than that are accepted anywhere. */
const LARGEST_PAYLOAD = 262_144
/** Rows read or checked at once. */
const PAGE = 1_000
const EVER = Number.MAX_SAFE_INTEGER

const deed = {
  id: z.string(), stream: z.string(), audience: z.string(), type: z.string(), schema: z.int(), payload: z.string(), actor: z.string(), role: z.string(),
  office: z.string(), at: z.string(), signer: z.string(),
} // prettier-ignore
const row = z.strictObject({
  ...deed, position: z.int().min(1), version: z.int().min(1), signer_sequence: z.int().min(1), previous: z.string(), after: z.string(), hash: z.string(), signature: z.string(),
}) // prettier-ignore
const link = z.strictObject({ signer: z.string(), signer_sequence: z.int().min(1), deed: z.string(), version: z.int().min(1), after: z.string() })
const act = z.strictObject({ id: z.string(), deeds: z.array(z.strictObject({ ...deed, signature: z.string() })).min(1).max(200) })
/** A carriage, and which act it is of. */
const carriage = z.strictObject({
  act: z.string(),
  voucher: z.string().regex(/^[0-9a-f]{64}$/),
  places: z.array(z.strictObject({ version: z.int().min(1), signer_sequence: z.int().min(1), previous: z.string(), after: z.string(), hash: z.string(), signature: z.string() })).min(1).max(200).readonly(),
})
const attachment = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(1), offset: z.int().min(0), key: z.string().max(100) })
const content = z.strictObject({ rows: z.array(row).max(MOST_EVENTS), links: z.array(link), acts: z.array(act).max(MOST_ACTS), carriages: z.array(carriage).max(MOST_ACTS).readonly().optional(), files: z.array(attachment).max(MOST_FILES).optional() })
type Content = z.output<typeof content>

/** `attached`: what is to be written after the text, file by file; where each lies now. */
export type MadeBundle = {
  readonly text: string
  readonly name: string
  readonly events: number
  readonly acts: number
  /** Of the acts those that whoever takes the file cannot enter: another person's, of the organization, or what not one of the recipients may read all of. */
  readonly unplaced: number
  readonly machines: number
  readonly attached: readonly (Attachment & { readonly path: string })[]
}
/** Which files of posts and incidents go along: none, those of the last 30 days, all that are here. */
export const bundleFiles = ['none', 'recent', 'all'] as const
export type BundleFiles = (typeof bundleFiles)[number]
/** How many files there are to go along, and their bytes together. */
export type FilesToCarry = { readonly count: number; readonly size: number }
/** `files` came in; `broken` were not what their hash says, or could not be kept: they are asked of the hub as ever. */
export type TakenBundle = { readonly events: number; readonly acts: number; readonly files: number; readonly broken: number; readonly person: PersonId; readonly office: string; readonly made: Instant }
export type BundleOffice = {
  readonly office: string
  /** Signers that can open a file for it. */
  readonly machines: number
  /** Signers that have no sealing key on record yet: they get it when their person unlocks. */
  readonly without: number
}

/** The record by file, for who has no network: what another office may read goes out sealed for it; what comes is checked as if a hub had sent it. */
export interface Bundles {
  /** Offices with somebody else's signer. */
  offices(): readonly BundleOffice[]
  /** Refusals: `session/locked`, `hub/alone`, `bundle/nobody`, `bundle/no-key`, `bundle/too-large`. */
  make(office: string, files: BundleFiles): Promise<Result<MadeBundle>>
  /** What files could go along to an office. Refusals: as `make`. */
  filesFor(office: string): Promise<Result<Readonly<Record<Exclude<BundleFiles, 'none'>, FilesToCarry>>>>
  /**
   * Checks everything, then merges it in one transaction: a lock, a kill or a full disk leaves the whole of it or nothing. Then its files are kept one by one; what is missing of
   * them, taking the same file again brings. Refusals, none of which changes anything: `session/locked`, `hub/alone`, those of `readBundle`, `bundle/other-hub`, `bundle/other-office`,
   * `bundle/other-history`, `bundle/unknown-sender`, `bundle/revoked`, `bundle/untrusted`, `bundle/older`.
   */
  take(text: string, attached?: Attached): Promise<Result<TakenBundle>>
}

export type BundleOptions = {
  readonly record: SharedRecord
  readonly trust: Trust
  readonly standingRows: () => Iterable<EventRow>
  readonly rows: (after: number, limit: number) => readonly EventRow[]
  /** Those of them that name files. */
  readonly naming: (after: number, limit: number) => readonly EventRow[]
  readonly files: Pick<Blobs, 'here' | 'keep' | 'took'>
  readonly audiences: () => readonly { readonly stream: string; readonly audience: string }[]
  readonly links: () => readonly Link[]
  /** The unlocked person's; undefined while locked. */
  readonly context: () => Context | undefined
  readonly carrying: () => Pick<OpenSigner, 'signer' | 'agree' | 'carriageKey'> | undefined
  readonly carried: Carried
  /** Called when a file was taken over: something of it may be to be entered. */
  readonly taken: () => void
  readonly sign: Signing['sign']
  readonly randomness: Randomness
  readonly progress: Joining['at']
  readonly log: Pick<Log, 'info' | 'warn'>
}

export function bundles(options: BundleOptions): Bundles {
  const { record, trust, context, carrying, carried, randomness, progress, log } = options

  function present(): Standings {
    const facts = standings()
    for (const each of options.standingRows()) facts.note(each)
    return facts
  }

  return {
    offices() {
      const facts = present()
      const self = context()?.signer
      const offices = new Set([...options.standingRows()].flatMap(({ type, payload }) => (type === 'person.added' || type === 'person.corrected' ? [officeIn(payload)] : [])))
      return [...offices].flatMap((office) => {
        const signers = facts.signersOf(office).filter(({ signer }) => signer !== self)
        const machines = signers.filter(({ sealingKey }) => sealingKey !== undefined).length
        return signers.length === 0 ? [] : [{ office, machines, without: signers.length - machines }]
      })
    },

    async filesFor(office) {
      const addressed = addressedTo(office)
      if (!addressed.ok) return addressed
      const found = await carriedFiles(addressed.value, record.head().position)
      const sum = (files: readonly CarriedFile[]): FilesToCarry => ({ count: files.length, size: files.reduce((total, { size }) => total + size, 0) })
      return ok({ recent: sum(found.filter(({ recent }) => recent)), all: sum(found) })
    },

    async make(office, which) {
      const addressed = addressedTo(office)
      if (!addressed.ok) return addressed
      const { by, pin, recipients, readers } = addressed.value
      const head = record.head()
      progress('sealing', { done: 0, total: head.position })
      const audienceOf = new Map(options.audiences().map(({ stream, audience }) => [stream, audience]))
      const groups = new Map<string, { readonly readers: readonly number[]; readonly rows: string[]; readonly acts: SignedAct[]; readonly files: Attachment[] }>()
      const groupOf = (places: readonly number[]) => {
        const name = places.join(' ')
        const group = groups.get(name) ?? { readers: places, rows: [], acts: [], files: [] }
        groups.set(name, group)
        return group
      }
      /** By signer: what stands before the newest event that somebody may read. */
      const chains = new Map<string, { readonly links: Link[]; last: number }>()
      const chainOf = (signer: string) => {
        const chain = chains.get(signer) ?? { links: [], last: 0 }
        chains.set(signer, chain)
        return chain
      }
      for (const one of options.links()) chainOf(one.signer).links.push(one)
      let events = 0
      let range = { first: 0, last: 0 }
      for (let after = 0; ; ) {
        const page = options.rows(after, PAGE).filter(({ position }) => position <= head.position)
        for (const one of page) {
          const places = readers.of(audienceOf.get(one.stream) ?? one.audience)
          const chain = chainOf(one.signer)
          const { signer, signer_sequence, version, after: before } = one
          const isVoided = record.isVoid(one.id)
          if (places.length < recipients.length || isVoided) chain.links.push({ signer, signer_sequence, deed: deedDigest(one), version, after: before })
          if (places.length === 0) continue
          if (!isVoided) chain.last = Math.max(chain.last, signer_sequence)
          range = { first: range.first === 0 ? one.position : range.first, last: one.position }
          events += 1
          groupOf(places).rows.push(JSON.stringify(one))
        }
        const last = page.at(-1)
        if (last === undefined) break
        if (events > MOST_EVENTS) return refuse('bundle/too-large', { events: MOST_EVENTS })
        after = last.position
        progress('sealing', { done: after, total: head.position })
        await breath()
      }
      if (carrying()?.signer !== by.signer) return refuse('session/locked')
      // What waits to be decided or signed again is so now: from here to the places nothing changes.
      record.place(by.signer, MOST_ACTS)
      const acts = record.signedActs().slice(0, MOST_ACTS)
      const going = new Set<string>()
      for (const one of acts) {
        const places = recipients.flatMap((_, place) => (one.deeds.every(({ audience }) => readers.of(audience).includes(place)) ? [place] : []))
        if (places.length === 0) continue
        going.add(one.id)
        groupOf(places).acts.push(one)
      }
      const vouched = placedFor(addressed.value, going)
      if (vouched === undefined) return refuse('session/locked')
      const found = which === 'none' ? [] : (await carriedFiles(addressed.value, head.position)).filter(({ recent }) => which === 'all' || recent)
      const along = found.slice(-MOST_FILES)
      const placed = attachments(along, randomness)
      const attached = placed.files.map((file, place) => ({ ...file, path: along[place]?.path ?? '' }))
      for (const [place, file] of placed.files.entries()) groupOf(along[place]?.places ?? []).files.push(file)
      const links = [...chains.values()].flatMap((chain) => chain.links.filter(({ signer_sequence }) => signer_sequence < chain.last))
      const parts: Part[] = [...groups.values()].map((group) => ({ readers: group.readers, text: `{"rows":[${group.rows.join(',')}],"links":[],"acts":${JSON.stringify(group.acts)}${group.files.length === 0 ? '' : `,"files":${JSON.stringify(group.files)}`}}` }))
      for (const { readers: who, carriages } of vouched) parts.push({ readers: who, text: JSON.stringify({ rows: [], links: [], acts: [], carriages } satisfies Content) })
      if (links.length > 0) parts.push({ readers: recipients.map((_, place) => place), text: JSON.stringify({ rows: [], links, acts: [] } satisfies Content) })
      const unsigned = await sealBundle(
        {
          kind: 'resguardo-bundle',
          // A version that knows of no files, or of no places, takes one without.
          version: vouched.length > 0 ? 3 : attached.length > 0 ? 2 : 1,
          ...(attached.length === 0 ? {} : { attached: placed.length }),
          id: by.newId(),
          hub: pin.hub,
          root: pin.root.signer,
          office: office as Context['office'], // one of the record's offices, or nobody would be there
          from: { person: by.actor, signer: by.signer, office: by.office },
          made: by.now,
          range,
          head,
        },
        recipients,
        parts,
        randomness,
      )
      if (context()?.signer !== by.signer) return refuse('session/locked')
      const signature = Buffer.from(options.sign(by.signer, bundleDigest(unsigned))).toString('base64')
      log.info('a file for another machine was made', { office, events, acts: going.size, files: attached.length })
      return ok({
        text: bundleFile({ ...unsigned, signature }),
        name: `resguardo-${office}-${by.now.slice(0, 16).replaceAll(':', '')}`,
        events,
        acts: going.size,
        unplaced: [...going].filter((id) => !vouched.some(({ carriages }) => carriages.some((one) => one.act === id))).length,
        machines: unsigned.recipients.length,
        attached,
      })
    },

    async take(text, attached = NOTHING) {
      const by = context()
      const self = carrying()
      const pin = record.pin()
      if (by === undefined || self === undefined) return refuse('session/locked')
      if (pin === undefined) return refuse('hub/alone')
      const read = readBundle(text)
      if (!read.ok) return read
      const bundle = read.value
      const { header } = bundle
      progress('checking')
      if (header.hub !== pin.hub || header.root !== pin.root.signer) return refuse('bundle/other-hub')
      const known = present().key(header.from.signer, EVER)
      if (known !== undefined && !isBundleOf(bundle, known.publicKey)) return refuse('bundle/altered')
      if (!bundle.recipients.some(({ signer }) => signer === self.signer)) return refuse('bundle/other-office')
      const here = record.hashAt(header.head.position)
      if (here !== undefined && here !== header.head.hash) return refuse('bundle/other-history')
      const opened = await contentOf(bundle, self)
      if (opened === undefined) return refuse('bundle/altered')
      const missing = (header.attached ?? 0) - attached.length
      if (missing !== 0) return refuse(missing > 0 ? 'bundle/incomplete' : 'bundle/altered')
      const { rows, links, acts } = opened
      // A machine that has nothing yet learns the maker's key from the events, which hang from the root it knows. Checked again below.
      const key = known?.publicKey ?? keyIn(rows, header.from.signer)
      if (key === undefined) return refuse('bundle/unknown-sender')
      if (!isBundleOf(bundle, key)) return refuse('bundle/altered')
      if (rows.some(({ position, hash }) => (record.hashAt(position) ?? hash) !== hash)) return refuse('bundle/other-history')
      const fresh = rows.filter(({ id }) => !record.holds(id) && !record.isVoid(id))

      const chains = Map.groupBy(links, ({ signer }) => signer)
      const ask = {
        links: (signer: string, from: number, to: number) =>
          Promise.resolve(ok((chains.get(signer) ?? []).filter(({ signer_sequence }) => signer_sequence >= from && signer_sequence <= to))),
        stream: () => Promise.resolve(ok([])),
      }
      // The forms of all events are large: read when the first file comes, not at every start.
      const { isWellFormed } = await import('./event-forms.ts')
      if (!acts.every(({ deeds }) => deeds.every((one) => one.payload.length <= LARGEST_PAYLOAD && isWellFormed(one)))) return refuse('bundle/untrusted', { fault: 'malformed' })
      const weighed = await weigh(fresh)
      const completed = await trust.complete(weighed, ask)
      if (!completed.ok) return completed
      progress('pulling', { done: 0, total: rows.length })
      await breath()
      // From here to the end of the merge nothing else gets its turn: neither a lock nor what the hub sends.
      const now = context()?.now
      if (now === undefined || context()?.signer !== by.signer) return refuse('session/locked')
      const judged = tried(completed.value)
      if (judged === undefined) return refuse('bundle/untrusted', { fault: 'altered' })
      if (judged.unknownFrom !== undefined) return refuse('bundle/newer')
      const bad = judged.faulty.find(({ fault }) => fault !== 'after-quarantined' && !isVoid(fault))
      if (bad !== undefined) {
        log.warn('a file was refused', { fault: bad.fault, type: bad.row.type, from: header.from.signer })
        return bad.fault === 'unknown-type' ? refuse('bundle/newer') : refuse('bundle/untrusted', { fault: bad.fault })
      }
      const facts = present()
      for (const one of judged.sound) if (STANDING_TYPES.some((type) => type === one.type)) facts.note(one)
      const maker = facts.key(header.from.signer, EVER)
      if (maker === undefined || maker.kind !== 'person' || maker.publicKey !== key || maker.person !== header.from.person) return refuse('bundle/unknown-sender')
      if (facts.revoked(maker.signer, EVER)) return refuse('bundle/revoked')
      const placed = placedActs(opened, maker)
      if (placed === undefined || !acts.every((one) => isSigned(one, facts))) return refuse('bundle/untrusted', { fault: 'forged' })

      const before = carried.by().find(({ signer }) => signer === maker.signer)
      const waiting = carried.waiting(placed)
      const told = new Set(before?.acts.map(saidOf))
      const brings = judged.sound.length > 0 || waiting.some((one) => !told.has(saidOf(one)))
      const isLast = before?.made === header.made
      if (!isLast && before !== undefined && header.made < before.made && judged.sound.length === 0) return refuse('bundle/older')
      if (!isLast && !brings && header.head.position < record.head().position) return refuse('bundle/older')

      const others = carried.by().filter(({ signer }) => signer !== maker.signer)
      const isNewest = before === undefined || header.made >= before.made
      const kept = isNewest ? carried.noteOf([...others, { signer: maker.signer, made: header.made, acts: waiting }]) : {}
      const merged = merge(judged, kept, now)
      trust.forget() // it judged before they were on record
      if (!merged.ok) return merged
      options.files.took(judged.sound)
      log.info('a file of another machine was taken over', { from: maker.signer, events: merged.value.accepted, acts: waiting.length })
      carried.again()
      options.taken()
      const brought = await keepFiles(opened, attached)
      return ok({ events: merged.value.accepted, acts: waiting.length, ...brought, person: header.from.person, office: header.from.office, made: header.made })
    },

  }

  /** Judges without merging; undefined: something in it is not what its type says. */
  function tried({ weighed, links }: { readonly weighed: Weighed; readonly links: readonly Link[] }): Judged | undefined {
    try {
      return trust.judge(weighed, links)
    } catch {
      return undefined
    } finally {
      trust.forget()
    }
  }

  async function weigh(rows: readonly EventRow[]): Promise<Weighed> {
    const findings: Weighed['findings'][number][] = []
    let keys: Weighed['keys'] = {}
    for (let from = 0; from < rows.length; from += PAGE) {
      const part = await trust.weigh(rows.slice(from, from + PAGE))
      findings.push(...part.findings)
      keys = { ...part.keys, ...keys }
      progress('checking', { done: Math.min(rows.length, from + PAGE), total: rows.length })
    }
    return { rows, findings, keys }
  }

  /** In one transaction. Refusals: the disk's, `ledger/…`. */
  function merge({ sound, faulty, links }: Judged, notes: Readonly<Record<string, string>>, now: Instant): Result<Merged> {
    try {
      return ok(record.mergeWhole(sound, { links, faulty: faulty.filter(({ fault }) => isVoid(fault)), notes }, now))
    } catch (error) {
      const code = writeRefusalOf(error)
      if (code === undefined) throw error
      return refuse(code)
    }
  }

  /** For whom a file for an office is, and what they may read. */
  function addressedTo(office: string): Result<Addressed> {
    const by = context()
    const pin = record.pin()
    if (by === undefined) return refuse('session/locked')
    if (pin === undefined) return refuse('hub/alone')
    const facts = present()
    const signers = facts.signersOf(office).filter(({ signer }) => signer !== by.signer)
    if (signers.length === 0) return refuse('bundle/nobody')
    const recipients = signers.flatMap(({ signer, person, sealingKey }) => (sealingKey === undefined ? [] : [{ signer, person, sealingKey }]))
    if (recipients.length === 0) return refuse('bundle/no-key')
    return ok({ by, pin, recipients, readers: readersAmong(recipients.map(({ person }) => ({ person, office, roles: facts.roles(person, EVER, by.now) }))) })
  }

  /**
   * The maker's acts in their places, vouched for, for each set of recipients that may read the same of them: a chain has no gaps, so who may not read an act cannot
   * enter what stands after it. Undefined: locked.
   */
  function placedFor({ by, recipients, readers }: Addressed, going: ReadonlySet<string>): readonly { readonly readers: readonly number[]; readonly carriages: Content['carriages'] & object }[] | undefined {
    const own = carrying()
    if (own?.signer !== by.signer) return undefined
    const contact = notes(record).carriageContact(by.signer)
    if (contact === undefined) return []
    const key = own.carriageKey(contact)
    const mine = record.signedActs().filter(({ id, deeds }) => going.has(id) && deeds.every((one) => one.signer === by.signer && !one.stream.startsWith('organization/')))
    const readable = recipients.map((_, place) => mine.filter(({ deeds }) => deeds.every(({ audience }) => readers.of(audience).includes(place))).map(({ id }) => id))
    const alike = Map.groupBy(readable.keys(), (place) => readable[place]?.join(' ') ?? '')
    return [...alike.values()]
      .toSorted((one, other) => other.length - one.length)
      .slice(0, MOST_ALIKE)
      .flatMap((places) => {
        const batches = record.place(by.signer, MOST_ACTS, leaningOnNoOther(readable[places[0] ?? 0] ?? []))
        return batches.length === 0 ? [] : [{ readers: places, carriages: batches.map((batch) => ({ act: batch.id, ...carriageOf(key, batch) })) }]
      })
  }

  /** Of some acts those that do not follow in a stream another that waits. */
  function leaningOnNoOther(ids: readonly string[]): ReadonlySet<string> {
    const wanted = new Set(ids)
    const barred = new Set<string>()
    for (const { id, streams } of record.pending()) {
      if (wanted.has(id) && !streams.some((stream) => barred.has(stream))) continue
      wanted.delete(id)
      for (const stream of streams) barred.add(stream)
    }
    return wanted
  }

  /** The files that are here and that events or waiting acts name which somebody of the recipients may read, each once, oldest first. */
  async function carriedFiles({ by, readers }: Addressed, upTo: number): Promise<readonly CarriedFile[]> {
    const since = later(by.now, -RECENT_DAYS * DAY)
    const audienceOf = new Map(options.audiences().map(({ stream, audience }) => [stream, audience]))
    const found = new Map<string, CarriedFile>()
    const add = async (named: readonly NamedFile[], places: readonly number[], at: string): Promise<void> => {
      if (places.length === 0) return
      for (const file of named) {
        const before = found.get(file.sha256)
        const path = before?.path ?? (await options.files.here(file))
        if (path === undefined || file.size === 0) continue
        const all = before === undefined ? places : [...new Set([...before.places, ...places])].toSorted((one, other) => one - other)
        found.set(file.sha256, { sha256: file.sha256, size: file.size, path, places: all, recent: before?.recent === true || at >= since })
      }
    }
    for (let after = 0; ; ) {
      const page = options.naming(after, PAGE).filter(({ position }) => position <= upTo)
      for (const one of page) await add(filesOf(one), readers.of(audienceOf.get(one.stream) ?? one.audience), one.at)
      const last = page.at(-1)
      if (last === undefined) break
      after = last.position
      await breath()
    }
    for (const { deeds } of record.signedActs().slice(0, MOST_ACTS)) {
      for (const one of deeds) await add(filesOf({ ...one, position: 0 }), readers.of(one.audience), one.at)
    }
    return [...found.values()]
  }

  /** Keeps the files that came along, as far as something in the bundle names them and they are not here. */
  async function keepFiles({ rows, acts, files = [] }: Content, attached: Attached): Promise<{ readonly files: number; readonly broken: number }> {
    const named = new Map([...rows, ...acts.flatMap(({ deeds }) => deeds.map((one) => ({ ...one, position: 0 })))].flatMap(filesOf).map((file) => [file.sha256, file]))
    const total = files.reduce((sum, { size }) => sum + size, 0)
    let done = 0
    let kept = 0
    let broken = 0
    for (const file of files) {
      progress('attaching', { done, total })
      done += file.size
      const wanted = named.get(file.sha256)
      if (wanted?.size !== file.size || (await options.files.here(wanted)) !== undefined) continue
      try {
        if (await options.files.keep(wanted, unsealed(file, attached))) kept += 1
        else broken += 1
      } catch (error) {
        // The disk's doing, or the medium's. What came of the record stays, and the same file can be taken again.
        log.warn('a file that came along could not be kept', { error: String(error) })
        broken += 1
      }
    }
    return { files: kept, broken }
  }
}

/** For whom a file is made, and by whom. */
type Addressed = {
  readonly by: Context
  readonly pin: HubPin
  readonly recipients: readonly { readonly signer: string; readonly person: string; readonly sealingKey: string }[]
  readonly readers: ReturnType<typeof readersAmong>
}
/** A file that can go along: `places` of the recipients who may have it. */
type CarriedFile = { readonly sha256: string; readonly size: number; readonly path: string; readonly places: readonly number[]; readonly recent: boolean }

const NOTHING: Attached = { length: 0, read: () => Promise.resolve(Buffer.alloc(0)) }

/** Which of some readers may read an audience, by their places in the list. */
function readersAmong(readers: readonly Reader[]): { of(audience: string): readonly number[] } {
  const known = new Map<string, readonly number[]>()
  return {
    of(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const audience = JSON.parse(text) as Audience // of an event that was checked
      const places = readers.flatMap((reader, place) => (mayRead(reader, audience) ? [place] : []))
      known.set(text, places)
      return places
    },
  }
}

/** What a bundle holds for a signer, put together and by position; undefined: it cannot be opened, or is not in this form. */
async function contentOf(bundle: Bundle, signer: Pick<OpenSigner, 'signer' | 'agree'>): Promise<Content | undefined> {
  const texts = await openBundle(bundle, signer)
  if (texts === undefined) return undefined
  const files: z.output<typeof attachment>[] = []
  const carriages: z.output<typeof carriage>[] = []
  const all: Content = { rows: [], links: [], acts: [], carriages, files }
  for (const text of texts) {
    const part = content.safeParse(jsonOf(text))
    if (!part.success) return undefined
    for (const one of part.data.rows) all.rows.push(one)
    for (const one of part.data.links) all.links.push(one)
    all.acts.push(...part.data.acts)
    carriages.push(...(part.data.carriages ?? []))
    files.push(...(part.data.files ?? []))
    await breath()
  }
  all.rows.sort((one, other) => one.position - other.position)
  const ids = new Set(all.rows.map(({ id }) => id))
  return ids.size === all.rows.length ? all : undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The key under which a registration among the rows makes a signer known. */
function keyIn(rows: readonly EventRow[], signer: string): string | undefined {
  for (const { type, payload } of rows) {
    if (type !== 'signer.registered') continue
    const said = jsonOf(payload) as { readonly signer?: unknown; readonly publicKey?: unknown } | null | undefined // checked on the next line
    if (said?.signer === signer && typeof said.publicKey === 'string') return said.publicKey
  }
  return undefined
}

/** An act as it came: the same with other places is another. */
function saidOf({ id, carriage: its }: CarriedAct): string {
  return `${id} ${its?.voucher ?? ''}`
}

/** The acts, each with its carriage where one goes along; undefined: one is not of an act of the maker's, or not signed by them for the very act. */
function placedActs({ acts, carriages = [] }: Content, maker: KnownKey): readonly CarriedAct[] | undefined {
  const byAct = new Map(carriages.map(({ act: id, ...its }) => [id, its]))
  const key = readPublicKey(maker.publicKey)
  const isOf = (one: SignedAct, { places }: Carriage): boolean =>
    places.length === one.deeds.length &&
    one.deeds.every((each, index) => {
      const place = places[index]
      if (place === undefined || each.signer !== maker.signer || eventHash(deedDigest(each), place) !== place.hash) return false
      return key !== undefined && isSignedWith(key, place.hash, place.signature)
    })
  const placed = acts.map((one) => ({ ...one, carriage: byAct.get(one.id) }))
  const sound = placed.filter((one) => one.carriage !== undefined && isOf(one, one.carriage))
  return sound.length === carriages.length ? placed : undefined
}

/** Whether every deed of an act is signed by a signer of its actor that is on record and not revoked. */
function isSigned({ deeds }: SignedAct, facts: Standings): boolean {
  return deeds.every((one) => {
    const known = facts.key(one.signer, EVER)
    if (known === undefined || known.kind !== 'person' || known.person !== one.actor || facts.revoked(known.signer, EVER)) return false
    const key = readPublicKey(known.publicKey)
    return key !== undefined && isSignedWith(key, deedDigest(one), one.signature)
  })
}

function officeIn(payload: string): string {
  return (JSON.parse(payload) as { readonly office: string }).office // the organization's decider wrote it
}

/** Lets the main process answer its windows. */
function breath(): Promise<void> {
  return new Promise((done) => setImmediate(done))
}
