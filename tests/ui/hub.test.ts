import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { HubStatus } from '#shared/hub/status.ts'
import { type Instant, millisecondsOf } from '#shared/kernel/clock.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { findings, findingsInEveryForm, openWindow, overflows, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { ana, begin, kit, luis, oaxaca, passphrase } from './twin-data.ts'

let opened: Awaited<ReturnType<typeof openWindow>> | undefined

afterEach(async () => {
  const faults = opened?.faults
  await opened?.close()
  opened = undefined
  expect(faults ?? []).toEqual([])
})

type Shared = Extract<HubStatus, { mode: 'shared' }>

const since = '2026-11-23T16:32:00.000Z' as Instant
const current: Shared = { mode: 'shared', link: 'current', since, lastContact: since, pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 }
const page = '/ajustes/registro-compartido'
const fingerprint = ['9f2c', '01ab', '77de', '3c40', 'b8e1', '5a6f', 'd203', '4e9c']
const subject = { kind: 'post' as const, id: 'p1', title: 'Jornada de credencialización', route: '/publicaciones/p1' }
const acted = { at: since, actor: ana.id, actorName: ana.name, subject }

const conflict = {
  ...acted,
  id: 'act-2',
  types: ['post.approved'],
  since,
  refusal: { code: 'hub/role' },
  mine: [{ type: 'post.approved', payload: { revision: 3, seal: 'ab'.repeat(32), despite: { remarks: ['remark-1'], reason: 'Queda como está.' } } }],
  theirs: [{ type: 'post.returned', payload: { revision: 3, seal: 'ab'.repeat(32), reasons: ['no-source'], note: 'Falta la fuente del dato.' }, actor: luis.id, actorName: luis.name, at: since }],
  own: true,
  withheld: false,
  again: { can: false as const, refusal: { code: 'posts/changed-since' } },
}

/** An event that failed this machine's checks. */
const aside = {
  id: 'e1',
  position: 912,
  hash: 'c4'.repeat(32),
  said: { type: 'post.approved', stream: 'post/p1', subject, actor: luis.id as string, actorName: luis.name, signer: 'signer-2', at: since },
  fault: 'forged',
  state: 'void' as const,
  since,
}

/** Main as a machine of a shared record answers. */
function shared(status: HubStatus, more: TwinHandlers['hub'] = {}): TwinHandlers {
  return {
    hub: {
      status: () => ok(status as Shared),
      place: () => ok({ host: 'registro.ine.mx', port: 5432, database: 'resguardo', fingerprint, position: 18_204 }),
      pending: () => ok([]),
      pendingStreams: () => ok([]),
      conflicts: () => ok([]),
      quarantine: () => ok([]),
      asideElsewhere: () => ok([]),
      carried: () => ok([]),
      file: () => ok({ kind: 'here' }),
      joining: () => ok(null),
      synchronise: () => ok(status as Shared),
      ...more,
    },
  }
}

async function open(options: Partial<WindowOptions> & { readonly main?: TwinHandlers }) {
  const { main = shared(current), ...rest } = options
  opened = await openWindow({ route: page, ...rest, handlers: [begin({ state: 'unlocked' }), main] })
  return opened
}

/** Pictures for the eye, when asked for: `RESGUARDO_PICTURES=folder`. */
async function picture(name: string): Promise<void> {
  const folder = process.env['RESGUARDO_PICTURES']
  if (folder === undefined || opened === undefined) return
  mkdirSync(folder, { recursive: true })
  await opened.page.screenshot({ path: join(folder, `${name}.png`) })
}

