import { afterEach, beforeEach, expect, test } from 'vitest'
import { emergencyReminders } from '#main/modules/posts/emergency-reminders.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { sure } from '#tests/kit/sure.ts'
import { openDesk, oaxaca, written, type Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = (): Context => desk.context(1, ['operator'], oaxaca)
const reviewer = (person = 2): Context => desk.context(person, ['reviewer'])
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)
const page = (id: PostId, context = reviewer()) => sure(desk.posts.post(context, id))
function submitted(over: Partial<WrittenContent> = {}): PostId {
  const { id } = sure(desk.posts.draft(author(), { ...written, ...over }, null))
  sure(desk.posts.submit(author(), id, 1))
  return id
}
function approved(over: Partial<WrittenContent> = {}): PostId {
  const id = submitted(over)
  sure(desk.posts.approve(reviewer(), id, 1, page(id).seal))
  return id
}
const x = 'x-1' as AccountId
const copy = async (id: PostId) => code(await desk.posts.publishing.copy(author(), id, x))

test('a stop is asked at the moment of the copy; lifting it frees nothing, a reviewer frees each post', async () => {
  const id = approved({ accounts: [x] })
  const other = approved({ accounts: ['fb-1' as AccountId], base: 'Otra cosa' })
  sure(desk.posts.stops.order(reviewer(), { kind: 'network', network: 'x' }, 'Cuenta comprometida'))
  expect(await copy(id)).toBe('posts/stopped')
  expect(code(await desk.posts.publishing.copy(author(), other, 'fb-1' as AccountId))).toBe('ok')
  expect(page(id).publications[0]?.stop).toEqual({ reason: 'Cuenta comprometida', lifted: false })
  const [stop] = desk.posts.stops.list([]).stops
  desk.clock.advance(1000)
  sure(desk.posts.stops.lift(reviewer(), stop?.id as never, 'Se recuperó')) // it is there
  expect(await copy(id)).toBe('posts/held')
  expect(code(desk.posts.stops.free(author(), id))).toBe('ledger/role')
  sure(desk.posts.stops.free(reviewer(), id))
  expect(await copy(id)).toBe('ok')
  desk.clock.advance(1000)
  const later = approved({ accounts: [x], base: 'Después del alto' })
  expect(await copy(later)).toBe('ok')
})

test('a stop names what had been copied without proof', async () => {
  const id = approved({ accounts: [x] })
  expect(await copy(id)).toBe('ok')
  sure(desk.posts.stops.order(reviewer(), { kind: 'entity', entity: 'oaxaca' }, 'Veda'))
  const [stop] = desk.posts.stops.list(desk.posts.publishing.out(reviewer())).stops
  expect(stop).toMatchObject({ scopeName: 'Oaxaca', lifted: null, open: [{ post: id, account: x, person: { name: 'Nombre de person-1' } }] })
})

test('a step waits no longer for who stopped reviewing after it was sent, in every place that tells whose it is', () => {
  const three = 'person-3' as PersonId
  sure(desk.posts.policy.arrange(desk.context(5, ['administrator']), { routes: [{ id: 'r', name: 'Vía', entities: [], topics: [], steps: [{ people: [three], need: 'any' }] }], calendar: { kind: 'elapsed' } }))
  const [id, twin] = [submitted({ accounts: [x] }), submitted({ accounts: ['fb-1' as AccountId] })]
  expect(code(desk.posts.approve(reviewer(), id, 1, page(id).seal))).toBe('posts/other-pool')
  expect(page(id)).toMatchObject({ standing: { unable: [] }, steps: [{ people: ['Nombre de person-3'], gone: [] }], handOverTo: [{ id: three }], twins: [] })
  desk.reviewers = ['person-2', 'person-4'] as PersonId[]
  expect(page(id)).toMatchObject({ standing: { unable: [three] }, steps: [{ people: ['Nombre de person-3'], gone: ['Nombre de person-3'] }], handOverTo: [{ id: 'person-4' }], twins: [{ id: twin }] })
  sure(desk.posts.claim(reviewer(), id))
  sure(desk.posts.handOver(reviewer(), id, 'person-4' as PersonId))
  sure(desk.posts.approve(reviewer(4), id, 1, page(id).seal))
  expect(sure(desk.posts.approveMany(reviewer(), id, [{ id: twin, expected: 1, seal: page(twin).seal }]))).toEqual({ done: 1, refused: [] })
})

