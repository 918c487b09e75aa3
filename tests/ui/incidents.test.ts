import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { incidentsHandlers } from '#main/modules/incidents/handlers.ts'
import { noticesHandlers } from '#main/modules/notices/handlers.ts'
import { instantOf, MINUTE } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { incidentDesk, x, type IncidentDesk } from '#tests/main/incidents/incident-desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, findingsInEveryForm, openWindow, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { begin } from './twin-data.ts'

let desk: IncidentDesk
let windows: { close(): Promise<unknown> }[] = []

beforeEach(() => {
  desk = incidentDesk()
})
afterEach(async () => {
  await Promise.all(windows.map((one) => one.close()))
  windows = []
  desk.close()
})

/** Main's own services behind the window, over a real ledger and real folders; `who` asks. */
function main(who: () => Context): TwinHandlers {
  const incidents = incidentsHandlers(desk.incidents, () => 'Evidencia')
  const notices = noticesHandlers(desk.notices)
  const asked = <I, R>(handler: (input: I, caller: { context: Context }) => R) => (input: I): R => handler(input, { context: who() })
  return {
    incidents: {
      list: asked(incidents.list),
      get: asked(incidents.get),
      doors: asked(incidents.doors),
      open: asked(incidents.open),
      completeStep: asked(incidents.completeStep),
      skipStep: asked(incidents.skipStep),
      reopenStep: asked(incidents.reopenStep),
      recordFacts: asked(incidents.recordFacts),
      reclassify: asked(incidents.reclassify),
      addEvidence: asked(incidents.addEvidence),
      pasteEvidence: asked(incidents.pasteEvidence),
      verifyEvidence: asked(incidents.verifyEvidence),
      exportReport: asked(incidents.exportReport),
      close: asked(incidents.close),
      openFolder: asked(incidents.openFolder),
      restrict: asked(incidents.restrict),
      unrestrict: asked(incidents.unrestrict),
    },
    notices: {
      copy: asked(notices.copy),
      export: asked(notices.export),
      exportAll: asked(notices.exportAll),
      openMail: asked(notices.openMail),
      markSent: asked(notices.markSent),
      acknowledge: asked(notices.acknowledge),
      revise: asked(notices.revise),
    },
  }
}

async function open(route: string, options: Partial<WindowOptions> & { readonly who?: () => Context; readonly language?: 'es' | 'en'; readonly more?: TwinHandlers } = {}) {
  const { who = desk.operator, language = 'es', more = {}, ...rest } = options
  // Main's clock and the window's tell the same time, as on one machine.
  const now = Date.parse(desk.clock.now())
  const begun = begin({ state: 'unlocked', preferences: { language } })
  const opened = await openWindow({ now, ...rest, route, handlers: [begun, main(who), more] })
  windows.push(opened)
  desk.ledger.onRecorded(() => void opened.emit('shell', 'changed', { modules: ['incidents'] }))
  await opened.page.getByRole('heading', { level: 1 }).first().waitFor()
  return opened
}

