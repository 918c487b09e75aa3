import fc from 'fast-check'
import type { AccountId } from '#shared/accounts/account.ts'
import { later, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { compose, normalValues } from '#shared/kits/compose.ts'
import type { Kit, KitId } from '#shared/kits/kit.ts'
import type { KitFacts } from '#shared/kits/post-kit.ts'
import { normalContent, type Content } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import { publicationOn, type PostState } from '#shared/posts/post.ts'
import type { RemarkId } from '#shared/posts/remark.ts'
import type { ReviewStep } from '#shared/posts/review-route.ts'
import { holding, type Stop, type StopId, type StopScope } from '#shared/posts/stop.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { aKit, filled } from '#tests/unit/kits/a-kit.ts'
import { content, contextOf, facts, names, noon, onFacebook, onX, people, shown, type Name } from './people.ts'

/** What a post's history depends on beside the post: the stops, who stands in for whom, who lost the role of reviewer, and which version of a national message is in force. The service looks all of it up in the act. */
export type World = { readonly kitInForce: number | null; readonly stops: readonly Stop[]; readonly standIns: readonly { readonly by: PersonId; readonly of: PersonId }[]; readonly left: readonly PersonId[] }

/** The roles in which somebody is now. */
export const rolesIn = ({ left }: World, name: Name): readonly Role[] => people[name].roles.filter((role) => role !== 'reviewer' || !left.includes(people[name].person))
/** Those who may not review now, whoever asks: who lost the role, and who never had it. */
export const unableIn = (world: World): readonly PersonId[] => names.filter((name) => !rolesIn(world, name).includes('reviewer')).map((name) => people[name].person)

export const standsFor = ({ standIns }: World, person: PersonId): readonly PersonId[] => standIns.filter(({ by }) => by === person).map(({ of }) => of)

/** The stop that holds a post on an account, as the service asks for it when somebody copies. */
export function stopOver(state: PostState, account: AccountId, { stops }: World): Stop | undefined {
  const target = state.kind === 'none' ? undefined : state.content.accounts.find(({ id }) => id === account)
  if (state.kind === 'none' || target === undefined || state.stage.kind !== 'approved') return undefined
  return holding(stops, { account, network: target.network, entity: 'oaxaca' }, state.stage.at, state.stage.freed)
}

/** The versions of a national message, oldest first. */
const versions: readonly Kit[] = [aKit, { ...aKit, base: `${aKit.base}\nLleva tu credencial.` }]

/** An office's post of a version of the message, its slots filled in or not. */
function adapted(version: number, slots: Readonly<Record<string, string>> = filled): Content {
  const kit = versions[version - 1] ?? aKit
  const values = normalValues(kit, slots)
  return normalContent({ ...content, ...compose(kit, values, []), source: kit.source, kit: { kit: 'kit-1' as KitId, version, slots: values } })
}

/** Who wrote the message. */
export const MESSAGE_WRITERS: readonly PersonId[] = [people.nora.person]

/** What the service says of the message that a content names; null: it names none. */
export function kitFactsIn({ kitInForce }: World, { kit }: Content): KitFacts | null {
  const named = kit === null ? undefined : versions[kit.version - 1]
  return kit === null || named === undefined ? null : { kit: named, version: kit.version, newest: kitInForce, writers: MESSAGE_WRITERS }
}

const contents: readonly Content[] = [
  content, { ...content, base: 'Otro texto' }, { ...content, variants: { x: 'Solo en X' } }, { ...content, accounts: [{ id: onX, network: 'x' }] },
  adapted(1), adapted(2), adapted(1, { lugar: 'Plaza del Valle' }), { ...adapted(1), base: 'El módulo abre mañana.' },
] // prettier-ignore
const anyContent = fc.constantFrom(...contents)
const anyAccount = fc.constantFrom(onX, onFacebook)
/** Beside the reviewers, one who writes: what is asked of a step must hold for whoever is named in it. */
const pool: readonly PersonId[] = [people.beto, people.rosa, people.raul, people.nora, people.ana].map(({ person }) => person)
const anyStep: fc.Arbitrary<ReviewStep> = fc.record({ people: fc.subarray([...pool]), need: fc.constantFrom('any', 'all') })
const ways = fc.option(fc.array(anyStep, { minLength: 1, maxLength: 2 }))

/** Half of the commands name what is there, so that histories get far; the others name anything. */
type Wish = (state: PostState, world: World, by: PersonId) => PostCommand
const present = (state: PostState) => (state.kind === 'none' ? { revision: 1, content } : state)

const writing: fc.Arbitrary<Wish> = fc.oneof(
  anyContent.map((given): Wish => (_state, world) => ({ kind: 'draft', content: given, correctionOf: null, kit: kitFactsIn(world, given) })),
  fc.tuple(anyContent, fc.boolean()).map(([given, stale]): Wish => (state, world) => ({ kind: 'revise', content: given, expected: present(state).revision - (stale ? 1 : 0), kit: kitFactsIn(world, given) })),
  fc.constantFrom<PostCommand>({ kind: 'withdraw' }, { kind: 'discard' }).map((command): Wish => () => command),
)
const submitting = ways.map((steps): Wish => (state, world) => ({ kind: 'submit', expected: present(state).revision, findings: [], kit: kitFactsIn(world, present(state).content), ...(steps === null ? {} : { steps }) }))
const approving = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.boolean()).map(([wrong, despite]): Wish => (state, world, by) => ({
  kind: 'approve',
  expected: present(state).revision,
  seal: wrong === 0 ? 'x' : sealOf(present(state).content),
  standsFor: standsFor(world, by),
  unable: unableIn(world),
  kit: kitFactsIn(world, present(state).content),
  ...(despite ? { despite: 'x' } : {}),
}))
const reviewing: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 6, arbitrary: approving },
  { weight: 1, arbitrary: fc.constant<Wish>((state, world, by) => ({ kind: 'return', expected: present(state).revision, reasons: ['other'], note: 'x', standsFor: standsFor(world, by), unable: unableIn(world) })) },
  { weight: 1, arbitrary: fc.constant<Wish>((_state, world, by) => ({ kind: 'claim', standsFor: standsFor(world, by), unable: unableIn(world) })) },
  { weight: 1, arbitrary: fc.constantFrom(...names).map((name): Wish => (_state, world) => ({ kind: 'hand-over', to: people[name].person, able: rolesIn(world, name).includes('reviewer'), toStandsFor: standsFor(world, people[name].person), unable: unableIn(world) })) },
  { weight: 1, arbitrary: fc.constantFrom<PostCommand>({ kind: 'release' }, { kind: 'release' }, { kind: 'resume' }, { kind: 'halt', reason: 'x' }).map((command): Wish => () => command) },
)
const publishing: fc.Arbitrary<Wish> = fc.oneof(
  fc.tuple(anyAccount, fc.integer({ min: 0, max: 4 })).map(([account, frozen]): Wish => (state, world) => {
    const stop = stopOver(state, account, world)
    return { kind: 'copy', account, facts: { ...facts, frozenBy: frozen === 0 ? 'INC-1' : null, ...(stop === undefined ? {} : { stop: { reason: stop.reason, lifted: stop.lifted !== null } }) } }
  }),
  anyAccount.map((account): Wish => () => ({ kind: 'publish', account, permalink: account === onX ? 'https://x.com/INEOaxaca/status/1' : 'https://www.facebook.com/INEOaxaca/posts/1', proof: shown('Otro texto', { resolution: { act: 'explain', note: 'x' } }), facts })),
  fc.tuple(anyAccount, fc.boolean(), fc.constantFrom('not-published', 'doubt', 'check', 'take-down', 'take-down')).map(([account, found, kind]): Wish => (state) => {
    // What is in doubt is looked at, more often than not.
    if (kind === 'check' || (found && state.kind === 'post' && publicationOn(state.stage, account).doubt !== null)) return { kind: 'check', account, found, note: 'x' }
    return kind === 'doubt' ? { kind, account, note: 'x' } : { kind, account, reason: 'x' }
  }),
)
const said: fc.Arbitrary<Wish> = fc.tuple(fc.constantFrom('remark', 'answer', 'resolve', 'reopen', 'reopen', 'accept', 'accept', 'decline'), fc.boolean(), fc.nat(1)).map(([kind, strict, index]): Wish => (state) => {
  const there = state.kind === 'none' ? undefined : state
  const remark = there?.remarks[there.remarks.length - 1 - index]?.id ?? ('nothing' as RemarkId)
  const expected = there?.revision ?? 1
  if (kind === 'remark') {
    const quote = there?.content.base ?? 'x'
    return { kind, id: `r${there?.remarks.length ?? 0}` as RemarkId, expected, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote }, text: 'x', required: strict, proposal: strict ? `${quote}.` : null }
  }
  return kind === 'answer' ? { kind, remark, text: 'x' } : kind === 'accept' ? { kind, remark, expected } : kind === 'decline' ? { kind, remark, reason: 'x' } : { kind, remark }
})
const urgent: fc.Arbitrary<Wish> = fc.tuple(fc.constantFrom('expedite', 'expedite', 'check', 'object', 'free', 'breach'), fc.boolean()).map(([kind, stale]): Wish => (state, world) => {
  const { stops } = world
  const { revision, content: there } = present(state)
  // The screen of half of them is behind by the newest remark.
  if (kind === 'expedite') return { kind, expected: revision, seal: sealOf(there), reason: 'x', findings: [], kit: kitFactsIn(world, there), remarks: (state.kind === 'none' ? [] : state.remarks).slice(0, stale ? -1 : undefined).map(({ id }) => id) }
  if (kind === 'free') return { kind, stops: stops.filter(({ lifted }) => lifted !== null).map(({ id }) => id) }
  return kind === 'breach' ? { kind: 'note-breach', due: noon, limit: 48 } : { kind: 'check-emergency', verdict: kind === 'check' ? 'confirmed' : 'objected', note: 'x' }
})

