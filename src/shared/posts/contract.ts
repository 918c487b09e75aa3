import { z } from 'zod'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import { command, contract, query } from '#shared/kernel/contract.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { roles } from '#shared/organization/role.ts'
import type { Alternative, Media, Source } from '#shared/rules/content.ts'
import { ruleIds, severities, type Finding } from '#shared/rules/finding.ts'
import type { Field } from './changed-fields.ts'
import { LONGEST_TEXT, LONGEST_WORD, MOST_PARTS, MOST_WORDS, type Content, type FromKit, type Target, type TimeWindow, type Wanted } from './content.ts'
import type { Piece } from './pieces.ts'
import type { Forecast } from './forecast.ts'
import { openStates } from './open-state.ts'
import { stageKinds, type PostId } from './post.ts'
import { resolutionActs, type Capture, type ProofGiven, type Resolution } from './publication.ts'
import { remarkParts, remarkStates, type Anchor, type RemarkId, type RemarkSpot } from './remark.ts'
import type { ReviewPolicy } from './review-policy.ts'
import { stepNeeds, type Agreement, type ReviewRoute, type ReviewStep } from './review-route.ts'
import { MOST_HOLIDAYS, type WorkingCalendar } from './working-calendar.ts'
import { verdicts } from './emergency.ts'
import type { StopId, StopScope } from './stop.ts'
import { returnReasons } from './return-reason.ts'
import { postOrders } from './filter.ts'
import { queueShows } from './shows.ts'
import { filter, keptViews, view } from './view-form.ts'
import type { Standing } from './transitions.ts'

// The brands are given here: main made these values, the schema checks their form.
const postId = z.string().max(80).transform((text) => text as PostId)
const accountId = z.string().max(80).transform((text) => text as AccountId)
const personId = z.string().max(80).transform((text) => text as PersonId)
const officeId = z.string().max(80).transform((text) => text as OfficeId)
const campaignId = z.string().max(80).transform((text) => text as CampaignId)
const topicId = z.string().max(80).transform((text) => text as TopicId)
const instant = z.iso.datetime().transform((text) => text as Instant)
const network = z.enum(networks)
/** Above any network's limit: what is too long for a network is said by the rules, not by a refused form. */
const text = z.string().max(LONGEST_TEXT)

const alternative = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('decorative'), reason: text }),
]) satisfies z.ZodType<Alternative>

export const media = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(255),
  mime: z.string().max(100),
  size: z.int().nonnegative(),
  shape: z.object({ width: z.int().positive(), height: z.int().positive() }).optional(),
  seconds: z.number().nonnegative().optional(),
  networks: z.array(network).readonly().optional(),
  alternative,
}) satisfies z.ZodType<Media>

export const source = z.object({ kind: z.enum(['document', 'link']), reference: z.string().max(2000) }) satisfies z.ZodType<Source>
const wanted = z.object({ at: instant, zone: z.string().max(60) }) satisfies z.ZodType<Wanted>
const window = z.object({ from: instant.nullable(), until: instant.nullable(), zone: z.string().max(60) }) satisfies z.ZodType<TimeWindow>
const variants = z.partialRecord(network, text).readonly()
const words = z.array(z.string().max(LONGEST_WORD)).max(MOST_WORDS).readonly()
const fromKit = z.object({
  kit: z.string().max(80).transform((id) => id as FromKit['kit']),
  version: z.int().positive(),
  slots: z.record(z.string().max(80), text).readonly(),
}) satisfies z.ZodType<FromKit>

const target = z.object({ id: accountId, network }) satisfies z.ZodType<Target>

const content = z.object({
  base: text,
  variants,
  own: z.record(accountId, text).readonly(),
  threads: z.partialRecord(network, z.array(text).max(MOST_PARTS).readonly()).readonly(),
  comments: variants,
  titles: variants,
  tags: words,
  media: z.array(media).max(50).readonly(),
  source: source.nullable(),
  accounts: z.array(target).readonly(),
  wanted: wanted.nullable(),
  window: window.nullable(),
  campaign: campaignId.nullable(),
  topics: z.array(topicId).max(50).readonly(),
  labels: words,
  kit: fromKit.nullable(),
}) satisfies z.ZodType<Content>

/** What the window sends: accounts by id; main looks up their networks. */
const written = content.extend({ accounts: z.array(accountId).max(50).readonly() })
export type WrittenContent = z.output<typeof written>