async function picture(page: Awaited<ReturnType<typeof open>>['page'], name: string): Promise<void> {
  const folder = process.env['RESGUARDO_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

describe('evidence that is not on this machine yet', () => {
  it('says how it comes, or why it cannot be had now, and is verified once it is here', async () => {
    const id = desk.openOne()
    desk.desk.chosen = [join(desk.documents, 'captura.png')]
    writeFileSync(desk.desk.chosen[0] ?? '', Buffer.alloc(3_000_000, 'x'))
    sure(await desk.incidents.addEvidence(desk.operator(), id, 'Elegir', {}))
    const sha256 = desk.incidents.get(desk.operator(), id)?.evidence[0]?.sha256 ?? ''
    const shared = { mode: 'shared' as const, link: 'offline' as const, since: desk.clock.now(), pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 }
    const { page, emit } = await open(`/incidentes/${id}`, { more: { hub: { status: () => ok(shared), pendingStreams: () => ok([]), file: () => ok({ kind: 'waiting' }) } } })
    await page.getByText('Todavía no está en este equipo y no hay conexión.').waitFor()
    expect(await page.getByRole('button', { name: /Comprobar.*captura\.png/ }).getAttribute('aria-disabled')).toBe('true')
    await picture(page, 'evidence-offline')
    await emit('hub', 'changed', { ...shared, link: 'current' })
    await page.getByText('Ya se pidió y llega en un momento.').waitFor()
    await emit('hub', 'fileMoved', { sha256, place: { kind: 'coming', done: 1_048_576, size: 3_000_000 } })
    await page.getByRole('progressbar', { name: 'Trayendo el archivo' }).waitFor()
    await picture(page, 'evidence-coming')
    expect(await findings(page)).toEqual([])
    await emit('hub', 'fileMoved', { sha256, place: { kind: 'here' } })
    await page.getByRole('progressbar', { name: 'Trayendo el archivo' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: /Comprobar.*captura\.png/ }).getAttribute('aria-disabled')).toBeNull()
  })
})

describe('an incident', () => {
  it('is open after two clicks from any screen, with its notices drafted and its queue frozen', async () => {
    const { page, faults } = await open('/')
    await page.getByRole('button', { name: 'Reportar incidente' }).click()
    await page.getByRole('button', { name: /^Publicaron algo que no es nuestro/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Publicaron algo que no es nuestro' }).waitFor()
    await page.getByText('0 min desde que se supo').waitFor()
    await page.getByText('INC-2026-001 · X @INEMexico').waitFor()
    await expect.poll(() => page.getByText('Borrador', { exact: true }).count()).toBe(3)
    expect(desk.incidents.frozenBy(x.id)).toBeDefined()
    expect(faults).toEqual([])
  })

  it('is worked from the notices to the close with its report', async () => {
    const id = desk.openOne()
    desk.clock.advance(6 * MINUTE)
    const { page, faults } = await open(`/incidentes/${id}`, { who: desk.security })
    await page.getByText('6 min', { exact: true }).waitFor()

    for (const who of ['Titular del área', 'Comunicación Social', 'UNICOM']) {
      await page.getByRole('listitem').filter({ hasText: who }).getByRole('button', { name: 'Marcar enviado…' }).first().click()
      await page.getByRole('dialog').getByRole('radio', { name: 'Teléfono' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Anotar envío' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    // The step of the notices is done by the third; the capture is at hand.
    await page.getByRole('heading', { level: 4, name: 'Evidencia: capturar antes de borrar' }).waitFor()
    await page.getByRole('button', { name: 'Hecho', exact: true }).click()
    await page.getByText('Falta la evidencia. Agrega un archivo o pega una captura.').waitFor()
    const file = join(desk.folder, 'captura.png')
    writeFileSync(file, 'png')
    desk.desk.chosen = [file]
    await page.getByRole('button', { name: 'Agregar archivos…' }).first().click()
    await page.getByText('1 archivo agregado.').waitFor()
    await page.getByRole('button', { name: 'Hecho', exact: true }).click()

    await page.getByRole('heading', { level: 4, name: 'Publicaciones programadas: detener' }).waitFor()
    await page.getByRole('button', { name: 'Hecho', exact: true }).click()
    await page.getByText('Falta este dato.').waitFor()
    await page.getByLabel(/^¿Cuántas publicaciones/).fill('2')
    await page.getByRole('button', { name: 'Hecho', exact: true }).click()
    await page.getByRole('heading', { level: 4, name: 'Equipo: pasar a uno de confianza' }).waitFor()
    await page.getByRole('button', { name: 'No aplica…' }).click()
    await page.getByRole('dialog').getByLabel('Por qué no aplica').fill('El equipo no estaba comprometido')
    await page.getByRole('dialog').getByRole('button', { name: 'Marcar «No aplica»' }).click()
    await page.getByRole('heading', { level: 4, name: 'Buzón dueño de la cuenta: asegurar' }).waitFor()

    await page.getByRole('button', { name: 'Cerrar incidente…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Cerrar incidente' }).click()
    await expect.poll(() => dialog.getByText('Falta este dato.').count()).toBe(2)
    await dialog.getByLabel('Resumen de lo ocurrido y lo que se hizo').fill('Se recuperó la cuenta.')
    await dialog.getByLabel('Motivo para cerrar con pasos pendientes').fill('UNICOM continúa por separado')
    await dialog.getByRole('button', { name: 'Cerrar incidente' }).click()
    await page.getByRole('button', { name: 'Guardar informe (.docx)' }).click()
    await page.getByText('Guardado: 90-informe-de-cierre.docx').waitFor()
    expect(existsSync(join(desk.documents, 'Resguardo/INC-2026-001/90-informe-de-cierre.docx'))).toBe(true)
    expect(desk.incidents.frozenBy(x.id)).toBeUndefined()
    expect(faults).toEqual([])
  })

  it('gives its notices as files, as a mail draft and as text', async () => {
    const id = desk.openOne()
    const { page } = await open(`/incidentes/${id}`)
    await page.getByRole('button', { name: 'Exportar los tres' }).click()
    await page.getByText('9 archivos guardados', { exact: false }).waitFor()
    expect(readdirSync(join(desk.documents, 'Resguardo/INC-2026-001')).length).toBe(9)
    await page.getByRole('button', { name: 'Copiar texto' }).nth(2).click()
    await page.getByText('Copiado').first().waitFor()
    expect(desk.desk.copied).toEqual([expect.stringMatching(/^Aviso inmediato y solicitud de atención: incidente INC-2026-001/)])
    desk.desk.mailProgram = false
    await page.getByRole('button', { name: 'Abrir .eml' }).first().click()
    await page.getByText('No hay un programa de correo que abra el borrador. Quedó guardado como 01-aviso-titular.eml', { exact: false }).waitFor()
  })

  it('keeps what was typed when it is refused, beside its field', async () => {
    const id = desk.openOne()
    const { page } = await open(`/incidentes/${id}`)
    await page.getByRole('button', { name: 'Completar o corregir' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Lo que se observó/).fill('Una publicación ajena')
    await dialog.getByLabel(/^Dirección relacionada/).fill('la de siempre')
    await dialog.getByRole('button', { name: 'Guardar datos' }).click()
    await dialog.getByText('Escribe la dirección completa, con https://').waitFor()
    await expect.poll(() => dialog.getByLabel(/^Lo que se observó/).inputValue()).toBe('Una publicación ajena')
    await dialog.getByLabel(/^Dirección relacionada/).fill('https://x.com/INEMexico/status/1')
    await dialog.getByRole('button', { name: 'Guardar datos' }).click()
    await page.getByRole('definition').filter({ hasText: 'https://x.com/INEMexico/status/1' }).waitFor()
  })

  it('offers the way out of a wrong door on every part of the page', async () => {
    const id = desk.openOne('suspicious')
    const { page } = await open(`/incidentes/${id}`)
    await page.getByRole('heading', { name: 'Cronología' }).scrollIntoViewIfNeeded()
    const out = page.getByRole('button', { name: 'Esto no es lo que está pasando' })
    expect(await out.evaluate((button) => document.elementFromPoint(button.getBoundingClientRect().x + 5, button.getBoundingClientRect().y + 5) === button)).toBe(true)
    await out.click()
    await page.getByRole('dialog').getByRole('button', { name: /^No puedo entrar/ }).click()
    await page.getByRole('heading', { level: 1, name: 'No puedo entrar' }).waitFor()
  })

  it('says which contact lacks and where to write it', async () => {
    desk.contacts = {}
    const id = desk.openOne()
    const { page } = await open(`/incidentes/${id}`)
    await expect.poll(() => page.getByText('Falta el contacto').count()).toBe(3)
    desk.contacts = { security: { name: 'Guardia', post: '', mail: 'guardia@ine.mx', phone: '', hours: '' } }
    await page.reload()
    await page.getByText('Guardia · guardia@ine.mx').waitFor()
    await expect.poll(() => page.getByText('Falta el contacto').count()).toBe(2)
  })

  it('is worked by keyboard alone', async () => {
    const { page } = await open('/incidentes/nuevo')
    await page.getByRole('button', { name: /^No puedo entrar/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'No puedo entrar' }).waitFor()
    await page.getByRole('button', { name: /Mensaje de la plataforma: leerlo completo/ }).focus()
    await page.keyboard.press('Enter')
    // Focus goes to the step taken in hand; the answer is next.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Mensaje de la plataforma: leerlo completo')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Cuenta bloqueada por edad')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Cuenta bloqueada por edad').first().waitFor()
    const [incident] = desk.incidents.list(desk.operator())
    expect(incident).toMatchObject({ settled: 1 })
  })
})

describe('who can see an incident', () => {
  const members = [
    { id: 'person-2', name: 'Óscar Peña Luna', post: 'Líder de seguridad', officeName: 'UNICOM', roles: ['security'] as Role[] },
    { id: 'person-3', name: 'Rocío Vidal Cano', post: 'Subdirectora de redes sociales', officeName: 'Coordinación Nacional de Comunicación Social', roles: ['reviewer'] as Role[] },
    { id: 'person-1', name: 'Laura Méndez Ríos', post: 'Vocal Secretaria', officeName: 'Junta Local Ejecutiva en Oaxaca', roles: ['operator'] as Role[] },
  ]
  const lead: TwinHandlers = {
    session: { state: () => ok({ state: 'unlocked', person: { id: 'person-2' as PersonId, name: 'Óscar Peña Luna', roles: ['security'], office: 'central-unicom' as OfficeId, officeName: 'UNICOM' }, idleMinutes: 5 }) },
    organization: { people: () => ok(members.map((one) => ({ ...one, id: one.id as PersonId, office: 'central-unicom' as OfficeId, mail: '', mailOutside: false, active: true, hasSigner: true, isElsewhere: false, addedAt: desk.clock.now() }))) },
  }

  it('is decided by security: named people, with a reason, and given back to all', async () => {
    const id = desk.openOne()
    const window = await open(`/incidentes/${id}`, { who: desk.security, more: lead })
    const { page, faults } = window
    await page.getByText('El personal de Junta Local Ejecutiva en Oaxaca, y en toda la institución').waitFor()
    await page.getByRole('button', { name: 'Restringir…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Solo tú podrás cambiar esto.').waitFor()
    await dialog.getByRole('combobox').fill('rocio')
    await page.getByRole('option', { name: /Rocío Vidal Cano/ }).click()
    await dialog.getByRole('button', { name: 'Restringir', exact: true }).click()
    await dialog.getByText('Falta este dato.').waitFor()
    await dialog.getByRole('listitem').filter({ hasText: 'Rocío Vidal Cano' }).waitFor()
    await picture(page, 'restrict-dialog')
    await dialog.getByLabel('Motivo').fill('Puede ser alguien de la oficina')
    await dialog.getByRole('button', { name: 'Restringir', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Solo estas personas, y quienes tienen la función de auditoría:').waitFor()
    await page.getByText('Restringido', { exact: true }).waitFor()
    expect(desk.incidents.get(desk.operator(), id)).toBeUndefined()
    expect([await findingsInEveryForm(window), faults]).toEqual([[], []])
    await picture(page, 'restricted')

    await page.getByRole('button', { name: 'Quitar la restricción…' }).click()
    await dialog.getByLabel('Motivo').fill('Se aclaró')
    await dialog.getByRole('button', { name: 'Quitar la restricción', exact: true }).click()
    await page.getByRole('button', { name: 'Restringir…' }).waitFor()
    expect(desk.incidents.get(desk.operator(), id)).toBeDefined()
  })

  it('is refused when somebody else changed it meanwhile, with what was chosen still there', async () => {
    const id = desk.openOne()
    const { page } = await open(`/incidentes/${id}`, { who: desk.security, more: lead })
    await page.getByRole('button', { name: 'Restringir…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Motivo').fill('Puede ser alguien de la oficina')
    sure(desk.incidents.restrict(desk.security(), id, { people: ['person-2', 'person-3'] as PersonId[], reason: 'Otra persona lo decidió', edition: 0 }))
    await dialog.getByRole('button', { name: 'Restringir', exact: true }).click()
    await dialog.getByText('Alguien más cambió quién puede verlo. Revisa cómo quedó y decide de nuevo.').waitFor()
    expect(await dialog.getByLabel('Motivo').inputValue()).toBe('Puede ser alguien de la oficina')
  })

  it('says to the others that it is restricted and by whom, and to who may not decide it why', async () => {
    const id = desk.openOne()
    const window = await open(`/incidentes/${id}`)
    const { page, go, faults } = window
    expect(await page.getByRole('button', { name: 'Restringir…' }).getAttribute('aria-disabled')).toBe('true')
    sure(desk.incidents.restrict(desk.security(), id, { people: ['person-2'] as PersonId[], reason: 'Puede ser alguien de la oficina', edition: 0 }))
    await page.getByText('El incidente INC-2026-001 está restringido').waitFor()
    await page.getByText('Lo restringió Óscar Peña Luna').waitFor()
    await picture(page, 'restricted-to-others')
    await go('/incidentes')
    await page.getByRole('heading', { name: 'Restringidos a otras personas' }).waitFor()
    await page.getByText('INC-2026-001').waitFor()
    await picture(page, 'restricted-list')
    expect([await findingsInEveryForm(window), faults]).toEqual([[], []])
  })
})

describe('the incident screens', () => {
  it('have no serious finding and nothing beyond the edge, in any form of the window', async () => {
    const id = desk.openOne('no-access')
    sure(desk.incidents.close(desk.security(), desk.openOne(), { summary: 'Cerrado.', outcome: 'false-alarm', override: 'Simulacro' }))
    const window = await open('/incidentes')
    const { page, faults, go } = window
    for (const [route, heading] of [['/incidentes', 'Incidentes'], ['/incidentes/nuevo', '¿Qué está pasando?'], [`/incidentes/${id}`, 'No puedo entrar']] as const) {
      await go(route)
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      expect([route, await findingsInEveryForm(window), faults]).toEqual([route, [], []])
    }
  })

  it('speak English when asked to, except the institution’s own texts', async () => {
    const id = desk.openOne()
    const { page } = await open(`/incidentes/${id}`, { language: 'en' })
    await page.getByRole('heading', { level: 1, name: 'They posted something that is not ours' }).waitFor()
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(headings).toEqual(['Notices', 'What to do', 'What is known', 'Evidence', 'Affected accounts', 'Who can see it', 'Timeline'])
  })

  it('count the time from the moment it was known', async () => {
    const id = desk.openOne()
    sure(desk.incidents.recordFacts(desk.operator(), id, { 'known-at': instantOf(Date.parse(desk.clock.now()) - 65 * MINUTE) }))
    const { page } = await open(`/incidentes/${id}`)
    await page.getByText('1 h 5 min', { exact: true }).waitFor()
  })
})