describe('the status in the frame', () => {
  it('tells a clock that is minutes wrong on every screen, and on the home screen what to do', async () => {
    const wrong = { ...current, clockDifference: 5 * 3_600_000 + 12 * 60_000 }
    const item = { id: 'clock-wrong/clock', urgency: 'soon' as const, overdue: false, item: { kind: 'clock-wrong' as const, ahead: wrong.clockDifference } }
    const { page: window, emit, become } = await open({ route: '/', main: { ...shared(wrong), home: { now: () => ok({ items: [item], counts: { 'clock-wrong': 1 } }) } } })
    await window.getByRole('contentinfo').getByText('Reloj 5 h 12 min atrasado').waitFor()
    await window.getByText('El reloj de este equipo va 5 h 12 min atrasado').waitFor()
    await window.getByText('Pide que se ajuste el reloj.', { exact: false }).waitFor()
    await picture('home-clock')
    expect(await findings(window)).toEqual([])
    await become(900, 'dark', 700)
    await picture('home-clock-dark-900')
    await expect.poll(() => overflows(window)).toBe(false)
    await emit('hub', 'changed', { ...current, clockDifference: -120_000 })
    await window.getByRole('contentinfo').getByText('Reloj', { exact: false }).waitFor({ state: 'detached' })
    await emit('hub', 'changed', { ...current, clockDifference: -180_000 })
    await window.getByRole('contentinfo').getByText('Reloj 3 min adelantado').waitFor()
    await window.getByRole('button', { name: 'Ver detalle' }).click()
    await window.getByRole('heading', { name: 'Registro compartido' }).waitFor()
  })

  it('says how the machine stands, follows what main tells without being asked, and leads to the page of it', async () => {
    const { page: window, emit, go } = await open({ route: '/', now: millisecondsOf('2026-11-23T23:00:00.000Z' as Instant) })
    await window.getByRole('contentinfo').getByText('Al día').waitFor()
    for (const [words, status] of [
      ['2 actos pendientes', { ...current, pending: 2 }],
      ['1 acto pendiente', { ...current, pending: 1 }],
      ['1 conflicto', { ...current, pending: 2, conflicts: 1 }],
      ['Sin conexión desde 10:32', { ...current, link: 'offline', why: 'hub/unreachable' }],
      ['Sin conexión desde 10:32 · 3 actos pendientes', { ...current, link: 'offline', why: 'hub/unreachable', pending: 3 }],
      ['Sin conexión desde el 20 nov, 10:32 · 1 acto pendiente', { ...current, link: 'offline', since: '2026-11-20T16:32:00.000Z' as Instant, why: 'hub/unreachable', pending: 1 }],
      ['Sincronizando, 25 %', { ...current, link: 'synchronising', progress: { done: 250, total: 1000 } }],
      ['1 asiento apartado', { ...current, quarantined: 1 }],
      ['Intercambio detenido', { ...current, link: 'stopped', why: 'hub/forked', conflicts: 1 }],
      ['Al día', current],
    ] satisfies readonly (readonly [string, Shared])[]) {
      await emit('hub', 'changed', status)
      await window.getByRole('contentinfo').getByRole('link', { name: words }).click()
      const title = window.getByRole('heading', { level: 1, name: 'Registro compartido' })
      await title.waitFor()
      await go('/')
      await title.waitFor({ state: 'hidden' })
    }
  })

  it('says nothing on a machine that works alone', async () => {
    const { page: window } = await open({ route: '/', main: {} })
    await window.getByRole('link', { name: /Registro íntegro/ }).waitFor()
    await expect.poll(() => window.getByRole('contentinfo').getByText(/Al día|Sin conexión|pendiente/).count()).toBe(0)
  })
})

describe('after a first synchronisation', () => {
  it('says how far the signatures are examined one by one, and no more when they are', async () => {
    const { page: window, emit } = await open({ main: shared({ ...current, unexamined: { examined: 45_000, upTo: 120_000 } }) })
    await window.getByText('Se comprueban una por una mientras trabajas: 45,000 de 120,000.').waitFor()
    await picture('signatures')
    await emit('hub', 'changed', current)
    await window.getByText(/Se comprueban una por una/).waitFor({ state: 'hidden' })
  })
})

