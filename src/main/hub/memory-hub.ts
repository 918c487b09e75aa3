import { createHash } from 'node:crypto'
import { type Clock, HOUR, type Instant, later, MINUTE } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import { loginOf } from '#shared/hub/login.ts'
import { answersForRecord } from '#shared/hub/status.ts'
import { isTold } from '#shared/hub/trust-fault.ts'
import { audienceChangeAllowed, handsOf, mayRead, permissionOf, type Reader, signerRegistrationAllowed, STAND_IN_GRACE_HOURS, wordsOf } from '#shared/hub/permissions.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Role } from '#shared/organization/role.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { voucherOf } from './carriage.ts'
import { eventTypes } from './event-types.ts'
import { type Acceptance, CHUNK, type ConnectHub, type Hello, type Hub, type PlacedBatch, type PlacedEvent, type Reported, type VouchedBatch } from './hub.ts'
import { HUB_SCHEMA, HUB_SERVES } from './hub-schema.ts'
import { isScramVerifier, scramVerifier } from './scram.ts'

/** A hub without a database: the twin of the one in PostgreSQL, held to the same tests (`tests/hub/contract.ts`). */
export type MemoryHub = {
  readonly connect: ConnectHub
  /** What a superuser's command does: a login for somebody on record. */
  openLoginFor(user: string, person: string, verifier: string): void
  /** Every connection is lost, and until `mend` none is made. */
  cut(): void
  mend(): void
}

type Member = { readonly person: string; office: string; roles: readonly Role[]; active: boolean }
type Signer = {
  readonly signer: string
  readonly person: string
  readonly kind: 'person' | 'recovery' | 'invitation'
  /** The first signer of its machine. */
  readonly machine: string
  sequence: number
  head: string
  revoked: boolean
}
type Invited = { readonly person: string; readonly signer: string; expires: string; used: boolean }
type StandIn = { readonly substitute: string; readonly roles: readonly Role[]; readonly from: string; readonly until: string; ended: boolean }
type Login = { person: string; signer: string | undefined; verifier: string; until: string | undefined; ended: boolean; admitted: boolean }
type Stream = { readonly version: number; readonly audience: string }
type File = { readonly size: number; readonly chunks: readonly Uint8Array[]; readonly streams: Set<string> }

/** Everything that a batch may change; a refused one leaves none of it. */
type State = {
  events: readonly EventRow[]
  readonly members: Map<string, Member>
  readonly signers: Map<string, Signer>
  readonly invitations: Map<string, Invited>
  readonly standIns: Map<string, StandIn>
  readonly streams: Map<string, Stream>
  readonly logins: Map<string, Login>
  root: Hello['root']
}

/** Why a batch is not accepted: thrown inside this file only, so that everything done before it is given up. */
class No extends Error {
  readonly acceptance: Exclude<Acceptance, { kind: 'accepted' }>
  constructor(acceptance: Exclude<Acceptance, { kind: 'accepted' }>) {
    super(acceptance.kind)
    this.acceptance = acceptance
  }
}

/** As `report_aside` of the hub's SQL: logins noted for one fault of an event, and rows of one login a day. */
const ASIDE = { logins: 20, day: 1000 } as const

const no = (code: string): No => new No({ kind: 'refused', code, detail: {} })
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const OFFICE = /^[a-z][a-z0-9-]{0,63}$/
const HASH = /^[0-9a-f]{64}$/
const KEY = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/
const schemas = new Map(eventTypes().map(({ type, schema }) => [type as string, schema]))

