import { INVITATION_DAYS } from '#shared/organization/invitation-days.ts'
import type { AccessCode } from '#shared/hub/access-code.ts'
import { INVITATION_EXTENSION, type Invitation, type UnsignedInvitation } from '#shared/hub/invitation.ts'
import { loginOf } from '#shared/hub/login.ts'
import { type Clock, DAY, type Instant, later } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION, type Signer } from '#shared/organization/organization.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import type { RecoverySheet } from '#main/keychain/recovery-kit.ts'
import { KEY_BYTES } from '#main/keychain/seal.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Session } from '#main/session/session.ts'
import type { ConnectHub, HubAddress } from './hub.ts'
import { type HubIdentity, tryLogin } from './hub-identity.ts'
import { type HubLogins, hubLogins, type KeptLogin } from './hub-login.ts'
import {
  admissionOf,
  codeOf,
  invitationPublicKey,
  invitationSecrets,
  invitationSigner,
  isSignedBy,
  keyFingerprint,
  signInvitation,
} from './invitation-file.ts'
import type { Joining } from './joining.ts'
import type { Sync } from './sync.ts'

/** What of the organization an enrolment asks. */
export interface EnrolmentDirectory {
  founded(): boolean
  institution(): { readonly name: string; readonly shortName: string }
  person(id: PersonId): { readonly name: string; readonly roles: readonly Role[]; readonly office: OfficeId; readonly active: boolean } | undefined
  officeName(id: OfficeId): string
  signer(id: SignerId): { readonly person: PersonId; readonly publicKey: string; readonly revoked?: object } | undefined
  invitation(signer: SignerId): { readonly person: PersonId; readonly publicKey: string; readonly invitedBy: PersonId; readonly ended?: 'used' | 'withdrawn' } | undefined
  /** Whether the person can unlock this machine, and whether anybody can. */
  isHere(person: PersonId): boolean
  isAnybodyHere(): boolean
  /** The recovery signer of this machine: whoever joins on it can be helped by its sheet. */
  recovery(): { readonly signer: SignerId } | undefined
}

export type EnrolmentOptions = {
  readonly record: SharedRecord
  readonly ledger: Pick<Ledger, 'record'>
  readonly session: Pick<Session, 'setUp' | 'addSigner' | 'lend' | 'fitPassphrase' | 'context' | 'person' | 'signing' | 'lock' | 'onLock'>
  readonly directory: EnrolmentDirectory
  readonly logins: HubLogins
  readonly identity: HubIdentity
  readonly sync: Pick<Sync, 'start' | 'stop' | 'now' | 'recorded' | 'status' | 'onStatus' | 'onMerged'>
  readonly connect: ConnectHub
  readonly verifierOf: (password: string) => string
  readonly joining: Joining
  readonly clock: Clock
  readonly timers: Timers
  readonly randomness: Randomness
}

/** What an invitation, or an access code, says before it is accepted. */
export type ReadInvitation = {
  readonly kind: 'invitation' | 'access'
  /** Whether a passphrase is to be chosen: not by whoever signs here already. */
  readonly passphrase: boolean
  /** Where the hub is now for this machine, when this says another place. */
  readonly from?: string
  readonly institution: string
  readonly person: string
  readonly roles: readonly Role[]
  readonly officeName: string
  readonly invitedBy: string
  readonly expires: Instant
  readonly host: string
  readonly port: number
  readonly database: string
  readonly fingerprint: readonly string[]
}

/** An invitation just made: its code is answered once and kept nowhere. */
export type MadeInvitation = { readonly code: string; readonly expires: Instant; readonly fileName: string }

/** Who joined, and the sheet of a machine that had none: shown once, kept nowhere. */
export type Enrolled = { readonly person: PersonId; readonly kit: RecoverySheet | undefined }

export interface Enrolment {
  /** Refusals: `invitation/…`. Nothing is kept, nobody is contacted. */
  read(code: string): Result<ReadInvitation>
  /**
   * Joins the record with an invitation: login, first synchronisation, the check of the invitation by the record, signer and recovery kit,
   * registration. What was taken over stays when it fails, and the next attempt goes on from it. Who signs here already gets their login (again), by an
   * invitation or an access code, and chooses no passphrase.
   */
  accept(code: string, passphrase: string | undefined): Promise<Result<Enrolled>>
  /** An invitation for a person: recorded, accepted by the hub, its login opened. Online only. */
  invite(context: Context, person: PersonId, days?: number): Promise<Result<MadeInvitation>>
  /** After an unlock: goes on with a registration that a start was cut short in. To be called before the exchange begins. */
  resume(person: PersonId): Promise<void>
}