test('a post in review by another way than the one in force is told as such, until it is sent again', () => {
  const administrator = desk.context(5, ['administrator'])
  const way = { id: 'r', name: 'Vía', entities: [], topics: [], steps: [{ people: ['person-3' as PersonId], need: 'any' as const }] }
  const before = submitted({ accounts: [x] })
  sure(desk.posts.policy.arrange(administrator, { routes: [way], calendar: { kind: 'elapsed' } }))
  const after = submitted({ accounts: [x] })
  expect([before, after].map((id) => page(id).otherWay)).toEqual([true, false])
  sure(desk.posts.return(reviewer(), before, 1, ['other'], 'La vía cambió.'))
  expect(page(before).otherWay).toBe(false)
  sure(desk.posts.submit(author(), before, 1))
  expect(page(before).otherWay).toBe(false)
})

test('out of turn open required remarks are passed over by name, and whoever looks at it afterwards reads them', () => {
  const id = submitted()
  sure(desk.posts.remarks.make(reviewer(), id, 'office', { expected: 1, anchor: { kind: 'whole' }, text: 'Falta la fuente', required: true, proposal: null }))
  const [open] = page(id).remarks
  expect(code(desk.posts.expedite(reviewer(3), id, 1, page(id).seal, 'Sismo'))).toBe('posts/remarks-open')
  sure(desk.posts.expedite(reviewer(3), id, 1, page(id).seal, 'Sismo', open === undefined ? [] : [open.id]))
  expect(desk.ledger.history(`post/${id}`).find(({ type }) => type === 'post.expedited')).toMatchObject({ schema: 2, payload: { remarks: [open?.id] } })
  expect(page(id).emergency).toMatchObject({ remarks: [{ id: open?.id, name: 'Nombre de person-2', text: 'Falta la fuente' }], voided: false })
})

test('several are returned for the same reasons, one event each, and those that could not be are named', () => {
  const ids = [submitted({ base: 'Uno' }), submitted({ base: 'Dos' }), approved({ base: 'Tres' })]
  const done = sure(desk.posts.returnMany(reviewer(), ids.map((id) => ({ id, expected: 1 })), ['line'], 'Cambió el mensaje'))
  expect(done).toEqual({ done: 2, refused: [{ id: ids[2], title: 'Tres', code: 'posts/already-decided' }] })
  expect(ids.map((id) => desk.ledger.history(`post/${id}`).filter(({ type }) => type === 'post.returned').length)).toEqual([1, 1, 0])
})

test('together are approved only posts that say the very same, each bound to its own seal', () => {
  const [one, two] = [submitted({ accounts: [x] }), submitted({ accounts: ['fb-1' as AccountId] })]
  const different = submitted({ base: 'Otra cosa' })
  expect(page(one).twins.map(({ id }) => id)).toEqual([two])
  const chosen = (id: PostId) => ({ id, expected: 1, seal: page(id).seal })
  expect(code(desk.posts.approveMany(reviewer(), one, [chosen(different)]))).toBe('posts/not-identical')
  expect(sure(desk.posts.approveMany(reviewer(), one, [chosen(two)]))).toEqual({ done: 1, refused: [] })
  expect(page(two)).toMatchObject({ standing: { stage: 'approved' } })
  expect(page(one).twins).toEqual([])
})

test('what went out of turn is counted, waits for somebody else, and is alarmed when it is overdue', () => {
  const { id } = sure(desk.posts.draft(author(), written, null))
  const { seal } = page(id)
  sure(desk.posts.expedite(reviewer(), id, 1, seal, 'Sismo'))
  approved({ base: 'Por su turno' })
  const listed = (context = reviewer()) => desk.posts.emergencies(context)
  expect(listed()).toMatchObject({ total: 1, rows: [{ post: id, byName: 'Nombre de person-2', reason: 'Sismo', verdict: null }], rate: { expedited: 1, approved: 2, days: 30 } })
  expect([listed(author()).total, listed(desk.context(6, ['security'], 'district-oaxaca-04')).total]).toEqual([1, 0])
  expect(desk.posts.unchecked(9)).toMatchObject([{ post: id, by: 'person-2', reason: 'Sismo' }])
  expect(code(desk.posts.checkEmergency(reviewer(), id, 'confirmed', ''))).toBe('posts/own-emergency')
  sure(desk.posts.checkEmergency(reviewer(3), id, 'confirmed', ''))
  expect(desk.posts.unchecked(9)).toEqual([])
  expect(listed().rows).toMatchObject([{ post: id, verdict: 'confirmed' }])
  // The rules block here as when it is sent.
  const bad = sure(desk.posts.draft(author(), { ...written, base: 'Escribe a persona@gmail.com' }, null)).id
  expect(code(desk.posts.expedite(reviewer(), bad, 1, page(bad).seal, 'Sismo'))).toBe('posts/blocked')
})