describe('the record by file', () => {
  const offices = [
    { office: 'jd-01', officeName: 'Junta Distrital 01', machines: 2, without: 0 },
    { office: 'jd-02', officeName: 'Junta Distrital 02', machines: 0, without: 1 },
  ]

  it('is made for an office that is chosen, and says what it holds', async () => {
    const { page: window, calls } = await open({
      main: shared(current, {
        bundleOffices: () => ok(offices),
        bundleFiles: ({ office }) => (office === 'jd-01' ? ok({ recent: { count: 12, size: 34_000_000 }, all: { count: 80, size: 1_200_000_000 } }) : refuse('bundle/no-key')),
        saveBundle: () => ok({ events: 1_204, acts: 2, unplaced: 1, machines: 2, files: 80 }),
      }),
    })
    await window.getByRole('button', { name: 'Llevar por archivo…' }).click()
    const dialog = window.getByRole('dialog', { name: 'Llevar por archivo' })
    await dialog.getByRole('button', { name: 'Preparar y guardar' }).click()
    expect(calls.some(({ entry }) => entry === 'saveBundle')).toBe(false)
    await dialog.getByLabel('Oficina que lo recibe').selectOption('jd-02')
    await dialog.getByText('A 1 equipo de esa oficina le falta la clave').waitFor()
    await dialog.getByText('Falta este dato.').waitFor({ state: 'detached' })
    await dialog.getByLabel('Oficina que lo recibe').selectOption('jd-01')
    // The newest go along unless another choice is made.
    expect(await dialog.getByLabel('Imágenes, videos y evidencia').inputValue()).toBe('recent')
    expect(await findings(window)).toEqual([])
    await picture('bundle-carry')
    await dialog.getByLabel('Imágenes, videos y evidencia').selectOption('all')
    await dialog.getByRole('button', { name: 'Preparar y guardar' }).click()
    await window.getByText('Archivo guardado. Asientos: 1,204. Pendientes: 2. Imágenes, videos y evidencia: 80. Equipos que lo abren: 2.').waitFor()
    await window.getByText('De lo pendiente, 1 acto solo puede registrarlo este equipo cuando se conecte').waitFor()
    expect(calls.find(({ entry }) => entry === 'saveBundle')?.input).toEqual({ office: 'jd-01', files: 'all' })
  })

  it('says in one sentence why a file was not taken', async () => {
    const { page: window } = await open({ main: shared(current, { takeBundle: () => refuse('bundle/altered') }) })
    await window.getByRole('button', { name: 'Recibir archivo…' }).click()
    await window.getByText('El archivo cambió después de firmarse, así que no se tomó nada.').waitFor()
  })

  it('shows what came by file and is not on record yet apart from everything else', async () => {
    const states = [{ kind: 'enters' as const }, { kind: 'author' as const }, { kind: 'moved' as const }, { kind: 'refused' as const, refusal: { code: 'hub/not-carried' } }]
    const { page: window } = await open({ main: shared(current, { carried: () => ok(states.map((state, index) => ({ ...acted, id: `act-9${index}`, types: ['post.submitted'], state }))) }) })
    await window.getByRole('heading', { name: 'Recibidos por archivo, por registrar' }).waitFor()
    await window.getByText('Envío a revisión: Jornada de credencialización').first().waitFor()
    for (const words of ['Este equipo lo registra', 'cuando el equipo de quien lo hizo se conecte', 'falta que su autor lo confirme', 'El servidor no reconoce el permiso']) await window.getByText(words).waitFor()
    await window.getByText('El servidor no reconoce el permiso').scrollIntoViewIfNeeded()
    await picture('bundle-carried')
  })
})

