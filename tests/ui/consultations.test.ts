import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consultationsHandlers } from '#main/modules/consultations/handlers.ts'
import type { ConsultationId } from '#shared/consultations/consultation.ts'
import { HOUR, millisecondsOf } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { openConsultations, type ConsultationsDesk } from '#tests/main/consultations/desk.ts'
import { rules } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, findingsInEveryForm, openWindow, type WindowOptions } from './harness.ts'
import { operator, reviewer, type Somebody } from './posts-main.ts'
import type { TwinHandlers } from './twin.ts'
import { begin } from './twin-data.ts'

let desk: ConsultationsDesk
let windows: { close(): Promise<unknown> }[] = []
beforeEach(() => {
  desk = openConsultations()
})
afterEach(async () => {
  await Promise.all(windows.map((one) => one.close()))
  windows = []
  desk.close()
})

const contextOf = ({ person, roles, office }: Somebody): Context => desk.context(person, roles, office)

/** Main's own consultations behind the window: handlers, service, rules, decider, a real ledger. */
function main(who: Somebody): TwinHandlers {
  const handlers = consultationsHandlers(desk.consultations)
  const asked = <I, R>(handler: (input: I, caller: { context: Context }) => R) => (input: I): R => handler(input, { context: contextOf(who) })
  return {
    consultations: {
      list: asked(handlers.list),
      counts: asked(handlers.counts),
      get: asked(handlers.get),
      accounts: asked(handlers.accounts),
      templates: asked(handlers.templates),
      ask: asked(handlers.ask),
      refer: asked(handlers.refer),
      take: asked(handlers.take),
      release: asked(handlers.release),
      return: asked(handlers.return),
      complete: asked(handlers.complete),
      answer: asked(handlers.answer),
      lapse: asked(handlers.lapse),
      copy: asked(handlers.copy),
      reply: asked(handlers.reply),
      attach: asked(handlers.attach),
      report: asked(handlers.report),
      close: asked(handlers.close),
      withdraw: asked(handlers.withdraw),
    },
    rules: { data: () => ok({ rules, faults: [] }) },
    session: {
      state: () => {
        const { actor, office, roles } = contextOf(who)
        return ok({ state: 'unlocked', person: { id: actor, name: `Nombre de ${actor}`, roles: [...roles], office, officeName: `Oficina ${office}` }, idleMinutes: 5 })
      },
    },
  }
}

/** `wrong`: milliseconds by which the machine's clock is ahead of the record's. */
async function open(who: Somebody, options: Omit<WindowOptions, 'handlers' | 'now'> & { readonly language?: 'es' | 'en'; readonly wrong?: number }) {
  const { language = 'es', wrong = 0, ...rest } = options
  const begun = begin({ state: 'unlocked', preferences: { language } })
  const window = await openWindow({ ...rest, now: millisecondsOf(desk.clock.now()) + wrong, handlers: [begun, main(who), { shell: { clock: () => ok({ ahead: -wrong }) } }] })
  windows.push(window)
  const stop = desk.ledger.onRecorded(() => void window.emit('shell', 'changed', { modules: ['consultations'] }).catch(stop))
  return window
}
const ask = (question: string, matter: 'doubt' | 'trolling' = 'doubt'): ConsultationId => sure(desk.consultations.ask(contextOf(operator), matter, 'x-1', question)).id
const stageOf = (id: ConsultationId) => desk.consultations.get(contextOf(reviewer), id)?.stage
const question = '¿Qué documentos necesita una persona que perdió su credencial?'

