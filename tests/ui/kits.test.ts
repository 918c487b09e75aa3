import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { kitSealOf } from '#shared/kits/kit-decider.ts'
import type { Kit } from '#shared/kits/kit.ts'
import { aKit } from '#tests/unit/kits/a-kit.ts'
import { everywhere } from '#tests/main/posts/desk.ts'
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
async function pictures(opened: Awaited<ReturnType<typeof kit.window>>, name: string) {
  const folder = process.env['RESGUARDO_PICTURES']
  for (const [width, theme] of [[1280, 'light'], [900, 'dark'], [640, 'light']] as const) {
    await opened.become(width, theme)
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
  await page.getByLabel('Texto', { exact: true }).fill('El módulo abre en .')
  await page.getByText('Ningún hueco obligatorio cambia el texto en', { exact: false }).waitFor()
  await page.getByLabel('Texto', { exact: true }).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(18, 18))
  await page.getByLabel('Hueco nuevo').fill('Lugar')
  await page.getByRole('button', { name: 'Agregar hueco' }).click()
  expect(await page.getByLabel('Texto', { exact: true }).inputValue()).toBe('El módulo abre en {lugar}.')
  await page.getByText('Ningún hueco obligatorio', { exact: false }).waitFor({ state: 'detached' })
  await page.getByLabel('Sustento', { exact: true }).fill('Acuerdo INE/CG1/2026')
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
  await other.page.getByText('En vigor · versión 1').first().waitFor()
  expect(await findings(other.page)).toEqual([])
  await pictures(other, 'mensaje')
  expect([...faults, ...other.faults]).toEqual([])
})

it('an office fills in the slots and nothing else; the reviewer reads only them', async () => {
  const id = approved()
  const opened = await kit.window(operator, { route: `/biblioteca/mensajes/${id}` })
  const { page, faults } = opened
  await page.getByRole('button', { name: 'Adaptar para mi oficina' }).click()
  await page.getByRole('heading', { name: 'Datos de tu oficina' }).waitFor()
  expect(await page.getByLabel('Texto común').count()).toBe(0)
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
  await pictures(opened, 'mensaje-adaptar')
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
  await page.getByText('un mensaje nacional no lleva', { exact: false }).waitFor()
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
