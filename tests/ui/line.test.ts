import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { oaxaca, written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings } from './harness.ts'
import { look, openPosts, operator, picture, reviewer } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const drafted = (over: Partial<WrittenContent> = {}) => sure(kit.desk.posts.draft(kit.contextOf(operator), { ...written, ...over }, null)).id
const fact = { subject: 'Feria cívica', kind: 'date', value: '3 de marzo de 2027', from: null, to: null, source: 'Oficio 1/2026' } as const

it('suggests inclusive wording, and changes the text only by a click', async () => {
  const { page: screen } = await kit.window(operator, { route: `/publicaciones/${drafted({ base: 'Invitamos a los ciudadanos a revisar sus datos.' })}` })
  await screen.getByText('En lugar de «los ciudadanos» puede decirse «la ciudadanía».').waitFor()
  const text = screen.getByLabel('Texto común')
  await expect.poll(() => text.inputValue()).toBe('Invitamos a los ciudadanos a revisar sus datos.')
  await screen.getByRole('button', { name: 'Cambiar por «la ciudadanía»' }).click()
  await expect.poll(() => text.inputValue()).toBe('Invitamos a la ciudadanía a revisar sus datos.')
  await screen.getByText('En lugar de «los ciudadanos»', { exact: false }).waitFor({ state: 'detached' })
})

it('says while one writes what the line denies, with its source and how to mend it, and stops when it is mended', async () => {
  sure(kit.desk.line().state(kit.contextOf(reviewer), fact))
  const { page: screen } = await kit.window(operator, { route: `/publicaciones/${drafted({ base: 'La feria cívica será el 5 de marzo.' })}` })
  await screen.getByText('«5 de marzo» no coincide con la línea de Comunicación Social: Feria cívica, 3 de marzo de 2027.').waitFor()
  await screen.getByText('Corrige el dato, o pide que se actualice la línea.').waitFor()
  await screen.getByLabel('Texto común').fill('La feria cívica será el 3 de marzo.')
  await screen.getByText('no coincide con la línea', { exact: false }).waitFor({ state: 'detached' })
})

it('a reviewer adds, corrects and withdraws a fact of the line; a wrong one is told at its field', async () => {
  const { page: screen, faults } = await kit.window(reviewer, { route: '/linea' })
  await screen.getByText('La línea no tiene datos').waitFor()
  await screen.getByRole('button', { name: 'Agregar un dato' }).click()
  const dialog = screen.getByRole('dialog')
  await dialog.getByLabel('Asunto').fill('Feria cívica')
  await dialog.getByLabel('Dato', { exact: true }).fill('pronto')
  await dialog.getByLabel('Fuente').fill('Oficio 1/2026')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await dialog.getByText('No se reconoce una fecha: escríbela como 10 de febrero de 2027.').first().waitFor()
  await dialog.getByLabel('Dato', { exact: true }).fill('3 de marzo de 2027')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await screen.getByRole('heading', { name: 'Feria cívica' }).waitFor()
  expect(await findings(screen)).toEqual([])
  await screen.getByRole('button', { name: 'Retirar' }).click()
  await screen.getByRole('dialog').getByLabel('Motivo').fill('Cambió el acuerdo')
  await screen.getByRole('dialog').getByRole('button', { name: 'Retirar' }).click()
  await screen.getByText('La línea no tiene datos').waitFor()
  expect(faults).toEqual([])
})

it('who is no reviewer reads the line and keeps nothing', async () => {
  sure(kit.desk.line().state(kit.contextOf(reviewer), fact))
  const { page: screen } = await kit.window(operator, { route: '/linea' })
  await screen.getByRole('heading', { name: 'Feria cívica' }).waitFor()
  await expect.poll(() => screen.getByRole('button', { name: 'Agregar un dato' }).count()).toBe(0)
})

it('whoever is told that a text denies the line gets to the line from there, and back', async () => {
  sure(kit.desk.line().state(kit.contextOf(reviewer), fact))
  const id = drafted({ base: 'La feria cívica será el 5 de marzo.' })
  const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
  await screen.getByRole('link', { name: 'Ver la línea' }).first().scrollIntoViewIfNeeded()
  await picture(screen, 'line-link')
  await screen.getByRole('link', { name: 'Ver la línea' }).first().click()
  await screen.getByRole('heading', { name: 'Feria cívica' }).waitFor()
  await screen.getByRole('link', { name: 'Publicaciones', exact: true }).last().click()
  await screen.getByRole('link', { name: 'Línea', exact: true }).waitFor()
  expect(faults).toEqual([])
})

it('a security lead gets to a stop from the posts and from the palette, and orders it', async () => {
  const { page: screen, faults, become, go } = await kit.window({ person: 6, roles: ['security'], office: oaxaca }, { route: '/publicaciones' })
  await screen.getByRole('link', { name: 'Alto', exact: true }).waitFor()
  await look({ page: screen, become }, 'links')
  await screen.getByRole('link', { name: 'Alto', exact: true }).click()
  await screen.getByRole('button', { name: 'Ordenar un alto' }).waitFor()
  await go('/')
  await screen.keyboard.press('Control+k')
  await screen.getByRole('dialog').getByRole('combobox').fill('alto')
  await picture(screen, 'palette')
  await screen.getByText('Ver u ordenar un alto a las publicaciones').click()
  await screen.getByRole('button', { name: 'Ordenar un alto' }).click()
  await screen.getByRole('dialog').getByLabel('Motivo').fill('Cuenta comprometida')
  await screen.getByRole('dialog').getByRole('button', { name: 'Ordenar', exact: false }).click()
  await expect.poll(() => kit.desk.posts.stops.list([]).stops.map(({ reason }) => reason)).toEqual(['Cuenta comprometida'])
  expect(faults).toEqual([])
})
