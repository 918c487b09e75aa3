import { readFileSync } from 'node:fs'
import { countsOf, rank } from '#shared/home/rank.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/clock.ts'
import type { Role } from '#shared/organization/role.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { findings, openWindow, overflows, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { ana, begin, hoursFrom, oaxaca } from './twin-data.ts'

const NOW = Date.parse('2026-11-23T18:00:00.000Z')

let opened: Awaited<ReturnType<typeof openWindow>> | undefined
let expected: readonly string[] = []
const open = async (options: Partial<WindowOptions> = {}) => {
  opened = await openWindow({ handlers: [begin({ state: 'unlocked' })], now: NOW, ...options })
  await opened.page.getByRole('navigation', { name: 'Navegación principal' }).waitFor()
  return opened
}

afterEach(async () => {
  const faults = opened?.faults ?? []
  await opened?.close()
  opened = undefined
  expect(faults).toEqual(expected)
  expected = []
})

const account = { account: 'account-1', network: 'x', handle: 'INEMexico' } as const
const items: readonly AttentionItem[] = [
  { kind: 'rotation-due', account, due: hoursFrom(NOW, -50) },
  { kind: 'incident-open', incident: 'incident-1', folio: 'INC-2026-001', accounts: [account], since: hoursFrom(NOW, -3), openSteps: 6, unsentNotices: 2 },
  { kind: 'post-to-review', post: 'post-1', title: 'Módulos abiertos en Oaxaca', office: oaxaca, officeName: 'Junta Local Ejecutiva, Oaxaca', due: hoursFrom(NOW, 31) },
  { kind: 'contact-missing', contact: 'security', office: oaxaca },
]

function home(roles: readonly Role[]) {
  const ranked = rank(items, roles, instantOf(NOW))
  return { home: { now: () => ok({ items: ranked, counts: countsOf(ranked) }) } }
}

/** What the screen of people asks of main. */
const organizationParts: NonNullable<TwinHandlers['organization']> = {
  people: () => ok([]),
  contacts: () => ok({ heads: [{ office: oaxaca, officeName: 'Junta Local Ejecutiva, Oaxaca' }] }),
}

const everything = ['operator', 'reviewer', 'security', 'administrator'] as const

describe('the home screen', () => {
  it('tells what would be late, at the present pace or where too little was decided to tell one', async () => {
    const forecasts = [
      { kind: 'review-forecast', count: 2, first: hoursFrom(NOW, 20), usual: null },
      { kind: 'review-forecast', count: 1, first: hoursFrom(NOW, 20), usual: 9 * 3_600_000 },
    ] as const
    for (const [item, line, detail] of [
      [forecasts[0], 'Al ritmo actual, 2 publicaciones no alcanzarán su plazo', /^La primera vence /],
      [forecasts[1], '1 publicación lleva en revisión más de lo habitual', /^Nueve de cada diez se deciden en 9 h o menos\. La primera vence .+\.$/],
    ] as const) {
      const ranked = rank([item], ['reviewer'], instantOf(NOW))
      const { page, close } = await open({ handlers: [begin({ state: 'unlocked', roles: ['reviewer'] }), { home: { now: () => ok({ items: ranked, counts: countsOf(ranked) }) } }] })
      await page.getByText(line).waitFor()
      await page.getByText(detail).waitFor()
      await close()
      opened = undefined
    }
  })

  it('lists what waits, most pressing first, each with its time and its one act', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything }), home(everything)] })
    await page.getByText('4 asuntos pendientes').waitFor()
    const lines = await page.locator('main li').evaluateAll((rows) => rows.map((row) => [row.querySelector('p')?.textContent, row.querySelector('time span')?.textContent, row.querySelector('button')?.textContent]))
    expect(lines).toEqual([
      ['Incidente INC-2026-001 abierto: @INEMexico (X)', 'hace 3 h', 'Continuar'],
      ['Cambiar la contraseña de @INEMexico (X)', 'anteayer', 'Cambiar contraseña'],
      ['Revisar «Módulos abiertos en Oaxaca»', 'mañana', 'Revisar'],
      ['Falta el contacto de UNICOM', undefined, 'Anotar contacto'],
    ])
    await expect.poll(() => page.getByText('Vencido:').count()).toBe(1)
  })

  it('leads to where the matter is answered', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything }), home(everything), { organization: organizationParts }] })
    await page.getByRole('button', { name: 'Anotar contacto' }).click()
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/personas/contactos')
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('says calmly that nothing waits', async () => {
    const { page } = await open()
    await page.getByText('Nada espera por ti').waitFor()
  })

  it('is asked again when main says that something changed', async () => {
    let ranked = rank(items, everything, instantOf(NOW))
    const { page, emit } = await open({ handlers: [begin({ state: 'unlocked' }), { home: { now: () => ok({ items: ranked, counts: countsOf(ranked) }) } }] })
    await page.getByText('4 asuntos pendientes').waitFor()
    ranked = ranked.slice(0, 1)
    await emit('shell', 'changed', { modules: ['incidents'] })
    await page.getByText('1 asunto pendiente').waitFor()
  })

  it.each([
    ['light', 1280, 800],
    ['dark', 900, 700],
    ['dark', 640, 400],
  ] as const)('has no serious finding and nothing beside the page in %s at %i px', async (scheme, width, height) => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything }), home(everything)], scheme, width, height })
    await page.getByText('4 asuntos pendientes').waitFor()
    expect(await findings(page)).toEqual([])
    await expect.poll(() => overflows(page)).toBe(false)
  })
})

