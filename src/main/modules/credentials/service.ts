import type { Exposure } from '#main/keychain/exposure.ts'
import type { Vault } from '#main/keychain/vault.ts'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { AccountSummary, NetworkCatalogue } from '#main/modules/accounts/service.ts'
import type { NetworkPage } from '#shared/accounts/network-facts.ts'
import type { CredentialView, DueRow, SecretSource } from '#shared/credentials/contract.ts'
import type { AccessFacts, CredentialCommand, SecretFacts } from '#shared/credentials/credential-commands.ts'
import { credentialDecider, refusalOfSecret } from '#shared/credentials/credential-decider.ts'
import {
  itemsToRelease,
  type CredentialId,
  type CredentialState,
  type ItemName,
  type Review,
  type RotationReason,
  type SecretNote,
} from '#shared/credentials/credential.ts'
import type { Fingerprint } from '#shared/credentials/fingerprint.ts'
import { generatedBits, generateSecret, type Randomness } from '#shared/credentials/generate.ts'
import { placeOf } from '#shared/credentials/rotation-transitions.ts'
import { lengthFor, lengthOf, secretRules, typedSecretFault, type SecretRules } from '#shared/credentials/secret-rules.ts'
import { estimateBits } from '#shared/credentials/strength.ts'
import type { Clock, Instant } from '#shared/kernel/clock.ts'
import { dayOf, instantAt, parseDay } from '#shared/kernel/local-day.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { credentialsQueries, type StoredCredential } from './store.ts'
import { turns } from './turns.ts'
import { credentialView, dueView, type Calendar } from './view.ts'

export type CredentialsDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  /** The only places where a secret's value exists. */
  readonly vault: Vault
  readonly exposure: Exposure
  /** Keyed marks of a secret under the unlocked vault's key; undefined while the app is locked. */
  readonly fingerprint: (secret: string) => Fingerprint | undefined
  readonly randomness: Randomness
  readonly accounts: { summary(id: string): AccountSummary | undefined }
  readonly networks: NetworkCatalogue
  /** Calendar months from one change to the next. */
  readonly rotationMonths: () => number
  /** IANA name of an office's time zone. */
  readonly zoneOf: (office: string) => string
  /** Words an attacker would try: the institution's names. */
  readonly institutionWords: () => readonly string[]
  /** Opens an address of the networks in the person's browser. */
  readonly openLink: (url: string) => Promise<Result<unknown>>
}

export type Kept = { readonly credential: CredentialId }

type KeepInput = {
  readonly account: string
  readonly subject: string
  readonly source: SecretSource
  readonly changedOn: string | null
  readonly acceptWeak: boolean
}

/** A value on its way to the keychain, with what the ledger may know of it. */
type Prepared = { readonly value: string; readonly note: SecretNote; readonly facts: SecretFacts }

/**
 * What opens the accounts. Values pass through here and are kept by nobody: the vault has them, the ledger knows of them.
 * Refusals: `credentials/…`, `keychain/…`, `session/locked`, those of the ledger.
 */
