import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findings } from './harness.ts'
import { look, openPosts, operator, type Somebody } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const administrator: Somebody = { person: 9, roles: ['administrator'], office: 'central-cncs' }

describe('the rules in the settings', () => {
  it('say whose each file is, take an own one for every machine, and refuse one that cannot be used by its line', async () => {
    const { page: screen, faults, become, close } = await kit.window(administrator, { route: '/ajustes/reglas' })
    const limits = screen.getByRole('listitem').filter({ hasText: 'Límites de las redes' })
    await limits.getByText('En vigor: el del producto.').waitFor()
    kit.desk.files = [join(kit.desk.folder, 'limits.yaml')]
    writeFileSync(join(kit.desk.folder, 'limits.yaml'), 'limits:\n  - { network: x }\n')
    await limits.getByRole('button', { name: 'Usar un archivo' }).click()
    await limits.getByText(/^El archivo no se puede usar: tiene un error en la línea 2 /).waitFor()
    await look({ page: screen, become }, 'rules-broken')
    writeFileSync(join(kit.desk.folder, 'limits.yaml'), 'limits:\n  - { network: x, field: text, unit: x, limit: 25000, source: Cuenta premium, checked: 2026-11-23, confidence: confirmed }\n')
    await limits.getByRole('button', { name: 'Usar un archivo' }).click()
    await limits.getByText(/^En vigor: el de la institución, lo puso Nombre de person-9, .+\.$/).waitFor()
    await limits.getByText(/^El archivo no se puede usar/).waitFor({ state: 'detached' })
    await look({ page: screen, become }, 'rules')
    await limits.getByRole('button', { name: 'Volver al del producto' }).click()
    const dialog = screen.getByRole('alertdialog')
    await dialog.getByText('El archivo de la institución deja de valer en todos los equipos.', { exact: false }).waitFor()
    expect(await findings(screen)).toEqual([])
    await dialog.getByRole('button', { name: 'Volver al del producto' }).click()
    await limits.getByText('En vigor: el del producto.').waitFor()
    expect(faults).toEqual([])
    await close()
    // Everybody may read them; nobody else changes them.
    const other = await kit.window(operator, { route: '/ajustes/reglas' })
    const use = other.page.getByRole('listitem').filter({ hasText: 'Calendario electoral' }).getByRole('button', { name: 'Usar un archivo' })
    await expect.poll(() => use.getAttribute('aria-disabled')).toBe('true')
    expect(await findings(other.page)).toEqual([])
    expect(other.faults).toEqual([])
  })
})