describe('the page of the shared record', () => {
  it('says what waits, whose it is and what it waits for', async () => {
    const acts = [
      { ...acted, id: 'act-1', types: ['post.revised', 'post.submitted'], waits: 'network' as const },
      { ...acted, id: 'act-3', actor: luis.id, actorName: luis.name, types: ['post.drafted'], waits: 'author' as const },
    ]
    const { page: window, become } = await open({ main: shared({ ...current, link: 'offline', pending: 2, why: 'hub/unreachable', clockDifference: 400_000 }, { pending: () => ok(acts) }) })
    await window.getByText('Cambios en una publicación, Envío a revisión').waitFor()
    await window.getByText('Espera a que haya conexión').waitFor()
    await window.getByText('Espera a que quien lo hizo desbloquee este equipo').waitFor()
    await window.getByText('El servidor del registro no respondió.').waitFor()
    await picture('page-offline')
    await become(900, 'dark')
    await picture('page-offline-dark-900')
    await expect.poll(() => overflows(window)).toBe(false)
    await become(640, 'light', 400)
    await picture('page-offline-640')
    await expect.poll(() => overflows(window)).toBe(false)
  })

  it('shows both versions of a conflict, who decided first, and the next act', async () => {
    let conflicts = [conflict]
    const { page: window, calls, emit } = await open({
      main: shared(
        { ...current, conflicts: 1 },
        {
          conflicts: () => ok(conflicts),
          dismiss: () => {
            conflicts = []
            return ok({})
          },
        },
      ),
    })
    await window.getByRole('region', { name: 'Lo que se hizo aquí' }).getByText('Queda como está.').waitFor()
    const theirs = window.getByRole('region', { name: 'Lo que quedó registrado' })
    await theirs.getByText('Falta la fuente del dato.').waitFor()
    await theirs.getByText(luis.name).waitFor()
    await window.getByText(`Antes, ${luis.name} registró: Devolución con observaciones`).waitFor()
    await picture('page-conflict')
    expect(await findings(window)).toEqual([])
    await window.getByRole('button', { name: 'Descartar lo mío' }).click()
    await window.getByRole('alertdialog').getByRole('button', { name: 'Descartar lo mío' }).click()
    await emit('shell', 'changed', { modules: [] })
    await window.getByText('Descartado.').waitFor()
    expect(calls.filter(({ entry }) => entry === 'dismiss').map(({ input }) => input)).toEqual([{ id: 'act-2' }])
    await window.getByRole('region', { name: 'Lo que se hizo aquí' }).waitFor({ state: 'detached' })
  })

  it('says that an incident is not theirs to read where a conflict would show it', async () => {
    const withheld = { ...conflict, subject: undefined, types: ['incident.fact-recorded'], mine: [], theirs: [], withheld: true, own: false, again: { can: false as const, refusal: { code: 'hub/withheld' } } }
    const { page: window } = await open({ main: shared({ ...current, conflicts: 1 }, { conflicts: () => ok([withheld]) }) })
    for (const side of ['Lo que se hizo aquí', 'Lo que quedó registrado']) {
      await window.getByRole('region', { name: side }).getByText('No se muestra: es de un incidente que no puedes leer.').waitFor()
    }
    await window.getByText('Es de un incidente que ya no puedes leer.').waitFor()
    expect(await window.getByRole('button', { name: 'Copiar lo que escribí' }).count()).toBe(0)
    await picture('page-conflict-withheld')
    expect(await findings(window)).toEqual([])
  })

  it('does an act again in one click where it still makes sense, and says why where it does not', async () => {
    const note = { ...conflict, id: 'act-3', types: ['post.revised'], mine: [{ type: 'post.revised', payload: { content: { base: 'Credencialización: sábado de 9 a 15 h en el módulo 200351.', variants: { x: 'El sábado, en el módulo 200351.' } }, revision: 2, fields: ['base'] } }], again: { can: true as const } }
    let conflicts: readonly (typeof conflict | typeof note)[] = [conflict, note]
    const { page: window, calls, emit } = await open({
      main: shared({ ...current, conflicts: 2 }, {
        conflicts: () => ok(conflicts),
        copyWritten: () => ok({}),
        repeat: () => {
          if (conflicts.length === 2 && calls.filter(({ entry }) => entry === 'repeat').length === 1) return refuse('ledger/overtaken', { person: luis.name })
          conflicts = [conflict]
          return ok({})
        },
      }),
    })
    await window.getByText('No se puede repetir tal cual.').waitFor()
    await window.getByText('Credencialización: sábado de 9 a 15 h en el módulo 200351.').waitFor()
    await window.getByText('El sábado, en el módulo 200351.').waitFor()
    expect(await window.getByRole('button', { name: 'Hacerlo de nuevo' }).count()).toBe(1)
    await picture('page-conflicts-again')
    expect(await findings(window)).toEqual([])
    await window.getByRole('button', { name: 'Copiar lo que escribí' }).last().click()
    await window.getByRole('button', { name: 'Hacerlo de nuevo' }).click()
    await window.getByText(luis.name).last().waitFor()
    await window.getByRole('button', { name: 'Hacerlo de nuevo' }).click()
    await emit('shell', 'changed', { modules: [] })
    await window.getByText('Hecho de nuevo.').waitFor()
    await window.getByRole('button', { name: 'Hacerlo de nuevo' }).waitFor({ state: 'detached' })
    expect(calls.filter(({ entry }) => entry === 'repeat' || entry === 'copyWritten').map(({ entry, input }) => [entry, input])).toEqual([
      ['copyWritten', { id: 'act-3' }], ['repeat', { id: 'act-3' }], ['repeat', { id: 'act-3' }],
    ])
  })

  it.each([
    ['hub/rolled-back', 'se haya restaurado de un respaldo anterior', 'no lo reinstales'],
    ['hub/recovering', 'se está reponiendo lo que le falta', 'se registra en cuanto termine'],
    ['hub/forked', 'un asiento distinto', 'avisa de inmediato a la persona responsable de seguridad'],
    ['hub/certificate', 'no es el acordado', 'No se envió la contraseña'],
    ['hub/certificate-dates', 'no está vigente', 'Revisa la fecha y la hora de este equipo'],
    ['hub/schema-newer', 'una versión más reciente', 'Actualiza Resguardo'],
    ['hub/no-login', 'todavía no tiene acceso', 'Pide una invitación'],
  ])('says of %s what happened and what to do', async (why, what, mend) => {
    const { page: window } = await open({ main: shared({ ...current, link: 'stopped', why, ...(why === 'hub/rolled-back' ? { offered: 1204 } : {}) }) })
    await window.getByText(what).waitFor()
    await window.getByText(mend).waitFor()
    if (why === 'hub/rolled-back') await window.getByText('Este equipo ya le entregó 1,204 asientos.').waitFor()
    if (why === 'hub/forked') await picture('page-forked')
  })

  it('lists what was put aside for who answers for the record, and tells a wrong clock', async () => {
    const writer = { person: luis.id, name: luis.name, login: 'rsg_0f1e2d3c4b5a69788796', at: since, ended: false }
    const event = { ...aside, fault: 'own-work', writer }
    const older = { ...aside, id: 'e2', said: { ...aside.said, type: 'signer.registered', stream: 'organization/main', subject: undefined }, position: 700, attended: since, writer: { ...writer, ended: true } }
    const { page: window, calls } = await open({
      main: shared({ ...current, quarantined: 1, clockDifference: 2 * 3_600_000 }, { quarantine: () => ok([older, event]), attend: () => ok({}) }),
    })
    await window.getByText('Decide sobre el trabajo propio. Sin efecto').waitFor()
    await window.getByText(/Este equipo va .* atrasado/).waitFor()
    await window.getByText('Pide que se ajuste el reloj del equipo.').waitFor()
    await window.getByText(/Lo escribió el acceso de .*, el /).first().waitFor()
    await picture('page-quarantine')
    await window.getByRole('button', { name: 'Ya lo revisé' }).click()
    await window.getByText('Queda como revisado').waitFor()
    expect(calls.filter(({ entry }) => entry === 'attend').map(({ input }) => input)).toEqual([{ ids: ['e1'] }])
    expect(await findings(window)).toEqual([])
  })

  it('asks a reviewer to tell the security lead what was put aside of a post, without over whose login it came', async () => {
    const main = shared({ ...current, quarantined: 1, unreported: 1 }, { quarantine: () => ok([aside]), attend: () => ok({}) })
    const { page: window, calls } = await open({
      main: { ...main, session: { state: () => ok({ state: 'unlocked', person: { id: luis.id, name: luis.name, roles: ['reviewer'], office: oaxaca, officeName: 'Comunicación Social' }, idleMinutes: 5 }) } },
    })
    await window.getByText('Envía el aviso a la persona responsable de seguridad', { exact: false }).waitFor()
    expect(await window.getByText('Lo escribió el acceso de').count()).toBe(0)
    await picture('page-quarantine-reviewer')
    await window.getByRole('button', { name: 'Ya lo revisé' }).click()
    await expect.poll(() => calls.filter(({ entry }) => entry === 'attend').length).toBe(1)
  })

  it('tells whoever is at the machine what was put aside, drafts the report on it, and is quiet when they have told the security lead', async () => {
    const altered = { ...aside, id: 'e2', position: 913, hash: 'd5'.repeat(32), said: undefined, fault: 'altered', state: 'waiting' as const }
    let reported: { readonly reported?: Instant } = {}
    const main = shared(current, {
      quarantine: () => ok([{ ...aside, ...reported }, { ...altered, ...reported }]),
      report: () => ((reported = { reported: since }), ok({})),
      status: () => ok({ ...current, quarantined: 2, unreported: reported.reported === undefined ? 2 : 0 }),
    })
    const operator = { id: ana.id, name: ana.name, roles: ['operator' as const], office: oaxaca, officeName: 'Junta Local Ejecutiva, Oaxaca' }
    const { page: window, calls, emit, become } = await open({ main: { ...main, session: { state: () => ok({ state: 'unlocked', person: operator, idleMinutes: 5 }) } } })
    await window.getByRole('contentinfo').getByText('2 asientos apartados').waitFor()
    await window.getByText('quizá solo este equipo lo recibió así', { exact: false }).waitFor()
    await window.getByText('Su contenido no coincide con su huella. En espera').waitFor()
    await window.getByText('Es de algo que no puedes leer.').waitFor()
    expect(await window.getByRole('button', { name: 'Ya lo revisé' }).count()).toBe(0)
    await window.getByText('Ver el texto').click()
    await picture('page-quarantine-operator')
    expect(await findings(window)).toEqual([])
    await become(900, 'dark', 900)
    await picture('page-quarantine-operator-dark-900')
    await window.getByRole('button', { name: 'Copiar el aviso' }).click()
    await window.getByText('Copiado').first().waitFor()
    const [copied] = calls.flatMap(({ entry, input }) => (entry === 'copyText' ? [(input as { text: string }).text] : [])) // as its contract says
    expect(copied?.split('\n\n').map((part) => part.split('\n').filter((line) => !/^(Fecha|Apartado): /u.test(line)))).toEqual([
      [
        'Resguardo: asientos apartados', `Avisa: ${ana.name}, Operación de cuentas. Junta Local Ejecutiva, Oaxaca.`, 'Servidor: registro.ine.mx:5432, base de datos resguardo',
        `Huella del registro: ${fingerprint.join(' ')}`, 'Este equipo tiene asientos hasta el 18,204',
      ],
      [
        'Asiento 912', 'Qué falló: La firma no es de esa clave. (forged)', `Huella del asiento: ${aside.hash}`, 'Acto: Aprobación (post.approved)', 'Historia: post/p1',
        `A nombre de: ${luis.name} (${luis.id})`, 'Clave: signer-2',
      ],
      ['Asiento 913', 'Qué falló: Su contenido no coincide con su huella. (altered)', `Huella del asiento: ${altered.hash}`],
    ])
    await window.getByRole('button', { name: 'Ya avisé' }).click()
    await window.getByText('Queda anotado en este equipo.').waitFor()
    expect(calls.flatMap(({ entry, input }) => (entry === 'report' ? [input] : []))).toEqual([{ ids: ['e1', 'e2'] }])
    await emit('shell', 'changed', { modules: [] })
    await window.getByText('Avisado el', { exact: false }).first().waitFor()
    await window.getByRole('contentinfo').getByText('Al día').waitFor()
    expect(await window.getByRole('button', { name: 'Ya avisé' }).count()).toBe(0)
  })

  it('tells who answers for the record what other machines put aside in what they do not read, and is quiet when it was looked at', async () => {
    const writer = { person: luis.id, name: luis.name, login: 'rsg_0f1e2d3c4b5a69788796', at: since, ended: false }
    const told = { hash: aside.hash, machines: 1, people: [{ person: ana.id as string, name: ana.name }], noun: 'post', since, held: false }
    const many = ['Berta Solís Nava', 'Carla Ruiz Peña', 'Diego Luna Paz', 'Elia Cano Rey', 'Flora Díaz Mora'].map((name, index) => ({ person: `p${index}`, name }))
    const old = { ...told, position: 640, fault: 'groundless', noun: 'consultation', attended: since, writer: { ...writer, ended: true } }
    let looked: { readonly attended?: Instant } = {}
    const events = () => [{ ...told, position: 912, fault: 'forged', machines: 7, people: many, writer, ...looked }, { ...told, position: 877, fault: 'altered', noun: 'incident', held: true, ...looked }, old]
    const { page: window, calls, emit, become } = await open({
      main: shared(current, {
        asideElsewhere: () => ok(events()),
        attendElsewhere: () => ((looked = { attended: since }), ok({})),
        status: () => ok({ ...current, elsewhere: looked.attended === undefined ? 2 : 0 }),
      }),
    })
    await window.getByRole('contentinfo').getByText('2 asientos apartados').waitFor()
    await window.getByRole('heading', { name: 'Apartados en otros equipos' }).waitFor()
    await window.getByText('Asiento 912, de una publicación').waitFor()
    await window.getByText(/Lo avisaron Berta Solís Nava, Carla Ruiz Peña, Diego Luna Paz y 2 personas más, desde 7 equipos; el primero, el /).waitFor()
    await window.getByText('Su contenido no coincide con su huella. Este equipo lo recibió y pasó su revisión', { exact: false }).waitFor()
    await window.getByText(/Lo escribió el acceso de .* \(rsg_0f1e2d3c4b5a69788796\)/).first().waitFor()
    await picture('page-elsewhere')
    expect(await findings(window)).toEqual([])
    await become(900, 'dark', 900)
    await picture('page-elsewhere-dark-900')
    expect(await findings(window)).toEqual([])
    await become(640, 'light', 400)
    await expect.poll(() => overflows(window)).toBe(false)
    await window.getByRole('button', { name: 'Ya lo revisé' }).first().click()
    await window.getByText('Queda como revisado').waitFor()
    expect(calls.flatMap(({ entry, input }) => (entry === 'attendElsewhere' ? [input] : []))).toEqual([{ events: [{ position: 912, hash: aside.hash, fault: 'forged' }] }])
    await emit('shell', 'changed', { modules: [] })
    await window.getByRole('contentinfo').getByText('Al día').waitFor({ state: 'attached' })
    expect(await window.getByRole('button', { name: 'Ya lo revisé' }).count()).toBe(0)
  })

  it('asks again for what was put aside when the exchange says that there is more of it, and looks at all at once', async () => {
    const one = { hash: aside.hash, fault: 'forged', machines: 1, people: [{ person: ana.id as string, name: ana.name }], noun: 'post', since, held: false }
    let count = 0
    const { page: window, calls, emit } = await open({
      main: shared(current, { asideElsewhere: () => ok(Array.from({ length: count }, (_, index) => ({ ...one, position: 900 + index }))), attendElsewhere: () => ok({}) }),
    })
    await window.getByRole('contentinfo').getByText('Al día').waitFor()
    count = 60
    await emit('hub', 'changed', { ...current, elsewhere: 60 })
    await window.getByText('Y 10 más.').waitFor()
    await window.getByRole('button', { name: 'Ya los revisé todos' }).click()
    await expect.poll(() => calls.flatMap(({ entry, input }) => (entry === 'attendElsewhere' ? [(input as { events: readonly unknown[] }).events.length] : []))).toEqual([60]) // as its contract says
  })

  it('asks nobody to call where the machine told it through the record, unless the server itself may lie', async () => {
    const sent = { ...aside, sent: since }
    const operator = { id: ana.id, name: ana.name, roles: ['operator' as const], office: oaxaca, officeName: 'Junta Local Ejecutiva, Oaxaca' }
    const session = { state: () => ok({ state: 'unlocked' as const, person: operator, idleMinutes: 5 }) }
    const answers = { quarantine: () => ok([sent]), report: () => ok({}) }
    const { page: window, calls } = await open({ main: { ...shared({ ...current, quarantined: 1, unreported: 1 }, answers), session } })
    await window.getByText('Este equipo ya lo avisó por el registro a las personas responsables de seguridad', { exact: false }).waitFor()
    await window.getByText(/Este equipo lo avisó por el registro el /).waitFor()
    await picture('page-quarantine-sent')
    await window.getByRole('button', { name: 'Entendido' }).click()
    await expect.poll(() => calls.filter(({ entry }) => entry === 'report').length).toBe(1)
    await opened?.close()
    const lies = { ...sent, fault: 'altered', state: 'waiting' as const }
    const { page: other } = await open({ main: { ...shared({ ...current, quarantined: 1, unreported: 1 }, { ...answers, quarantine: () => ok([lies]) }), session } })
    await other.getByText('Envía el aviso a la persona responsable de seguridad', { exact: false }).waitFor()
    await other.getByRole('button', { name: 'Ya avisé' }).waitFor()
  })

  it('has no serious finding and nothing beside the page, in any form of the window', async () => {
    const window = await open({
      main: shared({ ...current, conflicts: 1, pending: 1 }, { conflicts: () => ok([conflict]), pending: () => ok([{ ...acted, id: 'a', types: ['post.submitted'], waits: 'network' }]) }),
    })
    await window.page.getByRole('heading', { name: 'Conflictos' }).waitFor()
    await picture('page')
    expect(await findingsInEveryForm(window)).toEqual([])
  })
})