/** What happens around the post. */
type Change = (world: World, at: Instant) => World
const scopes = fc.constantFrom<StopScope>({ kind: 'all' }, { kind: 'account', account: onX }, { kind: 'network', network: 'facebook' }, { kind: 'entity', entity: 'puebla' })
const around: fc.Arbitrary<Change> = fc.oneof(
  scopes.map((scope): Change => (world, at) => ({ ...world, stops: [...world.stops, { id: `s${world.stops.length}` as StopId, scope, reason: 'x', by: people.rosa.person, at, lifted: null }] })),
  { weight: 2, arbitrary: fc.nat(3).map((index): Change => (world, at) => ({ ...world, stops: world.stops.map((stop, here) => (here === index && stop.lifted === null ? { ...stop, lifted: { by: people.raul.person, at, note: 'x' } } : stop)) })) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...pool), fc.constantFrom(...pool)).filter(([by, of]) => by !== of).map(([by, of]): Change => (world) => {
    const rest = world.standIns.filter((one) => one.by !== by || one.of !== of)
    return { ...world, standIns: rest.length < world.standIns.length ? rest : [...rest, { by, of }] }
  }) },
  // Another version of the national message comes into force, or the message is retired.
  fc.constantFrom(1, 2, null).map((kitInForce): Change => (world) => ({ ...world, kitInForce })),
  // Nobody stands in for a role that is no longer held.
  { weight: 2, arbitrary: fc.constantFrom(people.rosa, people.raul, people.nora).map(({ person }): Change => (world) =>
    world.left.includes(person) ? { ...world, left: world.left.filter((one) => one !== person) } : { ...world, left: [...world.left, person], standIns: world.standIns.filter(({ of }) => of !== person) }) },
)

