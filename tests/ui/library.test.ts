import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Day } from '#shared/kernel/local-day.ts'
import { ok } from '#shared/kernel/result.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { officePiece } from '#shared/library/piece-decider.ts'
import { written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, overflows } from './harness.ts'
import { colleague, openPosts, operator, picture, reviewer } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

it('an operator keeps a set of hashtags for the office; a wrong one is told at its field; it is retired and brought back', async () => {
  const { page, faults } = await kit.window(operator, { route: '/biblioteca/textos' })
  await page.getByText('La biblioteca no tiene textos').waitFor()
  await page.getByRole('button', { name: 'Nuevo texto' }).click()
  await page.getByLabel('Etiquetas').first().check()
  await page.getByLabel('Nombre').fill('Proceso 2026-2027')
  await page.getByRole('textbox', { name: 'Etiquetas' }).fill('votoseguro #INEMéxico')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('En #votoseguro hay varias palabras juntas. Escríbela así: #VotoSeguro.').waitFor()
  await page.getByText('Cada palabra de la etiqueta empieza con mayúscula: #VotoSeguro.').waitFor()
  await page.getByRole('textbox', { name: 'Etiquetas' }).fill('VotoSeguro #INEMéxico')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('heading', { level: 2, name: 'Proceso 2026-2027' }).waitFor()
  await page.getByText('#VotoSeguro #INEMéxico').first().waitFor()
  expect(await findings(page)).toEqual([])
  await page.getByRole('button', { name: 'Retirar' }).click()
  await page.getByRole('dialog').getByLabel('Motivo').fill('Terminó el proceso')
  await page.getByRole('dialog').getByRole('button', { name: 'Retirar' }).click()
  await page.getByText('Retirado: Terminó el proceso.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Recuperar' }).click()
  await page.getByRole('button', { name: 'Retirar' }).waitFor()
  expect(faults).toEqual([])
})

it('an office’s ending of before approvals is written anew: the screen says what saving does, and shows the one that asks', async () => {
  const { desk, contextOf } = kit
  // As the version of before kept it.
  const before: typeof officePiece = { ...officePiece, decide: (_, command) => ok(command.kind === 'keep' ? [{ type: 'office-piece.kept', payload: { piece: command.piece } }] : []), audience: (_, { office }) => ({ kind: 'office', office }) }
  sure(desk.ledger.record(contextOf(operator), before, contextOf(operator).newId<'piece'>(), { kind: 'keep', piece: { kind: 'ending', name: 'Horario', use: '', text: 'Te atendemos de 9 a 15 horas.' } }))
  const { page, faults, become } = await kit.window(operator, { route: '/biblioteca/textos' })
  await page.getByText('Horario').first().click()
  await page.getByRole('button', { name: 'Editar' }).click()
  await page.getByText('Este cierre es de antes de que se aprobaran.', { exact: false }).waitFor()
  expect(await findings(page)).toEqual([])
  for (const [width, theme] of [[1280, 'light'], [900, 'dark'], [640, 'light']] as const) {
    await become(width, theme)
    expect(await overflows(page), String(width)).toBe(false)
    await picture(page, `cierre-de-antes-${width}-${theme}`)
  }
  await become(1280, 'light')
  await page.getByRole('textbox', { name: 'Texto' }).fill('Te atendemos de 9 a 16 horas.')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Espera la aprobación de Comunicación Social.', { exact: false }).waitFor()
  await page.getByText('Te atendemos de 9 a 16 horas.').first().waitFor()
  expect(desk.library().pieces(contextOf(operator), true).map(({ retired, approval }) => [retired, approval.kind]).toSorted()).toEqual([['Lo sustituye «Horario», que espera su aprobación.', 'before'], [null, 'asked']].toSorted())
  expect(faults).toEqual([])
})

