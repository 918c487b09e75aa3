import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { kitSealOf } from '#shared/kits/kit-decider.ts'
import type { Kit } from '#shared/kits/kit.ts'
import { aKit } from '#tests/unit/kits/a-kit.ts'
import { everywhere } from '#tests/main/posts/desk.ts'
import type { Media } from '#shared/rules/content.ts'
import { film } from '#tests/kit/film.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, overflows } from './harness.ts'
import { openPosts, operator, reviewer, type Somebody } from './posts-main.ts'

const writer: Somebody = { ...reviewer, person: 3 }

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

function approved(given: Kit = aKit) {
  const kits = kit.desk.kits()
  const { id } = sure(kits.draft(kit.contextOf(writer), given))
  sure(kits.submit(kit.contextOf(writer), id, 1))
  sure(kits.approve(kit.contextOf(reviewer), id, 1, kitSealOf(given)))
  return id
}
/** Pictures that are kept on this machine, with what is said of each. */
async function fixed(...alternatives: readonly Media['alternative'][]): Promise<readonly Media[]> {
  kit.desk.files = alternatives.map((_, index) => {
    const file = join(kit.desk.folder, `cartel-${index + 1}.png`)
    writeFileSync(file, png(60 + 90 * index, { width: 640, height: 360 }))
    return file
  })
  const { media } = sure(await kit.desk.posts.attach('Elegir'))
  return media.map((file, index) => ({ ...file, alternative: alternatives[index] ?? file.alternative }))
}
/** `height`: of a page whose end is to be seen. */
async function pictures(opened: Awaited<ReturnType<typeof kit.window>>, name: string, height?: number) {
  const folder = process.env['RESGUARDO_PICTURES']
  for (const [width, theme] of [[1280, 'light'], [900, 'dark'], [640, 'light']] as const) {
    await opened.become(width, theme, height)
    expect(await overflows(opened.page), `${name} ${width}`).toBe(false)
    if (folder !== undefined) await opened.page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) })
  }
  await opened.become(1280, 'light')
}

it('Comunicación Social writes a message with a slot, is warned of one text for all, and another person approves it', async () => {
  const opened = await kit.window(writer, { route: '/biblioteca' })
  const { page, faults } = opened
  await page.getByText('No hay mensajes nacionales').waitFor()
  await page.getByRole('button', { name: 'Nuevo mensaje nacional' }).click()
  await page.getByLabel('Nombre', { exact: true }).fill('Módulo itinerante')
  await page.getByLabel('Texto común', { exact: true }).fill('El módulo abre en .')
  await page.getByText('Ningún hueco obligatorio cambia el texto en', { exact: false }).waitFor()
  await page.getByLabel('Texto común', { exact: true }).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(18, 18))
  await page.getByLabel('Hueco nuevo').fill('Lugar')
  await page.getByRole('button', { name: 'Agregar hueco' }).click()
  await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some(({ value }) => value === 'El módulo abre en {lugar}.'))
  await page.getByText('Ningún hueco obligatorio', { exact: false }).waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: 'Documento' }).fill('Acuerdo INE/CG1/2026')
  expect(await findings(page)).toEqual([])
  await pictures(opened, 'mensaje-nuevo')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('heading', { level: 2, name: 'Módulo itinerante' }).waitFor()
  await page.getByRole('button', { name: 'Enviar a aprobación' }).click()
  await page.getByText('Por aprobar').first().waitFor()
  await page.getByText('Participaste en este mensaje', { exact: false }).locator('visible=true').first().waitFor()
  const id = kit.desk.kits().list(kit.contextOf(reviewer))[0]?.id ?? ''
  const other = await kit.window(reviewer, { route: `/biblioteca/mensajes/${id}` })
  await other.page.getByRole('button', { name: 'Aprobar' }).click()
  const dialog = other.page.getByRole('alertdialog')
  await dialog.getByText('cualquier oficina', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Aprobar' }).click()
  await other.page.getByText('En vigor · versión 1').first().waitFor()
  expect(await findings(other.page)).toEqual([])
  await pictures(other, 'mensaje')
  expect([...faults, ...other.faults]).toEqual([])
})