const remarkId = z.string().max(80).transform((id) => id as RemarkId)
const spot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), network: z.enum([...networks, 'base']) }),
  z.object({ kind: z.literal('own'), account: accountId }),
  z.object({ kind: z.literal('part'), network, part: z.int() }),
  z.object({ kind: z.literal('comment'), network }),
  z.object({ kind: z.literal('title'), network }),
  z.object({ kind: z.literal('tag'), tag: z.int() }),
  z.object({ kind: z.literal('alternative'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
]) satisfies z.ZodType<RemarkSpot>
const anchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('passage'), at: spot, start: z.int().nonnegative(), quote: text }),
  z.object({ kind: z.literal('part'), part: z.enum(remarkParts) }),
]) satisfies z.ZodType<Anchor>
/** Who hears it: the office that wrote the post, or only those who review. */
export const remarkChannels = ['office', 'review'] as const
const channel = z.enum(remarkChannels)

const day = z.string().max(10).transform((text) => text as Day)
const calendar = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elapsed') }),
  z.object({
    kind: z.literal('working'),
    zone: z.string().max(60),
    weekdays: z.array(z.int()).max(7).readonly(),
    from: z.number(),
    until: z.number(),
    holidays: z.array(day).max(MOST_HOLIDAYS).readonly(),
    everyDay: z.boolean(),
  }),
]) satisfies z.ZodType<WorkingCalendar>

const claim = z.object({ by: personId, until: instant })

const step = z.object({ people: z.array(personId).max(100).readonly(), need: z.enum(stepNeeds) }) satisfies z.ZodType<ReviewStep>
const agreement = z.object({ by: personId, as: personId, step: z.int() }) satisfies z.ZodType<Agreement>

const standing = z.object({
  stage: z.enum(stageKinds),
  office: officeId,
  contributors: z.array(personId).readonly(),
  writers: z.array(personId).readonly(),
  claim: claim.nullable(),
  steps: z.array(step).readonly(),
  agreed: z.array(agreement).readonly(),
  unable: z.array(personId).readonly(),
  halted: z.boolean(),
  proven: z.boolean(),
  unsure: z.boolean(),
}) satisfies z.ZodType<Standing>

/** A post as a line of a list or of the queue. */
const row = z.object({
  id: postId,
  title: z.string(),
  stage: z.enum(stageKinds),
  networks: z.array(network).readonly(),
  office: officeId,
  officeName: z.string(),
  author: personId,
  authorName: z.string(),
  /** When it reached its stage. */
  since: instant,
  updatedAt: instant,
  /** When it should go out. */
  wantedAt: instant.nullable(),
  revision: z.int(),
  /** End of the 48 hours while they run. */
  due: instant.nullable(),
  claim: z.object({ by: personId, name: z.string(), until: instant }).nullable(),
  /** How many times it came back. */
  returns: z.int(),
  /** How many rules had something to say when it was sent. */
  warnings: z.int(),
  /** Accounts it is for, on how many it was copied, and on how many proven. */
  targets: z.int(),
  copies: z.int(),
  proofs: z.int(),
  halted: z.boolean(),
  isCorrection: z.boolean(),
})
export type PostRow = z.output<typeof row>

/** Where the next page begins: opaque to the window. */
const cursor = z.string().max(200)
/**
 * `limit`: how many hours the review may take; `calendar`: which of them count. `atLeast`: there are more than `total`, of which not all were counted. `unread`: posts that the search has not
 * read yet, and that may be missing.
 */
const page = z.object({ rows: z.array(row), total: z.int(), atLeast: z.boolean(), unread: z.int(), next: cursor.nullable(), limit: z.number(), calendar })
const LONGEST_PAGE = 200
const paging = { after: cursor.nullable(), limit: z.int().min(1).max(LONGEST_PAGE) }

const listFilter = filter.extend({ order: z.enum(postOrders), ...paging })
export type ListFilter = z.output<typeof listFilter>
const queueFilter = z.object({ show: z.enum(queueShows), network: network.nullable(), text: z.string().max(200), ...paging })
export type QueueFilter = z.output<typeof queueFilter>