describe('a consultation', () => {
  it('is asked without anybody’s data: the screen says what to take out', async () => {
    const { page, faults } = await open(operator, { route: '/consultas' })
    await page.getByText('No hay consultas en curso').waitFor()
    await page.getByRole('button', { name: 'Nueva consulta' }).click()
    await page.getByLabel('Cuenta en la que se recibió').selectOption('x-1')
    const text = page.getByLabel('Qué se pregunta')
    await text.fill('Pregunta @maria_perez, teléfono 951 123 4567, por su credencial')
    await page.getByText('Se nombra a @maria_perez.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Consultar a Comunicación Social' }).click()
    await page.getByText('El texto tiene algo que no se puede guardar o enviar.', { exact: false }).waitFor()
    await text.fill(question)
    await page.getByRole('button', { name: 'Consultar a Comunicación Social' }).click()
    await page.getByRole('heading', { level: 2, name: question }).waitFor()
    expect(desk.consultations.list(contextOf(operator), { show: 'mine', text: '', after: null, limit: 9 }).total).toBe(1)
    expect(faults).toEqual([])
  })

  it('is answered by Comunicación Social, and replied to with a copied text and its address', async () => {
    const id = ask(question)
    const cs = await open(reviewer, { route: `/consultas/${id}` })
    await cs.page.getByLabel('Texto para contestar a la persona').fill('Acta de nacimiento, identificación y comprobante de domicilio.')
    await cs.page.getByLabel('Sustento').fill('https://www.ine.mx/credencial/')
    await cs.page.getByRole('button', { name: 'Responder', exact: true }).click()
    await cs.page.getByText('Con respuesta').first().waitFor()
    await expect.poll(() => stageOf(id)).toBe('answered')

    const { page, faults } = await open(operator, { route: `/consultas/${id}` })
    await page.getByText('Es para contestar a esta persona, no para publicar.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Copiar la respuesta' }).click()
    await expect.poll(() => desk.clipboard).toEqual(['Acta de nacimiento, identificación y comprobante de domicilio.'])
    await page.getByLabel('Dirección de la respuesta en la red').fill('https://x.com/INEOaxaca03/status/1000000000000000001')
    await page.getByRole('button', { name: 'Registrar la respuesta' }).click()
    await page.getByText('Contestada').first().waitFor()
    expect(faults).toEqual([])
  })

  it('whose 48 h passed says what it gives, puts the lapse on record when opened, and never offers to publish', async () => {
    const id = ask(question)
    desk.clock.advance(49 * HOUR)
    const { page } = await open(operator, { route: `/consultas/${id}` })
    await page.getByText('Pasaron las 48 horas sin pronunciamiento.', { exact: false }).waitFor()
    await expect.poll(() => desk.consultations.get(contextOf(reviewer), id)?.unrecordedLapse).toBe(false)
    await expect.poll(() => page.getByLabel('Respuesta', { exact: true }).inputValue()).toContain('INETEL')
    await page.getByLabel('Respuesta', { exact: true }).fill('Sí, con su acta.')
    const copy = page.getByRole('button', { name: 'Copiar la respuesta' })
    await expect.poll(() => copy.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => page.getByRole('main').getByRole('button', { name: /public|aprob|bloque/i }).count()).toBe(0)
  })

  it('counts its 48 h by the record’s clock on a machine whose own is hours wrong, and follows a correction at once', async () => {
    ask(question)
    const { page, emit } = await open(operator, { route: '/consultas', wrong: 5 * HOUR })
    await page.getByText('Quedan 2 d', { exact: true }).waitFor()
    await emit('shell', 'clockCorrected', { ahead: 1 * HOUR })
    await page.getByText('Quedan 1 d 18 h', { exact: true }).waitFor()
  })

  it('is worked by keyboard alone', async () => {
    const id = ask(question)
    const { page } = await open(reviewer, { route: `/consultas/${id}` })
    await page.getByRole('button', { name: 'Pedir un dato' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('¿De qué estado es la credencial?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => stageOf(id)).toBe('returned')
  })
})

describe('troleo', () => {
  it('gets the rule with its source, courteous replies, and no button to block', async () => {
    const id = ask('Comentarios denigrantes bajo una publicación', 'trolling')
    const { page } = await open(operator, { route: `/consultas/${id}` })
    await page.getByText('Aquí no hay botón para bloquear').waitFor()
    await page.getByText('amparo en revisión 1005/2018', { exact: false }).waitFor()
    await expect.poll(() => page.getByLabel('Respuesta', { exact: true }).inputValue()).toContain('Gracias por expresar tu opinión.')
    await expect.poll(() => page.getByRole('main').getByRole('button', { name: /bloque|expuls/i }).count()).toBe(0)
  })

  it('that is hate or violence is documented with its files and to whom it was sent', async () => {
    const id = ask('Un comentario dice: vamos a quemar las casillas y a matarlos a todos', 'trolling')
    const file = join(desk.folder, 'captura.png')
    writeFileSync(file, 'png')
    desk.files = [file]
    const { page, faults } = await open(operator, { route: `/consultas/${id}` })
    await page.getByText('El mensaje parece una amenaza o un llamado a la violencia').waitFor()
    await page.getByRole('button', { name: 'Documentar un reporte' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Guardar la constancia' }).click()
    await dialog.getByText('Hace falta al menos un archivo.').waitFor()
    expect(await dialog.getByRole('radio', { name: 'Violencia' }).isChecked()).toBe(true)
    await dialog.getByLabel('Qué dice o promueve').fill('Llama a agredir a funcionariado de casilla.')
    await dialog.getByLabel('Dirección del mensaje').fill('https://x.com/i/status/2')
    await dialog.getByRole('button', { name: 'Agregar archivos' }).click()
    await dialog.getByText('captura.png', { exact: false }).first().waitFor()
    await dialog.getByRole('checkbox', { name: 'La red social' }).check()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Guardar la constancia' }).click()
    await page.getByText('Se envió a: La red social').waitFor()
    expect(await page.getByText('El mensaje parece una amenaza').count()).toBe(0)
    expect(faults).toEqual([])
  })
})

describe('the screens of consultations', () => {
  it('have no serious finding and nothing beyond the edge, in any form of the window', async () => {
    const lapsed = ask('Una persona pregunta cuándo abre el módulo de Huajuapan')
    desk.clock.advance(49 * HOUR)
    const answered = ask('Una persona pregunta por la fecha de la jornada electoral')
    sure(desk.consultations.answer(contextOf(reviewer), answered, 'Consulta la fecha en https://www.ine.mx', 'https://www.ine.mx'))
    const waiting = ask(question)
    const window = await open(operator, { route: '/consultas' })
    const { page, faults, go } = window
    for (const [name, route] of [['list', '/consultas'], ['new', '/consultas/nueva'], ['lapsed', `/consultas/${lapsed}`], ['answered', `/consultas/${answered}`]] as const) {
      await go(route)
      await page.getByRole('heading', { level: route === '/consultas' ? 1 : 2 }).first().waitFor()
      expect([name, await findingsInEveryForm(window), faults]).toEqual([name, [], []])
    }
    const cs = await open(reviewer, { route: `/consultas/${waiting}` })
    await cs.page.getByLabel('Sustento').waitFor()
    expect(await findingsInEveryForm(cs)).toEqual([])
  })

  it('speak English when asked to', async () => {
    const id = ask(question)
    const { page } = await open(reviewer, { route: `/consultas/${id}`, language: 'en' })
    await page.getByRole('heading', { level: 1, name: 'Consultations' }).waitFor()
    await page.getByText('There is no button to block').waitFor()
  })
})