/** Somebody asks for something, or something changes around the post, so many minutes after what was before. */
export type Turn = { readonly minutes: number } & ({ readonly name: Name; readonly wish: Wish } | { readonly change: Change })
const minutes = fc.integer({ min: 0, max: 30 })
const acts = fc.oneof({ weight: 4, arbitrary: writing }, { weight: 2, arbitrary: submitting }, { weight: 8, arbitrary: reviewing }, { weight: 8, arbitrary: publishing }, { weight: 8, arbitrary: said }, { weight: 3, arbitrary: urgent })
const whoever = fc.constantFrom<Name>('ana', 'ana', 'rosa', 'raul', 'nora', ...names)
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ name: whoever, wish: acts, minutes }) },
  { weight: 1, arbitrary: fc.record({ change: around, minutes }) },
)

const turns = fc.array(turn, { minLength: 20, maxLength: 80, size: 'max' })
const drafted: Turn = { name: 'ana', wish: () => ({ kind: 'draft', content, correctionOf: null }), minutes: 0 }
const inReview = ways.map((steps): readonly Turn[] => [drafted, { name: 'ana', wish: () => ({ kind: 'submit', expected: 1, findings: [], ...(steps === null ? {} : { steps }) }), minutes: 0 }])
const expedited: readonly Turn[] = [drafted, { name: 'rosa', wish: () => ({ kind: 'expedite', expected: 1, seal: sealOf(content), reason: 'x', findings: [] }), minutes: 0 }]
const held: readonly Turn[] = [
  ...expedited,
  { change: (world, at) => ({ ...world, stops: [{ id: 's0' as StopId, scope: { kind: 'all' }, reason: 'x', by: people.rosa.person, at, lifted: null }] }), minutes: 1 },
  { change: (world, at) => ({ ...world, stops: world.stops.map((stop) => ({ ...stop, lifted: { by: people.rosa.person, at, note: 'x' } })) }), minutes: 1 },
]

