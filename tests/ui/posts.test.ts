import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import type { AccountId } from '#shared/accounts/account.ts'
import { HOUR, later } from '#shared/kernel/clock.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { oaxaca, written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, findingsInEveryForm } from './harness.ts'
import { look, openPosts, operator, picture, reviewer, type Somebody } from './posts-main.ts'
import { everyPost } from '#shared/posts/filter.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const drafted = (over: Partial<WrittenContent> = {}, by: Somebody = operator) => sure(kit.desk.posts.draft(kit.contextOf(by), { ...written, ...over }, null)).id
function submitted(over: Partial<WrittenContent> = {}, by: Somebody = operator): PostId {
  const id = drafted(over, by)
  sure(kit.desk.posts.submit(kit.contextOf(by), id, 1))
  return id
}
const page = (id: PostId) => sure(kit.desk.posts.post(kit.contextOf(reviewer), id))
function approved(over: Partial<WrittenContent> = {}): PostId {
  const id = submitted(over)
  const { revision, seal } = page(id)
  sure(kit.desk.posts.approve(kit.contextOf(reviewer), id, revision, seal))
  return id
}
/** Waits longer than the pause after which the editor saves. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 })
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const stageOf = (id: PostId) => page(id).standing.stage
const disabled = async (screen: Page, name: string) => (await screen.getByRole('button', { name, exact: true }).getAttribute('aria-disabled')) === 'true'

describe('writing', () => {
  it('saves itself, says live what the rules say, and is sent once nothing lacks', async () => {
    const { page: screen, faults } = await kit.window(operator, { route: '/publicaciones' })
    await screen.getByText('Aún no hay publicaciones').waitFor()
    await screen.getByRole('button', { name: 'Nueva publicación' }).click()
    const text = screen.getByLabel('Texto común')
    await text.fill('La persona HEGG560427MVZRRL04 puede votar en ine.mx…')
    await screen.getByText('Hay una CURP: HEGG560427MVZRRL04.').first().waitFor()
    await screen.getByText('«…» cuenta doble en X.').waitFor()
    await screen.getByText('70 de 280').waitFor()
    await screen.getByRole('button', { name: 'Mostrar en el texto' }).first().click()
    expect(await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('HEGG560427MVZRRL04')
    await screen.getByText('Faltan 2 cosas para enviarla.').waitFor()
    await expect.poll(() => disabled(screen, 'Enviar a revisión')).toBe(true)

    await text.fill('Este domingo abren las casillas.')
    await screen.getByRole('textbox', { name: 'Documento' }).fill('Acuerdo INE/CG01/2026')
    await screen.getByText('Lista para enviar.').waitFor()
    await screen.getByText('Guardado', { exact: true }).waitFor()
    await screen.getByRole('button', { name: 'Enviar a revisión' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Enviar a revisión' }).click()
    await screen.getByRole('button', { name: 'Retirar para editar' }).waitFor()
    const [row] = kit.desk.posts.list(kit.contextOf(operator), { ...everyPost, order: 'recent', after: null, limit: 9 }).rows
    expect(row).toMatchObject({ stage: 'submitted', title: 'Este domingo abren las casillas.', networks: ['x', 'facebook'] })
    expect(faults).toEqual([])
  })

  it('gives a network its own text and takes it back, always saying which it has', async () => {
    const id = drafted()
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('tab', { name: 'X', exact: true }).click()
    await screen.getByText('X usa el texto común.').waitFor()
    await screen.getByRole('button', { name: 'Escribir uno propio para X' }).click()
    await screen.getByLabel('Texto para X').fill('Solo en X')
    await screen.getByRole('tab', { name: 'X · distinto' }).waitFor()
    await soon(() => page(id).content.variants).toEqual({ x: 'Solo en X' })
    await screen.getByRole('button', { name: 'Volver al texto común' }).click()
    await soon(() => page(id).content.variants).toEqual({})
  })

  it('keeps what is typed when somebody else saved meanwhile, and says so', async () => {
    const id = drafted()
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    const text = screen.getByLabel('Texto común')
    await text.fill('Mi versión')
    sure(kit.desk.posts.revise(kit.contextOf({ ...operator, person: 3 }), id, 1, { ...written, base: 'La otra versión' }))
    await screen.getByText('Otra persona cambió esta publicación').waitFor()
    await expect.poll(() => text.inputValue()).toBe('Mi versión')
    expect(page(id).content.base).toBe('La otra versión')
    await screen.getByRole('button', { name: 'Cargar la versión nueva' }).click()
    await soon(() => text.inputValue()).toBe('La otra versión')
  })

  it('saves what is unsaved when the screen is left', async () => {
    const id = drafted()
    const { page: screen, calls } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByLabel('Texto común').fill('Antes de salir')
    await screen.getByRole('link', { name: 'Inicio' }).click()
    await soon(() => page(id).content.base).toBe('Antes de salir')
    // Nobody is there to be told what the others' acts do not allow: it waits among the conflicts then.
    expect(calls.flatMap(({ entry, input }) => (entry === 'revise' ? [input] : []))).toMatchObject([{ parting: true }])
  })

  it('keeps what was typed last when it is refused as the screen is left, for whoever wrote it, and puts it back where they ask for it', async () => {
    const id = drafted()
    const { page: screen, faults, become } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByLabel('Texto común').fill('Mi versión')
    sure(kit.desk.posts.revise(kit.contextOf({ ...operator, person: 3 }), id, 1, { ...written, base: 'La otra versión' }))
    await screen.getByRole('link', { name: 'Inicio' }).click()
    await screen.getByLabel('Texto común').waitFor({ state: 'detached' })
    await screen.getByRole('button', { name: 'Verlo' }).click()
    await screen.getByText('Lo último que escribiste aquí no se guardó').waitFor()
    await screen.getByText('El contenido cambió desde que lo abriste.', { exact: false }).waitFor()
    await screen.getByText('Mi versión', { exact: true }).waitFor()
    expect(await findings(screen)).toEqual([])
    await picture(screen, 'post-left')
    await become(900, 'dark')
    await picture(screen, 'post-left-dark-900')
    await screen.getByRole('button', { name: 'Ponerlo en el texto' }).click()
    await expect.poll(() => screen.getByLabel('Texto común').inputValue()).toBe('Mi versión')
    await soon(() => page(id).content.base).toBe('Mi versión')
    expect(await screen.getByText('Lo último que escribiste aquí no se guardó').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('shows it beside the post too when that can no longer be written, to be copied or given up', async () => {
    const id = drafted()
    const { page: screen, calls } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByLabel('Texto común').fill('Mi versión')
    sure(kit.desk.posts.submit(kit.contextOf({ ...operator, person: 3 }), id, 1))
    await screen.getByText('Lo último que escribiste aquí no se guardó').waitFor()
    await screen.getByRole('button', { name: 'Copiar lo que escribí' }).click()
    await expect.poll(() => calls.flatMap(({ entry, input }) => (entry === 'copyText' ? [input] : []))).toEqual([{ text: 'Mi versión' }])
    expect(await screen.getByRole('button', { name: 'Ponerlo en el texto' }).count()).toBe(0)
    await screen.getByRole('button', { name: 'Descartarlo' }).click()
    await screen.getByText('Lo último que escribiste aquí no se guardó').waitFor({ state: 'detached' })
  })

  it('asks for the description of each image, and shows the image', async () => {
    const file = join(kit.desk.folder, 'casilla.png')
    // One red point.
    writeFileSync(file, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'))
    kit.desk.files = [file]
    const id = drafted()
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Agregar archivos' }).click()
    await screen.getByText('Falta la descripción de «casilla.png».').first().waitFor()
    await screen.getByLabel('Descripción de la imagen').fill('Un punto rojo')
    await screen.getByText('Lista para enviar.').waitFor()
    await expect.poll(() => screen.getByRole('img', { name: 'Un punto rojo' }).first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await soon(() => page(id).content.media[0]?.alternative).toEqual({ kind: 'text', text: 'Un punto rojo' })
    expect(faults).toEqual([])
  })

  it('is not for another office: the post is not even named', async () => {
    const id = drafted()
    const { page: screen } = await kit.window({ ...operator, office: 'district-oaxaca-04' }, { route: `/publicaciones/${id}` })
    await screen.getByText('La publicación no existe o no es de tu oficina.').waitFor()
  })
})

describe('the review', () => {
  it('goes through the queue by keyboard: next, approve, return with its reasons', async () => {
    const [first, second, third] = ['Primera', 'Segunda', 'Tercera'].map((base) => {
      kit.desk.clock.advance(60_000)
      return submitted({ base })
    })
    if (first === undefined || second === undefined || third === undefined) throw new Error('three posts')
    const { page: screen, faults } = await kit.window(reviewer, { route: '/revision' })
    await screen.getByRole('option', { name: /Primera/ }).waitFor()
    await screen.getByRole('listbox').focus()
    await screen.keyboard.press('Enter')
    await screen.getByRole('heading', { level: 2, name: 'Primera' }).waitFor()
    await screen.keyboard.press('a')
    await screen.getByRole('dialog', { name: 'Aprobar este contenido' }).waitFor()
    await screen.keyboard.press('Enter')
    await screen.getByRole('heading', { level: 2, name: 'Segunda' }).waitFor()
    expect(stageOf(first)).toBe('approved')

    await soon(() => screen.getByRole('dialog').count()).toBe(0)
    await screen.keyboard.press('r')
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Devolver' }).click()
    await expect.poll(() => dialog.getByText('Falta este dato.').count()).toBe(2)
    await dialog.getByLabel('Qué hay que corregir').fill('Cita el acuerdo')
    await dialog.getByRole('checkbox', { name: /sustento/ }).check()
    await dialog.getByRole('button', { name: 'Devolver' }).click()
    await screen.getByRole('heading', { level: 2, name: 'Tercera' }).waitFor()
    expect(page(second)).toMatchObject({ standing: { stage: 'returned' }, lastReturn: { reasons: ['source'], note: 'Cita el acuerdo' } })
    expect(stageOf(third)).toBe('submitted')
    expect(faults).toEqual([])
  })

  it('returns the marked ones that are in sight, and keeps the marks of the others', async () => {
    const bases = ['Abren las casillas.', 'Cierran los módulos.']
    const ids = bases.map((base) => submitted({ base }))
    const { page: screen } = await kit.window(reviewer, { route: '/revision' })
    for (const [index, base] of bases.entries()) {
      await screen.getByRole('option', { name: base }).click()
      await screen.getByRole('heading', { level: 2, name: base }).waitFor()
      await screen.keyboard.press('x')
      await screen.getByRole('button', { name: `Devolver ${index + 1}`, exact: true }).waitFor()
    }
    await screen.getByLabel('Buscar en la cola').fill('modulos')
    await screen.getByRole('button', { name: 'Devolver 1', exact: true }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByLabel('Qué hay que corregir').fill('Falta la sede')
    await dialog.getByRole('checkbox', { name: /sustento/ }).check()
    await dialog.getByRole('button', { name: /^Devolver/ }).click()
    await soon(() => ids.map(stageOf)).toEqual(['submitted', 'returned'])
    await soon(() => screen.getByRole('dialog').count()).toBe(0)
    await screen.getByLabel('Buscar en la cola').fill('')
    await screen.getByRole('button', { name: 'Devolver 1', exact: true }).waitFor()
  })

  it('marks by hand what is returned together, without opening it', async () => {
    const ids = ['Abren las casillas.', 'Cierran los módulos.', 'Otra cosa.'].map((base) => submitted({ base }))
    const { page: screen, faults, become } = await kit.window(reviewer, { route: '/revision' })
    for (const base of ['Abren las casillas.', 'Cierran los módulos.']) await screen.getByRole('option', { name: base }).locator('[data-mark]').click()
    expect(await screen.getByRole('heading', { level: 2, name: 'Abren las casillas.' }).count()).toBe(0)
    await screen.getByRole('option', { name: /Marcada\. Abren las casillas/ }).waitFor()
    await look({ page: screen, become }, 'marked')
    await screen.getByRole('button', { name: 'Devolver 2', exact: true }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByLabel('Qué hay que corregir').fill('Falta la sede')
    await dialog.getByRole('checkbox', { name: /sustento/ }).check()
    await dialog.getByRole('button', { name: /^Devolver/ }).click()
    await soon(() => ids.map(stageOf)).toEqual(['returned', 'returned', 'submitted'])
    await screen.getByRole('option', { name: 'Otra cosa.' }).locator('[data-mark]').click()
    await screen.getByRole('button', { name: 'Quitar marcas' }).click()
    await soon(() => screen.getByRole('button', { name: /Devolver \d/ }).count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('names those of the same text that could not be approved with it, and why', async () => {
    const ids = [submitted(), submitted({ accounts: ['fb-1' as AccountId] })]
    const [first = ids[0], twin = ids[1]] = ids
    const { page: screen, faults } = await kit.window(reviewer, { route: `/revision/${first}` })
    await screen.getByRole('button', { name: 'Aprobar' }).click()
    await screen.getByLabel('Aprobarla también').check()
    // Between the opening of the dialog and the decision somebody else takes the other one.
    sure(kit.desk.posts.claim(kit.contextOf({ ...reviewer, person: 3 }), twin as PostId))
    await screen.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
    const dialog = screen.getByRole('dialog', { name: 'No todas se aprobaron' })
    await dialog.getByText(/Oficina district-oaxaca-03 \(INE Oaxaca 03\): /).waitFor()
    await picture(screen, 'twins-refused')
    expect(await findings(screen)).toEqual([])
    expect(ids.map(stageOf)).toEqual(['approved', 'submitted'])
    await dialog.getByRole('button', { name: 'Cerrar' }).first().click()
    await soon(() => screen.getByRole('dialog').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('is impossible for whoever wrote it, and says why', async () => {
    const both: Somebody = { person: 3, roles: ['operator', 'reviewer'], office: oaxaca }
    const id = submitted({}, both)
    const { page: screen } = await kit.window(both, { route: `/revision/${id}` })
    await screen.getByRole('alert').getByText('Participaste en este contenido, así que otra persona debe decidir.').waitFor()
    await expect.poll(() => disabled(screen, 'Aprobar')).toBe(true)
    await screen.getByRole('heading', { level: 2 }).click()
    await screen.keyboard.press('a')
    await expect.poll(() => screen.getByRole('dialog').count()).toBe(0)
    expect(stageOf(id)).toBe('submitted')
  })

  it('shows on the second pass what changed since the return', async () => {
    const id = submitted()
    sure(kit.desk.posts.return(kit.contextOf(reviewer), id, 1, ['inaccurate'], 'Son las 9:00'))
    sure(kit.desk.posts.revise(kit.contextOf(operator), id, 1, { ...written, base: written.base.replace('8:00', '9:00') }))
    sure(kit.desk.posts.submit(kit.contextOf(operator), id, 2))
    const { page: screen } = await kit.window(reviewer, { route: `/revision/${id}` })
    await screen.getByRole('heading', { name: 'Qué cambió desde la devolución' }).waitFor()
    await expect.poll(() => screen.locator('del').innerText()).toContain('8:00')
    await expect.poll(() => screen.locator('ins').innerText()).toContain('9:00')
  })

  it('keeps what was returned in sight, with how many each part of the queue holds', async () => {
    const id = submitted()
    submitted({ base: 'Jornada de capacitación' })
    sure(kit.desk.posts.return(kit.contextOf(reviewer), id, 1, ['inaccurate'], 'Son las 9:00'))
    const { page: screen, faults } = await kit.window(reviewer, { route: '/revision' })
    await screen.getByRole('radio', { name: /^Todas\s*1$/ }).waitFor()
    await screen.getByRole('radio', { name: /^Vencidas\s*0$/ }).click()
    await screen.getByText('Ninguna ha rebasado el plazo').waitFor()
    await screen.getByRole('radio', { name: /^Devueltas\s*1$/ }).click()
    await screen.getByText('En corrección desde hace', { exact: false }).waitFor()
    await screen.getByRole('listbox', { name: /Publicaciones por revisar/ }).getByRole('option').click()
    await screen.getByText('El plazo está en pausa', { exact: false }).waitFor()
    await screen.getByText('Son las 9:00').first().waitFor()
    expect(await screen.getByRole('button', { name: /Aprobar/ }).count()).toBe(0)
    expect(await findings(screen)).toEqual([])
    expect(faults).toEqual([])
  })

  it('says for when a post is wanted, and marks it when that is before the review’s own time ends', async () => {
    const { clock } = kit.desk
    const wanted = (hours: number) => ({ wanted: { at: later(clock.now(), hours * HOUR), zone: 'America/Mexico_City' } })
    submitted({ base: 'Para pronto', ...wanted(20) })
    submitted({ base: 'Para la otra semana', ...wanted(200) })
    submitted({ base: 'Sin fecha' })
    const { page: screen } = await kit.window(reviewer, { route: '/revision' })
    const colourOf = (name: RegExp) => screen.getByRole('option', { name }).getByText(/^Para el /).evaluate((line) => getComputedStyle(line).color)
    await screen.getByRole('option', { name: /Para pronto.*Para el \d+ \S+, \d\d:\d\d/ }).waitFor()
    expect(await colourOf(/Para pronto/)).not.toBe(await colourOf(/Para la otra semana/))
    expect(await screen.getByRole('option', { name: /Sin fecha/ }).getByText(/^Para el /).count()).toBe(0)
    expect(await findings(screen)).toEqual([])
  })

  it('refuses a decision on a content that is no longer the one on the screen', async () => {
    const id = submitted()
    const { page: screen } = await kit.window(reviewer, { route: `/revision/${id}` })
    await screen.getByRole('button', { name: 'Aprobar' }).click()
    await screen.getByRole('dialog').waitFor()
    sure(kit.desk.posts.withdraw(kit.contextOf(operator), id))
    await soon(() => screen.getByRole('dialog').count()).toBe(0)
    await expect.poll(() => disabled(screen, 'Aprobar')).toBe(true)
    expect(stageOf(id)).toBe('draft')
  })
})

describe('publishing', () => {
  it('copies the sealed text, opens the network, and takes only a link that proves it', async () => {
    const id = approved({ accounts: ['x-1' as AccountId] })
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Copiar texto' }).click()
    const link = screen.getByLabel('Enlace de lo publicado')
    await link.waitFor()
    expect(kit.desk.clipboard).toEqual([written.base])
    expect(kit.desk.opened).toEqual(['https://x.com/compose/post'])
    await link.fill('https://x.com/OtraCuenta/status/5')
    await screen.getByRole('button', { name: 'Registrar publicación' }).click()
    await screen.getByText('La dirección es de otra cuenta.').waitFor()
    await expect.poll(() => link.inputValue()).toBe('https://x.com/OtraCuenta/status/5')
    await link.fill('https://x.com/INEOaxaca03/status/5')
    await screen.getByLabel('Texto como se ve en la red').fill(`${written.base}\nVer menos`)
    await screen.getByText('El texto pegado es el aprobado.').waitFor()
    await screen.getByRole('button', { name: 'Registrar publicación' }).click()
    await screen.getByText('Falta algo de la prueba.').waitFor()
    writeFileSync(join(kit.desk.folder, 'captura.png'), PNG)
    kit.desk.files = [join(kit.desk.folder, 'captura.png')]
    await screen.getByRole('button', { name: 'Elegir captura' }).click()
    await screen.getByText('Captura guardada: captura.png').waitFor()
    await screen.getByRole('button', { name: 'Registrar publicación' }).click()
    await screen.getByRole('button', { name: 'Corregir con otra publicación' }).waitFor()
    await screen.getByText('Igual a lo aprobado').first().waitFor()
    expect(stageOf(id)).toBe('published')
    expect(faults).toEqual([])
  })

  it('shows what differs from the seal, and asks what is done about it', async () => {
    const id = approved({ accounts: ['x-1' as AccountId] })
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Copiar texto' }).click()
    await screen.getByLabel('Enlace de lo publicado').fill('https://x.com/INEOaxaca03/status/5')
    await screen.getByLabel('Texto como se ve en la red').fill(written.base.replace('8:00', '9:00'))
    await screen.getByText('Hay 1 diferencia con lo aprobado. (cifras)').waitFor()
    await expect.poll(() => screen.locator('ins').innerText()).toContain('9:00')
    await screen.getByLabel(/Por qué no hay captura/).fill('La red no cargó')
    await screen.getByRole('button', { name: 'Registrar publicación' }).click()
    await screen.getByText('Lo publicado no es lo aprobado.').waitFor()
    await screen.getByLabel('Retirarla de la red').check()
    await screen.getByLabel('Explicación').fill('La hora es otra')
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('button', { name: 'Registrar publicación' }).click()
    await screen.getByText('Se decidió retirarla: La hora es otra').waitFor()
    await screen.getByRole('button', { name: 'Retirar de la red' }).click()
    await screen.getByLabel('Motivo').fill('Se borró')
    await screen.getByRole('button', { name: 'Registrar retiro' }).click()
    await screen.getByText(/La retiró Nombre de person-1/).waitFor()
    expect(faults).toEqual([])
  })

  it('never offers a second copy while nobody is sure, and lists it by the name of who copied', async () => {
    const id = approved({ accounts: ['x-1' as AccountId] })
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Copiar texto' }).click()
    await screen.getByLabel('No estoy seguro').check()
    await screen.getByLabel('Qué pasó').last().fill('La red se quedó cargando')
    await screen.getByRole('button', { name: 'Registrar', exact: true }).click()
    await screen.getByText('No es seguro que esté publicada').waitFor()
    await soon(() => disabled(screen, 'Copiar texto otra vez')).toBe(true)
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('link', { name: 'Por comprobar (1)' }).click()
    await screen.getByRole('gridcell', { name: 'Nombre de person-1' }).waitFor()
    await screen.getByText('Comprobar en la red').waitFor()
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('gridcell', { name: 'Nombre de person-1' }).click()
    await screen.getByLabel('No está').check()
    await screen.getByLabel('Dónde se buscó').fill('En el perfil y en borradores')
    await screen.getByRole('button', { name: 'Registrar', exact: true }).click()
    await screen.getByRole('button', { name: 'Copiar texto', exact: true }).waitFor()
    await expect.poll(() => disabled(screen, 'Copiar texto')).toBe(false)
    expect(faults).toEqual([])
  })

  it('lists what nobody copied, until somebody says that it does not go out', async () => {
    const zone = 'America/Mexico_City'
    const id = approved({ wanted: { at: later(kit.desk.clock.now(), HOUR), zone } })
    kit.desk.clock.advance(30 * HOUR)
    const copied = approved({ base: 'El módulo abre a las 9:00 horas.', accounts: ['x-1' as AccountId] })
    sure(await kit.desk.posts.publishing.copy(kit.contextOf({ ...operator, person: 3 }), copied, 'x-1' as AccountId))
    const { page: screen, faults, become } = await kit.window(operator, { route: '/publicaciones/por-comprobar' })
    await screen.getByText('No salió en su fecha').first().waitFor()
    expect(await screen.getByText('No salió en su fecha').count()).toBe(2)
    await screen.getByText('Decir qué pasó').waitFor()
    expect(await screen.locator('[role="grid"], [role="table"]').first().evaluate((table) => table.scrollWidth <= table.clientWidth)).toBe(true)
    await look({ page: screen, become }, 'open')
    await screen.getByRole('gridcell', { name: 'Facebook · INE Oaxaca 03' }).click()
    await screen.getByRole('button', { name: 'No se publicará' }).last().click()
    await picture(screen, 'never-dialog')
    await screen.getByLabel('Por qué no se publicará').fill('Pasó su momento')
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('dialog').getByRole('button', { name: 'Registrar' }).click()
    await screen.getByText(/Nombre de person-1 registró que no se publica, .*: Pasó su momento/).waitFor()
    await look({ page: screen, become }, 'never')
    expect(kit.desk.posts.publishing.open(kit.contextOf(reviewer)).rows.map(({ post, account }) => [post, account])).toEqual([[id, 'x-1'], [copied, 'x-1']])
    expect(faults).toEqual([])
  })

  it('is frozen while an incident holds the account, and says by which', async () => {
    const id = approved()
    kit.desk.frozen.add('x-1')
    kit.desk.frozen.add('fb-1')
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByText('Un incidente abierto (INC-2026-001) detiene esta cuenta.').first().waitFor()
    await screen.getByRole('button', { name: 'Copiar texto' }).first().click({ force: true })
    expect(kit.desk.clipboard).toEqual([])
  })

  it('asks before an edit that would void the approval, and voids it at the first change', async () => {
    const id = approved()
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Editar', exact: true }).click()
    await screen.getByRole('alertdialog').getByRole('button', { name: 'Editar de todos modos' }).click()
    expect(stageOf(id)).toBe('approved')
    await screen.getByLabel('Texto común').fill('Cambiado')
    await soon(() => stageOf(id)).toBe('draft')
    await screen.getByText('Se anuló la aprobación por un cambio').waitFor()
  })
})

it.each(['an operator', 'a reviewer'] as const)('no screen of posts that %s sees has a serious accessibility finding or anything beyond its edges, in any form of the window', async (who) => {
  const draft = drafted({ base: 'Llama al 951 123 4567…', source: null })
  const ready = approved()
  const copied = approved({ base: 'El módulo abre a las 9:00 horas.' })
  sure(await kit.desk.posts.publishing.copy(kit.contextOf(operator), copied, 'x-1' as AccountId))
  const waiting = submitted()
  sure(kit.desk.posts.return(kit.contextOf(reviewer), waiting, 1, ['tone'], 'Otra vez'))
  sure(kit.desk.posts.revise(kit.contextOf(operator), waiting, 1, { ...written, base: 'Otra vez' }))
  sure(kit.desk.posts.submit(kit.contextOf(operator), waiting, 2))
  const screens = {
    'an operator': [['/publicaciones', 'Publicaciones'], [`/publicaciones/${draft}`, 'Comprobaciones'], [`/publicaciones/${ready}`, 'Publicar'], [`/publicaciones/${copied}`, 'Publicar'], ['/publicaciones/por-comprobar', 'Por comprobar']],
    'a reviewer': [['/revision', 'Revisión'], [`/revision/${waiting}`, 'Qué cambió desde la devolución']],
  } as const
  const window = await kit.window(who === 'an operator' ? operator : reviewer, { route: screens[who][0][0] })
  const { page: screen, faults, go } = window
  for (const [route, awaited] of screens[who]) {
    await go(route)
    if (awaited === 'Comprobaciones') await screen.getByRole('list', { name: awaited }).first().waitFor()
    else await screen.getByRole('heading', { name: awaited, exact: true }).waitFor()
    expect(await findingsInEveryForm(window), route).toEqual([])
    expect(faults).toEqual([])
  }
})