describe('the frame', () => {
  it('offers review to reviewers and auditors only', async () => {
    const { page } = await open()
    await expect.poll(() => page.getByRole('link', { name: 'Revisión' }).count()).toBe(0)
    await opened?.close()
    const second = await open({ handlers: [begin({ state: 'unlocked', roles: ['reviewer'] })] })
    await expect.poll(() => second.page.getByRole('link', { name: 'Revisión' }).count()).toBe(1)
  })

  it('offers what a role given meanwhile, here or on another machine, lets a person do', async () => {
    let roles: Role[] = ['operator']
    const state = () => ok({ state: 'unlocked' as const, person: { id: ana.id, name: ana.name, roles, office: oaxaca, officeName: ana.office }, idleMinutes: 5 })
    const { page, emit } = await open({ handlers: [begin({ state: 'unlocked' }), { session: { state } }] })
    const review = page.getByRole('link', { name: 'Revisión' })
    await expect.poll(() => review.count()).toBe(0)
    roles = ['operator', 'reviewer']
    await emit('shell', 'changed', { modules: ['organization'] })
    await review.waitFor()
    await page.getByText('Operación de cuentas · Revisión (Comunicación Social)').waitFor()
  })

  it('keeps the place where one is in sight in a low window', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything })], route: '/ajustes', width: 640, height: 400 })
    const seen = () => page.locator('[aria-current=page]').evaluate((link) => {
      const [own, list] = [link.getBoundingClientRect(), (link.closest('nav') ?? link).getBoundingClientRect()]
      return own.top >= list.top && own.bottom <= list.bottom + 1
    })
    await expect.poll(seen).toBe(true)
  })

  it('says who is here, in what capacity, and that the record is intact', async () => {
    const { page } = await open()
    const foot = page.getByRole('contentinfo', { name: 'Estado de la aplicación' })
    await foot.getByText('Registro íntegro').waitFor()
    await expect.poll(() => foot.innerText()).toContain('Ana Robles Cid')
    await expect.poll(() => foot.innerText()).toContain('Operación de cuentas · Administración')
  })

  it('shows an altered record to everybody, wherever they are', async () => {
    const bad = { at: '2026-11-23T12:00:00.000Z', events: 1284, bad: { position: 412, fault: 'altered' as const }, kept: true }
    const { page } = await open({ handlers: [begin({ state: 'unlocked' }), { shell: { record: () => ok({ events: 1284, last: bad, running: false }) } }], width: 640, height: 400 })
    await page.getByRole('link', { name: 'Registro alterado' }).waitFor()
  })

  it('says what is wrong with the record, and lets an administrator accept a restored one after the passphrase', async () => {
    let last = { at: '2026-11-23T12:00:00.000Z', events: 411, bad: { position: 412, fault: 'rolled-back' }, kept: true } as { at: string; events: number; bad: { position: number; fault: 'rolled-back' } | null; kept: boolean }
    const { page, calls } = await open({
      handlers: [
        begin({ state: 'unlocked' }),
        {
          shell: {
            record: () => ok({ events: 411, last, running: false }),
            acceptRestored({ passphrase }) {
              if (passphrase !== 'tres jacarandas en flor') return refuse('session/wrong-passphrase')
              last = { ...last, bad: null }
              return ok({})
            },
          },
        },
      ],
    })
    await page.getByRole('link', { name: 'Registro alterado' }).click()
    await page.getByText('El archivo es una copia anterior').waitFor()
    await page.getByRole('button', { name: 'Aceptar el registro restaurado' }).click()
    const dialog = page.getByRole('dialog', { name: 'Aceptar el registro restaurado' })
    await dialog.getByLabel('Frase de contraseña', { exact: true }).fill('otra frase')
    await page.keyboard.press('Enter')
    await dialog.getByText('La frase', { exact: false }).first().waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByLabel('Frase de contraseña', { exact: true }).fill('tres jacarandas en flor')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('El archivo es una copia anterior').waitFor({ state: 'detached' })
    expect(calls.filter(({ entry }) => entry === 'acceptRestored')).toHaveLength(2)
  })

  it('reaches every place by its number, and leads back to what was open there', async () => {
    const { page } = await open()
    await page.keyboard.press('Control+8')
    await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor()
    await page.getByRole('tab', { name: 'Acerca de' }).click()
    await page.keyboard.press('Control+1')
    await page.getByRole('heading', { level: 1, name: '¿Qué necesita mi atención ahora?' }).waitFor()
    await expect.poll(() => page.title()).toBe('Inicio · Resguardo')
    await page.getByRole('link', { name: 'Ajustes' }).click()
    await page.getByRole('heading', { name: 'Acerca de Resguardo' }).waitFor()
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/ajustes/acerca')
  })

  it('finds a place, an act and a record by typing, by keyboard alone', async () => {
    const { page, calls } = await open({
      handlers: [
        begin({ state: 'unlocked' }),
        { shell: { search: ({ text }) => ok(text === 'acerca' ? [{ kind: 'account', id: 'a1', title: '@AcercaINE', detail: 'X', route: '/ajustes/acerca' }] : []) } },
      ],
    })
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Buscar o ir a…' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.type('acerca')
    await page.getByRole('option', { name: '@AcercaINE' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Acerca de Resguardo' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('bloquear')
    await page.keyboard.press('Enter')
    await expect.poll(() => calls.some(({ entry }) => entry === 'lock')).toBe(true)
  })

  it('keeps the focus in its place when what had it goes', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything }), home(everything), { organization: organizationParts }] })
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const act = page.getByRole('main').getByRole('button', { name: 'Anotar contacto' })
    await act.focus()
    await page.keyboard.press('Control+8')
    await expect.poll(focused).toBe('Personas')
    await page.keyboard.press('Control+1')
    await expect.poll(focused).toBe('¿Qué necesita mi atención ahora?')
    // Over a dialog's opener that is there no more, too.
    await act.focus()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('personas')
    await page.getByRole('option', { name: /Personas/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Personas')
  })

  it('leaves the focus where a mouse left it', async () => {
    const { page } = await open({ drivesTimers: true, handlers: [begin({ state: 'unlocked', roles: everything }), home(everything), { organization: organizationParts }] })
    await page.clock.install({ time: NOW })
    await page.getByRole('main').getByRole('button', { name: 'Anotar contacto' }).click()
    await page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor({ state: 'detached' })
    await page.clock.runFor(5000)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })

  it('locks by its shortcut and by its button', async () => {
    const { page, calls } = await open()
    await page.keyboard.press('Control+l')
    await expect.poll(() => calls.filter(({ entry }) => entry === 'lock').length).toBe(1)
    await page.getByRole('button', { name: /^Bloquear/ }).click()
    await expect.poll(() => calls.filter(({ entry }) => entry === 'lock').length).toBe(2)
  })

  it('shows all shortcuts on one sheet', async () => {
    const { page } = await open()
    await page.keyboard.press('F1')
    await page.getByRole('dialog', { name: 'Atajos de teclado' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('goes where a notification or a menu of the system leads', async () => {
    const { page, emit } = await open()
    await emit('shell', 'go', { route: '/ajustes/registro' })
    await page.getByRole('button', { name: 'Verificar ahora' }).waitFor()
  })

  it('speaks the other language at once, and remembers it', async () => {
    const { page, calls } = await open({ route: '/ajustes' })
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expect.poll(() => page.getAttribute('html', 'lang')).toBe('en-GB')
    expect(calls.filter(({ entry }) => entry === 'setPreferences').map(({ input }) => input)).toEqual([{ language: 'en' }])
  })

  it('changes the theme at once', async () => {
    const { page } = await open({ route: '/ajustes' })
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.getByRole('radio', { name: 'Oscuro' }).check()
    await expect.poll(ground).not.toBe(light)
  })

  it('has the way to report an incident whole in sight at 200 % too, for whoever has every place', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', roles: everything }), home(everything)], width: 640, height: 400 })
    const report = page.getByRole('button', { name: 'Reportar incidente' })
    const inSight = () => report.evaluate((button) => {
      const { top, bottom, left } = button.getBoundingClientRect()
      const rail = button.parentElement?.getBoundingClientRect()
      return rail !== undefined && top >= rail.top && bottom <= rail.bottom && button.contains(document.elementFromPoint(left + 8, bottom - 3))
    })
    expect(await inSight()).toBe(true)
    // Nor does it hide a place that the keys have reached.
    const last = page.getByRole('link', { name: 'Ajustes' })
    await last.focus()
    expect(await last.evaluate((link) => link.contains(document.elementFromPoint(link.getBoundingClientRect().left + 8, link.getBoundingClientRect().bottom - 3)))).toBe(true)
    expect(await inSight()).toBe(true)
  })

  it('skips the rail with the first Tab', async () => {
    const { page } = await open({ route: '/ajustes' })
    await page.getByRole('tab', { name: 'General' }).waitFor()
    await page.locator('body').press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/ajustes')
  })

  it('shows one calm page when a screen fails, tells the log once, and tries again', async () => {
    let broken = true
    const { page, calls } = await open({
      handlers: [
        begin({ state: 'unlocked' }),
        {
          home: {
            now: () => {
              if (broken) throw new Error('a fault of this test')
              return ok({ items: [], counts: {} })
            },
          },
        },
      ],
    })
    await page.getByRole('heading', { name: 'Algo no funcionó como debía' }).waitFor()
    await expect.poll(() => calls.filter(({ entry }) => entry === 'reportFault').length).toBe(1)
    broken = false
    await page.getByRole('button', { name: 'Volver a cargar esta pantalla' }).click()
    await page.getByText('Nada espera por ti').waitFor()
    // React tells the console of what a boundary caught.
    expected = opened?.faults.filter((fault) => fault.includes('a fault of this test')) ?? []
    expect(expected.length).toBe(opened?.faults.length)
  })

  it('fetches a screen again whose code did not come', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked' }), home([]), { organization: organizationParts }] })
    await page.getByText('Nada espera por ti').waitFor()
    await page.route('**/assets/people-screen-*.js', (route) => route.abort())
    await page.getByRole('link', { name: 'Personas' }).click()
    await page.getByRole('heading', { name: 'Algo no funcionó como debía' }).waitFor()
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Volver a cargar esta pantalla' }).click()
    await page.getByRole('heading', { level: 1, name: 'Personas' }).waitFor()
    expected = opened?.faults ?? []
    expect(expected.filter((fault) => !/people-screen|ERR_FAILED/u.test(fault))).toEqual([])
  })

  it('tells of a fault that nothing caught, and not of sizes that the browser measures once more', async () => {
    const { page, calls } = await open()
    await page.evaluate(async () => {
      const told = new Promise((resolve) => window.addEventListener('error', resolve, { once: true }))
      const box = document.body.appendChild(document.createElement('div'))
      new ResizeObserver(() => {
        box.style.height = `${box.offsetHeight + 1}px`
        if (box.offsetHeight > 20) box.remove()
      }).observe(box)
      await told
    })
    await page.evaluate(() => window.setTimeout(() => Promise.reject(new Error('a fault of this test'))))
    await page.getByRole('dialog', { name: 'Algo no funcionó como debía' }).waitFor()
    await page.getByText('Detalle técnico').click()
    await page.getByText('a fault of this test', { exact: false }).first().waitFor()
    expect(calls.filter(({ entry }) => entry === 'reportFault').map(({ input }) => (input as { message: string }).message)).toEqual(['a fault of this test'])
    expected = opened?.faults.filter((fault) => fault.includes('a fault of this test')) ?? []
  })

  it('verifies the record with its progress in sight, and says the result', async () => {
    let finish: (() => void) | undefined
    const { page, emit } = await open({
      route: '/ajustes/registro',
      handlers: [
        begin({ state: 'unlocked' }),
        {
          shell: {
            verify: async () => {
              await new Promise<void>((resolve) => {
                finish = resolve
              })
              return ok({ at: '2026-11-23T18:00:00.000Z', events: 1284, bad: null, kept: true })
            },
          },
        },
      ],
    })
    await page.getByRole('button', { name: 'Verificar ahora' }).click()
    await page.getByRole('progressbar', { name: 'Verificando el registro' }).waitFor()
    await emit('shell', 'verifyProgress', { share: 0.42 })
    await page.getByText('42 %').waitFor()
    finish?.()
    await page.getByRole('status').getByText('Registro íntegro: 1,284 asientos verificados.').waitFor()
  })

  it('says calmly that the data folder did not take the result of a verification, which holds', async () => {
    const found = { at: '2026-11-23T18:00:00.000Z', events: 1284, bad: null, kept: false }
    let last: typeof found | null = null
    const { page } = await open({
      route: '/ajustes/registro',
      handlers: [
        begin({ state: 'unlocked' }),
        { shell: { record: () => ok({ events: 1284, last, running: false }), verify: () => ok((last = found)) } },
      ],
    })
    await page.getByRole('button', { name: 'Verificar ahora' }).click()
    await page.getByText('El resultado no se guardó').waitFor()
    await page.getByRole('status').getByText('Registro íntegro: 1,284 asientos verificados.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('says beside the logo what is wrong with a chosen file, and keeps what was there', async () => {
    const { page } = await open({ route: '/ajustes', handlers: [begin({ state: 'unlocked', roles: ['administrator'] })] })
    const picker = page.locator('input[type=file]')
    const group = page.getByRole('group', { name: 'Logotipo' })
    const png = readFileSync(new URL('../../resources/brand/icon.png', import.meta.url))
    await page.getByLabel('Siglas').fill('INE MX')
    await picker.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png })
    await group.getByRole('img').waitFor()
    await picker.setInputFiles({ name: 'minuta.png', mimeType: 'image/png', buffer: Buffer.from('Minuta de la sesión') })
    await group.getByText('El archivo no es una imagen que se pueda mostrar.', { exact: false }).waitFor()
    await picker.setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: Buffer.alloc(400_000) })
    await group.getByText('La imagen pesa más de 64 kB.', { exact: false }).waitFor()
    expect(await group.getByRole('img').getAttribute('src')).toBe(`data:image/png;base64,${png.toString('base64')}`)
    expect(await page.getByLabel('Siglas').inputValue()).toBe('INE MX')
    await picker.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png })
    await expect.poll(() => group.getByText('La imagen pesa').count()).toBe(0)
  })

  it('shows what its own act changed, though nothing was recorded', async () => {
    const backups = [{ name: 'primero.db', at: '2026-11-23T12:00:00.000Z', bytes: 1000 }]
    const { page } = await open({
      route: '/ajustes/registro',
      handlers: [
        begin({ state: 'unlocked' }),
        {
          shell: {
            backups: () => ok([...backups]),
            backUp: () => {
              backups.push({ name: 'segundo.db', at: '2026-11-23T18:00:00.000Z', bytes: 2000 })
              return ok({ name: 'segundo.db', at: '2026-11-23T18:00:00.000Z', bytes: 2000 })
            },
          },
        },
      ],
    })
    await page.getByText('primero.db').waitFor()
    await page.getByRole('button', { name: 'Respaldar ahora' }).click()
    await page.getByText('segundo.db').waitFor()
  })

  it.each([
    ['/ajustes', 'light', 1280, 800],
    ['/ajustes/seguridad', 'dark', 900, 700],
    ['/ajustes/registro', 'light', 640, 400],
    ['/ajustes/acerca', 'dark', 640, 400],
  ] as const)('has no serious finding and nothing beside the page on %s in %s at %i px', async (route, scheme, width, height) => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked' })], route, scheme, width, height })
    await page.getByRole('tabpanel').waitFor()
    expect(await findings(page)).toEqual([])
    await expect.poll(() => overflows(page)).toBe(false)
  })
})
