import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { AccountId } from '#shared/accounts/account.ts'
import { kitSealOf } from '#shared/kits/kit-decider.ts'
import type { Media } from '#shared/rules/content.ts'
import { aKit, filled } from '#tests/unit/kits/a-kit.ts'
import { png } from '#tests/kit/png.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, overflows } from './harness.ts'
import { look, openPosts, operator, picture, reviewer } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const second = { ...reviewer, person: 3 }
function submitted(over: Partial<WrittenContent> = {}): PostId {
  const { id } = sure(kit.desk.posts.draft(kit.contextOf(operator), { ...written, ...over }, null))
  sure(kit.desk.posts.submit(kit.contextOf(operator), id, 1))
  return id
}
const page = (id: PostId) => sure(kit.desk.posts.post(kit.contextOf(reviewer), id))
/** Selects words of the text in the dialog, as a person does with Shift and the arrows. */
async function select(screen: Page, words: string): Promise<void> {
  await screen.getByLabel('Pasaje').evaluate((area: HTMLTextAreaElement, quote) => {
    area.focus()
    area.setSelectionRange(area.value.indexOf(quote), area.value.indexOf(quote))
  }, words)
  for (const _ of words) await screen.keyboard.press('Shift+ArrowRight')
}

/** Selects words of a text on the page, as a person does with the mouse. */
async function mark(text: Locator, words: string): Promise<void> {
  await text.evaluate((element, quote) => {
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
    const start = node?.textContent?.indexOf(quote) ?? 0
    const range = document.createRange()
    if (node !== null) range.setStart(node, start)
    if (node !== null) range.setEnd(node, start + quote.length)
    window.getSelection()?.removeAllRanges()
    window.getSelection()?.addRange(range)
  }, words)
}

