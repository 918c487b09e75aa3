import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findings, overflows } from './harness.ts'
import { openPosts, operator } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const TABLE = `Texto;Cuentas;Sustento;Fecha;Hora;Notas
"El módulo de Mitla abre de 9:00 a 15:00 horas.
Agenda tu cita en ine.mx.";x: @INEOaxaca03;Oficio 1/2026;03/04/2027;09:00;
Sin cuenta;@Nadie;Oficio 2/2026;31/02/2027;;
Consulta tu casilla en ine.mx.;x: @INEOaxaca03;;;;interna
`

it('a table is shown row by row with its errors before anything is kept; then the chosen rows are drafts, and the same table is known again', async () => {
  const { page, faults, become } = await kit.window(operator, { route: '/publicaciones/importar' })
  const picture = async (name: string) => {
    const folder = process.env['RESGUARDO_PICTURES']
    for (const [width, theme] of [[1280, 'light'], [900, 'dark'], [640, 'light']] as const) {
      await become(width, theme)
      expect(await overflows(page), `${name} ${width}`).toBe(false)
      if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true })
    }
    await become(1280, 'light')
  }
  await page.getByRole('heading', { name: 'Cómo se prepara la tabla' }).waitFor()
  expect(await findings(page)).toEqual([])
  await picture('importar')
  kit.desk.place = join(kit.desk.folder, 'plantilla.csv')
  await page.getByRole('button', { name: 'Guardar plantilla' }).click()
  await page.getByText('Plantilla guardada.').waitFor()
  expect(readFileSync(kit.desk.place, 'utf8')).toContain('"Texto","Cuentas"')

  const file = join(kit.desk.folder, 'abril.csv')
  writeFileSync(file, Buffer.from(TABLE, 'latin1'))
  kit.desk.files = [file]
  await page.getByRole('button', { name: 'Elegir tabla' }).click()
  await page.getByText('abril.csv: 3 renglones.', { exact: false }).waitFor()
  await page.getByText('Leída en la codificación de Windows: comprueba los acentos.').waitFor()
  await page.getByText('Columnas que no se leen: Notas.').waitFor()
  await page.getByText('«@Nadie» no es una cuenta abierta de tu oficina.').waitFor()
  await page.getByText('«31/02/2027» no es una fecha: escribe día/mes/año, con el año completo.').waitFor()
  await page.getByText('Falta el sustento de la información.', { exact: false }).waitFor()
  expect(await findings(page)).toEqual([])
  await picture('importar-tabla')
  // One of the two that can be brought is left out by the keyboard.
  await page.getByRole('grid', { name: 'Renglones de la tabla' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Importar 1 borrador' }).click()
  await page.getByText('Se creó 1 borrador.').waitFor()
  await page.getByRole('option', { name: /El módulo de Mitla abre/ }).waitFor()

  await page.getByRole('button', { name: 'Importar', exact: true }).click()
  await page.getByRole('button', { name: 'Elegir tabla' }).click()
  await page.getByText('Ya importado,', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Importar 1 borrador' }).waitFor()
  expect(faults).toEqual([])
})
