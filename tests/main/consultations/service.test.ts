import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consultationsHomeSource } from '#main/modules/consultations/home-source.ts'
import { consultationReminders } from '#main/modules/consultations/reminder-source.ts'
import { loadReplies } from '#main/modules/consultations/reply-templates.ts'
import { consultationsProjection } from '#main/modules/consultations/store.ts'
import type { ConsultationId } from '#shared/consultations/consultation.ts'
import { HOUR, later } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { oaxaca } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { openConsultations, type ConsultationsDesk } from './desk.ts'

let desk: ConsultationsDesk
beforeEach(() => {
  desk = openConsultations()
})
afterEach(() => desk.close())

const ana = () => desk.context(1, ['operator'], oaxaca)
const rosa = () => desk.context(2, ['reviewer'], 'central-cncs')
const elsewhere = () => desk.context(3, ['operator'], 'district-oaxaca-04')
const auditor = () => desk.context(3, ['auditor'], 'central-cncs')
const permalink = 'https://x.com/INEOaxaca03/status/1000000000000000001'
const where = 'Esta información puede pedirse a INETEL, en el 800 433 2000.'

const codeOf = (result: Result<unknown>): string | undefined => (result.ok ? undefined : result.refusal.code)
const ask = (question = '¿Qué horario tiene el módulo?', matter: 'doubt' | 'trolling' = 'doubt'): ConsultationId => sure(desk.consultations.ask(ana(), matter, 'x-1', question)).id
const page = (id: ConsultationId) => {
  const found = desk.consultations.get(rosa(), id)
  if (found === undefined) throw new Error('no page')
  return found
}
const list = (show: 'waiting' | 'open' | 'mine' | 'ended', context = rosa(), after: string | null = null, limit = 50) => desk.consultations.list(context, { show, text: '', after, limit })

describe('consultations', () => {
  it('go from the question to the reply, all of it on record', async () => {
    const id = ask()
    sure(desk.consultations.take(rosa(), id))
    sure(desk.consultations.answer(rosa(), id, 'El módulo abre de 8:00 a 15:00 horas.', 'Acuerdo INE/CG01/2026'))
    sure(await desk.consultations.copy(ana(), id, page(id).answer?.text ?? ''))
    expect(desk.clipboard).toEqual(['El módulo abre de 8:00 a 15:00 horas.'])
    sure(desk.consultations.reply(ana(), id, 'Gracias. Abre de 8:00 a 15:00 horas.', permalink))
    sure(desk.consultations.close(ana(), id, ''))
    expect(page(id)).toMatchObject({ stage: 'closed', reply: { text: 'Gracias. Abre de 8:00 a 15:00 horas.', permalink, basis: 'answer' } })
    expect(page(id).history.map(({ type }) => type)).toEqual([
      'consultation.closed',
      'consultation.replied',
      'consultation.answered',
      'consultation.taken',
      'consultation.asked',
    ])
  })

  it('keep nobody’s data: the question is refused and nothing is recorded', () => {
    const before = desk.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()
    for (const question of ['La ciudadana HEGG560427MVZRRL04 pregunta', 'Que le llamen al 951 123 4567', 'Pregunta @maria_perez por su trámite']) {
      expect(codeOf(desk.consultations.ask(ana(), 'doubt', 'x-1', question))).toBe('consultations/text-blocked')
    }
    expect(desk.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()).toBe(before)
  })

  it('are asked about an open account of one’s own office only', () => {
    for (const account of ['x-closed', 'x-other', 'nothing']) expect(codeOf(desk.consultations.ask(ana(), 'doubt', account, '¿Qué horario tiene?'))).toBe('consultations/account-unknown')
  })

  it('are read by their office, by Comunicación Social and by auditors, and by nobody else', () => {
    const id = ask()
    expect([ana(), rosa(), auditor()].map((context) => desk.consultations.get(context, id)?.id)).toEqual([id, id, id])
    expect(desk.consultations.get(elsewhere(), id)).toBeUndefined()
    expect(codeOf(desk.consultations.withdraw(elsewhere(), id, 'No es nuestra.'))).toBe('consultations/unknown')
    expect([list('open').total, list('open', elsewhere()).total]).toEqual([1, 0])
  })

  it('wait in the order of the time left, page by page, and leave the queue when answered', () => {
    const ids = Array.from({ length: 5 }, (_, index) => {
      desk.clock.advance(HOUR)
      return ask(`Pregunta número ${index} sobre el módulo`)
    })
    const first = list('waiting', rosa(), null, 2)
    const second = list('waiting', rosa(), first.next, 2)
    const third = list('waiting', rosa(), second.next, 2)
    expect([...first.rows, ...second.rows, ...third.rows].map(({ id }) => id)).toEqual(ids)
    expect(third.next).toBeNull()
    sure(desk.consultations.answer(rosa(), ids[0] as ConsultationId, 'Sí.', 'Acuerdo'))
    expect(list('waiting').rows.map(({ id }) => id)).toEqual(ids.slice(1))
    const open = list('open', rosa(), null, 3)
    expect(new Set([...open.rows, ...list('open', rosa(), open.next, 3).rows].map(({ id }) => id))).toEqual(new Set(ids))
  })

  it('are found by words without their accents, an answered one as well', () => {
    ask('¿Cuándo abre el módulo de Huajuapan?')
    expect(desk.consultations.search(rosa(), 'modulo huajuapan', 5)).toHaveLength(1)
    expect(desk.consultations.search(rosa(), '100%', 5)).toHaveLength(0)
  })

  it('rebuild to the same table from the record', () => {
    const id = ask()
    desk.clock.advance(10 * HOUR)
    sure(desk.consultations.return(rosa(), id, '¿De qué módulo?'))
    desk.clock.advance(90 * HOUR)
    sure(desk.consultations.complete(ana(), id, 'Del de Huajuapan.'))
    expect(page(id).due).toBe(list('waiting').rows[0]?.due)
    const rows = desk.ledger.read.prepare('SELECT * FROM consultations').all()
    // A table of a newer form is made again from the record.
    const again = desk.reopen([{ ...consultationsProjection, version: consultationsProjection.version + 1 }])
    expect(again.ledger.read.prepare('SELECT * FROM consultations').all()).toEqual(rows)
    again.ledger.close()
  })
})

