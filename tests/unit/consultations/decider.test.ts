import { assert, constantFrom, integer, property, array, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import { consultationActs, type Consultation, type ConsultationCommand, type ConsultationEvent } from '#shared/consultations/consultation.ts'
import { basisIn, consultation, dueOf, stageAt, standingOf } from '#shared/consultations/decider.ts'
import { whyNot } from '#shared/consultations/transitions.ts'
import { HOUR, instantOf, later, millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { EventMeta } from '#shared/ledger/decider.ts'
import { elapsed } from '#shared/posts/review-clock.ts'
import { contextOf, names, noon, people, type Name } from '#tests/unit/posts/people.ts'

const LIMIT = 48
const account = { id: 'x-1' as AccountId, network: 'x', handle: '@INEOaxaca03' } as const
const permalink = 'https://x.com/INEOaxaca03/status/1000000000000000001'
const where = 'Puedes pedir esta información a INETEL, en el 800 433 2000.'

const commands = {
  ask: { kind: 'ask', matter: 'doubt', account, question: '¿Qué horario tiene el módulo?', faults: [], limit: LIMIT },
  refer: { kind: 'refer', detail: 'Preguntan además por el módulo.', faults: [], limit: LIMIT },
  take: { kind: 'take', limit: LIMIT },
  release: { kind: 'release', limit: LIMIT },
  return: { kind: 'return', note: '¿De qué módulo se trata?', faults: [], limit: LIMIT },
  complete: { kind: 'complete', detail: 'Del módulo de Huajuapan.', faults: [], limit: LIMIT },
  answer: { kind: 'answer', text: 'El módulo abre de 8:00 a 15:00 horas.', source: 'Acuerdo INE/CG01/2026', faults: [], limit: LIMIT },
  lapse: { kind: 'lapse', limit: LIMIT },
  reply: { kind: 'reply', text: where, permalink, faults: [], domains: ['x.com'], limit: LIMIT },
  report: {
    kind: 'report',
    report: { speech: 'violence', what: 'Llama a agredir a funcionariado.', link: 'https://x.com/i/status/2', evidence: [{ sha256: 'a'.repeat(64), size: 9, mime: 'image/png', name: 'captura.png' }], sentTo: ['platform'] },
    faults: [],
    limit: LIMIT,
  },
  close: { kind: 'close', reason: 'La persona retiró su pregunta.', faults: [], limit: LIMIT },
  withdraw: { kind: 'withdraw', reason: 'Se resolvió en la junta.', faults: [], limit: LIMIT },
} as const satisfies Record<string, ConsultationCommand>

const started: Consultation = { kind: 'none' }

/** Does it as somebody at a moment; a refusal answers with its code and changes nothing. */
function step(state: Consultation, name: Name, command: ConsultationCommand, at: Instant): { readonly state: Consultation; readonly events: readonly ConsultationEvent[]; readonly code?: string } {
  const context = contextOf(name, at)
  const role = consultation.roleFor(command, context)
  if (role === undefined) return { state, events: [], code: 'ledger/role' }
  const decided = consultation.decide(state, command, context)
  if (!decided.ok) return { state, events: [], code: decided.refusal.code }
  const office = state.kind === 'none' ? context.office : state.office
  const meta = { id: 'e', actor: context.actor, role, office, at, version: 1, stream: 'consultation/1' } as unknown as EventMeta
  return { state: decided.value.reduce((before, event) => consultation.evolve(before, event, meta), state), events: decided.value }
}
/** Runs acts one after another; each as `[who, act, hours after noon]`. */
function after(...acts: readonly (readonly [Name, ConsultationCommand, number?])[]): Consultation {
  return acts.reduce((state, [name, command, hours = 0]) => {
    const { state: next, code } = step(state, name, command, later(noon, hours * HOUR))
    if (code !== undefined) throw new Error(`${command.kind}: ${code}`)
    return next
  }, started)
}
const trolling = { ...commands.ask, matter: 'trolling' } as const
const asked = after(['ana', commands.ask])

describe('a consultation', () => {
  it('is answered within its 48 h and gives a text to reply with', () => {
    const answered = after(['ana', commands.ask], ['rosa', commands.take, 1], ['rosa', commands.answer, 47])
    expect(answered).toMatchObject({ stage: 'answered', answer: { text: commands.answer.text, by: 'rosa' }, takenBy: null })
    expect(step(answered, 'ana', { ...commands.reply, text: 'Abre a las 8:00 horas.' }, later(noon, 48 * HOUR)).events).toEqual([
      { type: 'consultation.replied', payload: { text: 'Abre a las 8:00 horas.', permalink, basis: 'answer' } },
    ])
  })
  it('lapses by the clock, to the millisecond, whether or not anybody has recorded it', () => {
    if (asked.kind === 'none') throw new Error('asked')
    const end = later(noon, LIMIT * HOUR)
    expect(dueOf(asked, LIMIT)).toBe(end)
    expect(stageAt(asked, instantOf(millisecondsOf(end) - 1), LIMIT)).toBe('asked')
    expect(stageAt(asked, end, LIMIT)).toBe('lapsed')
    expect(step(asked, 'ana', commands.lapse, instantOf(millisecondsOf(end) - 1)).code).toBe('consultations/running')
    expect(step(asked, 'ana', commands.lapse, end).events).toEqual([{ type: 'consultation.lapsed', payload: { due: end, limit: LIMIT } }])
  })
  it('records the lapse once, whoever sees it first', () => {
    const lapsed = after(['ana', commands.ask], ['rosa', commands.lapse, 50])
    expect(lapsed).toMatchObject({ stage: 'lapsed', lapsedAt: later(noon, 48 * HOUR) })
    expect(step(lapsed, 'ana', commands.lapse, later(noon, 60 * HOUR)).events).toEqual([])
  })
  it('on lapse takes only a reply that says where to ask', () => {
    const at = later(noon, 49 * HOUR)
    expect(step(asked, 'ana', { ...commands.reply, text: 'Sí, abre a las 8:00 horas.' }, at).code).toBe('consultations/lapse-says-where')
    expect(step(asked, 'ana', commands.reply, at).events.map(({ type }) => type)).toEqual(['consultation.lapsed', 'consultation.replied'])
  })
  it('puts the lapse on record beside an answer that came late', () => {
    expect(step(asked, 'rosa', commands.answer, later(noon, 49 * HOUR)).events.map(({ type }) => type)).toEqual(['consultation.lapsed', 'consultation.answered'])
  })
  it('stands still while it is back with its author, and goes on where it was', () => {
    const back = after(['ana', commands.ask], ['rosa', commands.return, 40])
    expect(step(back, 'ana', commands.lapse, later(noon, 400 * HOUR)).code).toBe('consultations/not-asked')
    const again = step(back, 'ana', commands.complete, later(noon, 400 * HOUR)).state
    if (again.kind === 'none') throw new Error('again')
    expect(dueOf(again, LIMIT)).toBe(later(noon, 408 * HOUR))
  })
  it('has no reply while the 48 h run: silence is no answer', () => {
    expect(step(asked, 'ana', commands.reply, later(noon, HOUR)).code).toBe('consultations/no-basis')
  })
  it('is not answered by who wrote it, whatever their roles', () => {
    const own = after(['beto', commands.ask])
    for (const act of ['take', 'return', 'answer'] as const) expect(step(own, 'beto', commands[act], noon).code).toBe('consultations/own-question')
    const helped = after(['ana', commands.ask], ['rosa', commands.return], ['beto', commands.complete])
    expect(step(helped, 'beto', commands.answer, noon).code).toBe('consultations/own-question')
  })
  it('keeps no text that the rules block, in any of its acts', () => {
    const lapsed = after(['ana', commands.ask], ['rosa', commands.lapse, 50])
    const back = after(['ana', commands.ask], ['rosa', commands.return])
    const blocked = { faults: ['phone'] }
    const at = later(noon, 51 * HOUR)
    expect(step(started, 'ana', { ...commands.ask, ...blocked }, noon).code).toBe('consultations/text-blocked')
    expect(step(asked, 'rosa', { ...commands.return, ...blocked }, noon).code).toBe('consultations/text-blocked')
    expect(step(back, 'ana', { ...commands.complete, ...blocked }, noon).code).toBe('consultations/text-blocked')
    expect(step(asked, 'rosa', { ...commands.answer, ...blocked }, noon).code).toBe('consultations/text-blocked')
    expect(step(lapsed, 'ana', { ...commands.reply, ...blocked }, at).code).toBe('consultations/text-blocked')
    expect(step(lapsed, 'ana', { ...commands.report, ...blocked }, at).code).toBe('consultations/text-blocked')
    expect(step(lapsed, 'ana', { ...commands.close, ...blocked }, at).code).toBe('consultations/text-blocked')
    expect(step(asked, 'ana', { ...commands.withdraw, ...blocked }, noon).code).toBe('consultations/text-blocked')
  })
  it('takes as proof of a reply only an address of that account', () => {
    const answered = after(['ana', commands.ask], ['rosa', commands.answer])
    for (const address of ['', 'http://x.com/INEOaxaca03/status/1', 'https://x.com/otra/status/1', 'https://example.org/1']) {
      expect(step(answered, 'ana', { ...commands.reply, permalink: address }, noon).code, address).toBe('consultations/incomplete')
    }
  })
  it('is closed after its reply without more words, and without one only with a reason', () => {
    const answered = after(['ana', commands.ask], ['rosa', commands.answer])
    const replied = after(['ana', commands.ask], ['rosa', commands.answer], ['ana', commands.reply])
    expect(step(answered, 'ana', { ...commands.close, reason: ' ' }, noon).code).toBe('consultations/incomplete')
    expect(step(replied, 'ana', { ...commands.close, reason: ' ' }, noon).state).toMatchObject({ stage: 'closed' })
  })
})

describe('troleo', () => {
  const ruled = after(['ana', trolling])
  it('is answered by the criteria: no clock runs, and a courteous reply may be given at once', () => {
    expect(ruled).toMatchObject({ stage: 'ruled', clock: { since: null } })
    expect(step(ruled, 'ana', { ...commands.reply, text: 'Gracias por tu comentario.' }, noon).events).toMatchObject([{ payload: { basis: 'rule' } }])
  })
  it('may be put to Comunicación Social all the same, and then its 48 h run', () => {
    const referred = step(ruled, 'ana', commands.refer, noon).state
    if (referred.kind === 'none') throw new Error('referred')
    expect(dueOf(referred, LIMIT)).toBe(later(noon, 48 * HOUR))
  })
})

describe('a report of hate or violence', () => {
  it('is documented: what, where, what proves it, to whom it was sent', () => {
    expect(step(asked, 'ana', commands.report, noon).state).toMatchObject({ stage: 'asked', reports: [{ speech: 'violence', by: 'ana', sentTo: ['platform'] }] })
    const { report } = commands.report
    for (const lacking of [{ ...report, evidence: [] }, { ...report, sentTo: [] }, { ...report, link: 'la de siempre' }, { ...report, what: ' ' }]) {
      expect(step(asked, 'ana', { ...commands.report, report: lacking }, noon).code).toBe('consultations/incomplete')
    }
  })
})

describe('in any history of many people', () => {
  const trolls = { kind: 'ask', matter: 'trolling' } as const
  const acts = array(
    record({ who: constantFrom(...names), act: constantFrom(...consultationActs), hours: integer({ min: 0, max: 20 }), troll: constantFrom(false, true) }),
    { maxLength: 40 },
  )
  it('the table decides, nobody answers their own question, no reply comes without basis, and the clock never gives more than its limit', () => {
    assert(
      property(acts, (history) => {
        let state: Consultation = started
        let now = noon
        for (const { who, act, hours, troll } of history) {
          now = later(now, hours * HOUR)
          const before = state
          const command = act === 'ask' && troll ? { ...commands.ask, ...trolls } : commands[act]
          const done = step(state, who, command, now)
          state = done.state
          if (before.kind === 'none') continue
          const standing = standingOf(before, now, LIMIT)
          const { person, roles, office } = people[who]
          const refused = whyNot(act, standing, { person, roles, office })
          if (refused !== undefined) expect(done.code).toBe(refused)
          for (const event of done.events) {
            if (event.type === 'consultation.answered') expect(before.contributors).not.toContain(person)
            if (event.type === 'consultation.replied') expect(event.payload.basis).toBe(basisIn(standing.stage))
            if (event.type === 'consultation.lapsed') expect(event.payload.due <= now).toBe(true)
          }
          if (before.stage === 'closed' || before.stage === 'withdrawn') expect(state).toBe(before)
          if (state.kind === 'consultation' && state.clock.since !== null) expect(elapsed(state.clock, state.clock.since)).toBeLessThan(LIMIT * HOUR)
        }
      }),
      { numRuns: 500 },
    )
  })
})