type Accept = NonNullable<NonNullable<TwinHandlers['hub']>['acceptInvitation']>

const code = 'eyJraW5kIjoicmVzZ3VhcmRvLWludml0YXRpb24ifQ'
const says = {
  kind: 'invitation' as const,
  passphrase: true,
  institution: 'Instituto Nacional Electoral',
  person: 'Luis Ferrer Paz',
  roles: ['reviewer' as const],
  officeName: 'Coordinación Nacional de Comunicación Social',
  invitedBy: ana.name,
  expires: '2026-11-30T18:00:00.000Z',
  host: 'registro.ine.mx',
  port: 5432,
  database: 'resguardo',
  fingerprint,
}

describe('joining with an invitation', () => {
  const joined = (accept: Accept): TwinHandlers => ({
    hub: {
      readInvitation: ({ code: given }) => (given === code ? ok(says) : refuse('invitation/incomplete')),
      acceptInvitation: accept,
      joining: () => ok({ stage: 'pulling', done: 12_400, total: 51_000 }),
      stopJoining: () => ok({}),
    },
  })

  async function begun(accept: Accept, options: Partial<WindowOptions> = {}) {
    opened = await openWindow({ route: '/', ...options, handlers: [begin({ state: 'unset' }), joined(accept)] })
    await opened.page.getByRole('button', { name: 'Usar mi invitación' }).click()
    await opened.page.getByRole('heading', { name: 'Abrir la invitación o el código' }).waitFor()
    return opened
  }

  async function untilPassphrase(window: Awaited<ReturnType<typeof begun>>['page']): Promise<void> {
    await window.getByLabel('O pega aquí el código').fill(code)
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByRole('heading', { name: 'Revisar la invitación' }).waitFor()
    await window.getByRole('button', { name: 'Son mis datos' }).click()
    await window.getByRole('heading', { name: 'Elegir la frase de contraseña' }).waitFor()
    await window.getByLabel('Frase de contraseña').fill(passphrase)
    await window.getByLabel('Repite la frase').fill(passphrase)
  }

  it('shows what the invitation says, joins, and ends with the sheet of this machine', async () => {
    const { page: window, calls } = await begun(() => ok({ person: luis.id, kit }))
    await window.getByLabel('O pega aquí el código').fill('mal')
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByText('Al código le falta una parte.').waitFor()
    await picture('join-code')
    await window.getByLabel('O pega aquí el código').fill(code)
    await window.getByRole('button', { name: 'Continuar' }).click()
    await window.getByText('Luis Ferrer Paz').waitFor()
    for (const group of fingerprint) await window.getByText(group, { exact: true }).waitFor()
    await window.getByText('registro.ine.mx:5432, resguardo').waitFor()
    await picture('join-check')
    expect(await findings(window)).toEqual([])
    await window.getByRole('button', { name: 'Atrás' }).click()
    await untilPassphrase(window)
    await window.getByRole('button', { name: 'Unirme al registro' }).click()
    await window.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
    expect(calls.filter(({ entry }) => entry === 'acceptInvitation').map(({ input }) => input)).toEqual([{ code, passphrase }])
  })

  it('says why it failed and goes on from what was received', async () => {
    let tries = 0
    const { page: window } = await begun(() => (++tries === 1 ? refuse('hub/unreachable') : ok({ person: luis.id, kit })))
    await untilPassphrase(window)
    await window.getByRole('button', { name: 'Unirme al registro' }).click()
    await window.getByText('El servidor del registro no respondió.').waitFor()
    await window.getByText('al reintentar sigue desde ahí').waitFor()
    await picture('join-failed')
    await window.getByRole('button', { name: 'Reintentar' }).click()
    await window.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
  })

  it('says how far it is, and can be stopped', async () => {
    let end: (answer: ReturnType<typeof refuse>) => void = () => {}
    const { page: window, calls } = await begun(() => new Promise((done) => (end = done)))
    await untilPassphrase(window)
    await window.getByRole('button', { name: 'Unirme al registro' }).click()
    await window.getByRole('progressbar', { name: 'Recibiendo y verificando asientos' }).waitFor()
    await window.getByText('12,400 de 51,000 asientos').waitFor()
    await picture('join-work')
    expect(await findings(window)).toEqual([])
    await window.getByRole('button', { name: 'Detener' }).click()
    await expect.poll(() => calls.filter(({ entry }) => entry === 'stopJoining').length).toBe(1)
    end(refuse('hub/stopped'))
    await window.getByText('Se detuvo.').waitFor()
  })

  it('has no serious finding and nothing beside the page, in any form of the window', async () => {
    const window = await begun(() => ok({ person: luis.id, kit }))
    await untilPassphrase(window.page)
    expect(await findingsInEveryForm(window)).toEqual([])
    await picture('join')
  })
})