test('whoever withdraws or decides late puts the breach on record, by the calendar in force, on a machine where nobody reviews', () => {
  const late = (act: (id: PostId) => unknown): readonly string[] => {
    const id = submitted()
    desk.clock.advance(48 * HOUR)
    act(id)
    return desk.ledger.history(`post/${id}`).map(({ type }) => type).slice(2)
  }
  expect(late((id) => sure(desk.posts.withdraw(author(), id)))).toEqual(['review.breached', 'post.withdrawn'])
  expect(late((id) => sure(desk.posts.return(reviewer(), id, 1, ['tone'], 'x')))).toEqual(['review.breached', 'post.returned'])
  expect(late((id) => sure(desk.posts.returnMany(reviewer(), [{ id, expected: 1 }], ['tone'], 'x')))).toEqual(['review.breached', 'post.returned'])
  expect(late((id) => sure(desk.posts.approve(reviewer(), id, 1, page(id).seal)))).toEqual(['review.breached', 'post.approved'])
  const id = submitted()
  sure(desk.posts.policy.arrange(desk.context(4, ['administrator']), { routes: [], calendar: { kind: 'working', zone: 'America/Mexico_City', weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: [], everyDay: false } }))
  desk.clock.advance(49 * HOUR)
  sure(desk.posts.withdraw(author(), id))
  expect(desk.ledger.history(`post/${id}`).map(({ type }) => type)).toEqual(['post.drafted', 'post.submitted', 'post.withdrawn'])
})

const security = () => desk.context(6, ['security'], oaxaca)
const types = (id: PostId) => desk.ledger.history(`post/${id}`).map(({ type }) => type).slice(2)

test('what security lets pass late is a breach on record as soon as a machine of the review sees it, whatever became of the post', () => {
  const pass = (id: PostId) => sure(desk.posts.expedite(security(), id, 1, page(id).seal, 'Sismo'))
  const [late, changed, looked, inTime] = [submitted({ base: 'Uno' }), submitted({ base: 'Dos' }), submitted({ base: 'Tres' }), submitted({ base: 'Cuatro' })]
  const due = page(late).due
  pass(inTime)
  desk.clock.advance(50 * HOUR)
  for (const id of [late, changed, looked]) pass(id)
  // Nobody of the review has seen it yet; older machines would take a breach that security notes for an act that it may not do.
  expect(types(late)).toEqual(['post.expedited'])
  sure(desk.posts.revise(author(), changed, 1, { ...written, base: 'Dos y algo más' }))
  desk.clock.advance(HOUR)
  // The second look puts it on record too, in that very act.
  sure(desk.posts.checkEmergency(reviewer(), looked, 'confirmed', ''))
  expect(types(looked)).toEqual(['post.expedited', 'review.breached', 'emergency.checked'])
  desk.posts.noteBreaches(reviewer())
  desk.posts.noteBreaches(reviewer(3))
  expect(types(late)).toEqual(['post.expedited', 'review.breached'])
  expect(types(changed)).toEqual(['post.expedited', 'approval.voided', 'post.revised', 'review.breached'])
  expect(types(inTime)).toEqual(['post.expedited'])
  // When its time ended, not when that was noticed.
  expect(desk.ledger.history(`post/${late}`).at(-1)).toMatchObject({ type: 'review.breached', actor: 'person-2', payload: { due, limit: 48 } })
  expect(page(late)).toMatchObject({ standing: { stage: 'approved' } })
  sure(desk.posts.checkEmergency(reviewer(3), late, 'confirmed', ''))
  expect(types(late)).toEqual(['post.expedited', 'review.breached', 'emergency.checked'])
})

test('what was in review several times is late by all of its stays together, and by the calendar in force', () => {
  const id = submitted()
  desk.clock.advance(30 * HOUR)
  sure(desk.posts.return(reviewer(), id, 1, ['tone'], 'x'))
  desk.clock.advance(100 * HOUR)
  sure(desk.posts.submit(author(), id, 1))
  const due = page(id).due
  desk.clock.advance(20 * HOUR)
  sure(desk.posts.expedite(security(), id, 1, page(id).seal, 'Sismo'))
  desk.posts.noteBreaches(reviewer())
  expect(desk.ledger.history(`post/${id}`).at(-1)).toMatchObject({ type: 'review.breached', payload: { due, limit: 48 } })
})

test('a breach is put on record once, approves nothing, and working hours move it', () => {
  const id = submitted()
  desk.clock.advance(49 * HOUR)
  desk.posts.noteBreaches(reviewer())
  desk.posts.noteBreaches(reviewer(3))
  expect(desk.ledger.history(`post/${id}`).map(({ type }) => type)).toEqual(['post.drafted', 'post.submitted', 'review.breached'])
  expect(page(id)).toMatchObject({ standing: { stage: 'submitted' }, limit: 48, calendar: { kind: 'elapsed' } })
  const administrator = desk.context(4, ['administrator'])
  sure(desk.posts.policy.arrange(administrator, { routes: [], calendar: { kind: 'working', zone: 'America/Mexico_City', weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: [], everyDay: false } }))
  const { due, calendar } = page(id)
  expect(calendar.kind).toBe('working')
  expect(due !== null && due > desk.clock.now()).toBe(true)
})