it('an operator’s ending waits for Comunicación Social, comes back with what to mend, and is offered once approved', async () => {
  const { page, faults } = await kit.window(operator, { route: '/biblioteca/textos' })
  await page.getByRole('button', { name: 'Nuevo texto' }).click()
  await page.getByLabel('Cierre fijo').first().check()
  await page.getByLabel('Nombre').fill('Horario de la junta')
  await page.getByRole('textbox', { name: 'Texto' }).fill('Te atendemos de lunes a viernes.')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Espera la aprobación de Comunicación Social.', { exact: false }).waitFor()
  await page.getByRole('option', { name: /Horario de la junta/ }).getByText('Por aprobar').waitFor()
  expect(await page.getByRole('button', { name: 'Aprobar' }).count()).toBe(0)
  const [row] = kit.desk.library().pieces(kit.contextOf(operator), false)

  const { page: theirs, faults: others, become } = await kit.window(reviewer, { route: `/biblioteca/textos/${row?.id ?? ''}` })
  await theirs.getByRole('heading', { level: 2, name: 'Horario de la junta' }).waitFor()
  expect(await findings(theirs)).toEqual([])
  for (const width of [1280, 640] as const) {
    await become(width, 'light')
    if (process.env['RESGUARDO_PICTURES'] !== undefined) await theirs.screenshot({ path: `${process.env['RESGUARDO_PICTURES']}/cierre-${width}.png` })
    expect(await overflows(theirs)).toBe(false)
  }
  await become(1280, 'light')
  await theirs.getByRole('button', { name: 'Devolver' }).click()
  await theirs.getByRole('dialog').getByLabel('Qué debe corregirse').fill('Falta la hora.')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Devolver' }).click()
  await theirs.getByText('Devuelto a quien lo escribió.').waitFor()
  await theirs.getByText('Elige un texto para verlo.').waitFor()
  expect(kit.desk.library().pieces(kit.contextOf(operator), false)[0]?.approval).toMatchObject({ kind: 'returned', note: 'Falta la hora.' })

  sure(kit.desk.library().revisePiece(kit.contextOf(operator), 'office', row!.id, 1, { kind: 'ending', name: 'Horario de la junta', use: '', text: 'Te atendemos de lunes a viernes, de 9 a 16 horas.' }))
  const { page: again } = await kit.window(reviewer, { route: `/biblioteca/textos/${row?.id ?? ''}` })
  await again.getByRole('button', { name: 'Aprobar' }).click()
  await again.getByText('Cierre aprobado. Ya se ofrece al escribir.').waitFor()

  const { id } = sure(kit.desk.posts.draft(kit.contextOf(operator), { ...written, base: 'Aviso.' }, null))
  const { page: writing } = await kit.window(operator, { route: `/publicaciones/${id}` })
  await writing.getByLabel('Texto común').focus()
  await writing.keyboard.press('Control+j')
  await writing.getByRole('dialog').getByRole('option', { name: /Horario de la junta/ }).waitFor()
  await writing.keyboard.press('Enter')
  await expect.poll(() => writing.getByLabel('Texto común').inputValue()).toBe('Aviso.\n\nTe atendemos de lunes a viernes, de 9 a 16 horas.')
  expect([faults, others]).toEqual([[], []])
})

it('a piece goes in where the cursor stands, by keys alone, and Ctrl+Z takes it out again', async () => {
  const { desk, contextOf } = kit
  sure(desk.library().keepPiece(contextOf(reviewer), 'national', { kind: 'hashtags', name: 'Proceso', use: '', tags: ['#VotoSeguro'], process: '' }))
  const { id: ending } = sure(desk.library().keepPiece(contextOf(reviewer), 'national', { kind: 'ending', name: 'INETEL', use: '', text: 'Dudas: INETEL 800 433 2000.' }))
  sure(desk.library().approvePiece(contextOf(colleague), 'national', ending, 1))
  sure(desk.library().keepPiece(contextOf(operator), 'office', { kind: 'template', name: 'Módulo', use: '', text: 'Abrimos el [fecha].' }))
  const { id } = sure(desk.posts.draft(contextOf(operator), { ...written, base: 'Antes después' }, null))
  const { page, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
  const text = page.getByLabel('Texto común')
  await text.focus()
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5))
  await page.keyboard.press('Control+j')
  await page.getByRole('dialog').getByRole('option').nth(2).waitFor()
  expect(await findings(page)).toEqual([])
  await page.keyboard.type('voto')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => text.inputValue()).toBe('Antes #VotoSeguro después')
  expect(await text.evaluate((area: HTMLTextAreaElement) => [document.activeElement === area, area.selectionStart, area.selectionEnd])).toEqual([true, 17, 17])
  await page.keyboard.press('Control+z')
  await expect.poll(() => text.inputValue()).toBe('Antes después')
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+j')
  await page.keyboard.type('inetel')
  await page.keyboard.press('Enter')
  await expect.poll(() => text.inputValue()).toBe('Antes #VotoSeguro después\n\nDudas: INETEL 800 433 2000.')
  await page.keyboard.press('Control+j')
  await page.keyboard.type('inetel')
  await page.keyboard.press('Enter')
  await page.getByText('Ya está en el texto.').waitFor()
  await page.keyboard.press('Control+j')
  await page.keyboard.type('modulo')
  await page.keyboard.press('Enter')
  await expect.poll(() => text.inputValue()).toContain('2000.Abrimos el [fecha].')
  expect(await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('[fecha]')
  expect(faults).toEqual([])
})

