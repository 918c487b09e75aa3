import type { Locator } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt } from '#shared/kernel/local-day.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { shown, written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, overflows } from './harness.ts'
import { openPosts, operator, picture, reviewer, type Somebody } from './posts-main.ts'

const ZONE = 'America/Mexico_City'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const today = () => dayOf(kit.desk.clock.now(), ZONE)
const at = (days: number, hour: number): Instant => instantAt(addDays(today(), days), hour, ZONE)
const wanted = (days: number, hour: number) => ({ wanted: { at: at(days, hour), zone: ZONE } })
const drafted = (base: string, over: Partial<WrittenContent> = {}, by: Somebody = operator): PostId => sure(kit.desk.posts.draft(kit.contextOf(by), { ...written, base, ...over }, null)).id
function submitted(base: string, over: Partial<WrittenContent> = {}): PostId {
  const id = drafted(base, over)
  sure(kit.desk.posts.submit(kit.contextOf(operator), id, 1))
  return id
}
const page = (id: PostId) => sure(kit.desk.posts.post(kit.contextOf(reviewer), id))
function approved(base: string, over: Partial<WrittenContent> = {}): PostId {
  const id = submitted(base, over)
  const { revision, seal } = page(id)
  sure(kit.desk.posts.approve(kit.contextOf(reviewer), id, revision, seal))
  return id
}
/** Carries something as a hand does: what is lifted shows it one frame later, and a drop within the same frame would leave it shown for ever. */
async function drag(from: Locator, to: Locator): Promise<void> {
  const { mouse } = from.page()
  await from.hover()
  await mouse.down()
  await to.hover()
  await from.page().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await to.hover()
  await mouse.up()
}
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 })

describe('the list', () => {
  it('is searched without accents, filtered with counts, and kept as a view that comes back after a restart', async () => {
    drafted('Sesión del Consejo')
    submitted('Jornada electoral', { accounts: [written.accounts[0] as never] })
    submitted('Capacitación')
    const window = await kit.window(operator, { route: '/publicaciones' })
    const { page: screen, faults } = window
    await screen.getByRole('option', { name: /Sesión del Consejo/ }).waitFor()
    await screen.getByRole('searchbox').fill('CAPACITACION')
    await screen.getByText('1 resultado', { exact: true }).waitFor()
    await screen.getByRole('searchbox').fill('')
    await screen.getByRole('button', { name: 'Filtros', exact: true }).click()
    const dialog = screen.getByRole('dialog')
    // A filter asks for nothing.
    await dialog.getByRole('combobox', { name: 'Quien la empezó' }).waitFor()
    expect([await dialog.getByText('(opcional)').count(), await dialog.locator('[aria-required="true"], [required]').count()]).toEqual([0, 0])
    for (const [size, theme] of [[1280, 'light'], [900, 'dark']] as const) {
      await window.become(size, theme)
      expect(await overflows(screen)).toBe(false)
      await picture(screen, `filters-${size}-${theme}`)
    }
    await dialog.getByRole('checkbox', { name: /En revisión\s*2/ }).check()
    await dialog.getByRole('checkbox', { name: /Facebook\s*1/ }).check()
    await dialog.getByRole('button', { name: 'Ver 1 publicación' }).click()
    await screen.getByText('1 resultado', { exact: true }).waitFor()
    expect(await findings(screen)).toEqual([])

    await screen.getByRole('button', { name: 'Vistas' }).click()
    await screen.getByRole('menuitem', { name: 'Guardar esta vista…' }).click()
    await screen.getByRole('textbox', { name: 'Nombre' }).fill('Facebook en revisión')
    await screen.getByRole('button', { name: 'Guardar', exact: true }).click()
    await soon(() => kit.desk.posts.views(kit.contextOf(operator)).saved.map(({ name }) => name)).toEqual(['Facebook en revisión'])
    await screen.getByRole('button', { name: 'Quitar filtros' }).click()
    await screen.getByText('3 resultados', { exact: true }).waitFor()
    await soon(() => kit.desk.posts.views(kit.contextOf(operator)).last?.filter.stages).toEqual([])

    const again = await kit.window(operator, { route: '/publicaciones' })
    await again.page.getByRole('button', { name: 'Vistas' }).click()
    await again.page.getByRole('menuitem', { name: 'Facebook en revisión' }).click()
    await again.page.getByRole('button', { name: 'Quitar el filtro Facebook' }).waitFor()
    await again.page.getByText('1 resultado', { exact: true }).waitFor()
    expect(faults).toEqual([])
  })
})