test('what is foretold says on what it rests: a pace, how long decisions usually take, or too little of either', () => {
  const decide = (id: PostId) => sure(desk.posts.approve(reviewer(), id, 1, page(id).seal))
  const forecast = () => desk.posts.forecast()
  expect(forecast()).toEqual({ kind: 'unknown', decisions: 0 })
  // Out of turn is no decision of the review, and says nothing of how long one takes.
  const urgent = submitted({ base: 'Urgente' })
  sure(desk.posts.expedite(reviewer(), urgent, 1, page(urgent).seal, 'Sismo'))
  for (const hours of [2, 3, 4, 5]) {
    const id = submitted({ base: `De ${hours} horas` })
    desk.clock.advance(hours * HOUR)
    decide(id)
  }
  expect(forecast()).toEqual({ kind: 'unknown', decisions: 4 })
  const back = submitted({ base: 'Se devuelve' })
  desk.clock.advance(6 * HOUR)
  sure(desk.posts.return(reviewer(), back, 1, ['tone'], 'x'))
  desk.clock.advance(90 * HOUR)
  const waiting = submitted({ base: 'Espera' })
  // Of five decisions the longest took six hours; the time with its office is none of the review's.
  expect(forecast()).toEqual({ kind: 'waits', decisions: 5, usual: 6 * HOUR, count: 0, first: null })
  desk.clock.advance(7 * HOUR)
  expect(forecast()).toMatchObject({ kind: 'waits', count: 1, first: page(waiting).due })
  // Sent again, what was returned waits as long as all of its stays.
  sure(desk.posts.submit(author(), back, 1))
  desk.clock.advance(1)
  expect(forecast()).toMatchObject({ count: 2, usual: 6 * HOUR })
  // Due soon is said as that.
  desk.clock.advance(35 * HOUR)
  expect(forecast()).toMatchObject({ kind: 'waits', count: 0 })
  desk.clock.advance(30 * 24 * HOUR)
  expect(forecast()).toEqual({ kind: 'unknown', decisions: 0 })
  for (let index = 0; index < 20; index += 1) decide(submitted({ base: `Número ${index}` }))
  expect(forecast()).toMatchObject({ kind: 'pace', decisions: 20, count: 0 })
  expect(desk.posts.forecastFor(author())).toEqual({ kind: 'unknown', decisions: 0 })
})

test('the pace is one of the hours that count', () => {
  sure(desk.posts.policy.arrange(desk.context(4, ['administrator']), { routes: [], calendar: { kind: 'working', zone: 'America/Mexico_City', weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: [], everyDay: false } }))
  for (let index = 0; index < 20; index += 1) {
    const id = submitted({ base: `Número ${index}` })
    sure(desk.posts.approve(reviewer(), id, 1, page(id).seal))
  }
  // 45 hours count in a week and 48 are left: at 20 in 45 hours the 22nd and the 23rd would not be reached, and the 21st just so.
  for (let index = 0; index < 23; index += 1) submitted({ base: `Espera ${index}` })
  expect(desk.posts.forecast()).toMatchObject({ kind: 'pace', count: 2 })
})

test('who reviews is told of what went out of turn and nobody else has looked at, after 12, 20 and 24 hours; not whoever let it pass, and not once somebody looked', () => {
  const id = submitted()
  sure(desk.posts.expedite(reviewer(), id, 1, page(id).seal, 'Sismo'))
  const of = (...people: readonly number[]) => emergencyReminders({ posts: desk.posts, officeNameOf: () => 'la Junta 03', language: () => 'es', reviewersHere: () => people.map((person) => desk.context(person).actor) })
  const now = desk.clock.now()
  expect([of().items(now), of(2).items(now)]).toEqual([[], []])
  const [item] = of(2, 3).items(now)
  expect(item?.marks.map((mark) => `${mark.id} ${(Date.parse(mark.at) - Date.parse(now)) / HOUR}`)).toEqual(['check-12 12', 'check-20 20', 'check-24 24'])
  const say = (at: number) => item?.marks[at] && of(3).say({ key: item.key, cycle: item.cycle, mark: item.marks[at] })
  expect(say(0)).toEqual({ title: 'Vía urgente por comprobar', body: 'Una publicación de la Junta 03 se aprobó por la vía urgente y nadie más la ha comprobado. Debe hacerse dentro de 24 h.', route: `/publicaciones/${id}` })
  expect(say(2)?.body).toBe('Pasaron 24 h sin que otra persona comprobara una publicación de la Junta 03 aprobada por la vía urgente.')
  sure(desk.posts.checkEmergency(reviewer(3), id, 'confirmed', ''))
  expect([of(2, 3).items(now), say(1)]).toEqual([[], undefined])
})