describe('an access code', () => {
  it('is opened beside the state that it mends, says what changes, and asks for no passphrase', async () => {
    const access = { ...says, kind: 'access' as const, passphrase: false, person: ana.name, invitedBy: '', from: 'viejo.ine.mx:5432, resguardo' }
    let used = false
    const { page: window, calls } = await open({
      main: shared({ ...current, link: 'stopped', why: 'hub/denied', pending: 2 }, {
        readInvitation: ({ code: given }) => (given === code ? ok(access) : refuse('access/no-signer', { person: 'Luis Ferrer Paz' })),
        acceptInvitation: () => (used ? ok({ person: ana.id }) : ((used = true), refuse('access/used'))),
      }),
    })
    await window.getByText('El servidor ya no admite a esta persona en este equipo.').waitFor()
    await picture('denied')
    await window.getByRole('button', { name: 'Abrir una invitación o un código' }).first().click()
    const dialog = window.getByRole('dialog')
    await dialog.getByLabel('O pega aquí el código').fill('de otra persona')
    await dialog.getByRole('button', { name: 'Continuar' }).click()
    await dialog.getByText('Luis Ferrer Paz no firma en este').waitFor()
    await dialog.getByLabel('O pega aquí el código').fill(code)
    await dialog.getByRole('button', { name: 'Continuar' }).click()
    await dialog.getByText('Este equipo usa ahora viejo.ine.mx:5432, resguardo.').waitFor()
    await picture('access-check')
    expect(await findings(window)).toEqual([])
    await dialog.getByRole('button', { name: 'Recuperar mi acceso' }).click()
    await dialog.getByText('El código de acceso ya se usó o se cerró.').waitFor()
    await dialog.getByRole('button', { name: 'Recuperar mi acceso' }).click()
    await window.getByText('Acceso recuperado.').waitFor()
    expect(calls.filter(({ entry }) => entry === 'acceptInvitation').map(({ input }) => input)).toEqual([{ code }, { code }])
  })
})