describe('the 48 h', () => {
  it('show as run out at once, are recorded by whoever opens it, and give only where to ask', async () => {
    const id = ask()
    desk.clock.advance(48 * HOUR)
    expect([page(id).stage, page(id).unrecordedLapse, list('waiting').rows[0]?.stage]).toEqual(['lapsed', true, 'lapsed'])
    expect(codeOf(desk.consultations.lapse(auditor(), id))).toBe('ledger/role')
    sure(desk.consultations.lapse(ana(), id))
    expect([page(id).unrecordedLapse, list('waiting').total]).toEqual([false, 0])
    expect(codeOf(await desk.consultations.copy(ana(), id, 'Sí, abre a las 8:00 horas.'))).toBe('consultations/lapse-says-where')
    expect(codeOf(desk.consultations.reply(ana(), id, 'Sí, abre a las 8:00 horas.', permalink))).toBe('consultations/lapse-says-where')
    sure(await desk.consultations.copy(ana(), id, where))
    sure(desk.consultations.reply(ana(), id, where, permalink))
    expect(page(id).reply?.basis).toBe('lapse')
  })

  it('give nothing to copy while they run, and nothing that the checker blocks after', async () => {
    const id = ask()
    expect(codeOf(await desk.consultations.copy(ana(), id, where))).toBe('consultations/no-basis')
    desk.clock.advance(49 * HOUR)
    expect(codeOf(await desk.consultations.copy(ana(), id, `${where} No seas idiota.`))).toBe('consultations/text-blocked')
    expect(desk.clipboard).toEqual([])
    desk.clipboardFails = true
    expect(codeOf(await desk.consultations.copy(ana(), id, where))).toBe('consultations/not-copied')
  })

  it('are told after 24, 36 and 44 hours, at 40 as an escalation, and their end; the end is put on record by who is unlocked', () => {
    const id = ask()
    let unlocked = false
    const source = consultationReminders({
      consultations: desk.consultations,
      officeNameOf: (office) => `Oficina ${office}`,
      language: () => 'es',
      concernsHere: () => true,
      unlocked: () => (unlocked ? ana() : undefined),
    })
    const [item] = source.items(desk.clock.now())
    expect(item?.marks.map((mark) => mark.id)).toEqual(['reminder-24', 'reminder-36', 'escalation-40', 'reminder-44', 'breach-48'])
    desk.clock.advance(48 * HOUR)
    const breach = item?.marks.at(-1)
    if (item === undefined || breach === undefined) throw new Error('no mark')
    const reminder = { key: item.key, cycle: item.cycle, mark: breach, late: 0 } as unknown as Parameters<typeof source.say>[0]
    expect(source.say(reminder)?.body).toBe(
      'Vencieron las 48 h de una consulta de Oficina district-oaxaca-03. Corresponde orientar a la persona a INETEL o a la Plataforma Nacional de Transparencia.',
    )
    expect(page(id).unrecordedLapse).toBe(true)
    unlocked = true
    expect(source.say(reminder)?.route).toBe(`/consultas/${id}`)
    expect(page(id).unrecordedLapse).toBe(false)
  })

  it('stand on the home screen of whoever has something to do', () => {
    const source = consultationsHomeSource(desk.consultations)
    const seen = (context: ReturnType<typeof ana>) => source({ person: context.actor, roles: context.roles, office: context.office }, desk.clock.now()).map(({ kind }) => kind)
    const id = ask()
    expect([seen(ana()), seen(rosa())]).toEqual([[], ['consultation-to-answer']])
    sure(desk.consultations.return(rosa(), id, '¿De qué módulo?'))
    expect([seen(ana()), seen(rosa())]).toEqual([['consultation-returned'], []])
    sure(desk.consultations.complete(ana(), id, 'Del de Huajuapan.'))
    desk.clock.advance(49 * HOUR)
    expect(seen(ana())).toEqual(['consultation-to-reply'])
    expect(seen(elsewhere())).toEqual([])
    // Since when: since the time ran out, whether somebody has put that on record or not.
    const told = () => source({ person: ana().actor, roles: ana().roles, office: ana().office }, desk.clock.now())
    const before = told()
    expect(before).toMatchObject([{ lapsed: true, since: later(desk.clock.now(), -HOUR) }])
    sure(desk.consultations.lapse(ana(), id))
    expect(told()).toEqual(before)
  })
})