const counted = { name: z.string(), count: z.int() }
/** How many posts each value of each field would show, were that field's own choice lifted. `atLeast` and `unread` as for a page. */
const facets = z.object({
  total: z.int(),
  atLeast: z.boolean(),
  unread: z.int(),
  stages: z.record(z.enum(stageKinds), z.int()),
  networks: z.record(network, z.int()),
  offices: z.array(z.object({ id: officeId, entity: z.string(), ...counted })),
  authors: z.array(z.object({ id: personId, ...counted })),
  reviewers: z.array(z.object({ id: personId, ...counted })),
  /** Their names are the library's to say. */
  campaigns: z.array(z.object({ id: campaignId, count: z.int() })),
  topics: z.array(z.object({ id: topicId, count: z.int() })),
  due: z.object({ soon: z.int(), over: z.int() }),
  wanted: z.object({ undated: z.int(), dated: z.int() }),
})
export type PostFacets = z.output<typeof facets>

/** Days (43 edges are the six weeks of a month), and posts of one day that are sent with it; `total` says how many there are. */
const MOST_EDGES = 43
const MOST_IN_A_DAY = 400
const someRows = z.object({ total: z.int(), rows: z.array(row) })
const calendarPage = z.object({ days: z.array(someRows), undated: someRows, atLeast: z.boolean(), unread: z.int() })
export type CalendarPage = z.output<typeof calendarPage>

/** An account a post may be for, with what copying and proving need. */
const account = z.object({
  id: accountId,
  network,
  handle: z.string(),
  displayName: z.string(),
  closed: z.boolean(),
  /** Folio of the open incident that freezes it. */
  frozenBy: z.string().nullable(),
  /** The network's page to write on, if it has one. */
  composer: z.string().nullable(),
})
export type PostAccount = z.output<typeof account>

const field = z.string().transform((name) => name as Field)

/** An act of the post's history; the words are the catalogue's. */
const act = z.object({
  id: z.string(),
  type: z.string(),
  at: instant,
  actor: personId,
  actorName: z.string(),
  role: z.enum(roles),
  fields: z.array(field).readonly().optional(),
  reasons: z.array(z.enum(returnReasons)).readonly().optional(),
  note: z.string().optional(),
  account: accountId.optional(),
  permalink: z.string().optional(),
  /** How many differences the proof showed. */
  differences: z.int().optional(),
  /** In whose place it was decided, or to whom it was handed. */
  as: z.string().optional(),
  resolution: z.enum(resolutionActs).optional(),
  found: z.boolean().optional(),
  seal: z.string().optional(),
  rules: z.array(z.enum(ruleIds)).readonly().optional(),
})
export type PostAct = z.output<typeof act>

const deed = z.object({ by: personId, name: z.string(), at: instant })
const capture = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(255), mime: z.string().max(100), size: z.int().nonnegative() }) satisfies z.ZodType<Capture>
const resolution = z.object({ act: z.enum(resolutionActs), note: text }) satisfies z.ZodType<Resolution>
const piece = z
  .string()
  .regex(/^(?:title|text|part-[1-9]\d{0,2}|tags|comment)$/)
  .transform((name) => name as Piece)
const proofGiven = z.object({
  text,
  pieces: z.record(z.string().max(20), text).optional(),
  files: z.int().min(0).max(99),
  capture: capture.nullable(),
  withoutCapture: text,
  resolution: resolution.nullable(),
}) satisfies z.ZodType<ProofGiven>
const proofDetail = proofGiven.extend({ differences: z.int() })
/** `copyBlocked`: why this person may not copy it once more; null if they may. */
const publication = z.object({
  account: accountId,
  copied: deed.nullable(),
  notOut: deed.extend({ reason: z.string() }).nullable(),
  doubt: deed.extend({ note: z.string() }).nullable(),
  found: deed.nullable(),
  /** `detail`: null in what was proven before it was asked for. */
  proof: deed.extend({ permalink: z.string(), detail: proofDetail.nullable() }).nullable(),
  down: deed.extend({ reason: z.string() }).nullable(),
  /** The stop that holds it here now, or held it and was lifted without freeing it. */
  stop: z.object({ reason: z.string(), lifted: z.boolean() }).nullable(),
  copyBlocked: z.enum(['posts/account-proven', 'posts/unsure', 'posts/found', 'posts/copied-by-other']).nullable(),
})
export type PublicationRow = z.output<typeof publication>