/** Milliseconds within which the hub must take an act over that somebody waits for. */
const PATIENCE = 20_000

export function enrolment(options: EnrolmentOptions): Enrolment {
  const { record, ledger, session, directory, logins, identity, sync, connect, verifierOf, joining, clock, timers, randomness } = options

  /** Ends when `settled` answers, looked at with every word of the exchange. Refuses with `hub/unreachable` when its time is over. */
  function until(settled: () => Result<undefined> | undefined, patience?: number): Promise<Result<undefined>> {
    return new Promise((done) => {
      const stops: (() => void)[] = []
      const end = (answer: Result<undefined>): void => {
        for (const stop of stops) stop()
        done(answer)
      }
      const look = (): void => {
        const answer = settled()
        if (answer !== undefined) end(answer)
      }
      stops.push(sync.onStatus(look), sync.onMerged(look), joining.onStop(look), session.onLock(look))
      if (patience !== undefined) stops.push(timers.after(patience, () => end(refuse('hub/unreachable'))))
      look()
    })
  }

  /** Why the exchange does not go on; undefined while it does. */
  function failure(): { readonly ok: false; readonly refusal: Refusal } | undefined {
    if (joining.isStopped()) return refuse('hub/stopped')
    const status = sync.status()
    if (status.mode === 'alone' || (status.link !== 'offline' && status.link !== 'stopped')) return undefined
    return refuse(status.why ?? 'hub/unreachable')
  }

  function isCurrent(): boolean {
    const status = sync.status()
    return status.mode === 'shared' && status.link === 'current'
  }

  /** What became of the one registration that an invitation's key signed; undefined while it waits. */
  function registration(signer: SignerId): Result<undefined> | undefined {
    const refused = record.conflicts().find((act) => act.signer === signer)
    if (refused !== undefined) return { ok: false, refusal: refused.refusal }
    return record.pending().some((act) => act.signer === signer) ? undefined : ok(undefined)
  }

  /** The invitation or the access code, if it can be used here. */
  function usable(code: string): Result<Invitation | AccessCode> {
    const read = admissionOf(code)
    if (!read.ok) return read
    const pin = record.pin()
    if (pin === undefined && directory.founded()) return refuse('invitation/already-here')
    if (read.value.kind === 'resguardo-login') return usableCode(read.value)
    if (pin !== undefined && (pin.hub !== read.value.hub.id || pin.root.publicKey !== read.value.hub.root.publicKey)) return refuse('invitation/other-institution')
    // A machine that never met the hub has no clock but its own: whether the time is over is the hub's to say then.
    return pin !== undefined && read.value.expires <= clock.now() ? refuse('invitation/expired') : ok(read.value)
  }

  /** An access code names no key to begin a record from: it is for who signs here already. */
  function usableCode(code: AccessCode): Result<AccessCode> {
    const pin = record.pin()
    if (pin !== undefined && pin.hub !== code.hub) return refuse('invitation/other-institution')
    if (code.expires <= clock.now()) return refuse('access/expired')
    const person = directory.person(code.person)?.name
    return pin !== undefined && person !== undefined && directory.isHere(code.person) ? ok(code) : refuse('access/no-signer', person === undefined ? {} : { person })
  }

  /** Where this machine finds the hub now, when a code would change that. */
  function moves({ host, port, database }: { readonly host: string; readonly port: number; readonly database: string }): { readonly from?: string } {
    const now = identity.address()
    return now === undefined || (now.host === host && now.port === port && now.database === database) ? {} : { from: `${now.host}:${now.port}, ${now.database}` }
  }

  /** What the record says of an invitation: that an administrator of it made it, for this person, and that it is still open. */
  function checkByRecord(invitation: Invitation): Result<undefined> {
    const known = directory.invitation(invitation.signer)
    const maker = directory.signer(invitation.invitedBy.signer)
    const seed = Buffer.from(invitation.seed, 'base64url')
    const own = known !== undefined && known.person === invitation.person.id && known.publicKey === invitationPublicKey(invitation.invitation, seed)
    if (!own || maker === undefined || maker.person !== known.invitedBy || !isSignedBy(invitation, maker.publicKey)) return refuse('invitation/forged')
    if (known.ended === 'used') return refuse('invitation/used')
    if (known.ended === 'withdrawn') return refuse('invitation/withdrawn')
    const person = directory.person(invitation.person.id)
    if (person === undefined) return refuse('invitation/unknown-person')
    return person.active ? ok(undefined) : refuse('organization/inactive-person', { person: person.name })
  }

  /** The login that the vault keeps from now on, and what is left to do with the invitation. */
  function loginFor(invitation: Invitation, password: string, unfinished: boolean): KeptLogin {
    const { invitation: id, signer, seed, login: user } = invitation
    const next = { user, password, next: randomness.bytes(KEY_BYTES).toString('base64url') }
    return unfinished ? { ...next, unfinished: { invitation: id, signer, seed } } : next
  }

  /** Lets the invitation's key sign, and speak to the hub, until what is returned is called. */
  function receive(invitation: Pick<Invitation, 'invitation' | 'signer' | 'seed'>, person: PersonId, user: string): () => void {
    const { privateKey, password } = invitationSecrets(invitation.invitation, Buffer.from(invitation.seed, 'base64url'))
    privateKey.fill(0)
    const leave = identity.receive({ person, signer: invitation.signer, login: { user, password } })
    const forget = session.lend(invitationSigner(invitation))
    return () => {
      leave()
      forget()
    }
  }

  /** The exchange begins anew, as whoever speaks now; with nobody it rests. */
  async function restart(): Promise<void> {
    await sync.stop()
    if (identity.unlocked() !== undefined) sync.start()
  }

  /** Registers the signer of a person with the invitation's key. */
  function register(context: Context, invitation: Invitation, signer: Signer): Result<unknown> {
    return ledger.record({ ...context, signer: invitation.signer }, organizationDecider, ORGANIZATION, { kind: 'register-signer', signer })
  }

  function contextOf(invitation: Invitation, context: Context): Context {
    const person = directory.person(invitation.person.id)
    return { ...context, actor: invitation.person.id, roles: person?.roles ?? [], office: person?.office ?? context.office }
  }

  /** Somebody who has a signer here already, and lacks only the hub's login: the founder's colleagues on the same machine, and who lost theirs. */
  async function acceptLogin(person: PersonId, address: HubAddress, login: KeptLogin): Promise<Result<Enrolled>> {
    const kept = await logins.keep(person, login)
    if (!kept.ok) return kept
    identity.keepAddress(address)
    await restart()
    return ok({ person, kit: undefined })
  }

  async function acceptCode({ person, host, port, database, ca, login: user, password, hub }: AccessCode): Promise<Result<Enrolled>> {
    const pin = record.pin()
    if (pin === undefined) return refuse('access/no-signer')
    if (session.person() !== person) return refuse('invitation/unlock-first', { person: directory.person(person)?.name ?? '' })
    joining.at('connecting')
    const address: HubAddress = { host, port, database, ca }
    const tried = await tryLogin(connect, address, { user, password }, { hub, rootKey: pin.root.publicKey, person })
    if (!tried.ok) return tried.refusal.code === 'hub/wrong-password' ? refuse('access/used') : tried
    return acceptLogin(person, address, { user, password, next: randomness.bytes(KEY_BYTES).toString('base64url') })
  }

  /** Whether the record that is here says that an administrator of it made the invitation: asked before a machine that has a record goes anywhere with it. */
  function isKnownMaker({ invitedBy, ...rest }: Invitation): boolean {
    const maker = directory.signer(invitedBy.signer)
    return maker !== undefined && maker.person === invitedBy.person && maker.revoked === undefined && isSignedBy({ invitedBy, ...rest }, maker.publicKey)
  }

  /** The first of a machine: vault, signer and sheet are made, and kept with the login before anything is recorded. */
  async function enrolFirst(invitation: Invitation, passphrase: string, password: string): Promise<Result<Enrolled>> {
    const id = invitation.person.id
    const person = directory.person(id)
    if (person === undefined) return refuse('invitation/unknown-person')
    const { name, roles, office } = person
    const founder = { person: id, name, roles, office, officeName: directory.officeName(office), institution: directory.institution(), passphrase }
    const login = loginFor(invitation, password, true)
    const made = await session.setUp(
      founder,
      (context, signer, recovery) => {
        const registered = register(context, invitation, signer)
        return registered.ok ? ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'register-signer', signer: recovery }) : registered
      },
      (vault) => hubLogins(vault).keep(id, login),
    )
    return made.ok ? ok({ person: id, kit: made.value.kit }) : made
  }

  /** A further person of a machine on which somebody is unlocked: the vault is shared, its sheet is there already. */
  async function enrolFurther(invitation: Invitation, passphrase: string, password: string, context: Context): Promise<Result<Enrolled>> {
    const { id, name } = invitation.person
    const kept = await logins.keep(id, loginFor(invitation, password, true))
    if (!kept.ok) return kept
    const sheet = directory.recovery()
    const helped = (signer: Signer): Signer => (sheet === undefined ? signer : { ...signer, recovery: sheet.signer })
    const added = await session.addSigner({ id, name }, passphrase, (signer) => register(contextOf(invitation, context), invitation, helped(signer)))
    return added.ok ? ok({ person: id, kit: undefined }) : added
  }

  /** The invitation has done its part: its seed is kept no longer. */
  async function finish(person: PersonId): Promise<Result<undefined>> {
    const kept = await logins.read(person)
    if (!kept.ok) return kept
    const { unfinished: _done, ...login } = kept.value
    return logins.keep(person, login)
  }

  async function accept(code: string, typed: string | undefined): Promise<Result<Enrolled>> {
    const usableHere = usable(code)
    if (!usableHere.ok) return usableHere
    if (usableHere.value.kind === 'resguardo-login') return acceptCode(usableHere.value)
    const invitation = usableHere.value
    const passphrase = typed ?? ''
    const { person: invited, hub, institution } = invitation
    const isFurther = directory.isAnybodyHere()
    const context = session.context()
    if (isFurther && context === undefined) return refuse('session/locked')
    const fit = session.fitPassphrase(passphrase, { person: invited.name, institution, shortName: directory.institution().shortName })
    const isLogin = directory.isHere(invited.id)
    if (!isLogin && !fit.ok) return fit
    if (isLogin && session.person() !== invited.id) return refuse('invitation/unlock-first', { person: invited.name })
    if (isLogin && !isKnownMaker(invitation)) return refuse('invitation/forged')

    joining.at('connecting')
    const address: HubAddress = { host: hub.host, port: hub.port, database: hub.database, ca: hub.ca }
    const { privateKey, password } = invitationSecrets(invitation.invitation, Buffer.from(invitation.seed, 'base64url'))
    privateKey.fill(0)
    const tried = await tryLogin(connect, address, { user: invitation.login, password }, { hub: hub.id, rootKey: hub.root.publicKey, person: invited.id })
    // The one-time password is exchanged by whoever uses it, made anew by the next invitation, and over with its time; the hub does not say which.
    if (!tried.ok) return tried.refusal.code === 'hub/wrong-password' ? refuse(invitation.expires <= clock.now() ? 'invitation/expired' : 'invitation/used') : tried
    if (record.pin() === undefined) record.join({ hub: hub.id, root: hub.root })
    if (isLogin) return acceptLogin(invited.id, address, loginFor(invitation, password, false))
    identity.keepAddress(address)

    const leave = receive(invitation, invited.id, invitation.login)
    try {
      joining.at('pulling')
      await restart()
      const stopTelling = sync.onStatus((status) => {
        if (status.mode === 'shared' && status.progress !== undefined) joining.at('pulling', status.progress)
      })
      const pulled = await until(() => (isCurrent() ? ok(undefined) : failure()))
      stopTelling()
      if (!pulled.ok) return pulled
      joining.at('checking')
      const checked = checkByRecord(invitation)
      if (!checked.ok) return checked
      joining.at('signing')
      const enrolled = context !== undefined ? await enrolFurther(invitation, passphrase, password, context) : await enrolFirst(invitation, passphrase, password)
      if (!enrolled.ok) return enrolled
      joining.at('registering')
      sync.recorded()
      const registered = await until(() => registration(invitation.signer) ?? failure(), PATIENCE)
      const refused = record.conflicts().find((act) => act.signer === invitation.signer)
      if (refused !== undefined) {
        // Withdrawn or overtaken in just that moment: nobody is here after all.
        if (!isFurther) session.lock('asked')
        record.dismiss(refused.id)
        return { ok: false, refusal: refused.refusal }
      }
      if (registered.ok) await finish(invited.id)
      // Otherwise the hub could not be reached just then: what is made stays, and the registration goes on below.
      return enrolled
    } finally {
      leave()
      await resume(invited.id)
      await restart()
    }
  }

  async function resume(person: PersonId): Promise<void> {
    const kept = session.person() === undefined ? undefined : await logins.read(person)
    if (kept?.ok !== true || kept.value.unfinished === undefined) return
    const { unfinished, user } = kept.value
    if (registration(unfinished.signer)?.ok === true) return void (await finish(person))
    const leave = receive(unfinished, person, user)
    // In the background, however long the hub cannot be reached; a lock ends it, and the next unlock begins it anew.
    void until(() => registration(unfinished.signer) ?? (session.person() === undefined ? refuse('session/locked') : undefined)).then(async (settled) => {
      leave()
      if (settled.ok) await finish(person)
      if (session.person() !== undefined) await restart()
    })
  }

  return {
    read(code) {
      const read = usable(code)
      if (!read.ok) return read
      if (read.value.kind === 'resguardo-login') {
        const { host, port, database, expires } = read.value
        const { name = '', roles = [], office } = directory.person(read.value.person) ?? {}
        const said = { institution: directory.institution().name, person: name, roles, officeName: office === undefined ? '' : directory.officeName(office), invitedBy: '', expires }
        return ok({ kind: 'access', passphrase: false, ...said, host, port, database, ...moves(read.value), fingerprint: keyFingerprint(record.pin()?.root.publicKey ?? '') })
      }
      const { institution, person, roles, officeName, invitedBy, expires, hub } = read.value
      const { host, port, database } = hub
      const said = { institution, person: person.name, roles, officeName, invitedBy: invitedBy.name, expires }
      return ok({ kind: 'invitation', passphrase: !directory.isHere(person.id), ...said, host, port, database, ...moves(hub), fingerprint: keyFingerprint(hub.root.publicKey) })
    },
    accept: (code, passphrase) => joining.once(() => accept(code, passphrase)),
    async invite(context, id, days = INVITATION_DAYS) {
      const pin = record.pin()
      const address = identity.address()
      if (pin === undefined || address === undefined) return refuse('hub/alone')
      const person = directory.person(id)
      if (person === undefined) return refuse('organization/unknown-person')
      await sync.now()
      const unable = failure()
      if (unable !== undefined) return unable
      const expires = later(clock.now(), days * DAY)
      const invitation = context.newId<'invitation'>()
      const signer = context.newId<'signer'>()
      const seed = randomness.bytes(KEY_BYTES)
      const publicKey = invitationPublicKey(invitation, seed)
      const invited = ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'invite', invitation: { person: id, invitation, signer, publicKey, expires } })
      if (!invited.ok) return invited
      const opened = await openLogin(invitation, signer, seed)
      if (!opened.ok) {
        // What nobody will ever hold must not stay open.
        ledger.record(context, organizationDecider, ORGANIZATION, { kind: 'revoke-signer', signer, reason: 'not-opened' })
        return opened
      }
      const unsigned: UnsignedInvitation = {
        kind: 'resguardo-invitation',
        version: 1,
        hub: { id: pin.hub, ...address, root: pin.root },
        institution: directory.institution().name,
        person: { id, name: person.name },
        roles: [...person.roles],
        office: person.office,
        officeName: directory.officeName(person.office),
        login: loginOf(invitation),
        invitation,
        signer,
        expires,
        seed: seed.toString('base64url'),
        invitedBy: { person: context.actor, name: directory.person(context.actor)?.name ?? '', signer: context.signer },
      }
      seed.fill(0)
      const code = codeOf(signInvitation(unsigned, session.signing.sign))
      return ok({ code, expires, fileName: `${fileNameOf(person.name)}.${INVITATION_EXTENSION}` })
    },
    resume,
  }

  /** Waits until the hub has the invitation, then opens its login there. */
  async function openLogin(invitation: string, signer: SignerId, seed: Buffer): Promise<Result<undefined>> {
    sync.recorded()
    const taken = await until(() => {
      const refused = record.conflicts().find((act) => act.types.includes('person.invited') && act.mine.some(({ payload }) => 'signer' in payload && payload.signer === signer))
      if (refused !== undefined) return { ok: false, refusal: refused.refusal }
      return record.pending().some((act) => act.types.includes('person.invited')) ? failure() : ok(undefined)
    }, PATIENCE)
    if (!taken.ok) return taken
    const { privateKey, password } = invitationSecrets(invitation, seed)
    privateKey.fill(0)
    const connected = await identity.connect()
    if (!connected.ok) return connected
    try {
      return await connected.value.openLogin(invitation, verifierOf(password))
    } finally {
      await connected.value.close()
    }
  }
}

/** A file name out of a person's: letters and digits of any language, and hyphens. */
function fileNameOf(name: string): string {
  return name.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '').slice(0, 80)
}