describe('a report of hate or violence', () => {
  it('keeps the files under their hash, and takes no file whose copy is not there', async () => {
    const id = ask('Comentarios denigrantes bajo una publicación', 'trolling')
    const file = join(desk.folder, 'captura.png')
    writeFileSync(file, 'png')
    desk.files = [file]
    const { files } = sure(await desk.consultations.attach('Capturas'))
    const sha256 = createHash('sha256').update('png').digest('hex')
    expect(files).toMatchObject([{ sha256, size: 3, name: 'captura.png' }])
    expect(readFileSync(join(desk.folder, 'evidence', sha256), 'utf8')).toBe('png')
    const report = { speech: 'violence', what: 'Llama a agredir a funcionariado.', link: 'https://x.com/i/status/2', evidence: files, sentTo: ['platform'] } as const
    const invented = { ...report, evidence: [{ ...files[0], sha256: 'b'.repeat(64) } as (typeof files)[number]] }
    expect(codeOf(await desk.consultations.report(ana(), id, invented))).toBe('consultations/evidence-unknown')
    sure(await desk.consultations.report(ana(), id, report))
    expect(page(id).reports).toMatchObject([{ speech: 'violence', sentTo: ['platform'], evidence: [{ sha256 }] }])
  })
})

describe('the institution’s own replies', () => {
  const own = (text: string): string => {
    const folder = join(desk.folder, 'own')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'replies.yaml'), text)
    return folder
  }
  const shipped = 'resources/templates/replies'
  const reply = (id: string, text: string) => `version: 1\nreplies:\n  - { id: ${id}, purpose: courtesy, title: T, text: '${text}', source: 'Oficio 1', checked: 2026-11-22, confidence: confirmed }\n`

  it('take the place of the shipped ones by id, and new ones come last', () => {
    const ours = loadReplies(shipped, '/nowhere').templates
    const laid = loadReplies(shipped, own(`${reply('inetel', 'Llama a INETEL.')}${reply('propia', 'Gracias.').split('replies:\n')[1]}`))
    expect(laid.templates.find(({ id }) => id === 'inetel')?.text).toBe('Llama a INETEL.')
    expect([laid.templates.length, laid.templates.at(-1)?.id, laid.faults]).toEqual([ours.length + 1, 'propia', []])
  })
  it('with a fault are named by line, and the shipped ones stay in force', () => {
    const { templates, faults } = loadReplies(shipped, own(reply('Mal Id', 'Gracias.')))
    expect(faults).toMatchObject([{ file: 'replies.yaml', line: 3 }])
    expect(templates).toEqual(loadReplies(shipped, '/nowhere').templates)
  })
})