/** `founder`: the login that may publish its record, and the verifier of its password. */
export function memoryHub(options: { readonly hub: string; readonly clock: Clock; readonly founder: { readonly user: string; readonly verifier: string } }): MemoryHub {
  const { hub: id, clock, founder } = options
  let founded = false
  let reachable = true
  let state: State = {
    events: [], members: new Map(), signers: new Map(), invitations: new Map(), standIns: new Map(), streams: new Map(), root: undefined,
    logins: new Map([[founder.user, { person: '', signer: undefined, verifier: founder.verifier, until: undefined, ended: false, admitted: true }]]),
  }
  /** Over which login each event came, by its id. */
  const written = new Map<string, { readonly login: string; readonly at: Instant }>()
  const carriageKeys = new Map<string, Uint8Array>()
  /** What machines put aside, in the order in which they told it. */
  const aside: (Reported & { readonly login: string; readonly person: string; readonly told: Instant })[] = []
  const files = new Map<string, File>()
  const parts = new Map<string, Map<number, Uint8Array>>()
  const connections = new Map<string, Set<(why: 'news' | 'lost') => void>>()

  function rolesAt(member: Member, moment: string, late: number): readonly Role[] {
    const lent = [...state.standIns.values()].filter(
      (one) => one.substitute === member.person && !one.ended && one.from <= moment && moment < one.until && clock.now() < later(one.until as never, late),
    )
    return [...new Set([...member.roles, ...lent.flatMap(({ roles }) => roles)])]
  }

  /** Who a login is; undefined: nobody any more. */
  function memberOf(user: string): Member | undefined {
    const login = state.logins.get(user)
    const member = login === undefined || login.ended ? undefined : state.members.get(login.person)
    return member?.active === true ? member : undefined
  }

  function readerOf(user: string): Reader | undefined {
    const member = memberOf(user)
    return member === undefined ? undefined : { ...member, roles: rolesAt(member, clock.now(), 0) }
  }

  function readable(user: string, stream: string): boolean {
    const reader = readerOf(user)
    const audience = state.streams.get(stream)?.audience
    return reader !== undefined && audience !== undefined && mayRead(reader, JSON.parse(audience) as Audience) // it was checked when it was accepted
  }

  function formFault(event: PlacedEvent, founding: boolean): string | undefined {
    const { id: eventId, stream, version, type, schema, payload, actor, role, office, at, signer, signer_sequence: sequence, previous, after, hash, signature, audience } = event
    const texts = [eventId, stream, type, payload, actor, role, office, at, signer, previous, after, hash, signature, audience]
    if (texts.some((text) => typeof text !== 'string') || ![version, schema, sequence].every((number) => Number.isInteger(number) && number >= 1 && number < 2 ** 31)) return 'hub/malformed'
    const formed =
      [eventId, actor, signer].every((text) => ID.test(text)) && /^[a-z][a-z-]{0,31}\/[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(stream) && OFFICE.test(office) &&
      /^[a-z]{1,20}$/.test(role) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && [previous, after, hash].every((text) => HASH.test(text)) &&
      /^[A-Za-z0-9+/]{86}==$/.test(signature) && audience.length <= 20_000
    if (!formed) return 'hub/malformed'
    const permission = permissionOf(type)
    if (permission === undefined || schema > (schemas.get(type) ?? 0)) return 'hub/unknown-type'
    if (stream.split('/')[0] !== permission.noun) return 'hub/malformed'
    if (Buffer.byteLength(payload) > 262_144) return 'hub/too-large'
    if (objectIn(payload) === undefined) return 'hub/malformed'
    if (eventHash(deedDigest(event), event) !== hash) return 'hub/altered'
    if (Number.isNaN(Date.parse(at))) return 'hub/malformed'
    return !founding && at > later(clock.now(), 2 * MINUTE) ? 'hub/clock' : undefined
  }

  function place(event: PlacedEvent, user: string, founding: boolean): void {
    const { stream: name, type, actor, role, office, signer: by } = event
    const stream = state.streams.get(name)
    const signer = state.signers.get(by)
    const conflict = new No({ kind: 'conflict', stream: name, version: stream?.version ?? 0 })
    const audience = audienceIn(event.audience)
    if (founding) {
      if (event.after !== (state.events.at(-1)?.hash ?? NO_PREVIOUS)) throw no('hub/out-of-place')
      if (signer === undefined && state.root !== undefined) throw no('hub/unknown-signer')
    } else {
      const permission = permissionOf(type)
      const me = memberOf(user)
      if (permission === undefined || me === undefined) throw no('hub/denied')
      if (signer === undefined) throw no('hub/unknown-signer')
      if (signer.revoked) throw no('hub/revoked-signer')
      if (actor !== me.person || (signer.kind === 'person' && signer.person !== actor)) throw no('hub/actor')
      if (signer.kind !== 'person') oneUse(event, signer)
      if (office !== me.office) throw no('hub/office')
      const held = rolesAt(me, event.at, STAND_IN_GRACE_HOURS * HOUR)
      const asked = [...permission.own, ...permission.anywhere].find((one) => one === role)
      if (asked === undefined || !held.includes(asked)) throw no('hub/role')
      const before = stream === undefined ? undefined : (JSON.parse(stream.audience) as Audience) // it was checked when it was accepted
      if (before !== undefined && !mayRead({ person: me.person, office: me.office, roles: held }, before)) throw no('hub/not-yours')
      if (event.version !== (stream?.version ?? 0) + 1) throw conflict
      if ((permission.opens === 'first' && stream !== undefined) || (permission.opens === 'later' && stream === undefined)) throw no('hub/out-of-place')
      if (before !== undefined && !audienceChangeAllowed(before, audience, permission, asked)) throw no('hub/audience')
      if (!permission.audiences.includes(audience.kind)) throw no('hub/audience')
      const foreign = [before, audience].some((one) => one !== undefined && 'office' in one && one.office !== me.office)
      if (foreign && !permission.anywhere.includes(asked)) throw no('hub/not-yours')
      if (event.after !== NO_PREVIOUS && !state.events.some(({ hash }) => hash === event.after)) throw no('hub/out-of-place')
      if (permission.noun === 'organization' && name !== 'organization/main') throw no('hub/out-of-place')
      if (permission.noun === 'clock' && name !== `clock/${by}`) throw no('hub/not-yours')
      const said = objectIn(event.payload)
      if (type === 'signer.registered' && !signerRegistrationAllowed(String(said?.['person']), actor, asked)) throw no('hub/role')
      if (type === 'signer.registered' && asked !== 'administrator' && signer.kind === 'person' && said?.['kind'] !== 'recovery') throw no('hub/role')
      const worked = (): boolean => state.events.some((one) => one.stream === name && handsOf(one).includes(actor))
      if (permission.fourEyes === true && worked()) throw no('hub/own-work')
    }
    const chain = signer ?? chainOf(by)
    if (event.version !== (stream?.version ?? 0) + 1 || event.signer_sequence !== chain.sequence + 1 || event.previous !== chain.head) throw conflict
    state.events = [...state.events, { ...event, position: state.events.length + 1 }]
    written.set(event.id, { login: user, at: clock.now() })
    state.streams.set(name, { version: event.version, audience: event.audience })
    if (name.startsWith('organization/')) learn(event, user)
    const now = state.signers.get(by)
    if (now !== undefined) state.signers.set(by, { ...now, sequence: event.signer_sequence, head: event.hash })
    if (founding && type === 'signer.registered') {
      // The founding act is signed before its signer is on record.
      const registered = state.signers.get(String(objectIn(event.payload)?.['signer']))
      if (registered !== undefined) state.signers.set(registered.signer, { ...registered, ...chainOf(registered.signer) })
    }
  }

  function chainOf(signer: string): { readonly sequence: number; readonly head: string } {
    const last = state.events.findLast((event) => event.signer === signer)
    return { sequence: last?.signer_sequence ?? 0, head: last?.hash ?? NO_PREVIOUS }
  }

  function oneUse(event: PlacedEvent, signer: Signer): void {
    const said = objectIn(event.payload) ?? {}
    if (event.type !== 'signer.registered' || said['person'] !== event.actor || said['kind'] !== 'person') throw no('hub/actor')
    const open = [...state.invitations.values()].some((one) => one.signer === signer.signer && one.person === event.actor && !one.used && one.expires > clock.now() && one.expires > event.at)
    if (signer.kind === 'recovery' && ![...state.signers.values()].some((one) => one.person === event.actor && one.kind === 'person' && one.machine === signer.machine)) throw no('hub/other-sheet')
    if (signer.kind === 'invitation' && !open) throw no('hub/invitation')
  }

  /** As `machine_of` of the hub's SQL. */
  function machineOf(registrar: string, said: Readonly<Record<string, unknown>>): string {
    const by = state.signers.get(registrar)
    const sheet = state.signers.get(String(said['recovery']))
    if (by !== undefined && by.kind !== 'invitation') return by.machine
    return sheet?.kind === 'recovery' ? sheet.machine : String(said['signer'])
  }

  /** What an event of the organization says about who may write and log in. */
  function learn(event: PlacedEvent, user: string): void {
    const said = (objectIn(event.payload) ?? {}) as Readonly<Record<string, never>> // each field is checked where it decides something
    const person: string = said['person'] ?? ''
    const member = state.members.get(person)
    const set = (change: Partial<Member>): void => {
      if (member !== undefined) state.members.set(person, { ...member, ...change })
    }
    const admit = (open: boolean, which: (login: Login) => boolean, end = false): void => {
      for (const [name, login] of state.logins) {
        if (!which(login) || login.ended) continue
        state.logins.set(name, { ...login, admitted: open, ended: end })
        if (!open && name !== user) lose(name)
      }
    }
    switch (event.type) {
      case 'person.added':
        if (member !== undefined) throw no('hub/malformed')
        state.members.set(person, { person, office: said['office'] ?? '', roles: rolesIn(said['roles']), active: true })
        return
      case 'person.corrected':
        return set({ office: said['office'] ?? '' })
      case 'person.roles-changed':
        return set({ roles: rolesIn(said['roles']) })
      case 'person.deactivated':
        set({ active: false })
        return admit(false, (login) => login.person === person)
      case 'person.reactivated':
        set({ active: true })
        return admit(true, (login) => login.person === person)
      case 'signer.registered': {
        const { signer, kind, publicKey } = said as unknown as SignerRegistered['payload'] // checked on the next lines
        if (!ID.test(String(signer)) || !KEY.test(String(publicKey)) || (kind !== 'person' && kind !== 'recovery') || state.signers.has(signer)) throw no('hub/malformed')
        if (member?.active !== true) throw no('hub/unknown-person')
        state.signers.set(signer, { signer, person, kind, machine: machineOf(event.signer, said), sequence: 0, head: NO_PREVIOUS, revoked: false })
        state.root ??= { signer, publicKey }
        for (const [key, one] of state.invitations) if (one.signer === event.signer) state.invitations.set(key, { ...one, used: true })
        const login = state.logins.get(user)
        const follows = login?.signer === undefined || state.signers.get(event.signer)?.kind === 'recovery'
        if (login?.person === person && kind === 'person' && follows) state.logins.set(user, { ...login, signer })
        return
      }
      case 'signer.revoked': {
        const revoked = state.signers.get(said['signer'] ?? '')
        if (revoked !== undefined) state.signers.set(revoked.signer, { ...revoked, revoked: true })
        const withdrawn = new Set<string>()
        for (const [key, one] of state.invitations) {
          if (one.signer !== said['signer']) continue
          state.invitations.set(key, { ...one, expires: [one.expires, clock.now()].toSorted()[0] ?? one.expires })
          withdrawn.add(loginOf(key))
        }
        for (const [name, login] of state.logins) if (withdrawn.has(name) && login.signer === undefined) state.logins.set(name, { ...login, admitted: false })
        return admit(false, (login) => login.signer === said['signer'], true)
      }
      case 'person.invited': {
        const { invitation, signer, publicKey, expires } = said as Readonly<Record<string, string>> // checked on the next lines
        if (!ID.test(String(invitation)) || !ID.test(String(signer)) || !KEY.test(String(publicKey)) || Number.isNaN(Date.parse(String(expires)))) throw no('hub/malformed')
        if (member?.active !== true) throw no('hub/unknown-person')
        if (state.signers.has(String(signer)) || state.invitations.has(String(invitation))) throw no('hub/malformed')
        state.signers.set(String(signer), { signer: String(signer), person, kind: 'invitation', machine: String(signer), sequence: 0, head: NO_PREVIOUS, revoked: false })
        state.invitations.set(String(invitation), { person, signer: String(signer), expires: String(expires), used: false })
        return
      }
      case 'stand-in.set': {
        const { absent, standIn, from, until } = said as Readonly<Record<string, string>> // checked on the next line
        if ([absent, standIn].some((text) => typeof text !== 'string') || [from, until].some((text) => Number.isNaN(Date.parse(String(text))))) throw no('hub/malformed')
        state.standIns.set(`${absent} ${standIn}`, { substitute: String(standIn), roles: rolesIn(said['roles']), from: String(from), until: String(until), ended: false })
        return
      }
      case 'stand-in.ended': {
        const pair = `${said['absent']} ${said['standIn']}`
        const standIn = state.standIns.get(pair)
        if (standIn !== undefined) state.standIns.set(pair, { ...standIn, ended: true })
      }
    }
  }

  function lose(user: string): void {
    const listeners = connections.get(user) ?? new Set()
    connections.delete(user)
    for (const listener of listeners) listener('lost')
  }

  function snapshot(): State {
    const { events, root, ...maps } = state
    return {
      events, root,
      members: new Map(maps.members), signers: new Map(maps.signers), invitations: new Map(maps.invitations), standIns: new Map(maps.standIns),
      streams: new Map(maps.streams), logins: new Map(maps.logins),
    }
  }

  function accept(batch: PlacedBatch, user: string, founding: boolean): Acceptance {
    const before = snapshot()
    try {
      if (batch.events.length < 1 || batch.events.length > 200) throw no('hub/too-large')
      const fault = batch.events.map((event) => formFault(event, founding)).find((one) => one !== undefined)
      if (fault !== undefined) throw no(fault)
      const held = batch.events.map((event) => state.events.find((one) => one.id === event.id))
      if (held.every((one, index) => one?.hash === batch.events[index]?.hash)) {
        return { kind: 'accepted', positions: held.map((one) => one?.position ?? 0), again: true }
      }
      const first = state.events.length + 1
      for (const event of batch.events) {
        if (state.events.some((one) => one.id === event.id)) throw no('hub/known-id')
        place(event, user, founding)
      }
      return { kind: 'accepted', positions: batch.events.map((_, index) => first + index), again: false }
    } catch (error) {
      state = before
      if (error instanceof No) return error.acceptance
      throw error
    }
  }

  function acceptAll(batches: readonly PlacedBatch[], user: string, founding: boolean): readonly Acceptance[] {
    const answers: Acceptance[] = []
    for (const batch of batches) {
      const answer = accept(batch, user, founding)
      answers.push(answer)
      if (answer.kind !== 'accepted') break
    }
    if (answers.some((answer) => answer.kind === 'accepted' && !answer.again)) {
      queueMicrotask(() => {
        for (const other of connections.values()) for (const listener of other) listener('news')
      })
    }
    return answers
  }

  function connection(user: string): Hub {
    const listeners = new Set<(why: 'news' | 'lost') => void>()
    const all = connections.get(user) ?? new Set()
    connections.set(user, all)
    let open = true
    const tell = (why: 'news' | 'lost'): void => {
      if (why === 'lost') open = false
      for (const listener of listeners) listener(why)
    }
    all.add(tell)

    const isFounder = (): boolean => !founded && user === founder.user
    /** Every call: a lost connection answers nothing, and who is nobody any more is told so. */
    function call<T>(act: () => Result<T>): Promise<Result<T>> {
      return Promise.resolve().then((): Result<T> => {
        if (!open) return refuse('hub/unreachable')
        return isFounder() || memberOf(user) !== undefined ? act() : refuse('hub/denied')
      })
    }
    const seen = (row: EventRow): boolean => readable(user, row.stream)

    return {
      hello: () =>
        call(() => {
          const member = readerOf(user) ?? { person: '', office: '', roles: ['administrator' as const] }
          const last = state.events.at(-1)
          const sight = createHash('sha256').update(wordsOf(member).join(' ')).digest().readUInt32BE()
          return ok({
            hub: id,
            schema: HUB_SCHEMA,
            serves: HUB_SERVES,
            wakes: true,
            root: founded ? state.root : undefined,
            now: clock.now(),
            head: { position: last?.position ?? 0, hash: last?.hash ?? NO_PREVIOUS },
            recovering: false,
            aside: answersForRecord(member.roles) ? aside.length : undefined,
            member: { person: member.person, roles: member.roles.toSorted(), office: member.office, sight },
          })
        }),
      append: (batches) => call(() => ok(acceptAll(batches, user, isFounder()))),
      carry: (batches) =>
        call(() => {
          const by = batches[0]?.events[0]?.signer ?? ''
          const key = carriageKeys.get(by)
          const signer = state.signers.get(by)
          const logins = [...state.logins].filter(([name, login]) => login.person === signer?.person && memberOf(name) !== undefined)
          const over = logins.find(([, login]) => login.signer === by) ?? logins[0]
          const isVouched = (batch: VouchedBatch): boolean =>
            key !== undefined && batch.voucher === voucherOf(key, batch) && batch.events.every(({ signer: own, stream }) => own === by && !stream.startsWith('organization/'))
          return over === undefined || signer?.revoked !== false || !batches.every(isVouched) ? refuse('hub/not-carried') : ok(acceptAll(batches, over[0], false))
        }),
      keepCarriageKey: (signer, key) =>
        call(() => {
          const own = state.signers.get(signer)
          if (key.length !== 32) return refuse('hub/malformed')
          if (own?.kind !== 'person' || own.revoked || own.person !== memberOf(user)?.person) return refuse('hub/not-joined')
          carriageKeys.set(signer, Uint8Array.from(key))
          return ok(undefined)
        }),
      pull: (after, limit) => call(() => ok(state.events.filter((row) => row.position > after && seen(row)).slice(0, limit))),
      stream: (stream, upTo) => call(() => ok(state.events.filter((row) => row.stream === stream && row.version <= upTo && seen(row)))),
      links: (signer, from, to) =>
        call(() =>
          ok(
            state.events
              .filter((row) => row.signer === signer && row.signer_sequence >= from && row.signer_sequence <= to)
              .map((row) => ({ signer, signer_sequence: row.signer_sequence, deed: deedDigest(row), version: row.version, after: row.after })),
          ),
        ),
      hashAt: (position) => call(() => ok(state.events[position - 1]?.hash)),
      closeFounding: (publisher) =>
        call(() => {
          if (!isFounder() || state.root === undefined) return refuse('hub/not-founding')
          const signer = state.signers.get(publisher)
          const member = state.members.get(signer?.person ?? '')
          const administers = member !== undefined && member.active && rolesAt(member, clock.now(), 0).includes('administrator')
          if (signer?.kind !== 'person' || signer.revoked || !administers) return refuse('hub/not-administrator')
          founded = true
          const login = state.logins.get(user)
          if (login !== undefined) state.logins.set(user, { ...login, person: signer.person, signer: signer.signer })
          return ok(undefined)
        }),
      writtenBy: (positions) =>
        call(() => {
          if (!answersForRecord(readerOf(user)?.roles ?? [])) return refuse('hub/role')
          return ok(
            state.events.filter(({ position }) => positions.includes(position)).flatMap(({ position, id: eventId }) => {
              const by = written.get(eventId)
              const login = by === undefined ? undefined : state.logins.get(by.login)
              return by === undefined || login === undefined ? [] : [{ position, login: by.login, person: login.person, signer: login.signer, accepted: by.at, ended: login.ended }]
            }),
          )
        }),
      reportAside: (events) =>
        call(() => {
          if (events.length > 200) return refuse('hub/too-large')
          const noted = new Set<number>()
          for (const { position, hash, fault } of events.toSorted((one, other) => one.position - other.position)) {
            const row = state.events[position - 1]
            if (row?.hash !== hash || !seen(row) || !isTold(fault)) continue
            const same = aside.filter((one) => one.position === position && one.fault === fault)
            if (!same.some(({ login }) => login === user) && same.length < ASIDE.logins) {
              const today = clock.now().slice(0, 10)
              if (aside.filter(({ login, told }) => login === user && told.startsWith(today)).length >= ASIDE.day) continue
              aside.push({ position, hash, fault, login: user, person: memberOf(user)?.person ?? '', told: clock.now() })
            }
            noted.add(position)
          }
          return ok([...noted])
        }),
      reportedAside: (after) =>
        call(() => {
          if (!answersForRecord(readerOf(user)?.roles ?? [])) return refuse('hub/role')
          const groups = new Map(aside.slice(after).map(({ position, hash, fault }) => [`${position} ${fault}`, { position, hash, fault }]))
          const reported = [...groups.values()].map((one) => {
            const same = aside.filter(({ position, fault }) => position === one.position && fault === one.fault)
            const noun = state.events[one.position - 1]?.stream.split('/')[0] ?? ''
            return { ...one, noun, since: same[0]?.told ?? clock.now(), machines: same.length, people: [...new Set(same.map(({ person }) => person))].toSorted() }
          })
          return ok({ reported: reported.toSorted((one, other) => one.position - other.position || (one.fault < other.fault ? -1 : 1)), upTo: aside.length })
        }),
      // Kept apart for a superuser's command, which this twin has none of.
      offer: (rows, seen) => call(() => (rows.length > 1000 || !Number.isInteger(seen) || seen < 0 ? refuse('hub/malformed') : ok(undefined))),
      openLogin: (invitation, verifier) =>
        call(() => {
          if (!readerOf(user)?.roles.includes('administrator')) return refuse('hub/role')
          const invited = state.invitations.get(invitation)
          if (invited === undefined || invited.used || invited.expires <= clock.now() || state.members.get(invited.person)?.active !== true) return refuse('hub/not-invited')
          if (!isScramVerifier(verifier)) return refuse('hub/malformed')
          state.logins.set(loginOf(invitation), { person: invited.person, signer: undefined, verifier, until: invited.expires, ended: false, admitted: true })
          return ok(undefined)
        }),
      changePassword: (verifier, claimed) =>
        call(() => {
          if (!isScramVerifier(verifier)) return refuse('hub/malformed')
          const login = state.logins.get(user)
          const own = [...state.signers.values()].find((one) => one.signer === claimed && one.person === login?.person && one.kind === 'person' && !one.revoked)
          const signer = login?.signer ?? own?.signer
          if (login === undefined || signer === undefined) return refuse('hub/not-joined')
          for (const [name, one] of state.logins) {
            if (name === user || one.signer !== signer) continue
            state.logins.set(name, { ...one, ended: true, admitted: false })
            lose(name)
          }
          state.logins.set(user, { ...login, signer, verifier, until: undefined })
          for (const [key, one] of state.invitations) if (loginOf(key) === user) state.invitations.set(key, { ...one, used: true })
          return ok(undefined)
        }),
      fileState: (sha256) =>
        call(() => {
          const file = files.get(sha256)
          const whole = file !== undefined && [...file.streams].some((stream) => readable(user, stream))
          return ok({ size: whole ? file.size : undefined, have: [...(parts.get(`${user} ${sha256}`)?.keys() ?? [])].toSorted((one, other) => one - other) })
        }),
      putChunk: (sha256, stream, size, at, bytes) =>
        call(() => {
          const added = state.events.some((one) => one.stream === stream && one.type === 'incident.evidence-added' && one.actor === memberOf(user)?.person && one.payload.includes(sha256))
          if (!(readable(user, stream) || added) || memberOf(user)?.roles.join() === 'auditor') return refuse('hub/not-yours')
          if (size > LARGEST_FILE) return refuse('hub/too-large')
          const count = Math.ceil(size / CHUNK)
          const fits = HASH.test(sha256) && size >= 1 && at >= 0 && at < count && bytes.length === (at === count - 1 ? size - at * CHUNK : CHUNK)
          if (!fits) return refuse('hub/malformed')
          const key = `${user} ${sha256}`
          const sent = parts.get(key) ?? new Map<number, Uint8Array>()
          parts.set(key, sent.set(at, bytes))
          if (sent.size < count) return ok(false)
          parts.delete(key)
          const chunks = [...sent.entries()].toSorted(([one], [other]) => one - other).map(([, chunk]) => chunk)
          if (createHash('sha256').update(Buffer.concat(chunks)).digest('hex') !== sha256) return refuse('hub/altered')
          const file = files.get(sha256) ?? { size, chunks, streams: new Set<string>() }
          file.streams.add(stream)
          files.set(sha256, file)
          return ok(true)
        }),
      getChunk: (sha256, at) =>
        call(() => {
          const file = files.get(sha256)
          return ok(file !== undefined && [...file.streams].some((stream) => readable(user, stream)) ? file.chunks[at] : undefined)
        }),
      onWake(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close() {
        open = false
        all.delete(tell)
        return Promise.resolve()
      },
    }
  }

  return {
    connect: (_address, { user, password }) =>
      Promise.resolve().then(() => {
        if (!reachable) return refuse('hub/unreachable')
        const login = state.logins.get(user)
        const over = login?.until !== undefined && login.until <= clock.now()
        if (login === undefined || over || !opens(login.verifier, password)) return refuse('hub/wrong-password')
        return login.admitted && !login.ended ? ok(connection(user)) : refuse('hub/denied')
      }),
    openLoginFor(user, person, verifier) {
      state.logins.set(user, { person, signer: undefined, verifier, until: undefined, ended: false, admitted: true })
    },
    cut() {
      reachable = false
      for (const user of connections.keys()) lose(user)
    },
    mend() {
      reachable = true
    },
  }
}

function opens(verifier: string, password: string): boolean {
  const salt = /:([A-Za-z0-9+/=]+)\$/.exec(verifier)?.[1] ?? ''
  return scramVerifier(password, Buffer.from(salt, 'base64')) === verifier
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined // an object by the test
  } catch {
    return undefined
  }
}

/** An audience as the deciders write it. */
function audienceIn(text: string): Audience {
  const value = objectIn(text) as Partial<Extract<Audience, { office: unknown }> & Extract<Audience, { people: unknown }>> | undefined // checked below
  const { kind, office, people } = (value ?? {}) as { readonly kind?: string; readonly office?: string; readonly people?: readonly string[] }
  const made =
    kind === 'institution' ? { kind }
    : kind === 'people' && Array.isArray(people) && people.length >= 1 && people.length <= 200 && people.every((one) => ID.test(one)) ? { kind, people }
    : ['office', 'review', 'security', 'registry'].includes(kind ?? '') && OFFICE.test(office ?? '') ? { kind, office }
    : undefined // prettier-ignore
  if (made === undefined || JSON.stringify(made) !== text) throw no('hub/audience')
  return made as Audience // one of its forms, by the lines above
}

function rolesIn(list: unknown): readonly Role[] {
  const roles: readonly unknown[] = Array.isArray(list) ? list : []
  if (roles.length === 0 || !roles.every((role) => ['operator', 'reviewer', 'security', 'administrator', 'auditor'].includes(String(role)))) throw no('hub/malformed')
  return roles as readonly Role[] // by the line above
}
