import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { everyPost } from '#shared/posts/filter.ts'
import type { PostId } from '#shared/posts/post.ts'
import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import { ok } from '#shared/kernel/result.ts'
import { film } from '#tests/kit/film.ts'
import { png } from '#tests/kit/png.ts'
import { everywhere, written } from '#tests/main/posts/desk.ts'
import { sure } from '#tests/kit/sure.ts'
import { findings, overflows } from './harness.ts'
import { look, openPosts, picture, reviewer, type Somebody } from './posts-main.ts'

let kit: ReturnType<typeof openPosts>
beforeEach(() => {
  kit = openPosts()
})
afterEach(() => kit.close())

const operator: Somebody = { person: 1, roles: ['operator'], office: everywhere }
const accounts = [...networks.map((network) => `${network}-all`), 'x-second'] as AccountId[]
const sentence = 'Este domingo abren las casillas a las 8:00 horas en todo el país.'

const drafted = (over: Partial<WrittenContent> = {}) => sure(kit.desk.posts.draft(kit.contextOf(operator), { ...written, accounts, ...over }, null)).id
const content = (id: PostId) => sure(kit.desk.posts.post(kit.contextOf(reviewer), id)).content
/** Waits longer than the pause after which the editor saves. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 })

const disabled = async (screen: Page, name: string) => (await screen.getByRole('button', { name, exact: true }).getAttribute('aria-disabled')) === 'true'

describe('while one goes on typing', () => {
  it('the rules are asked all the same: what they find does not wait for a pause', async () => {
    const id = drafted()
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByLabel('Texto común').focus()
    // By a clock of the page: keys that come from outside may be further apart than the pause is long.
    const isFound = await screen.evaluate(async () => {
      document.execCommand('insertText', false, 'Trae tu CURP HEGG560427MVZRRL04 ')
      for (let key = 0; key < 100; key++) {
        document.execCommand('insertText', false, 'a')
        await new Promise((next) => setTimeout(next, 50))
        if (document.body.innerText.includes('Hay una CURP')) return true
      }
      return false
    })
    expect(isFound).toBe(true)
    expect(faults).toEqual([])
  })
})

describe('a file that is too large for the shared record', () => {
  it('says when it is added that it stays on this machine, and one that is not says nothing', async () => {
    const [large, usual] = [LARGEST_FILE + 1, LARGEST_FILE].map((size) => ({ sha256: String(size % 10).repeat(64), name: `película ${size}.mp4`, mime: 'video/mp4', size, alternative: { kind: 'missing' as const } }))
    const status = { mode: 'shared' as const, link: 'current' as const, since: kit.desk.clock.now(), pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 }
    const more = { posts: { attach: () => ok({ media: [large, usual].filter((one) => one !== undefined), refused: [] }) }, hub: { status: () => ok(status) } }
    const { page: screen, become } = await kit.window(operator, { route: `/publicaciones/${drafted()}`, height: 900, more })
    await screen.getByRole('button', { name: 'Agregar archivos' }).click()
    await screen.getByText(`película ${LARGEST_FILE}.mp4`).first().waitFor()
    await expect.poll(() => screen.getByText('Pasa de 512 MB, así que se queda en este equipo').count()).toBe(1)
    await screen.getByText('Pasa de 512 MB').evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await look({ page: screen, become }, 'too-large')
    await become(640, 'light')
    expect(await findings(screen)).toEqual([])
    await expect.poll(() => overflows(screen)).toBe(false)
    await picture(screen, 'too-large-light-640')
  })
})

describe('a post for every network', () => {
  it('keeps an account’s own text in sight when no other account of its network is chosen any more', async () => {
    const accounts = ['x-all', 'x-second'] as AccountId[]
    const id = drafted({ accounts, own: { ['x-all' as AccountId]: 'Texto con un CURP: HEGG560427MVZRRL04' } })
    const { page: screen, faults, become } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('checkbox', { name: /INEtel/ }).uncheck()
    await screen.getByRole('tab', { name: 'X · distinto' }).click()
    await screen.getByText('En X se publica el texto propio de cada cuenta; el común no sale ahí.').waitFor()
    const own = screen.getByLabel('Texto para INE México')
    expect(await own.inputValue()).toContain('HEGG560427MVZRRL04')
    // What the rules find in it stands by it, and nothing offers another text as the one that goes out.
    await screen.getByRole('tabpanel').getByText('Hay una CURP: HEGG560427MVZRRL04.').waitFor()
    expect(await screen.getByText('X usa el texto común.').count()).toBe(0)
    await look({ page: screen, become }, 'own-alone')
    await screen.getByRole('button', { name: 'Volver al texto de X' }).click()
    await screen.getByText('X usa el texto común.').waitFor()
    await soon(() => content(id)).toMatchObject({ own: {}, accounts: [{ id: 'x-all' }] })
    expect(faults).toEqual([])
  })

  it('gets on each what that network alone has: thread, title, tags, first comment, own texts, and the reader sees all of it', async () => {
    const id = drafted({ base: sentence })
    const { page: screen, faults, become } = await kit.window(operator, { route: `/publicaciones/${id}` })

    await screen.getByRole('tab', { name: 'X', exact: true }).click()
    await screen.getByRole('button', { name: 'Escribir uno propio para X' }).click()
    await screen.getByLabel('Texto para X', { exact: true }).fill(Array.from({ length: 7 }, () => sentence).join(' '))
    await screen.getByText(/sobran \d+/).first().waitFor()
    await screen.getByRole('button', { name: 'Repartir en un hilo lo que no cabe' }).click()
    await screen.getByRole('tab', { name: 'X · distinto · 2 partes' }).waitFor()
    await screen.getByRole('listitem').filter({ hasText: 'INEtel' }).getByRole('button', { name: 'Escribir uno propio' }).click()
    await screen.getByLabel('Texto para INEtel').fill('Llámanos: te decimos dónde está tu casilla.')

    await screen.getByRole('tab', { name: 'YouTube' }).click()
    await screen.getByLabel('Título en YouTube').fill('Cómo se vota')
    await screen.getByLabel(/Etiquetas de YouTube/).fill('voto, casilla electoral')
    await screen.getByRole('button', { name: 'Agregar primer comentario' }).click()
    await screen.getByLabel('Primer comentario en YouTube').fill('Más en https://www.ine.mx')

    await soon(() => content(id)).toMatchObject({
      threads: { x: [`${sentence} ${sentence} ${sentence}`] },
      own: { 'x-second': 'Llámanos: te decimos dónde está tu casilla.' },
      titles: { youtube: 'Cómo se vota' },
      tags: ['voto', 'casilla electoral'],
      comments: { youtube: 'Más en https://www.ine.mx' },
    })
    const preview = screen.getByRole('article', { name: 'YouTube · INE México' })
    await preview.getByText('Cómo se vota').waitFor()
    await preview.getByText('Falta la imagen o el video').waitFor()
    expect(await screen.getByRole('article', { name: 'X · INE México' }).innerText()).toContain(sentence)
    for (const width of [1280, 900, 640]) {
      await become(width, 'light')
      expect(await overflows(screen)).toBe(false)
    }
    expect(await findings(screen)).toEqual([])

    // What is sealed is in front of the reviewer, word by word.
    sure(kit.desk.posts.revise(kit.contextOf(operator), id, sure(kit.desk.posts.post(kit.contextOf(operator), id)).revision, { ...written, ...content(id), accounts: ['x-all', 'x-second'] as AccountId[] }))
    sure(kit.desk.posts.submit(kit.contextOf(operator), id, sure(kit.desk.posts.post(kit.contextOf(operator), id)).revision))
    const { page: read } = await kit.window(reviewer, { route: `/revision/${id}` })
    await read.getByText('Hilo en X, parte 2').first().waitFor()
    await read.getByText('Texto para X · INEtel').first().waitFor()
    await read.getByText('Llámanos: te decimos dónde está tu casilla.').first().waitFor()
    expect(faults).toEqual([])
  })

  it('is told of each file what it is, where it goes, and what a network says of it', async () => {
    writeFileSync(join(kit.desk.folder, 'cartel.png'), png(1, { width: 1080, height: 1920 }))
    writeFileSync(join(kit.desk.folder, 'video.webm'), await film('webm', { seconds: 2, width: 640, height: 360 }))
    writeFileSync(join(kit.desk.folder, 'aviso.pdf'), '%PDF-1.7')
    kit.desk.files = [join(kit.desk.folder, 'cartel.png'), join(kit.desk.folder, 'aviso.pdf'), join(kit.desk.folder, 'video.webm')]
    const id = drafted({ accounts: ['x-all', 'instagram-all'] as AccountId[] })
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByText('Instagram no publica sin imagen o video.').first().waitFor()
    await screen.getByRole('button', { name: 'Agregar archivos' }).click()
    await screen.getByText('1080 × 1920').waitFor()
    await screen.getByText('«aviso.pdf» no es una imagen ni un video que se pueda usar (PNG, JPEG, GIF, WebP, MP4, MOV, WebM).').waitFor()
    await screen.getByText('X no acepta este tipo de archivo (WEBM).').first().waitFor()
    await screen.getByText('El video dura 1 s; Instagram acepta desde 3 s.').first().waitFor()
    await screen.getByText('El archivo es más alto de lo que Instagram muestra entero.').first().waitFor()
    await screen.getByRole('group', { name: 'Va a' }).nth(1).getByRole('checkbox', { name: 'X' }).click()
    await soon(() => content(id).media[1]?.networks).toEqual(['instagram'])
    expect(await screen.getByText('X no acepta este tipo de archivo (WEBM).').count()).toBe(0)
    expect(faults).toEqual([])
  })

  it('is duplicated as a draft without approval, dates or the accounts of others', async () => {
    const id = drafted({ base: sentence, accounts: ['x-all'] as AccountId[], labels: ['jornada'], wanted: { at: '2027-01-01T12:00:00.000Z' as never, zone: 'America/Tijuana' } })
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByRole('button', { name: 'Duplicar' }).click()
    await screen.getByText('Se creó un borrador igual, sin aprobación ni fechas.').waitFor()
    const rows = kit.desk.posts.list(kit.contextOf(operator), { ...everyPost, order: 'recent', after: null, limit: 9 }).rows
    expect(rows.map(({ stage, title }) => [stage, title])).toEqual([['draft', sentence], ['draft', sentence]])
    const copy = rows.find((row) => row.id !== id)
    expect(copy === undefined ? undefined : content(copy.id)).toMatchObject({ base: sentence, labels: ['jornada'], wanted: null, window: null })
  })

  it('says in which zone an hour is meant, and that nobody can copy outside the time allowed', async () => {
    const id = drafted({ accounts: ['x-all'] as AccountId[], wanted: { at: '2027-06-06T14:00:00.000Z' as never, zone: 'America/Tijuana' } })
    const { page: screen } = await kit.window(operator, { route: `/publicaciones/${id}` })
    await screen.getByText('Hora de Centro (Ciudad de México).').waitFor()
    await screen.getByText(/6 jun 2027, 07:00, Noroeste \(Tijuana\) \(6 jun 2027, 08:00 en tu zona\)/).waitFor()
    await screen.getByRole('button', { name: 'Agregar plazo para publicar' }).click()
    await screen.getByText('Fuera del plazo nadie podrá copiarla.', { exact: false }).waitFor()
  })

  it('takes a pasted book for what it is: it stays in the field, is not saved, and says why; markup is only text', async () => {
    const id = drafted({ accounts: ['x-all', 'threads-all', 'telegram-all'] as AccountId[] })
    const { page: screen, faults } = await kit.window(operator, { route: `/publicaciones/${id}` })
    const text = screen.getByLabel('Texto común')
    await text.fill('<img src=x onerror=alert(1)> \u202Eodal\u202C p\u0430labra'.repeat(24_000))
    await screen.getByText('Hay un texto de más de 100,000 caracteres', { exact: false }).waitFor()
    expect(await disabled(screen, 'Enviar a revisión')).toBe(true)
    const hostile = '<img src=x onerror=alert(1)><svg onload=alert(1)> {{7*7}} \u202Eodal\u202C'
    await text.fill(hostile)
    await soon(() => content(id).base).toBe(hostile)
    await expect.poll(async () => (await screen.getByRole('article', { name: 'X · INE México' }).innerText()).includes('<svg onload=alert(1)> {{7*7}}'), { timeout: 30_000 }).toBe(true)
    await screen.getByText('U+202E', { exact: false }).first().waitFor()
    expect(faults).toEqual([])
  })
})