export function credentialsService(dependencies: CredentialsDependencies) {
  const { ledger, clock, vault, exposure, fingerprint, randomness, accounts, networks, rotationMonths, zoneOf, institutionWords, openLink } = dependencies
  const queries = credentialsQueries(ledger.read)
  const inTurn = turns()

  const stateOf = (id: CredentialId): CredentialState => ledger.state(credentialDecider, id)
  const calendarOf = (office: string): Calendar => ({ months: rotationMonths(), zone: zoneOf(office), now: clock.now() })

  function accessOf(context: Context, account: AccountSummary | undefined): AccessFacts {
    return { assigned: account?.operators.includes(context.actor) ?? false, open: account !== undefined && account.status !== 'closed' }
  }

  function accessTo(context: Context, id: CredentialId): AccessFacts {
    const credential = queries.one(id)
    return accessOf(context, credential === undefined ? undefined : accounts.summary(credential.account))
  }

  function record(context: Context, id: CredentialId, command: CredentialCommand): Result<Kept> {
    const recorded = ledger.record(context, credentialDecider, id, command)
    return recorded.ok ? ok({ credential: id }) : recorded
  }

  /** Whether a command would be refused, asked before the keychain is touched for it; the ledger decides again when it is recorded. */
  function foreseen(context: Context, id: CredentialId, command: CredentialCommand): Result<unknown> {
    if (credentialDecider.roleFor(command, context) === undefined) return refuse('ledger/role')
    return credentialDecider.decide(stateOf(id), command, context)
  }

  function rulesOf(account: AccountSummary): SecretRules {
    return secretRules(networks.of(account.network).password)
  }

  /** The value that is to be kept under `item` (typed, or made here), judged. */
  function prepare(account: AccountSummary, item: ItemName, source: SecretSource, acceptWeak: boolean): Result<Prepared> {
    const rules = rulesOf(account)
    let value: string
    if (source.kind === 'typed') {
      value = source.secret.normalize('NFC')
      const fault = typedSecretFault(value, rules)
      if (fault !== undefined && !(fault === 'secret-short' && acceptWeak)) return refuseFields('credentials/invalid', { secret: fault })
    } else {
      const length = source.length ?? lengthFor(rules)
      if (length < rules.min || length > rules.max) return refuseFields('credentials/invalid', { length: 'out-of-range' })
      value = generateSecret(length, rules, randomness)
    }
    const marks = fingerprint(value)
    if (marks === undefined) return refuse('session/locked')
    const length = lengthOf(value)
    const bits =
      source.kind === 'typed'
        ? estimateBits(value, [...institutionWords(), account.handle, ...account.displayName.split(/\s+/)])
        : generatedBits(length, rules.alphabet)
    const facts: SecretFacts = { rules, likeness: queries.likeness(marks), acceptWeak }
    return refusalOfSecret({ length }, facts) ?? ok({ value, note: { item, origin: source.kind, length, bits, fingerprint: marks }, facts })
  }

  /** When the person says it was last changed; a day that is not one, or not yet, is refused beside its field. */
  function changedAtOf(changedOn: string | null, office: string): Result<Instant | null> {
    if (changedOn === null) return ok(null)
    const zone = zoneOf(office)
    const now = clock.now()
    const day = parseDay(changedOn)
    if (day === undefined || day > dayOf(now, zone)) return refuseFields('credentials/invalid', { changedOn: 'date' })
    const noon = instantAt(day, 12, zone)
    return ok(noon < now ? noon : now)
  }

  /** Takes what is no longer needed out of the keychain. What fails now is tried again after the next change. */
  async function release(context: Context, id: CredentialId): Promise<void> {
    for (const item of itemsToRelease(stateOf(id))) {
      const dropped = await vault.drop(item)
      if (!dropped.ok) return
      record(context, id, { kind: 'release-former', item })
    }
  }

  async function keepIn(context: Context, account: AccountSummary, input: KeepInput): Promise<Result<Kept>> {
    const changedAt = changedAtOf(input.changedOn, account.office)
    if (!changedAt.ok) return changedAt
    const access = accessOf(context, account)
    const same = queries.ofAccount(account.id).find((credential) => folded(credential.subject) === folded(input.subject))
    /** Begun once and not ended: it is ended now, under the name it has. */
    const half = same?.storedAt === undefined ? same : undefined
    const id = half?.id ?? context.newId<'credential'>()
    const item = half?.item ?? newItem()
    const place = { account: account.id, office: account.office, subject: input.subject, item, taken: same !== undefined }
    const reserve: CredentialCommand = { kind: 'reserve', ...place, access }
    const allowed = half === undefined ? foreseen(context, id, reserve) : ok(undefined)
    if (!allowed.ok) return allowed
    const prepared = prepare(account, item, input.source, input.acceptWeak)
    if (!prepared.ok) return prepared
    const { value, note, facts } = prepared.value
    const keep: CredentialCommand = { kind: 'keep', secret: note, changedAt: changedAt.value, facts, access }
    // The place is on record before the value is in it: no secret is ever in the keychain that nobody knows of.
    const placed = half === undefined ? record(context, id, reserve) : ok(undefined)
    if (!placed.ok) return placed
    const willKeep = foreseen(context, id, keep)
    if (!willKeep.ok) return willKeep
    const stored = await vault.keep(item, value)
    return stored.ok ? record(context, id, keep) : stored
  }

  function newItem(): ItemName {
    return vault.newItem() as ItemName // the vault's new names are what keychain items are called
  }

  /** A step of a rotation that touches only the ledger. */
  const step = (kind: 'mark-changed' | 'confirm' | 'finish') => (context: Context, id: CredentialId) =>
    inTurn(id, async (): Promise<Result<Kept>> => {
      const done = record(context, id, { kind, access: accessTo(context, id) })
      if (done.ok) await release(context, id)
      return done
    })

  return {
    ofAccount(account: string): CredentialView[] {
      return queries.ofAccount(account).flatMap((credential) => {
        const view = credentialView(credential.id, ledger.history(`credential/${credential.id}`), calendarOf(credential.office), queries.isHere)
        return view === undefined ? [] : [view]
      })
    },

    /** Whether a word is a secret that this machine ever kept: so that none is written where everybody reads. */
    isKept(word: string): boolean {
      const marks = fingerprint(word)
      return marks !== undefined && queries.likeness(marks) === 'same'
    },

    /** Every kept secret of an account in use, the most pressing first. */
    due(): DueRow[] {
      return queries
        .kept()
        .flatMap((credential) => dueRow(credential))
        .sort((one, other) => (one.due.at < other.due.at ? -1 : one.due.at > other.due.at ? 1 : 0))
    },

    /** Keeps an account's secret: typed, or made here. */
    async keep(context: Context, input: KeepInput): Promise<Result<Kept>> {
      const account = accounts.summary(input.account)
      if (account === undefined) return refuse('accounts/unknown')
      return inTurn(`account/${account.id}`, () => keepIn(context, account, input))
    },

    /** Copies one of the secrets; the answer says for how many milliseconds it stays on the clipboard. */
    copy: (context: Context, id: CredentialId, item: ItemName) =>
      inTurn(id, async (): Promise<Result<{ lasts: number }>> => {
        const expose: CredentialCommand = { kind: 'expose', how: 'copied', item, access: accessTo(context, id) }
        const allowed = foreseen(context, id, expose)
        if (!allowed.ok) return allowed
        const copied = await exposure.copySecret(item)
        if (!copied.ok) return copied
        const done = record(context, id, expose)
        if (done.ok) return ok({ lasts: copied.value.lasts })
        // What cannot be put on record does not stay on the clipboard.
        await exposure.end()
        return done
      }),

    /** One of the secrets, once, after the passphrase; what cannot be put on record is not answered. */
    reveal: (context: Context, id: CredentialId, item: ItemName, passphrase: string) =>
      inTurn(id, async (): Promise<Result<{ value: string; lasts: number }>> => {
        const expose: CredentialCommand = { kind: 'expose', how: 'revealed', item, access: accessTo(context, id) }
        const allowed = foreseen(context, id, expose)
        if (!allowed.ok) return allowed
        const revealed = await exposure.reveal(item, passphrase)
        if (!revealed.ok) return revealed
        const done = record(context, id, expose)
        return done.ok ? ok({ value: revealed.value.value, lasts: revealed.value.lasts }) : done
      }),

    demandRotation: (context: Context, id: CredentialId, reason: RotationReason, note: string): Result<Kept> =>
      record(context, id, { kind: 'demand-rotation', reason, note }),

    /** Asks a change at once of every secret of an account: an incident, a person who left. Answers how many were asked. */
    demandRotations(context: Context, account: string, reason: RotationReason, note: string): Result<{ demanded: number }> {
      const kept = queries.ofAccount(account).filter((credential) => credential.storedAt !== undefined)
      return ledger.transaction(context, (recordIn) => {
        for (const credential of kept) {
          const done = recordIn(credentialDecider, credential.id, { kind: 'demand-rotation', reason, note })
          if (!done.ok) return done
        }
        return ok({ demanded: kept.length })
      })
    },

    beginRotation: (context: Context, id: CredentialId, reason: RotationReason, note: string): Result<Kept> =>
      record(context, id, {
        kind: 'begin-rotation',
        rotation: context.newId<'rotation'>(),
        reason,
        note,
        item: newItem(),
        access: accessTo(context, id),
      }),

    /** Puts the new secret in the keychain, and only then says that it is there. */
    storePending: (context: Context, id: CredentialId, source: SecretSource) =>
      inTurn(id, async (): Promise<Result<Kept>> => {
        const state = stateOf(id)
        const account = state.stage === 'rotating' ? accounts.summary(state.account) : undefined
        if (state.stage !== 'rotating' || state.rotation.step !== 'begun' || account === undefined) {
          return refuse(state.stage === 'rotating' ? 'credentials/other-step' : 'credentials/no-rotation', { step: placeOf(state) })
        }
        const prepared = prepare(account, state.rotation.item, source, false)
        if (!prepared.ok) return prepared
        const { value, note, facts } = prepared.value
        const store: CredentialCommand = { kind: 'store-pending', secret: note, facts, access: accessTo(context, id) }
        const allowed = foreseen(context, id, store)
        if (!allowed.ok) return allowed
        const stored = await vault.keep(note.item, value)
        return stored.ok ? record(context, id, store) : stored
      }),

    /** The platform did not take the new secret: it is put aside, and another can be made. */
    replacePending: (context: Context, id: CredentialId) =>
      inTurn(id, async (): Promise<Result<Kept>> => {
        const done = record(context, id, { kind: 'replace-pending', item: newItem(), access: accessTo(context, id) })
        if (done.ok) await release(context, id)
        return done
      }),

    /** Opens one of the network's pages; the one to change the secret is a step of the rotation. */
    openPage: (context: Context, id: CredentialId, page: NetworkPage) =>
      inTurn(id, async (): Promise<Result<Kept>> => {
        const credential = queries.one(id)
        const account = credential === undefined ? undefined : accounts.summary(credential.account)
        if (account === undefined) return refuse('credentials/unknown')
        const link = networks.of(account.network).pages[page]
        if (link === null) return refuse('credentials/no-page')
        const opens: CredentialCommand | undefined =
          page === 'change-password' && stateOf(id).stage === 'rotating' ? { kind: 'open-platform', access: accessOf(context, account) } : undefined
        const allowed = opens === undefined ? ok(undefined) : foreseen(context, id, opens)
        if (!allowed.ok) return allowed
        const opened = await openLink(link.url)
        if (!opened.ok) return opened
        return opens === undefined ? ok({ credential: id }) : record(context, id, opens)
      }),

    markChanged: step('mark-changed'),
    confirm: step('confirm'),
    finish: step('finish'),

    review: (context: Context, id: CredentialId, review: Review): Result<Kept> =>
      record(context, id, { kind: 'review', review, access: accessTo(context, id) }),

    cancel: (context: Context, id: CredentialId, note: string, oldWorks: boolean) =>
      inTurn(id, async (): Promise<Result<Kept>> => {
        const done = record(context, id, { kind: 'cancel', note, oldWorks, access: accessTo(context, id) })
        if (done.ok) await release(context, id)
        return done
      }),
  }

  function dueRow(credential: StoredCredential): DueRow[] {
    const account = accounts.summary(credential.account)
    if (account === undefined || account.status === 'closed' || credential.storedAt === undefined) return []
    const { changedAt, storedAt, demandedAt } = credential
    return [
      {
        credential: credential.id,
        account: credential.account,
        subject: credential.subject,
        due: dueView({ changedAt, storedAt, demandedAt }, calendarOf(credential.office)),
        ...(credential.rotatingSince === undefined ? {} : { rotatingSince: credential.rotatingSince }),
      },
    ]
  }
}

export type CredentialsService = ReturnType<typeof credentialsService>

function folded(subject: string): string {
  return subject.trim().toLocaleLowerCase('es-MX')
}
