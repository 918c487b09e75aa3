import { z } from 'zod'
import { command, contract, event, query } from '#shared/kernel/contract.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { roles } from '#shared/organization/role.ts'
import { keychainRefusals } from '#shared/session/keychain-state.ts'
import { recoveryKit } from '#shared/session/recovery-kit.ts'
import { hubLinks, pendingWaits } from './status.ts'

const nothing = z.object({}).strict()
const personId = z.string().min(1).max(80).transform((value) => value as PersonId) // the brand is given here; the record knows who exists
const instant = z.string()
/** Typed by the person it belongs to; goes to the key derivation and nowhere else. */
const passphrase = z.string().min(1).max(1000)
/** An invitation or a founding code as it was pasted. It holds a one-time password: never logged, never answered. */
const code = z.string().min(1).max(20_000)
const actId = z.string().min(1).max(80)

/** Events that were put aside. */
const eventIds = z.object({ ids: z.array(z.string().min(1).max(64)).min(1).max(1000) })

/** Over whose login an event came. */
const writer = z.object({ person: z.string(), name: z.string(), login: z.string(), at: instant, ended: z.boolean() })

/** An event that other machines put aside. */
const asideKey = { position: z.int(), hash: z.string(), fault: z.string() }

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * coming: `done` bytes of `size` · waiting: asked for, and next when there is a connection · not-sent: the machine that added it has not sent it yet ·
 * too-large: it stays on that machine · unknown: nothing that is accepted names it.
 */
const filePlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['here', 'waiting', 'not-sent', 'too-large', 'unknown']) }),
  z.object({ kind: z.literal('coming'), done: z.number(), size: z.number() }),
])

const status = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('alone') }),
  z.object({
    mode: z.literal('shared'),
    link: z.enum(hubLinks),
    since: instant,
    lastContact: instant.optional(),
    why: z.string().optional(),
    progress: z.object({ done: z.number(), total: z.number() }).optional(),
    files: z.object({ left: z.int(), tooLarge: z.int() }).optional(),
    unexamined: z.object({ examined: z.int(), upTo: z.int() }).optional(),
    offered: z.int().optional(),
    pending: z.int(),
    conflicts: z.int(),
    quarantined: z.int(),
    unreported: z.int(),
    elsewhere: z.int(),
    clockDifference: z.number(),
  }),
])

/** What an act was about, as far as it can be shown and opened. */
const subject = z.object({ kind: z.enum(['post', 'consultation', 'incident', 'account', 'person']), id: z.string(), title: z.string(), route: z.string() })

const act = {
  id: z.string(),
  at: instant,
  actor: z.string(),
  actorName: z.string(),
  /** Types of its events, in order: `post.submitted`. The catalogue has their words. */
  types: z.array(z.string()).readonly(),
  subject: subject.optional(),
}

/** One side of a conflict: an event as it can be read. Payloads hold no secret, by the record's own rule. */
const said = z.object({ type: z.string(), payload: z.record(z.string(), z.unknown()) })

const refusal = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z.record(z.string(), z.string()).optional(),
})

const carriedState = z.discriminatedUnion('kind', [z.object({ kind: z.enum(['enters', 'author', 'moved']) }), z.object({ kind: z.literal('refused'), refusal })])

/** What an invitation or an access code says before it is accepted: the person compares it with what they were told. */
const invitation = z.object({
  kind: z.enum(['invitation', 'access']),
  /** Whether a passphrase is to be chosen: not by whoever signs here already. */
  passphrase: z.boolean(),
  /** Where this machine finds the hub now, when the code says another place. */
  from: z.string().optional(),
  institution: z.string(),
  person: z.string(),
  roles: z.array(z.enum(roles)).readonly(),
  officeName: z.string(),
  invitedBy: z.string(),
  expires: instant,
  host: z.string(),
  port: z.int(),
  database: z.string(),
  /** Of the key that the record hangs from, in groups of four. */
  fingerprint: z.array(z.string()).readonly(),
})