/** A thread about the post or a passage of it. `end`: who closed it and when. */
const remark = z.object({
  id: remarkId,
  channel,
  by: deed,
  revision: z.int(),
  anchor,
  text: z.string(),
  required: z.boolean(),
  proposal: z.string().nullable(),
  answers: z.array(deed.extend({ text: z.string() })),
  state: z.enum(remarkStates),
  end: deed.nullable(),
  /** Why a proposal was declined; empty otherwise. */
  reason: z.string(),
})
export type RemarkRow = z.output<typeof remark>

const fromMessage = z.object({ name: z.string(), version: z.int(), slots: z.array(z.object({ label: z.string(), value: z.string() })) })
export type FromMessage = z.output<typeof fromMessage>

const postPage = z.object({
  id: postId,
  title: z.string(),
  content,
  revision: z.int(),
  /** Seal of the content shown: an approval sends it back. */
  seal: z.string(),
  /** With the reviewers in whose place the person who looks is now. */
  standing: standing.extend({ standsFor: z.array(personId).readonly() }),
  /** Its way through review, while it is in it: whose decision each step takes, which of them do not review any more (`gone`), and who agreed. */
  steps: z.array(z.object({ need: z.enum(stepNeeds), people: z.array(z.string()), gone: z.array(z.string()), agreed: z.array(z.object({ name: z.string(), as: z.string().nullable() })) })),
  /** It is in review by another way than the one in force now: that was changed since, or the machine that sent it did not know it. */
  otherWay: z.boolean(),
  /** To whom the person may hand it over. */
  handOverTo: z.array(z.object({ id: personId, name: z.string() })),
  officeName: z.string(),
  author: deed,
  /** Who put it in its stage, and when. */
  last: deed,
  contributors: z.array(z.object({ id: personId, name: z.string() })),
  claim: deed.omit({ at: true }).extend({ until: instant }).nullable(),
  due: instant.nullable(),
  /** Hours the review may take, and which time counts. */
  limit: z.number(),
  calendar,
  /** Milliseconds of them that are left. */
  left: z.number(),
  lastReturn: z
    .object({
      by: z.string(),
      at: instant,
      reasons: z.array(z.enum(returnReasons)).readonly(),
      note: z.string(),
      content,
      /** The accounts that it was for then. */
      accounts: z.array(account),
      /** The message that it was made of then, and the one that it is made of now, with what stands in its slots. */
      kits: z.object({ before: fromMessage.nullable(), after: fromMessage.nullable() }),
    })
    .nullable(),
  halt: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
  correctionOf: z.object({ id: postId, title: z.string() }).nullable(),
  /** The posts that correct this one, oldest first. */
  corrections: z.array(z.object({ id: postId, title: z.string(), stage: z.enum(stageKinds) })),
  accounts: z.array(account),
  publications: z.array(publication),
  /** Posts in review that say the very same for other accounts, and that this person could decide with it. */
  twins: z.array(z.object({ id: postId, officeName: z.string(), accounts: z.array(z.string()), revision: z.int(), seal: z.string() })),
  /** The last time it was approved out of turn; `remarks`: the required ones that were open; `voided`: a change ended that approval; `check`: what somebody else said of it. */
  emergency: deed.extend({ reason: z.string(), remarks: z.array(z.object({ id: remarkId, name: z.string(), text: z.string() })), voided: z.boolean(), due: instant, check: deed.extend({ verdict: z.enum(verdicts), note: z.string() }).nullable() }).nullable(),
  /** What was said of it to this person's ears, oldest first. */
  remarks: z.array(remark),
  history: z.array(act),
})
export type PostPage = z.output<typeof postPage>

const range = { start: z.int(), end: z.int() }
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), network: z.enum([...networks, 'base']), ...range }),
  z.object({ kind: z.literal('own'), account: accountId, ...range }),
  z.object({ kind: z.literal('part'), network, part: z.int(), ...range }),
  z.object({ kind: z.literal('comment'), network, ...range }),
  z.object({ kind: z.literal('title'), network, ...range }),
  z.object({ kind: z.literal('tag'), tag: z.int(), ...range }),
  z.object({ kind: z.literal('alternative'), media: z.int(), start: z.int(), end: z.int() }),
  z.object({ kind: z.literal('media'), media: z.int() }),
  z.object({ kind: z.literal('source') }),
  z.object({ kind: z.literal('accounts') }),
  z.object({ kind: z.literal('time') }),
])
const finding = z.object({
  rule: z.enum(ruleIds),
  severity: z.enum(severities),
  place,
  detail: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
}) satisfies z.ZodType<Finding>