/** Approved out of turn, changed, and approved in its turn. */
const overtaken: readonly Turn[] = [
  ...expedited,
  { name: 'ana', wish: () => ({ kind: 'revise', content: { ...content, base: 'Otro texto' }, expected: 1 }), minutes: 1 },
  { name: 'ana', wish: () => ({ kind: 'submit', expected: 2, findings: [] }), minutes: 0 },
  { name: 'raul', wish: (state) => ({ kind: 'approve', expected: 2, seal: sealOf(present(state).content) }), minutes: 1 },
]

/** A national message's post in review. */
const ofMessage: readonly Turn[] = [
  { name: 'ana', wish: (_state, world) => ({ kind: 'draft', content: adapted(1), correctionOf: null, kit: kitFactsIn(world, adapted(1)) }), minutes: 0 },
  { name: 'ana', wish: (_state, world) => ({ kind: 'submit', expected: 1, findings: [], kit: kitFactsIn(world, adapted(1)) }), minutes: 0 },
]

const doubted: readonly Turn[] = [
  ...expedited,
  { name: 'ana', wish: () => ({ kind: 'copy', account: onX, facts }), minutes: 1 },
  { name: 'ana', wish: () => ({ kind: 'doubt', account: onX, note: 'x' }), minutes: 0 },
]

/** Histories that begin where the interesting part is: at a draft, in review (a national message's post among them), approved out of turn, approved anew after that, in doubt of what went out, or held by a stop that was lifted. */
export const histories: fc.Arbitrary<readonly Turn[]> = fc.tuple(fc.oneof(fc.constant<readonly Turn[]>([drafted]), inReview, inReview, fc.constant(ofMessage), fc.constantFrom(expedited, held, overtaken, doubted)), turns).map(([first, then]) => told([...first, ...then]))

/** The same turns, which a failed property tells by who did what. */
function told(given: readonly Turn[]): readonly Turn[] {
  const lines = () => lived(given).map(({ name, command, events, world }) => `${name}: ${JSON.stringify(command)} → ${events.map(({ type }) => type).join(' ') || 'refused'}${world.standIns.map(({ by, of }) => ` (${by} for ${of})`).join('')}${world.left.map((person) => ` (without ${person})`).join('')}`)
  return Object.assign([...given], { [fc.toStringMethod]: () => `\n${lines().join('\n')}\n` })
}

export type Done = {
  readonly name: Name
  readonly at: Instant
  readonly command: PostCommand
  readonly world: World
  readonly before: PostState
  readonly events: readonly PostEvent[]
  readonly after: PostState
}

/** What became of each thing that was asked for. */
export function lived(given: readonly Turn[]): readonly Done[] {
  const done: Done[] = []
  let state: PostState = post.initial
  let world: World = { kitInForce: 1, stops: [], standIns: [], left: [] }
  let at = noon
  for (const one of given) {
    at = later(at, one.minutes * MINUTE)
    if ('change' in one) {
      world = one.change(world, at)
      continue
    }
    const { name, wish } = one
    const context = { ...contextOf(name, at), roles: rolesIn(world, name) }
    const command = wish(state, world, context.actor)
    const decision = post.roleFor(command, context) === undefined ? undefined : post.decide(state, command, context)
    const events = decision?.ok === true ? decision.value : []
    const before = state
    for (const event of events) state = post.evolve(state, event, { id: context.newId<'event'>(), actor: context.actor, office: context.office, role: 'operator', at, version: 1, stream: 'post/1' })
    done.push({ name, at, command, world, before, events, after: state })
  }
  return done
}