describe('the calendar', () => {
  it('puts posts in their day of the office, and moves one by dragging and by keyboard, with a way back', async () => {
    const id = drafted('Sesión del Consejo', wanted(1, 10.5))
    const undated = drafted('Sin día')
    const { page: screen, faults } = await kit.window(operator, { route: '/publicaciones/calendario' })
    const day = (days: number) => screen.locator(`[data-day="${addDays(today(), days)}"]`)
    await drag(day(1).getByRole('button', { name: /^10:30\s*Sesión del Consejo\s*Borrador/ }), day(2))
    await soon(() => page(id).content.wanted?.at).toBe(at(2, 10.5))
    await screen.getByRole('button', { name: 'Deshacer' }).click()
    await soon(() => page(id).content.wanted?.at).toBe(at(1, 10.5))

    // By keyboard: to the day, into it, to the post, and away.
    await day(1).getByRole('button', { name: /^10:30\s*Sesión del Consejo/ }).waitFor()
    await day(0).focus()
    await screen.keyboard.press('ArrowRight')
    await expect.poll(() => screen.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['day'])).toBe(addDays(today(), 1))
    await screen.keyboard.press('Tab')
    await screen.keyboard.press('m')
    const dialog = screen.getByRole('dialog')
    await dialog.getByText('Mover a otra fecha').waitFor()
    await dialog.getByRole('spinbutton', { name: /^hora/i }).focus()
    await screen.keyboard.type('18')
    await dialog.getByRole('button', { name: 'Mover', exact: true }).press('Enter')
    await soon(() => page(id).content.wanted?.at).toBe(at(1, 18.5))

    await drag(screen.getByRole('region', { name: 'Sin fecha' }).getByRole('button', { name: /Sin día/ }), day(3))
    await screen.getByRole('dialog').getByRole('button', { name: 'Mover', exact: true }).click()
    await soon(() => page(undated).content.wanted?.at).toBe(at(3, 12))
    await screen.getByText('Todo lo que falta por salir tiene fecha.').waitFor()
    expect(await findings(screen)).toEqual([])
    expect(faults).toEqual([])
  })

  it('asks before it moves what is approved, moves nothing that is under review, and says how many a day has', async () => {
    const id = approved('Aprobada', wanted(1, 9))
    const waiting = submitted('En espera', wanted(1, 10))
    for (let index = 0; index < 5; index++) drafted(`Aviso ${index}`, wanted(2, 8 + index))
    const window = await kit.window(operator, { route: '/publicaciones/calendario' })
    const { page: screen, faults } = window
    const day = (days: number) => screen.locator(`[data-day="${addDays(today(), days)}"]`)
    await day(2).getByRole('button', { name: '1 más' }).waitFor()
    await drag(day(1).getByRole('button', { name: /Aprobada/ }).first(), day(3))
    await screen.getByText('Está aprobada: al moverla pierde la aprobación').waitFor()
    expect(page(id).standing.stage).toBe('approved')
    await screen.getByRole('button', { name: 'Mover y volver a borrador' }).click()
    await soon(() => [page(id).standing.stage, page(id).content.wanted?.at]).toEqual(['draft', at(3, 9)])
    await day(1).getByRole('button', { name: /En espera/ }).click()
    const mover = screen.getByRole('dialog').getByRole('button', { name: 'Mover a…' })
    expect(await mover.getAttribute('aria-disabled')).toBe('true')
    await screen.keyboard.press('Escape')
    expect(page(waiting).content.wanted?.at).toBe(at(1, 10))
    await day(2).getByRole('button', { name: '1 más' }).click()
    await screen.getByRole('button', { name: /Aviso 4/ }).waitFor()
    for (const [size, theme] of [[900, 'light'], [640, 'dark']] as const) {
      await window.become(size, theme)
      expect(await overflows(screen)).toBe(false)
    }
    expect(await findings(screen)).toEqual([])
    expect(faults).toEqual([])
  })
})

describe('what is published', () => {
  it.each([
    ['light', 1280],
    ['dark', 900],
  ] as const)('in %s at %i px stands in the calendar on the day it went out, by its hour', async (scheme, width) => {
    const onX = 'x-1' as AccountId
    const [plain, late] = [approved('Aviso sin fecha', { accounts: [onX] }), approved('Con retraso', { accounts: [onX], ...wanted(-1, 9) })]
    for (const [index, id] of [plain, late].entries()) {
      sure(await kit.desk.posts.publishing.copy(kit.contextOf(operator), id, onX))
      sure(await kit.desk.posts.publishing.publish(kit.contextOf(operator), id, onX, `https://x.com/INEOaxaca03/status/${index + 1}`, shown(page(id).content.base)))
    }
    const { page: screen, faults } = await kit.window(operator, { route: '/publicaciones/calendario', scheme, width })
    const day = screen.locator(`[data-day="${today()}"]`)
    await day.getByRole('button', { name: /^09:00\s*Con retraso\s*Publicada/ }).waitFor()
    await day.getByRole('button', { name: /^09:00\s*Aviso sin fecha\s*Publicada/ }).click()
    await picture(screen, `calendar-published-${scheme}-${width}`)
    await screen.getByRole('dialog').getByText('Se publicó', { exact: true }).waitFor()
    expect(await findings(screen)).toEqual([])
    expect(faults).toEqual([])
  })
})

