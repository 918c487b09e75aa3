import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import type { Desk } from '#tests/main/posts/desk.ts'
import { copyOf, extracted, foundedDesk, publishedWithKit, rehash } from '#tests/main/posts/evidence.ts'
import { findings, openPage } from './harness.ts'


let desk: Desk
let top: string
let kit: string
let page: Page
let verifier: string
const asked: string[] = []

beforeAll(async () => {
  desk = foundedDesk()
  top = mkdtempSync(join(tmpdir(), 'resguardo-verifier-'))
  await publishedWithKit(desk, top)
  kit = extracted(desk.place ?? '', mkdtempSync(join(top, 'kit-')))
  // As somebody has it who was given the one file.
  const alone = join(mkdtempSync(join(top, 'alone-')), 'verificar.html')
  writeFileSync(alone, (await verifiers(join(import.meta.dirname, '../../resources/evidence')))['verificar.html'])
  verifier = pathToFileURL(alone).href
  page = await openPage(verifier)
  page.on('request', (request) => void asked.push(request.url()))
})
afterAll(async () => {
  await page.close()
  desk.close()
  rmSync(top, { recursive: true, force: true })
})

/** What the page says of a folder that somebody chooses. */
async function verdict(folder: string, root = ''): Promise<string> {
  await page.goto(verifier)
  await page.getByLabel('Huella de la firma raíz').fill(root)
  await page.getByLabel('Carpeta del expediente').setInputFiles(folder)
  await expect.poll(() => page.getByRole('status').textContent()).toMatch(/CORRESPONDE|VERIFICAR/)
  return `${await page.getByRole('status').textContent()} ${await page.locator('#found').innerText()}`
}

describe('the verifier that is opened with a browser', () => {
  it('finds a kit right, and asks no network for anything', async () => {
    const said = await verdict(kit)
    expect(said).toContain('CORRESPONDE: lo publicado tiene su aprobación')
    expect(said).toContain('Aprobó Nombre de person-2')
    // What a browser cannot see is said, with what can.
    expect(said).toContain('no distingue un enlace simbólico')
    expect(asked.filter((address) => address !== verifier)).toEqual([])
    // Its own policy lets nothing out, whatever somebody wrote into it.
    expect(await page.evaluate(() => fetch('https://example.org/').then(() => 'asked', (error: Error) => error.message))).toMatch(/fetch/)
    expect(await page.evaluate(() => document.querySelector('meta[http-equiv]')?.getAttribute('content'))).toMatch(/^default-src 'none';/)
    const folder = process.env['RESGUARDO_PICTURES']
    if (folder !== undefined) await page.screenshot({ path: join(folder, 'verifier.png'), fullPage: true })
    expect(await findings(page)).toEqual([])
  })

  it('holds it against the fingerprint of the root', async () => {
    const print = /llave\): ([0-9a-f]{64})/u.exec(await verdict(kit))?.[1] ?? ''
    expect(await verdict(kit, print.toUpperCase())).toMatch(/^CORRESPONDE/)
    expect(await verdict(kit, '0'.repeat(64))).toContain('La firma raíz no es la que indicaste')
  })

  it('says what was altered, and what is no kit', async () => {
    const text = copyOf(kit, top)
    writeFileSync(join(text, 'textos/x-1.txt'), 'Abren a las 9:00 h.')
    expect(await verdict(text)).toContain('«textos/x-1.txt» se alteró: su huella no es la del manifiesto.')
    rehash(text)
    expect(await verdict(text)).toContain('NO CORRESPONDE: 1 falla.')
    const marked = copyOf(kit, top)
    writeFileSync(join(marked, 'textos/x-1.txt'), `\uFEFF${readFileSync(join(kit, 'textos/x-1.txt'), 'utf8')}`)
    rehash(marked)
    expect(await verdict(marked)).toContain('«textos/x-1.txt» no es el texto aprobado.')
    const none = mkdtempSync(join(top, 'nothing-'))
    writeFileSync(join(none, 'nota.txt'), 'x')
    expect(await verdict(none)).toContain('No está el archivo manifiesto.txt.')
  })
})