it('while a message is written every finding stands beside its text with its reason and how to mend it; a picture may be decorative, and a name is given once', async () => {
  const opened = await kit.window(writer, { route: '/biblioteca/mensajes/nuevo' })
  const { page, faults } = opened
  await page.getByLabel('Nombre', { exact: true }).fill('Módulo itinerante')
  const base = page.getByLabel('Texto común', { exact: true })
  await base.fill('El módulo de {lugar} atiende a los ciudadanos. CURP LOOA531113HTCPBN07.')
  const beside = page.getByRole('group', { name: 'Textos' }).getByRole('list', { name: 'Comprobaciones' })
  const curp = beside.getByRole('listitem').filter({ hasText: 'LOOA531113HTCPBN07' })
  await curp.getByText('Impide enviar:').waitFor()
  await curp.getByText('Fuente: ', { exact: false }).waitFor()
  // The words are found where they are written, after the slot's mark.
  await curp.getByRole('button', { name: 'Mostrar en el texto' }).click()
  expect(await base.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('LOOA531113HTCPBN07')
  await beside.getByRole('button', { name: /Cambiar por/ }).first().click()
  expect(await base.inputValue()).toMatch(/^El módulo de \{lugar\} atiende a .* CURP LOOA531113HTCPBN07\.$/)
  await base.fill('El módulo de {lugar} atiende a la ciudadanía.')
  await curp.waitFor({ state: 'detached' })

  await page.getByLabel('Hueco nuevo').fill('Lugar')
  await page.getByRole('button', { name: 'Agregar hueco' }).click()
  // Its mark is there already: nothing is written twice.
  expect(await base.inputValue()).toBe('El módulo de {lugar} atiende a la ciudadanía.')
  await page.getByLabel('Hueco nuevo').fill('¡Lugar!')
  await page.getByText('Ya hay un hueco que se llama así («Lugar»)', { exact: false }).first().waitFor()
  await pictures(opened, 'mensaje-hueco-repetido', 1100)
  await page.getByLabel('Hueco nuevo').fill('***')
  await page.getByText('El nombre del hueco lleva al menos una letra o un número.').first().waitFor()
  await page.getByLabel('Hueco nuevo').fill('')
  expect(kit.desk.kits().list(kit.contextOf(writer))).toEqual([])

  writeFileSync(join(kit.desk.folder, 'fondo.png'), png(120, { width: 640, height: 360 }))
  kit.desk.files = [join(kit.desk.folder, 'fondo.png')]
  await page.getByRole('button', { name: 'Agregar archivos' }).click()
  const files = page.getByRole('group', { name: 'Imágenes fijas' })
  await files.getByText('Impide enviar:').waitFor()
  await files.getByRole('checkbox', { name: /Es decorativa/ }).check()
  await files.getByLabel('Por qué es decorativa').fill('Fondo de color sin datos.')
  await files.getByText('Impide enviar:').waitFor({ state: 'detached' })

  // A title with a brace of no slot is refused at its field, whichever tab was open.
  await page.getByRole('tab', { name: 'YouTube' }).click()
  await page.getByLabel('Título en YouTube').fill('Módulo en {luga}')
  await page.getByRole('tab', { name: 'Común' }).click()
  await page.getByRole('textbox', { name: 'Documento' }).fill('Acuerdo INE/CG1/2026')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Hay unas llaves que no son de ningún hueco', { exact: false }).waitFor()
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value === 'Módulo en {luga}')
  await page.getByLabel('Título en YouTube').fill('Módulo en {lugar}')
  await page.getByRole('tab', { name: 'X', exact: true }).click()
  await page.getByRole('button', { name: 'Agregar parte al hilo' }).click()
  await page.getByLabel('Parte 2 de 2').fill('Requisitos en ine.mx.')
  await page.getByRole('tab', { name: 'Facebook' }).click()
  await page.getByRole('button', { name: 'Agregar primer comentario' }).click()
  await page.getByLabel('Primer comentario en Facebook').fill('Trámite gratuito. CURP LOOA531113HTCPBN07.')
  await page.getByRole('group', { name: 'Textos' }).getByText('LOOA531113HTCPBN07', { exact: false }).last().waitFor()
  expect(await findings(page)).toEqual([])
  await pictures(opened, 'mensaje-escribir', 2600)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('heading', { level: 2, name: 'Módulo itinerante' }).waitFor()
  // What stops it is said on the page, with where, why and how to mend it, and not first at the gate.
  const stops = page.getByRole('list', { name: 'Comprobaciones' }).getByRole('listitem').filter({ hasText: 'Impide enviar' })
  await stops.getByText('Primer comentario en Facebook', { exact: false }).waitFor()
  await stops.getByText('Fuente: ', { exact: false }).waitFor()
  const send = page.getByRole('button', { name: 'Enviar a aprobación' })
  await send.hover()
  await page.getByRole('tooltip').getByText('Hay 1 observación que lo impide.', { exact: false }).waitFor()
  expect(await send.isDisabled()).toBe(true)
  await pictures(opened, 'mensaje-detenido', 1400)
  const { id } = kit.desk.kits().list(kit.contextOf(writer))[0] ?? { id: '' as never }
  expect(kit.desk.kits().get(kit.contextOf(writer), id)?.writing?.kit).toMatchObject({
    titles: { youtube: 'Módulo en {lugar}' },
    threads: { x: ['Requisitos en ine.mx.'] },
    comments: { facebook: 'Trámite gratuito. CURP LOOA531113HTCPBN07.' },
    media: [{ alternative: { kind: 'decorative', reason: 'Fondo de color sin datos.' } }],
  })
  expect(faults).toEqual([])
})