describe('the emergency lane', () => {
  it('says how many required remarks it passes over before it is confirmed, and shows them to whoever looks at it afterwards', async () => {
    const id = submitted()
    for (const text of ['Falta la fuente', 'Revisar la hora']) sure(kit.desk.posts.remarks.make(kit.contextOf(reviewer), id, 'office', { expected: 1, anchor: { kind: 'whole' }, text, required: true, proposal: null }))
    const { page: screen, faults, close } = await kit.window(reviewer, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Aprobar por la vía urgente' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByText('Hay 2 observaciones obligatorias abiertas. Si la apruebas así, quedan sin atender y el registro lo dice.').waitFor()
    await dialog.getByLabel('Por qué no puede esperar').fill('Sismo')
    await picture(screen, 'expedite-dialog')
    expect(await findings(screen)).toEqual([])
    await dialog.getByRole('button', { name: 'Aprobar por la vía urgente' }).click()
    await screen.getByText('Se aprobó con 2 observaciones obligatorias abiertas:').waitFor()
    expect(faults).toEqual([])
    await close()
    const after = await kit.window(second, { route: `/publicaciones/${id}` })
    await after.page.getByText('Nombre de person-2: Falta la fuente').waitFor()
    await after.page.getByText('Nombre de person-2: Revisar la hora').waitFor()
    await picture(after.page, 'emergency-note')
    expect(await findings(after.page)).toEqual([])
    expect(await overflows(after.page)).toBe(false)
    expect(after.faults).toEqual([])
    await after.close()
  })
})

describe('what is foretold', () => {
  it('is a line of the queue that says on what it rests', async () => {
    const line = (screen: Page) => screen.getByText(/^Previsión:/).innerText()
    submitted()
    const first = await kit.window(reviewer, { route: '/revision' })
    await expect.poll(() => line(first.page)).toBe('Previsión: todavía no es posible, no hay decisiones en 30 días.')
    await first.close()
    for (let index = 0; index < 5; index += 1) {
      const id = submitted({ base: `Número ${index}` })
      kit.desk.clock.advance(3 * HOUR)
      sure(kit.desk.posts.approve(kit.contextOf(reviewer), id, 1, page(id).seal))
    }
    const { page: screen, faults, become } = await kit.window(reviewer, { route: '/revision' })
    await expect.poll(() => line(screen)).toMatch(/^Previsión: hay pocas decisiones para medir un ritmo \(5 en 30 días\)\. 1 espera más de lo habitual \(3 h\); vence .+\.$/)
    await look({ page: screen, become }, 'forecast')
    expect(faults).toEqual([])
  })
})

describe('how much goes out of turn', () => {
  it('is a figure of the home page, at none too, that counts as nothing to do and leads to each of them', async () => {
    const first = await kit.window(reviewer, { route: '/' })
    await first.page.getByRole('link', { name: 'Vía urgente: 0 de 0 aprobaciones en 30 días' }).waitFor()
    await first.page.getByText('Nada espera').first().waitFor()
    await first.close()
    const [one, other] = [submitted(), submitted({ base: 'Otra cosa.' })]
    for (const id of [one, other]) sure(kit.desk.posts.expedite(kit.contextOf(reviewer), id, 1, page(id).seal, 'Sismo en la costa'))
    sure(kit.desk.posts.checkEmergency(kit.contextOf(second), other, 'objected', 'El dato es falso'))
    const { page: screen, faults, become } = await kit.window(reviewer, { route: '/' })
    await screen.getByRole('link', { name: 'Vía urgente: 2 de 2 aprobaciones en 30 días' }).waitFor()
    await look({ page: screen, become }, 'home-rate')
    await screen.getByRole('link', { name: 'Vía urgente: 2 de 2 aprobaciones en 30 días' }).click()
    await screen.getByText('Objetada').waitFor()
    await screen.getByText('Por comprobar').waitFor()
    await look({ page: screen, become }, 'emergencies')
    expect(await screen.getByRole('grid').evaluate((table) => table.scrollWidth <= table.clientWidth)).toBe(true)
    await screen.getByRole('gridcell', { name: 'Otra cosa.' }).click()
    await screen.getByRole('heading', { level: 2, name: 'Otra cosa.' }).waitFor()
    expect(faults).toEqual([])
  })
})

describe('the queue by working hours', () => {
  it('puts each post where its meter says it is, and the meter says hours of work', async () => {
    const administrator = kit.contextOf({ person: 9, roles: ['administrator'], office: 'central-cncs' })
    sure(kit.desk.posts.policy.arrange(administrator, { routes: [], calendar: { kind: 'working', zone: 'America/Mexico_City', weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: [], everyDay: false } }))
    const first = submitted({ base: 'Aviso de la sesión del Consejo Distrital.' })
    while (kit.desk.posts.queueCounts(kit.contextOf(reviewer), { network: null, text: '' })['due-soon'] === 0) kit.desk.clock.advance(HOUR)
    submitted()
    const { page: screen, faults, become } = await kit.window(reviewer, { route: `/revision/${first}` })
    await screen.getByRole('meter').first().waitFor()
    const said = await screen.getByRole('meter').evaluateAll((meters) => meters.map((meter) => meter.getAttribute('aria-valuetext')))
    expect(said).toEqual(['Quedan 8 h hábiles', 'Quedan 48 h hábiles', 'Quedan 8 h hábiles'])
    await look({ page: screen, become }, 'queue-working')
    await screen.getByRole('radio', { name: /Vencidas/ }).click()
    await screen.getByText('Ninguna ha rebasado el plazo').waitFor()
    await screen.getByRole('radio', { name: /Por vencer/ }).click()
    await screen.getByRole('option', { name: /Aviso de la sesión/ }).waitFor()
    expect(await screen.getByRole('listbox', { name: /Publicaciones por revisar/ }).getByRole('option').count()).toBe(1)
    expect(faults).toEqual([])
  })
})

describe('what changed since a post was returned', () => {
  /** A file of that name, kept. */
  async function kept(name: string, seed: number): Promise<Media> {
    writeFileSync(join(kit.desk.folder, name), png(seed, { width: 60, height: 40 }))
    kit.desk.files = [join(kit.desk.folder, name)]
    const [file] = sure(await kit.desk.posts.attach('x')).media
    if (file === undefined) throw new Error('nothing kept')
    return { ...file, alternative: { kind: 'text', text: 'Una casilla' } }
  }
  /** Sent, returned, changed and sent again. */
  function second(id: PostId, next: WrittenContent): void {
    sure(kit.desk.posts.submit(kit.contextOf(operator), id, 1))
    sure(kit.desk.posts.return(kit.contextOf(reviewer), id, 1, ['inaccurate'], 'Otra foto'))
    sure(kit.desk.posts.revise(kit.contextOf(operator), id, 1, next))
    sure(kit.desk.posts.submit(kit.contextOf(operator), id, 2))
  }

  it('is seen of files by their bytes, and of accounts by network and name', async () => {
    const [before, after] = [await kept('foto.png', 60), await kept('foto.png', 190)]
    const { id } = sure(kit.desk.posts.draft(kit.contextOf(operator), { ...written, media: [before] }, null))
    second(id, { ...written, media: [after], accounts: ['fb-1' as AccountId] })
    const { page: screen, faults, become } = await kit.window(reviewer, { route: `/revision/${id}` })
    const changes = screen.locator('section', { hasText: 'Qué cambió desde la devolución' }).first()
    await changes.getByText('Antes: foto.png').waitFor()
    expect(await changes.locator('img').evaluateAll((images) => new Set(images.map((image) => (image as HTMLImageElement).src)).size)).toBe(2) // images are all that is asked for
    const said = await changes.innerText()
    expect(said).toContain(`Ahora: foto.png (…${after.sha256.slice(-8)})`)
    expect(said).toContain('X · INE Oaxaca 03 (@INEOaxaca03)')
    await changes.scrollIntoViewIfNeeded()
    await look({ page: screen, become }, 'changes')
    expect(faults).toEqual([])
  })

  it('is said of a national message by its name and the labels of its slots', async () => {
    const kits = kit.desk.kits()
    const writer = kit.contextOf({ ...reviewer, person: 4 })
    const { id: message } = sure(kits.draft(writer, aKit))
    sure(kits.submit(writer, message, 1))
    sure(kits.approve(kit.contextOf(reviewer), message, 1, kitSealOf(aKit)))
    const { post } = sure(kits.adapt(kit.contextOf(operator), message, false))
    const fill = (place: string): void => {
      const { content, revision } = page(post)
      const from = content.kit === null ? null : { ...content.kit, slots: { ...filled, lugar: place } }
      sure(kit.desk.posts.revise(kit.contextOf(operator), post, revision, { ...content, accounts: content.accounts.map(({ id }) => id), kit: from }))
    }
    fill('la plaza central')
    sure(kit.desk.posts.submit(kit.contextOf(operator), post, page(post).revision))
    sure(kit.desk.posts.return(kit.contextOf(reviewer), post, page(post).revision, ['inaccurate'], 'No es ahí'))
    fill('el mercado municipal')
    sure(kit.desk.posts.submit(kit.contextOf(operator), post, page(post).revision))
    const { page: screen, faults } = await kit.window(reviewer, { route: `/revision/${post}` })
    const changes = screen.locator('section', { hasText: 'Qué cambió desde la devolución' }).first()
    await changes.getByText(`${aKit.name}, versión 1`, { exact: false }).first().waitFor()
    const said = await changes.innerText()
    expect(said).toContain('mercado')
    expect(said).not.toContain(message)
    await picture(screen, 'changes-message')
    expect(await findings(screen)).toEqual([])
    expect(faults).toEqual([])
  })
})

describe('remarks', () => {
  it('go by keyboard from a demand with other words, through the office that takes them over, to a second pass by somebody else', async () => {
    const id = submitted()
    const { page: first, faults, close } = await kit.window(reviewer, { route: `/revision/${id}` })
    await first.getByRole('button', { name: 'Aprobar' }).waitFor()
    await first.keyboard.press('o')
    const dialog = first.getByRole('dialog')
    await dialog.getByLabel('Sobre qué').selectOption({ label: 'Texto común' })
    await select(first, '8:00')
    await dialog.getByText('Elegido: «8:00»').waitFor()
    await dialog.getByLabel('Proponer otro texto').check()
    await dialog.getByLabel('Texto propuesto').fill('9:00')
    await dialog.getByLabel('Obligatoria: impide aprobar').check()
    await picture(first, 'remark-dialog')
    expect(await findings(first)).toEqual([])
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await first.getByText('Obligatoria', { exact: true }).waitFor()
    expect(await first.locator('mark').innerText()).toBe('8:00')
    // An open demand asks for a reason.
    await first.keyboard.press('a')
    await first.getByText('Hay 1 observación obligatoria abierta. Para aprobar así, escribe por qué.').waitFor()
    await first.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
    await first.getByText('Falta este dato.').waitFor()
    await first.keyboard.press('Escape')
    sure(kit.desk.posts.remarks.make(kit.contextOf(reviewer), id, 'review', { expected: 1, anchor: { kind: 'whole' }, text: 'Solo entre nosotras', required: false, proposal: null }))
    await first.getByText('Solo entre nosotras').waitFor()
    await picture(first, 'remarks-reviewer')
    expect(await findings(first)).toEqual([])
    expect(faults).toEqual([])
    await close()
    sure(kit.desk.posts.return(kit.contextOf(reviewer), id, 1, ['inaccurate'], 'Ver las observaciones'))

    const office = await kit.window(operator, { route: `/publicaciones/${id}` })
    await office.page.getByRole('button', { name: 'Aceptar el cambio' }).waitFor()
    expect(await office.page.getByText('Solo entre nosotras').count()).toBe(0)
    await picture(office.page, 'remarks-office')
    expect(await findings(office.page)).toEqual([])
    await office.page.getByRole('button', { name: 'Aceptar el cambio' }).click()
    await expect.poll(() => page(id).content.base).toContain('9:00')
    await expect.poll(() => office.page.getByLabel('Texto común').inputValue()).toContain('9:00')
    sure(kit.desk.posts.submit(kit.contextOf(operator), id, 2))
    await office.close()

    const again = await kit.window(second, { route: `/revision/${id}` })
    await again.page.getByText('1 observación cerrada').click()
    await again.page.getByText('Desde la devolución:').waitFor()
    await picture(again.page, 'remarks-second-pass')
    await again.page.keyboard.press('a')
    await again.page.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
    await expect.poll(() => page(id).standing.stage).toBe('approved')
    expect(again.faults).toEqual([])
  })

  it('begin with the words that are selected on the page', async () => {
    const id = submitted()
    const { page: screen } = await kit.window(reviewer, { route: `/revision/${id}` })
    await mark(screen.locator('[data-passages]'), 'las casillas')
    await screen.keyboard.press('o')
    await screen.getByText('Elegido: «las casillas»').waitFor()
    await screen.getByRole('dialog').getByLabel('Observación', { exact: true }).fill('¿Todas?')
    await screen.getByLabel('Solo quienes revisan').check()
    await screen.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click()
    await screen.getByText('¿Todas?').waitFor()
    expect(page(id).remarks).toMatchObject([{ channel: 'review', anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, quote: 'las casillas' } }])
  })

  it('reach the description of a picture, and a tag, with their words marked where they are read', async () => {
    const told = 'Fila de votantes ante una casilla.'
    kit.desk.files = [join(kit.desk.folder, 'fila.png')]
    writeFileSync(join(kit.desk.folder, 'fila.png'), png(120, { width: 640, height: 360 }))
    const { media } = sure(await kit.desk.posts.attach('Elegir'))
    const film = kit.contextOf({ person: 7, roles: ['operator'], office: 'central-cncs' })
    const { id } = sure(kit.desk.posts.draft(film, { ...written, media: media.map((file) => ({ ...file, alternative: { kind: 'text', text: told } as const })), accounts: ['youtube-all' as AccountId], titles: { youtube: 'Casillas' }, tags: ['voto', 'casilla'] }, null))
    const { page: screen, faults, become, close } = await kit.window(reviewer, { route: `/publicaciones/${id}` })
    await mark(screen.getByText(told), 'una casilla')
    await screen.getByRole('button', { name: /^Observar/ }).click()
    const dialog = screen.getByRole('dialog')
    const about = () => dialog.getByLabel('Sobre qué').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label)
    await dialog.getByText('Elegido: «una casilla»').waitFor()
    await expect.poll(about).toBe('Descripción de fila.png')
    await dialog.getByLabel('Proponer otro texto').check()
    await dialog.getByLabel('Texto propuesto').fill('la casilla 1203 básica')
    await look({ page: screen, become }, 'remark-description-dialog')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await screen.getByRole('list').filter({ hasText: 'Descripción de fila.png: «una casilla»' }).first().waitFor()
    await expect.poll(() => screen.locator('mark').allTextContents()).toEqual(['una casilla'])
    await mark(screen.locator('[data-passages]').getByText('casilla', { exact: true }), 'casilla')
    await screen.getByRole('button', { name: /^Observar/ }).click()
    await dialog.getByText('Elegido: «casilla»').waitFor()
    // Each tag by its words: several of one name could not be told apart.
    await expect.poll(about).toBe('Etiquetas de YouTube: casilla')
    await dialog.getByLabel('Observación', { exact: true }).fill('En plural')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    await screen.getByText('En plural').first().waitFor()
    await screen.locator('mark').first().scrollIntoViewIfNeeded()
    await look({ page: screen, become }, 'remark-description')
    expect(faults).toEqual([])
    await close()
    expect(page(id).remarks.map(({ anchor }) => anchor)).toMatchObject([{ at: { kind: 'alternative', sha256: media[0]?.sha256 }, quote: 'una casilla' }, { at: { kind: 'tag', tag: 1 }, quote: 'casilla' }])
    sure(kit.desk.posts.remarks.accept(film, id, page(id).remarks[0]?.id as never, 1)) // it is there
    expect(page(id).content.media[0]?.alternative).toEqual({ kind: 'text', text: 'Fila de votantes ante la casilla 1203 básica.' })
  })

  it('keep inside the window', async () => {
    const id = submitted()
    const quote = written.base
    sure(kit.desk.posts.remarks.make(kit.contextOf(reviewer), id, 'office', { expected: 1, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote }, text: 'Confirma la hora con el área.', required: true, proposal: quote.replace('8:00', '9:00') }))
    sure(kit.desk.posts.remarks.make(kit.contextOf(reviewer), id, 'review', { expected: 1, anchor: { kind: 'part', part: 'source' }, text: 'El acuerdo aún no se publica.', required: false, proposal: null }))
    const { page: screen, faults, become } = await kit.window(reviewer, { route: `/revision/${id}` })
    await screen.getByText('El acuerdo aún no se publica.').waitFor()
    await screen.getByRole('heading', { name: 'Observaciones' }).scrollIntoViewIfNeeded()
    await look({ page: screen, become }, 'remarks')
    expect(faults).toEqual([])
  })
})