it('Comunicación Social begins a campaign and an office reads it; topics are corrected', async () => {
  const { page, faults, go } = await kit.window(reviewer, { route: '/biblioteca/campanas' })
  await page.getByRole('button', { name: 'Nueva campaña' }).click()
  await page.getByLabel('Nombre').fill('Actualiza tu credencial')
  await page.getByLabel('Guía').fill('Último día: 10 de febrero. El sustento está en el acuerdo INE/CG1/2026.')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('heading', { level: 2, name: 'Actualiza tu credencial' }).waitFor()
  await page.getByText('En curso').first().waitFor()
  expect(await findings(page)).toEqual([])
  await go('/biblioteca/temas')
  await page.getByRole('row', { name: /Foros y eventos académicos/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirar' }).click()
  await page.getByRole('row', { name: /Foros y eventos académicos.*Retirado/ }).waitFor()
  expect(await findings(page)).toEqual([])
  expect(faults).toEqual([])
})

it('fits from 1280 to 640 px in both themes', async () => {
  const { desk, contextOf } = kit
  const piece = sure(desk.library().keepPiece(contextOf(reviewer), 'national', { kind: 'ending', name: 'Dudas por teléfono', use: 'Trámites y ubicación de módulos', text: 'Dudas: INETEL 800 433 2000, todos los días.' }))
  sure(desk.library().keepPiece(contextOf(reviewer), 'national', { kind: 'hashtags', name: 'Proceso Electoral 2026-2027', use: '', tags: ['#VotoSeguro', '#INEMéxico', '#Elecciones2027'], process: 'Proceso Electoral 2026-2027' }))
  sure(desk.library().keepPiece(contextOf(operator), 'office', { kind: 'template', name: 'Cambio de horario de módulo', use: 'Cuando un módulo abre o cierra a otra hora', text: 'El módulo de [lugar] atenderá de [hora] a [hora] el [fecha].\n\nAgenda tu cita en ine.mx.' }))
  const campaign = sure(
    desk.library().beginCampaign(contextOf(reviewer), {
      name: 'Actualiza tu credencial',
      owner: 'person-2' as PersonId,
      from: '2026-01-10' as Day,
      to: '2027-02-10' as Day,
      brief: 'Que nadie se quede sin credencial vigente.\n\nQué decir: el último día y dónde está el módulo más cercano.\nQué no decir: nada de partidos ni candidaturas.',
      offices: [],
    }),
  )
  const { page, become, go } = await kit.window(reviewer, { route: `/biblioteca/textos/${piece.id}` })
  const folder = process.env['RESGUARDO_PICTURES']
  for (const [name, route, heading] of [
    ['textos', `/biblioteca/textos/${piece.id}`, 'Dudas por teléfono'],
    ['texto-nuevo', '/biblioteca/textos/nuevo', 'Nuevo texto'],
    ['campana', `/biblioteca/campanas/${campaign.id}`, 'Actualiza tu credencial'],
    ['campana-nueva', '/biblioteca/campanas/nuevo', 'Nueva campaña'],
    ['temas', '/biblioteca/temas', undefined],
  ] as const) {
    await go(route)
    await (heading === undefined ? page.getByRole('row', { name: /Comisiones/ }) : page.getByRole('heading', { name: heading })).waitFor()
    for (const [width, theme] of [[1280, 'light'], [900, 'dark'], [640, 'light']] as const) {
      await become(width, theme)
      expect(await overflows(page), `${name} ${width}`).toBe(false)
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png` })
    }
    await become(1280, 'light')
  }
})