/** An account of an approved post without its proof, copied or not; and what was promised about a difference. */
const openPublication = z.object({
  post: postId,
  title: z.string(),
  account: accountId,
  accountName: z.string(),
  network,
  office: officeId,
  officeName: z.string(),
  state: z.enum(openStates),
  /** When it was to go out. */
  wantedAt: instant.nullable(),
  /** A reviewer holds it back. */
  halted: z.boolean(),
  /** Who is to act, and since when: who copied it, who promised to mend it, or who wrote what nobody copied since its approval. */
  person: deed,
})
export type OpenPublicationRow = z.output<typeof openPublication>

/** `due`: until when somebody else looks at it; `verdict`: what they said. */
const foretold = { decisions: z.int(), count: z.int(), first: instant.nullable() }
const forecast = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pace'), ...foretold }),
  z.object({ kind: z.literal('waits'), ...foretold, usual: z.number() }),
  z.object({ kind: z.literal('unknown'), decisions: z.int() }),
]) satisfies z.ZodType<Forecast>

const emergencies = z.object({
  rows: z.array(z.object({ post: postId, title: z.string(), office: officeId, officeName: z.string(), byName: z.string(), at: instant, due: instant, reason: z.string(), verdict: z.enum(verdicts).nullable() })),
  total: z.int(),
  rate: z.object({ days: z.int(), approved: z.int(), expedited: z.int() }),
})
export type Emergencies = z.output<typeof emergencies>

const talking = ['ledger/role', 'posts/unknown', 'posts/other-office', 'posts/already-decided', 'posts/published', 'posts/discarded', 'posts/remark-unknown'] as const

const route = z.object({
  id: z.string().max(80),
  name: z.string().max(200),
  entities: z.array(z.string().max(60)).max(40).readonly(),
  topics: z.array(z.string().max(80)).max(200).readonly(),
  steps: z.array(step).max(4).readonly(),
}) satisfies z.ZodType<ReviewRoute>
const policy = z.object({ routes: z.array(route).max(200).readonly(), calendar }) satisfies z.ZodType<ReviewPolicy>
const named = z.object({ id: z.string(), name: z.string() })
/** `coordinators`: who may still review of those named. `restDays`: those of the law in this year and the next, to be offered. */
const arrangement = z.object({ policy, coordinators: z.array(personId).readonly(), arranged: deed.nullable(), reviewers: z.array(named), entities: z.array(named), restDays: z.array(z.object({ year: z.int(), days: z.array(day).readonly() })) })
export type ReviewArrangement = z.output<typeof arrangement>

const stopId = z.string().max(80).transform((id) => id as StopId)
const stopScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('entity'), entity: z.string().max(60) }),
  z.object({ kind: z.literal('network'), network }),
  z.object({ kind: z.literal('account'), account: accountId }),
]) satisfies z.ZodType<StopScope>
/** A stop; `open`: what had been copied of what it covers, and has no proof, while it is in force. */
const stopRow = z.object({
  id: stopId,
  scope: stopScope,
  scopeName: z.string(),
  reason: z.string(),
  ordered: deed,
  lifted: deed.extend({ note: z.string() }).nullable(),
  open: z.array(openPublication),
})
export type StopRow = z.output<typeof stopRow>
/** Files that were chosen: what was kept, and why the others were not (`posts/media-…`). */
const attached = z.object({ media: z.array(media), refused: z.array(z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) })) })
export type Attached = z.output<typeof attached>
const several = z.object({ done: z.int(), refused: z.array(z.object({ id: postId, title: z.string(), code: z.string() })) })
export type SeveralDone = z.output<typeof several>
const MOST_TOGETHER = 200

const nothing = z.object({})
const one = z.object({ id: postId })
const done = z.object({ id: postId, revision: z.int() })
const reviewing = ['ledger/role', 'posts/unknown', 'posts/not-submitted', 'posts/already-decided', 'posts/discarded', 'posts/own-work', 'posts/claimed', 'posts/other-pool', 'posts/agreed-already'] as const
const outcomes = [
  'ledger/role', 'posts/unknown', 'posts/other-office', 'posts/discarded', 'posts/not-approved', 'posts/published', 'posts/account-proven', 'posts/not-copied', 'posts/unsure',
  'posts/found', 'posts/reason-missing', 'posts/account-not-chosen',
] as const
const writing = ['ledger/role', 'posts/unknown', 'posts/other-office', 'posts/discarded'] as const