describe('steps', () => {
  it('say whose decision they take, count one agreement as not yet an approval, and can be handed over by name', async () => {
    const two = { id: 'via-1', name: 'Oaxaca', entities: ['oaxaca'], topics: [], steps: [{ people: ['person-2', 'person-3'] as PersonId[], need: 'all' as const }] }
    sure(kit.desk.posts.policy.arrange(kit.contextOf({ person: 9, roles: ['administrator'], office: 'central-cncs' }), { routes: [two], calendar: { kind: 'elapsed' } }))
    const id = submitted()
    const { page: screen, faults, go } = await kit.window(reviewer, { route: `/revision/${id}` })
    await screen.getByText('Deciden todas estas personas: Nombre de person-2 y Nombre de person-3.').waitFor()
    await picture(screen, 'steps')
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('button', { name: 'Estar de acuerdo' }).click()
    await screen.getByText('Con tu acuerdo todavía no se aprueba').waitFor()
    await screen.getByRole('dialog').getByRole('button', { name: 'Estar de acuerdo' }).click()
    await expect.poll(() => page(id).standing.agreed).toEqual([{ by: 'person-2', as: 'person-2', step: 0 }])
    expect(page(id).standing.stage).toBe('submitted')

    const other = submitted({ base: 'Otra publicación de la oficina.' })
    await go(`/revision/${other}`)
    await screen.getByRole('button', { name: 'Pasar a otra persona' }).click()
    await screen.getByRole('dialog').getByLabel('Persona').selectOption({ label: 'Nombre de person-3' })
    await picture(screen, 'hand-over')
    await screen.getByRole('dialog').getByRole('button', { name: 'Pasar a otra persona' }).click()
    await screen.getByText('La revisa Nombre de person-3').first().waitFor()
    expect(faults).toEqual([])
  })

  it('say who reviews no more, and let another reviewer decide in their place', async () => {
    const one = { id: 'via-1', name: 'Oaxaca', entities: ['oaxaca'], topics: [], steps: [{ people: ['person-3'] as PersonId[], need: 'any' as const }] }
    sure(kit.desk.posts.policy.arrange(kit.contextOf({ person: 9, roles: ['administrator'], office: 'central-cncs' }), { routes: [one], calendar: { kind: 'elapsed' } }))
    const id = submitted()
    kit.desk.reviewers = ['person-2', 'person-4'] as PersonId[]
    const { page: screen, faults } = await kit.window(reviewer, { route: `/revision/${id}` })
    await screen.getByText('Decide cualquier persona revisora. Ya no revisa, y no se le espera: Nombre de person-3.').waitFor()
    await picture(screen, 'steps-gone')
    expect(await findings(screen)).toEqual([])
    sure(kit.desk.posts.policy.arrange(kit.contextOf({ person: 9, roles: ['administrator'], office: 'central-cncs' }), { routes: [], calendar: { kind: 'elapsed' } }))
    await screen.getByText('Está en revisión por una vía distinta de la que rige ahora').waitFor()
    await picture(screen, 'steps-other-way')
    await screen.keyboard.press('a')
    await screen.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
    await expect.poll(() => page(id).standing.stage).toBe('approved')
    expect(faults).toEqual([])
  })

  it('and working hours are arranged by an administrator in the settings', async () => {
    const administrator = { person: 9, roles: ['administrator'], office: 'central-cncs' } as const
    const { page: screen, faults } = await kit.window(administrator, { route: '/ajustes/revision' })
    await screen.getByText('Todas las publicaciones las decide cualquier persona revisora, en un paso.').waitFor()
    await screen.getByRole('button', { name: 'Agregar una vía' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByLabel('Nombre', { exact: true }).fill('Oaxaca')
    await dialog.getByLabel('Oaxaca', { exact: true }).check()
    await dialog.getByLabel('Dos pasos, de personas distintas').check()
    await dialog.getByLabel('Nombre de person-3').first().check()
    await picture(screen, 'route-dialog')
    expect(await findings(screen)).toEqual([])
    await dialog.getByRole('button', { name: 'Listo' }).click()
    await screen.getByRole('group', { name: 'Quién coordina la revisión' }).getByLabel('Nombre de person-2').check()
    await screen.getByLabel('Solo horas hábiles').check()
    await screen.getByLabel(/Días inhábiles/).fill('2026-12-25')
    // The law's are added in one act, once, and count only when they are saved.
    await screen.getByRole('button', { name: 'Agregar los días de descanso obligatorio de 2027' }).click()
    await screen.getByText('Se agregaron 8 días. Cuentan cuando guardes.').waitFor()
    expect(await screen.getByLabel(/Días inhábiles/).inputValue()).toBe(['2026-12-25', '2027-01-01', '2027-02-01', '2027-03-15', '2027-05-01', '2027-06-06', '2027-09-16', '2027-11-15', '2027-12-25'].join('\n'))
    expect(await screen.getByRole('button', { name: 'Agregar los días de descanso obligatorio de 2027' }).getAttribute('aria-disabled')).toBe('true')
    expect(kit.desk.posts.policy.present().calendar).toEqual({ kind: 'elapsed' })
    await picture(screen, 'policy')
    expect(await findings(screen)).toEqual([])
    await screen.getByRole('button', { name: 'Guardar' }).click()
    await expect.poll(() => kit.desk.posts.policy.present()).toMatchObject({
      routes: [{ name: 'Oaxaca', entities: ['oaxaca'], steps: [{ people: ['person-3'] }, { people: [] }] }],
      calendar: { kind: 'working', holidays: expect.arrayContaining(['2026-12-25', '2027-02-01']) },
    })
    expect(kit.desk.posts.policy.coordinators()).toEqual(['person-2'])
    expect(faults).toEqual([])

    // Who may not change it reads it, and meets no control that is off.
    const { page: reader } = await kit.window({ person: 2, roles: ['reviewer'], office: 'central-cncs' }, { route: '/ajustes/revision' })
    await reader.getByText('Solo horas hábiles').waitFor()
    await reader.getByText('Nombre de person-2').first().waitFor()
    await reader.getByText('lunes, martes, miércoles, jueves y viernes').waitFor()
    expect(await reader.locator('input:disabled, select:disabled, textarea:disabled').count()).toBe(0)
  })
})