describe('sharing this record', () => {
  it('says what happens, reads the founding code and asks for the passphrase', async () => {
    const { page: window, calls } = await open({
      main: {
        hub: {
          readFounding: ({ code: given }) => (given === code ? ok({ host: 'registro.ine.mx', port: 5432, database: 'resguardo', events: 1284 }) : refuse('founding/unreadable')),
          share: () => ok(current),
          joining: () => ok(null),
        },
      },
    })
    await window.getByText('Este equipo lleva su propio registro').waitFor()
    await picture('alone')
    await window.getByRole('button', { name: 'Compartir este registro' }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Publicar y compartir' }).click()
    await expect.poll(() => dialog.getByText('Falta este dato.').count()).toBe(2)
    await dialog.getByLabel('Código de fundación').fill('otra cosa')
    await dialog.getByText('Eso no es un código de fundación.').waitFor()
    await dialog.getByLabel('Código de fundación').fill(code)
    await dialog.getByText('Se publicarán 1,284 asientos en registro.ine.mx:5432.').waitFor()
    await picture('share')
    expect(await findings(window)).toEqual([])
    await dialog.getByLabel('Tu frase de contraseña').fill(passphrase)
    await dialog.getByRole('button', { name: 'Publicar y compartir' }).click()
    await window.getByText('El registro es compartido.').waitFor()
    expect(calls.filter(({ entry }) => entry === 'share').map(({ input }) => input)).toEqual([{ code, passphrase }])
  })
})