/** Posts from their first draft to the proof of publication. */
export const postsContract = contract('posts', {
  list: query({ in: listFilter, out: page }),
  /** How many there are, by every field of the filter. */
  facets: query({ in: filter, out: facets }),
  /** The posts wanted in each of the days whose edges are given (one more edge than days), and those without a date that are still to go out. */
  calendar: query({ in: z.object({ filter, edges: z.array(instant).min(2).max(MOST_EDGES).readonly(), each: z.int().min(1).max(MOST_IN_A_DAY) }), out: calendarPage }),
  /** The person's own views, kept on this machine, and the one they left last. */
  views: query({ in: nothing, out: keptViews }),
  keepView: command({ in: z.object({ name: z.string().max(200), view }), out: z.object({ id: z.string() }), refusals: ['posts/view-name', 'posts/view-unkept'] }),
  dropView: command({ in: z.object({ id: z.string().max(80) }), out: nothing, refusals: ['posts/view-unkept'] }),
  rememberView: command({ in: z.object({ view }), out: nothing, refusals: ['posts/view-unkept'] }),
  queue: query({ in: queueFilter, out: page }),
  /** How many each show of the queue would have, with the same network and words. */
  /** What can be said beforehand of the time of what is in review; to whoever sees the queue. */
  forecast: query({ in: nothing, out: forecast }),
  queueCounts: query({ in: queueFilter.pick({ network: true, text: true }), out: z.record(z.enum(queueShows), z.int()) }),
  post: query({ in: one, out: postPage }),
  /** The accounts a person may write for. */
  accounts: query({ in: nothing, out: z.array(account) }),
  /** What the line and other offices' posts have to say of a content being written (`id`: the post itself, which is not compared). */
  across: query({ in: z.object({ id: postId, content: written }), out: z.object({ findings: z.array(finding) }) }),
  /** A picture of a post, to be shown; empty when the file is gone or is no picture. */
  picture: query({ in: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }), out: z.object({ mime: z.string(), base64: z.string() }) }),

  draft: command({
    in: z.object({ content: written, correctionOf: postId.nullable() }),
    out: done,
    refusals: ['posts/kit-unknown', 'posts/kit-locked', 'ledger/role', 'posts/exists', 'posts/account-unknown', 'posts/media-unknown', 'posts/not-published'],
  }),
  revise: command({
    /** `parting`: the screen is being left. */
    in: one.extend({ expected: z.int(), content: written, parting: z.literal(true).optional() }),
    out: done,
    refusals: ['posts/kit-unknown', 'posts/kit-locked', ...writing, 'posts/changed-since', 'posts/frozen', 'posts/published', 'posts/proven', 'posts/unsure', 'posts/account-unknown', 'posts/media-unknown'],
  }),
  /** Another moment to go out, or none, and nothing else of the content. Of an approved post it voids the approval, as any change does. */
  move: command({
    in: one.extend({ expected: z.int(), wanted: wanted.nullable() }),
    out: done,
    refusals: [...writing, 'posts/changed-since', 'posts/frozen', 'posts/published', 'posts/proven', 'posts/unsure'],
  }),
  /** Asks for files and keeps a copy of each that can be used; they become part of the post when it is saved. `title` is the chooser's. */
  attach: command({
    in: z.object({ title: z.string().max(120) }),
    out: attached,
    refusals: [],
  }),
  submit: command({
    in: one.extend({ expected: z.int() }),
    out: done,
    refusals: ['posts/kit-unknown', 'posts/kit-locked', 'posts/kit-slots', 'posts/kit-outdated', ...writing, 'posts/changed-since', 'posts/already-submitted', 'posts/already-decided', 'posts/published', 'posts/blocked'],
  }),
  withdraw: command({ in: one, out: done, refusals: [...writing, 'posts/not-submitted', 'posts/already-decided', 'posts/published'] }),
  claim: command({ in: one, out: done, refusals: reviewing }),
  release: command({ in: one, out: done, refusals: [...reviewing, 'posts/not-claimed'] }),
  handOver: command({ in: one.extend({ to: personId }), out: done, refusals: [...reviewing, 'posts/hand-over-unable', 'posts/hand-over-contributor'] }),
  /** How the institution reviews, and what it can choose from. */
  reviewPolicy: query({
    in: nothing,
    out: arrangement,
  }),
  arrangeReview: command({ in: z.object({ policy, coordinators: z.array(personId).max(200).readonly() }), out: nothing, refusals: ['ledger/role', 'posts/policy-invalid'] }),
  return: command({
    in: one.extend({ expected: z.int(), reasons: z.array(z.enum(returnReasons)).readonly(), note: text }),
    out: done,
    refusals: [...reviewing, 'posts/changed-since', 'posts/reason-missing'],
  }),
  /** `despite`: why it is approved although required remarks are open; null if none should be. */
  approve: command({
    in: one.extend({ expected: z.int(), seal: z.string().max(64), despite: text.nullable() }),
    out: done,
    refusals: ['posts/kit-unknown', 'posts/kit-locked', 'posts/kit-slots', 'posts/kit-outdated', ...reviewing, 'posts/changed-since', 'posts/blocked', 'posts/remarks-open', 'posts/reason-missing'],
  }),
  /** Begins a thread. `required` and `proposal` are the reviewers', and never among themselves only. */
  remark: command({
    in: one.extend({ channel, expected: z.int(), anchor, text, required: z.boolean(), proposal: text.nullable() }),
    out: done,
    refusals: [...talking, 'posts/changed-since', 'posts/remark-incomplete', 'posts/remark-reviewers-only'],
  }),
  answerRemark: command({ in: one.extend({ channel, remark: remarkId, text }), out: done, refusals: [...talking, 'posts/remark-incomplete'] }),
  resolveRemark: command({ in: one.extend({ channel, remark: remarkId }), out: done, refusals: [...talking, 'posts/remark-closed', 'posts/remark-not-yours'] }),
  reopenRemark: command({ in: one.extend({ channel, remark: remarkId }), out: done, refusals: [...talking, 'posts/remark-open', 'posts/remark-not-yours'] }),
  /** Takes a proposal over into the text. */
  acceptSuggestion: command({
    in: one.extend({ remark: remarkId, expected: z.int() }),
    out: done,
    refusals: [...talking, 'posts/kit-locked', 'posts/frozen', 'posts/changed-since', 'posts/remark-closed', 'posts/no-proposal', 'posts/passage-gone'],
  }),
  declineSuggestion: command({
    in: one.extend({ remark: remarkId, reason: text }),
    out: done,
    refusals: [...talking, 'posts/remark-closed', 'posts/no-proposal', 'posts/remark-incomplete'],
  }),
  /** Returns several posts for the same reasons, one event each. */
  returnMany: command({
    in: z.object({ posts: z.array(z.object({ id: postId, expected: z.int() })).min(1).max(MOST_TOGETHER), reasons: z.array(z.enum(returnReasons)).readonly(), note: text }),
    out: several,
    refusals: [],
  }),
  /** Approves posts that say the very same as `id`, for other accounts: one event each, each bound to its own seal. */
  approveMany: command({
    in: one.extend({ posts: z.array(z.object({ id: postId, expected: z.int(), seal: z.string().max(64) })).min(1).max(MOST_TOGETHER) }),
    out: several,
    refusals: ['posts/unknown', 'posts/not-identical'],
  }),
  /** Approves out of turn. `remarks`: the open required ones that the window named. */
  expedite: command({
    in: one.extend({ expected: z.int(), seal: z.string().max(64), reason: text, remarks: z.array(remarkId).readonly() }),
    out: done,
    refusals: ['posts/kit-unknown', 'posts/kit-locked', 'posts/kit-slots', 'posts/kit-outdated', 'ledger/role', 'posts/unknown', 'posts/other-office', 'posts/own-work', 'posts/already-decided', 'posts/discarded', 'posts/changed-since', 'posts/blocked', 'posts/remarks-open', 'posts/reason-missing'],
  }),
  /** The second look at what was approved out of turn. */
  checkEmergency: command({
    in: one.extend({ verdict: z.enum(verdicts), note: text }),
    out: done,
    refusals: ['ledger/role', 'posts/unknown', 'posts/own-work', 'posts/no-emergency', 'posts/emergency-checked', 'posts/own-emergency', 'posts/reason-missing'],
  }),
  /** What went out of turn, newest first, and how many of a month's approvals that were. */
  emergencies: query({ in: nothing, out: emergencies }),
  stops: query({ in: nothing, out: z.object({ stops: z.array(stopRow), entities: z.array(named) }) }),
  orderStop: command({ in: z.object({ scope: stopScope, reason: text }), out: nothing, refusals: ['ledger/role', 'posts/stop-incomplete', 'posts/account-unknown'] }),
  liftStop: command({ in: z.object({ id: stopId, note: text }), out: nothing, refusals: ['ledger/role', 'posts/stop-incomplete', 'posts/stop-unknown', 'posts/stop-lifted'] }),
  /** Frees a post from the lifted stops that still hold it. */
  free: command({ in: one, out: done, refusals: ['ledger/role', 'posts/unknown', 'posts/not-approved', 'posts/published', 'posts/discarded', 'posts/nothing-to-free'] }),
  halt: command({
    in: one.extend({ reason: text }),
    out: done,
    refusals: ['ledger/role', 'posts/unknown', 'posts/not-approved', 'posts/halted', 'posts/published', 'posts/discarded', 'posts/reason-missing'],
  }),
  resume: command({ in: one, out: done, refusals: ['ledger/role', 'posts/unknown', 'posts/not-halted', 'posts/published', 'posts/discarded'] }),
  /** What was copied and is not proven, by the name of who copied it. */
  open: query({ in: nothing, out: z.object({ rows: z.array(openPublication), total: z.int() }) }),
  /**
   * Puts the first sealed text of an account on the clipboard, its files in a folder that is opened, and opens the network's page to write on. With a
   * `piece`: puts that one on the clipboard, of an account that is on record as copied.
   */
  copy: command({
    in: one.extend({ account: accountId, piece: piece.nullable() }),
    out: done.extend({ files: z.int(), folderOpened: z.boolean(), composerOpened: z.boolean() }),
    refusals: [
      ...writing, 'posts/not-approved', 'posts/halted', 'posts/stopped', 'posts/held', 'posts/published', 'posts/seal-broken', 'posts/account-not-chosen', 'posts/account-proven',
      'posts/account-closed', 'posts/account-frozen', 'posts/clipboard', 'posts/unsure', 'posts/found', 'posts/copied-by-other', 'posts/media-altered', 'posts/files-unwritten', 'posts/too-early', 'posts/too-late', 'posts/blocked-now', 'posts/not-copied', 'posts/changed-since',
    ],
  }),
  publish: command({
    in: one.extend({ account: accountId, permalink: z.string().max(2000), proof: proofGiven }),
    out: done,
    refusals: [
      ...writing, 'posts/not-approved', 'posts/published', 'posts/seal-broken', 'posts/account-not-chosen', 'posts/account-proven', 'posts/not-copied',
      'posts/permalink', 'posts/proof-incomplete', 'posts/text-differs', 'posts/media-altered',
    ],
  }),
  /** Asks for the picture that shows what the network shows, and keeps it under its hash. Null: they thought better of it. */
  capture: command({
    in: z.object({ title: z.string().max(120) }),
    out: z.object({ capture: capture.nullable() }),
    refusals: ['posts/media-type', 'posts/media-broken', 'posts/media-bomb', 'posts/media-unreadable'],
  }),
  notPublished: command({ in: one.extend({ account: accountId, reason: text }), out: done, refusals: outcomes }),
  doubt: command({ in: one.extend({ account: accountId, note: text }), out: done, refusals: outcomes }),
  check: command({ in: one.extend({ account: accountId, found: z.boolean(), note: text }), out: done, refusals: [...outcomes, 'posts/not-doubted'] }),
  takeDown: command({ in: one.extend({ account: accountId, reason: text }), out: done, refusals: [...outcomes, 'posts/not-proven', 'posts/taken-down'] }),
  /** Writes the post's evidence kit where the person says; `saved` false: they thought better of it. */
  kit: command({
    in: one.extend({ title: z.string().max(120) }),
    out: z.object({ saved: z.boolean() }),
    refusals: ['posts/unknown', 'posts/kit-nothing', 'posts/kit-pending', 'posts/media-altered', 'posts/media-unknown', 'posts/kit-unwritten'],
  }),
  discard: command({ in: one, out: done, refusals: [...writing, 'posts/frozen', 'posts/proven', 'posts/unsure', 'posts/published'] }),
})