describe('the calendar in a narrow window', () => {
  it('tells days that have posts, and the gaps between in one line each, onto which a post can be moved', async () => {
    const id = drafted('Sesión del Consejo', wanted(1, 10.5))
    drafted('Conteo rápido', wanted(4, 20))
    const window = await kit.window(operator, { route: '/publicaciones/calendario', width: 860 })
    const { page: screen, faults } = window
    const cells = screen.getByRole('gridcell')
    const cell = (days: number) => screen.locator(`[data-day="${addDays(today(), days)}"]`)
    await cell(1).getByRole('button', { name: /Sesión del Consejo/ }).waitFor()
    expect(await cells.evaluateAll((all) => all.map((one) => [one.dataset['day'], one.textContent.endsWith('sin publicaciones')]))).toEqual([
      [`${today().slice(0, 7)}-01`, true],
      [today(), false],
      [addDays(today(), 1), false],
      [addDays(today(), 2), true],
      [addDays(today(), 4), false],
      [addDays(today(), 5), true],
    ])
    for (const [size, theme] of [[860, 'light'], [860, 'dark'], [480, 'light']] as const) {
      await window.become(size, theme)
      expect(await overflows(screen)).toBe(false)
      expect(await findings(screen)).toEqual([])
      await picture(screen, `agenda-${size}-${theme}`)
    }

    // Which of the days in a row is asked, and the hour is kept.
    await drag(cell(1).getByRole('button', { name: /Sesión del Consejo/ }), cell(2))
    await screen.getByRole('dialog').getByRole('button', { name: 'Mover', exact: true }).click()
    await soon(() => page(id).content.wanted?.at).toBe(at(2, 10.5))

    // By keyboard: over the gap, to the next day that has posts, and from it to any day.
    await cell(2).getByRole('button', { name: /Sesión del Consejo/ }).waitFor()
    await cell(2).focus()
    for (const days of [3, 4]) {
      await screen.keyboard.press('ArrowDown')
      await expect.poll(() => screen.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['day'])).toBe(addDays(today(), days))
    }
    await screen.keyboard.press('ArrowUp')
    await screen.keyboard.press('ArrowUp')
    await screen.keyboard.press('Tab')
    await screen.keyboard.press('m')
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('spinbutton', { name: /^día/i }).focus()
    await screen.keyboard.type(String(Number(addDays(today(), 3).slice(8))))
    await dialog.getByRole('button', { name: 'Mover', exact: true }).press('Enter')
    await soon(() => page(id).content.wanted?.at).toBe(at(3, 10.5))
    expect(faults).toEqual([])
  })
})

describe('the board', () => {
  it('shows every stage with its count, and a card moves only by the act that leads there', async () => {
    const id = submitted('En espera')
    drafted('Por escribir')
    const window = await kit.window(operator, { route: '/publicaciones/tablero' })
    const { page: screen, faults } = window
    const column = (name: string) => screen.getByRole('region', { name: new RegExp(`^${name}, `) })
    await column('En revisión').getByRole('option', { name: /En espera/ }).waitFor()
    await drag(column('En revisión').getByText('En espera'), column('Aprobada'))
    await screen.getByRole('dialog').getByText('No puede pasar a esa etapa').waitFor()
    await screen.getByRole('button', { name: 'Entendido' }).click()
    await drag(column('Borrador').getByText('Por escribir'), column('Publicada'))
    await screen.getByText('Ningún acto lleva de una etapa a la otra.').waitFor()
    await screen.getByRole('button', { name: 'Entendido' }).click()
    // By keyboard: the card's sheet offers the same.
    await column('En revisión').getByRole('listbox').focus()
    await screen.keyboard.press('ArrowDown')
    await screen.keyboard.press('Enter')
    await screen.getByRole('dialog').getByRole('button', { name: 'Retirar para editar' }).click()
    await screen.getByRole('alertdialog').getByRole('button', { name: 'Retirar para editar' }).click()
    await soon(() => page(id).standing.stage).toBe('draft')
    await column('Borrador').getByText('2 resultados').waitFor()
    expect(await findings(screen)).toEqual([])
    await window.become(900, 'dark')
    expect(await overflows(screen)).toBe(false)
    expect(faults).toEqual([])
  })
})