/** What contact with a hub can refuse with, whoever asks. */
const hubRefusals = [
  'hub/unreachable', 'hub/unknown-host', 'hub/certificate', 'hub/certificate-dates', 'hub/wrong-password', 'hub/full', 'hub/starting', 'hub/standby', 'hub/disk-full', 'hub/overloaded',
  'hub/server-fault', 'hub/denied', 'hub/not-a-hub', 'hub/other-hub',
  'hub/schema-older', 'hub/schema-newer', 'hub/not-a-member', 'hub/no-login', 'hub/not-registered', 'hub/rolled-back', 'hub/forked', 'hub/recovering', 'hub/update-needed',
] as const // prettier-ignore

const invitationRefusals = [
  'invitation/unreadable', 'invitation/incomplete', 'invitation/newer', 'invitation/expired', 'invitation/used', 'invitation/withdrawn',
  'access/expired', 'access/used', 'access/no-signer', 'invitation/other-institution', 'invitation/forged', 'invitation/unknown-person', 'invitation/already-here', 'invitation/unlock-first',
  'hub/joining', 'hub/stopped',
] as const // prettier-ignore

/** The shared record: how it stands, what waits, what could not stand, and how a machine joins one. */
export const hubContract = contract('hub', {
  status: query({ in: nothing, out: status }),
  /** Which hub, for the page: undefined when the machine works alone. */
  place: query({
    in: nothing,
    out: z.object({
      host: z.string(),
      port: z.int(),
      database: z.string(),
      fingerprint: z.array(z.string()).readonly(),
      /** Newest accepted position held here. */
      position: z.int(),
    }).nullable(),
  }),
  /** Reaches for the hub now; answers how it stands then. */
  synchronise: command({ in: nothing, out: status, refusals: [...hubRefusals] }),
  /** Acts that were done here and are not accepted yet, in order. */
  pending: query({ in: nothing, out: z.array(z.object({ ...act, waits: z.enum(pendingWaits) })).readonly() }),
  /** Where a file of a post or an incident is. One that is not here is asked for before all others; `fileMoved` says how it comes. */
  file: query({ in: z.object({ sha256 }), out: filePlace }),
  /** Streams that a pending act touches: their posts and incidents bear the mark «Por registrar». */
  pendingStreams: query({ in: nothing, out: z.array(z.string()).readonly() }),
  /** Acts that the others' no longer allow, newest first. */
  conflicts: query({
    in: nothing,
    out: z.array(
      z.object({
        ...act,
        since: instant,
        /** Why it cannot stand, as the decider refused it. */
        refusal,
        /** It is about an incident that the person may not read: `theirs` is empty then, and `mine` of somebody else. */
        withheld: z.boolean(),
        mine: z.array(said).readonly(),
        theirs: z.array(said.extend({ actor: z.string(), actorName: z.string(), at: instant })).readonly(),
        /** Whether the person who is unlocked may give it up: they did it, or administrate. */
        own: z.boolean(),
        /** Whether it can be done again as it was asked, on the state as it is now, and why not. */
        again: z.discriminatedUnion('can', [z.object({ can: z.literal(true) }), z.object({ can: z.literal(false), refusal })]),
      }),
    ).readonly(),
  }),
  /** The author does an act again, as they asked it then, on the state as it is now. Refused as that state refuses it. */
  repeat: command({ in: z.object({ id: actId }), out: nothing, refusals: ['ledger/unknown-conflict', 'hub/withheld', 'hub/others-act', 'hub/not-repeatable'] }),
  /** Puts what was written in such an act on the clipboard, to be pasted where it is done by hand. */
  copyWritten: command({ in: z.object({ id: actId }), out: nothing, refusals: ['ledger/unknown-conflict'] }),
  /** The author gives an act up. */
  dismiss: command({ in: z.object({ id: actId }), out: nothing, refusals: ['ledger/unknown-conflict', 'hub/foreign-act'] }),
  /**
   * Events that failed a check. void: they count for nothing anywhere, and their stream goes on · waiting: they bar their stream · unreadable: taken over,
   * without effect on the screens. For whoever is at the machine; of what they may not read, only that it is there. Never what it holds.
   */
  quarantine: query({
    in: nothing,
    out: z.array(
      z.object({
        id: z.string(),
        position: z.int(),
        hash: z.string(),
        /** What it says that it is. Left out where the person may not read it. */
        said: z.object({ type: z.string(), stream: z.string(), subject: subject.optional(), actor: z.string(), actorName: z.string(), signer: z.string(), /** Left out where it is no time. */ at: instant.optional() }).optional(),
        fault: z.string(),
        state: z.enum(['void', 'waiting', 'unreadable']),
        since: instant,
        /** When somebody who answers for the record looked at it here. */
        attended: instant.optional(),
        /** When somebody at this machine told the security lead of it. */
        reported: instant.optional(),
        /** When the hub noted it for the security leads: this machine tells of it by itself. */
        sent: instant.optional(),
        /** Over whose login it came, as far as the hub was asked. */
        writer: writer.optional(),
      }),
    ).readonly(),
  }),
  /** Somebody who deals with it has looked at void and unreadable events. */
  attend: command({ in: eventIds, out: nothing, refusals: ['ledger/role'] }),
  /**
   * Events that other machines put aside and told the hub of, a thousand at most, those that nobody attended to first: for who answers for the record, empty for everybody else. Nothing of what they hold came here.
   * `noun`: of the stream · `machines`, `people`: who told it, at most some twenty · `held`: this machine took it over.
   */
  asideElsewhere: query({
    in: nothing,
    out: z.array(
      z.object({
        ...asideKey,
        noun: z.string(),
        since: instant,
        machines: z.int(),
        people: z.array(z.object({ person: z.string(), name: z.string() })).readonly(),
        held: z.boolean(),
        attended: instant.optional(),
        writer: writer.optional(),
      }),
    ).readonly(),
  }),
  /** Somebody who deals with it has looked into what other machines put aside. */
  attendElsewhere: command({ in: z.object({ events: z.array(z.object(asideKey)).min(1).max(1000) }), out: nothing, refusals: ['ledger/role'] }),
  /** The person has told the security lead of these events. */
  report: command({ in: eventIds, out: nothing }),

  /** Offices for which a file can be made: those with a signer that is not the one unlocked here. */
  bundleOffices: query({
    in: nothing,
    out: z.array(z.object({
      office: z.string(),
      officeName: z.string(),
      /** Signers that can open the file, and those that have no key for it yet. */
      machines: z.int(),
      without: z.int(),
    })).readonly(),
  }),
  /** Files of posts and incidents that could go along, and their bytes: those of the last 30 days, and all that are here. */
  bundleFiles: query({
    in: z.object({ office: z.string().min(1).max(80) }),
    out: z.object({ recent: z.object({ count: z.int(), size: z.number() }), all: z.object({ count: z.int(), size: z.number() }) }),
  }),
  /** Makes a file for an office, sealed for its signers, and keeps it where the person chooses. Long; `joining` says how far. Null: they thought better of it. */
  saveBundle: command({
    in: z.object({ office: z.string().min(1).max(80), files: z.enum(['none', 'recent', 'all']) }),
    /** `unplaced`: of the acts those that only this machine can enter. */
    out: z.object({ events: z.int(), acts: z.int(), unplaced: z.int(), machines: z.int(), files: z.int() }).nullable(),
    refusals: ['hub/alone', 'hub/joining', 'bundle/nobody', 'bundle/no-key', 'bundle/too-large', 'shell/not-saved'],
  }),
  /** Chooses a file of another machine, checks it and takes it over, whole or not at all. Long; `joining` says how far. Null: they thought better of it. */
  takeBundle: command({
    in: nothing,
    out: z.object({ events: z.int(), acts: z.int(), files: z.int(), broken: z.int(), personName: z.string(), officeName: z.string(), made: instant }).nullable(),
    refusals: [
      'hub/alone', 'hub/joining', 'bundle/unreadable', 'bundle/incomplete', 'bundle/newer', 'bundle/altered', 'bundle/other-hub', 'bundle/other-office',
      'bundle/other-history', 'bundle/unknown-sender', 'bundle/revoked', 'bundle/untrusted', 'bundle/older',
    ], // prettier-ignore
  }),
  /** Acts that came by file and are not on record yet, and how each gets there (src/main/hub/carriage.ts). They are not part of what the other screens show. */
  carried: query({ in: nothing, out: z.array(z.object({ ...act, state: carriedState })).readonly() }),

  /** Chooses an invitation's file; null: they thought better of it. What it holds stays in main until it is accepted. */
  openInvitation: command({ in: nothing, out: z.object({ code }).nullable(), whileLocked: true, refusals: ['invitation/unreadable'] }),
  /** What a pasted invitation or access code says. Nothing is kept, nobody is contacted. */
  readInvitation: query({ in: z.object({ code }), out: invitation, whileLocked: true }),
  /** Joins the record: login, check, first synchronisation, signer, registration. Long; `joining` says how far. Again after a failure: goes on. */
  acceptInvitation: command({
    in: z.object({ code, passphrase: passphrase.optional() }),
    /** No sheet for who joins a machine that has one, and for who lacked only the login. */
    out: z.object({ person: personId, kit: recoveryKit.optional() }),
    whileLocked: true,
    refusals: [...invitationRefusals, ...hubRefusals, 'organization/known-signer', 'organization/foreign-signer', 'organization/inactive-person', 'organization/unknown-person', 'organization/not-founded', 'session/weak-passphrase', ...keychainRefusals],
  }),
  /** Ends what is being joined or shared; what was taken over stays, and the next attempt goes on from it. */
  stopJoining: command({ in: nothing, out: nothing, whileLocked: true }),
  /** How far joining or sharing is; null when neither runs. */
  joining: query({
    in: nothing,
    out: z.object({
      stage: z.enum(['connecting', 'checking', 'verifying', 'pulling', 'signing', 'registering', 'publishing', 'closing', 'sealing', 'attaching']),
      done: z.number(),
      total: z.number(),
    }).nullable(),
    whileLocked: true,
  }),

  /** An administrator's invitation for a person without a signer, or a new one for them. Its file or code is answered once. */
  invite: command({
    in: z.object({ person: personId, days: z.int().min(1).max(30) }),
    out: z.object({ code: z.string(), expires: instant, fileName: z.string() }),
    refusals: [
      'organization/unknown-person', 'organization/inactive-person', 'organization/invalid', 'organization/not-founded', 'organization/known-signer',
      'hub/alone', 'hub/not-invited', 'hub/role', ...hubRefusals,
    ], // prettier-ignore
  }),
  /** Keeps an invitation just made in a file the person chooses. */
  saveInvitation: command({
    in: z.object({ code, fileName: z.string().max(120) }),
    out: z.object({ saved: z.boolean() }),
    refusals: ['shell/not-saved', 'invitation/unreadable'],
  }),
  /** Puts an invitation's code on the clipboard: the window has no right to it. */
  copyInvitation: command({ in: z.object({ code }), out: nothing, refusals: ['invitation/unreadable'] }),

  /** What a founding code says. Nobody is contacted. */
  readFounding: query({ in: z.object({ code }), out: z.object({ host: z.string(), port: z.int(), database: z.string(), events: z.int() }) }),
  /** Shares this machine's record: publishes it to the empty hub and joins it. Long; `joining` says how far. Again after a failure: goes on. */
  share: command({
    in: z.object({ code, passphrase }),
    out: status,
    refusals: ['founding/unreadable', 'founding/incomplete', 'founding/newer', 'founding/not-empty', 'founding/already-shared', 'founding/broken', 'shell/verify-cancelled', 'hub/joining', 'hub/stopped', 'session/wrong-passphrase', 'session/wait', 'session/signer-missing', ...hubRefusals, ...keychainRefusals],
  }),

  /** The status changed without a commit: a connection lost, a synchronisation going on. */
  changed: event(status),
  /** A file that was asked for by `file` is nearer, or here. */
  fileMoved: event(z.object({ sha256: z.string(), place: filePlace })),
  /** `joining` changed. */
  joiningChanged: event(nothing),
})