it('who approves sees all that the seal covers, what changes against the version in force, every warning, and confirms it', async () => {
  const { desk, contextOf } = kit
  const id = approved({ ...aKit, guide: 'La guía de antes.' })
  const media = await fixed({ kind: 'text', text: 'Una fila de personas ante un módulo.' }, { kind: 'decorative', reason: 'Fondo de color sin datos.' })
  const next: Kit = {
    ...aKit,
    name: 'Módulo itinerante 2027',
    guide: 'Complétalo antes del lunes.',
    base: aKit.base.replace('Trámite gratuito', 'Trámite gratuito para los ciudadanos'),
    threads: { x: ['Lleva tu acta de nacimiento.'] },
    comments: { facebook: 'Más en ine.mx.' },
    media,
    offices: ['district-oaxaca-03' as never],
    topics: ['credencial' as never],
  }
  sure(desk.kits().revise(contextOf(writer), id, 0, next))
  sure(desk.kits().submit(contextOf(writer), id, 1))
  const opened = await kit.window({ ...reviewer, person: 4 }, { route: `/biblioteca/mensajes/${id}` })
  const { page, faults } = opened
  const waits = page.getByRole('region', { name: 'Por aprobar' })
  await waits.getByRole('img', { name: 'Una fila de personas ante un módulo.' }).waitFor()
  await waits.getByText('Fondo de color sin datos.', { exact: false }).waitFor()
  for (const said of ['Lleva tu acta de nacimiento.', 'Más en ine.mx.', 'Complétalo antes del lunes.', 'Acuerdo INE/CG1/2026', 'credencial', 'district-oaxaca-03']) await waits.getByText(said, { exact: false }).first().waitFor()
  await waits.getByText('Lugar · hasta 60 caracteres · obligatorio. El recinto', { exact: false }).waitFor()
  const changes = page.getByRole('region', { name: 'Qué cambia respecto de la versión 1, en vigor' })
  for (const part of ['nombre', 'texto común', 'hilo de X', 'primer comentario en Facebook', 'archivos', 'descripciones', 'temas', 'guía para las oficinas', 'oficinas']) await changes.getByText(part, { exact: true }).waitFor()
  expect(await changes.getByText('cuentas', { exact: true }).count()).toBe(0)
  // A suggestion stops nobody and is told.
  await page.getByRole('list', { name: 'Comprobaciones' }).getByText('los ciudadanos', { exact: false }).first().waitFor()
  expect(await findings(page)).toEqual([])
  await pictures(opened, 'mensaje-por-aprobar', 2600)
  await page.getByRole('button', { name: 'Aprobar' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('solo la oficina nombrada', { exact: false }).waitFor()
  await dialog.getByText('aviso', { exact: false }).waitFor()
  await pictures(opened, 'mensaje-aprobar')
  await dialog.getByRole('button', { name: 'Cancelar' }).click()
  expect(desk.kits().get(contextOf(reviewer), id)?.versions).toHaveLength(1)
  await page.getByRole('button', { name: 'Aprobar' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Aprobar' }).click()
  await page.getByText('En vigor · versión 2').first().waitFor()
  expect(faults).toEqual([])
})

it('who approves is told of a picture whose bytes changed under the same name, and of nothing else', async () => {
  const { desk, contextOf } = kit
  const media = await fixed({ kind: 'text', text: 'Una fila de personas ante un módulo.' })
  const id = approved({ ...aKit, media })
  writeFileSync(join(desk.folder, 'cartel-1.png'), png(200, { width: 640, height: 360 }))
  const again = sure(await desk.posts.attach('Elegir')).media.map((file) => ({ ...file, alternative: { kind: 'text' as const, text: 'Una fila de personas ante un módulo.' } }))
  sure(desk.kits().revise(contextOf(writer), id, 0, { ...aKit, media: again }))
  sure(desk.kits().submit(contextOf(writer), id, 1))
  const { page } = await kit.window({ ...reviewer, person: 4 }, { route: `/biblioteca/mensajes/${id}` })
  const changes = page.getByRole('region', { name: 'Qué cambia respecto de la versión 1, en vigor' })
  await changes.getByText(`(…${again[0]?.sha256.slice(-8)})`, { exact: false }).first().waitFor()
  expect(await changes.getByRole('term').allTextContents()).toEqual(['archivos'])
})

it('the fixed pictures of a message are pictures too for the office that adapts it and for who reviews the office’s post', async () => {
  const media = await fixed({ kind: 'text', text: 'Una fila de personas ante un módulo.' })
  const id = approved({ ...aKit, slots: aKit.slots.filter(({ kind }) => kind !== 'photo'), media })
  const { desk, contextOf } = kit
  const { post } = sure(desk.kits().adapt(contextOf(operator), id, false))
  const writing = await kit.window(operator, { route: `/publicaciones/${post}` })
  await writing.page.getByRole('region', { name: 'Cómo queda' }).getByRole('img', { name: 'Una fila de personas ante un módulo.' }).waitFor()
  const page = sure(desk.posts.post(contextOf(operator), post))
  const { content } = page
  if (content.kit === null) throw new Error('of no message')
  const slots = { lugar: 'Plaza del Valle', fecha: '2027-02-10', hora: '09:00' }
  sure(desk.posts.revise(contextOf(operator), post, page.revision, { ...content, accounts: content.accounts.map((account) => account.id), kit: { ...content.kit, slots } }))
  sure(desk.posts.submit(contextOf(operator), post, page.revision + 1))
  const review = await kit.window(reviewer, { route: `/revision/${post}` })
  await review.page.getByRole('region', { name: 'Lo que fija el mensaje' }).getByRole('img', { name: 'Una fila de personas ante un módulo.' }).waitFor()
  expect(await findings(review.page)).toEqual([])
  await pictures(review, 'mensaje-revision-imagen', 2000)
})

it('a message with a title goes to YouTube: its post has it, locked', async () => {
  const somebody: Somebody = { person: 1, roles: ['operator'], office: everywhere }
  const file = join(kit.desk.folder, 'modulo.mp4')
  writeFileSync(file, await film('mp4', { seconds: 20, width: 1280, height: 720 }))
  kit.desk.files = [file]
  const { media } = sure(await kit.desk.posts.attach('Elegir'))
  const id = approved({ ...aKit, titles: { youtube: 'Módulo en {lugar}' }, media: media.map((one) => ({ ...one, networks: ['youtube'], alternative: { kind: 'text', text: 'Cómo llegar al módulo.' } })) })
  const made = sure(kit.desk.kits().adapt(kit.contextOf(somebody), id, false)).post
  const { page } = await kit.window(somebody, { route: `/publicaciones/${made}` })
  const youtube = page.getByRole('checkbox', { name: /YouTube · / })
  await youtube.waitFor()
  expect(await youtube.isChecked()).toBe(true)
  await page.getByRole('textbox', { name: 'Lugar' }).fill('Plaza del Valle')
  await page.getByRole('region', { name: 'Cómo queda' }).getByText('Módulo en Plaza del Valle', { exact: true }).waitFor()
  // Taken out and put back, it has its title again at once.
  await youtube.uncheck()
  await page.getByText('Guardado', { exact: true }).waitFor()
  await youtube.check()
  await page.getByText('Guardado', { exact: true }).waitFor()
  expect(await page.getByText('YouTube no publica sin título', { exact: false }).count()).toBe(0)
  expect(sure(kit.desk.posts.post(kit.contextOf(somebody), made)).content.titles).toEqual({ youtube: 'Módulo en Plaza del Valle' })
})

it('an office fills in the slots and nothing else; the reviewer reads only them', async () => {
  const id = approved()
  const opened = await kit.window(operator, { route: `/biblioteca/mensajes/${id}` })
  const { page, faults } = opened
  await page.getByRole('button', { name: 'Adaptar para mi oficina' }).click()
  await page.getByRole('heading', { name: 'Datos de tu oficina' }).waitFor()
  expect(await page.getByLabel('Texto común').count()).toBe(0)
  // The message's source is read, not written.
  const source = page.getByRole('region', { name: 'Sustento' })
  await source.getByText('Acuerdo INE/CG1/2026', { exact: true }).waitFor()
  expect(await source.getByRole('textbox').count()).toBe(0)
  await page.getByRole('textbox', { name: 'Lugar' }).fill('Plaza del Valle')
  await page.getByRole('spinbutton').first().focus()
  await page.keyboard.type('10022027')
  await page.getByRole('textbox', { name: 'Hora' }).fill('25:00')
  await page.getByText('No tiene la forma que este dato lleva.').waitFor()
  await page.getByRole('textbox', { name: 'Hora' }).fill('09:00')
  await page.getByText('10 de febrero de 2027').first().waitFor()
  // What the rules say of the locked text with the office's words in it.
  await page.getByRole('textbox', { name: 'Lugar' }).fill('Plaza del Valle, pinche')
  await page.getByRole('list', { name: 'Comprobaciones' }).getByText('pinche', { exact: false }).first().waitFor()
  await page.getByRole('textbox', { name: 'Lugar' }).fill('Plaza del Valle')
  await page.getByRole('list', { name: 'Comprobaciones' }).getByText('pinche', { exact: false }).first().waitFor({ state: 'detached' })
  expect(await findings(page)).toEqual([])
  await pictures(opened, 'mensaje-adaptar', 2000)
  await page.getByRole('button', { name: 'Enviar a revisión' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Enviar a revisión' }).click()
  await page.getByText('Enviada a revisión.').first().waitFor()

  const post = kit.desk.kits().get(kit.contextOf(reviewer), id)?.adaptations.find((one) => one.post !== null)?.post ?? ''
  const review = await kit.window(reviewer, { route: `/revision/${post}` })
  await review.page.getByText('ya lo aprobó', { exact: false }).waitFor()
  await review.page.getByRole('heading', { name: 'Lo que escribió la oficina' }).waitFor()
  // What the message does not lock is in sight, and what the rules say.
  await review.page.getByRole('heading', { name: 'Datos de la publicación' }).waitFor()
  await review.page.getByText('X · ', { exact: false }).first().waitFor()
  await review.page.getByText('«Módulo itinerante», versión 1', { exact: true }).waitFor()
  await review.page.getByRole('heading', { name: 'Comprobaciones' }).waitFor()
  expect(await review.page.getByRole('heading', { name: 'Contenido' }).count()).toBe(0)
  expect(await findings(review.page)).toEqual([])
  await pictures(review, 'mensaje-revision')
  await review.page.getByRole('button', { name: 'Ver la publicación completa' }).click()
  await review.page.getByRole('heading', { name: 'Contenido' }).waitFor()
  expect([...faults, ...review.faults]).toEqual([])
})

it('an office does not add a network that asks for a title to a message, which has none, and is told why', async () => {
  const somebody: Somebody = { person: 1, roles: ['operator'], office: everywhere }
  const made = sure(kit.desk.kits().adapt(kit.contextOf(somebody), approved(), false)).post
  const { page } = await kit.window(somebody, { route: `/publicaciones/${made}` })
  const youtube = page.getByRole('checkbox', { name: /YouTube/ })
  await youtube.waitFor()
  expect(await youtube.isDisabled()).toBe(true)
  await page.getByText('este mensaje nacional no lleva', { exact: false }).waitFor()
  // Instagram asks for a file that is not there: it is said of no file.
  await page.getByText('Imágenes y video. Instagram no publica sin imagen o video.', { exact: false }).first().waitFor()
  expect(await page.getByRole('checkbox', { name: /TikTok/ }).isDisabled()).toBe(false)
})

it('the page of a message says which offices have not begun, which are of an older version, and which would repeat one text', async () => {
  const { desk, contextOf } = kit
  const plain = { ...aKit, slots: aKit.slots.slice(0, 1).map((slot) => ({ ...slot, required: false })), base: 'Verifica tu credencial en ine.mx.\nTu módulo: {lugar}', variants: {} }
  const id = approved(plain)
  sure(desk.kits().adapt(contextOf(operator), id, false))
  sure(desk.kits().adapt(contextOf(operator), id, true))
  sure(desk.kits().revise(contextOf(writer), id, 0, { ...plain, guide: 'Otra' }))
  sure(desk.kits().submit(contextOf(writer), id, 1))
  sure(desk.kits().approve(contextOf(reviewer), id, 1, kitSealOf({ ...plain, guide: 'Otra' })))
  const opened = await kit.window(reviewer, { route: `/biblioteca/mensajes/${id}` })
  const { page } = opened
  await page.getByText('2 publicaciones son de una versión anterior.').waitFor()
  await page.getByText('2 publicaciones dirían lo mismo en X', { exact: false }).waitFor()
  await page.getByRole('radio', { name: /Sin empezar/ }).click()
  await page.getByRole('row', { name: /Oficina district-puebla-01.*Sin empezar/ }).waitFor()
  expect(await findings(page)).toEqual([])
  await pictures(opened, 'mensaje-oficinas')
})
