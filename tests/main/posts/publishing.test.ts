import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postsHomeSource } from '#main/modules/posts/home-source.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { DAY, HOUR, later, type Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { everyPost } from '#shared/posts/filter.ts'
import type { PostId } from '#shared/posts/post.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'
import { oaxaca, openDesk, shown, written, type Desk } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const author = (person = 1) => desk.context(person, ['operator'], oaxaca)
const reviewer = () => desk.context(2, ['reviewer'])
const onX = 'x-1' as AccountId
const link = 'https://x.com/INEOaxaca03/status/9'

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

function approved(over: Partial<WrittenContent> = {}, correctionOf: PostId | null = null): PostId {
  const { id } = sure(desk.posts.draft(author(), { ...written, accounts: [onX], ...over }, correctionOf))
  sure(desk.posts.submit(author(), id, 1))
  const { revision, seal } = sure(desk.posts.post(reviewer(), id))
  sure(desk.posts.approve(reviewer(), id, revision, seal))
  return id
}

async function withFiles(): Promise<PostId> {
  const files = ['cartel uno.png', '../dos.png'].map((name, index) => {
    const file = join(desk.folder, `${index}${name.replaceAll('/', '')}`)
    writeFileSync(file, png(index))
    return file
  })
  desk.files = files
  const { media } = sure(await desk.posts.attach('x'))
  return approved({ media: media.map((one, index) => ({ ...one, name: index === 1 ? '../../dos.exe' : one.name, alternative: { kind: 'text', text: `Descripción ${index + 1}` } })) })
}

describe('the rules at the last moment', () => {
  const named = { base: 'Mesa de diálogo con Morena y el PAN sobre los debates. Consulta el programa en https://www.ine.mx' }
  const during = '2027-06-04T16:00:00.000Z' as Instant

  test('what was approved before a silence is not copied within it, and is again afterwards', async () => {
    const id = approved(named)
    desk.clock.set(during)
    expect(await desk.posts.publishing.copy(author(), id, onX)).toMatchObject({ refusal: { code: 'posts/blocked-now', detail: { rule: 'party-mention', words: 'Morena' } } })
    expect(desk.clipboard).toEqual([])
    desk.clock.set('2027-06-07T16:00:00.000Z' as Instant)
    sure(await desk.posts.publishing.copy(author(), id, onX))
  })

  test('what was sent before a silence is not approved within it, alone or with others, or for a day that is past', () => {
    const { id } = sure(desk.posts.draft(author(), { ...written, accounts: [onX], ...named, wanted: { at: '2026-11-24T16:00:00.000Z' as Instant, zone: 'America/Mexico_City' } }, null))
    sure(desk.posts.submit(author(), id, 1))
    const { revision, seal } = sure(desk.posts.post(reviewer(), id))
    desk.clock.set(during)
    expect(desk.posts.approve(reviewer(), id, revision, seal)).toMatchObject({ refusal: { code: 'posts/blocked' } })
    expect(sure(desk.posts.approveMany(reviewer(), id, [{ id, expected: revision, seal }])).refused).toMatchObject([{ id, code: 'posts/blocked' }])
  })
})

describe('copying', () => {
  test('puts the text on the clipboard, the sealed files in order in a folder that opens, and opens the page to write on', async () => {
    const id = await withFiles()
    expect(sure(await desk.posts.publishing.copy(author(), id, onX))).toMatchObject({ files: 2, folderOpened: true, composerOpened: true })
    const [folder = '', page] = desk.opened
    expect(page).toBe('https://x.com/compose/post')
    expect(folder.startsWith(join(desk.folder, 'publicaciones', id))).toBe(true)
    const names = readdirSync(folder).sort()
    // The ending is the kind's, and no name leads out of the folder.
    expect(names).toEqual(['1 - 0cartel uno.png', '2 - dos.png', 'descripciones.txt'])
    expect(readFileSync(join(folder, '2 - dos.png'))).toEqual(png(1))
    expect(readFileSync(join(folder, 'descripciones.txt'), 'utf8')).toContain('2. Descripción 2')
    expect(desk.clipboard).toEqual([written.base])
  })

  test('hands nothing out, and records nothing, when a sealed file was changed on the machine or is gone', async () => {
    const id = await withFiles()
    const media = join(desk.folder, 'media')
    writeFileSync(join(media, createHash('sha256').update(png(1)).digest('hex')), png(5))
    expect(code(await desk.posts.publishing.copy(author(), id, onX))).toBe('posts/media-altered')
    expect([desk.clipboard, desk.opened]).toEqual([[], []])
    expect(sure(desk.posts.post(author(), id)).publications[0]?.copied).toBeNull()
  })

  test('says when the folder or the page did not open, and the text is on the clipboard all the same', async () => {
    const id = approved({ accounts: ['fb-1' as AccountId] })
    expect(sure(await desk.posts.publishing.copy(author(), id, 'fb-1' as AccountId))).toMatchObject({ files: 0, folderOpened: false, composerOpened: false })
    expect(desk.clipboard).toEqual([written.base])
  })
})

describe('proof', () => {
  test('takes the capture in under its hash, and refuses it once its bytes are others', async () => {
    const id = approved()
    sure(await desk.posts.publishing.copy(author(), id, onX))
    writeFileSync(join(desk.folder, 'captura.png'), png(9))
    desk.files = [join(desk.folder, 'captura.png')]
    const { capture } = sure(await desk.posts.publishing.capture('x'))
    if (capture === null) throw new Error('no capture')
    expect(capture.sha256).toBe(createHash('sha256').update(png(9)).digest('hex'))
    const kept = join(desk.folder, 'media', capture.sha256)
    writeFileSync(kept, png(8))
    const proof = shown(written.base, { capture, withoutCapture: '' })
    expect(code(await desk.posts.publishing.publish(author(), id, onX, link, proof))).toBe('posts/media-altered')
    writeFileSync(kept, png(9))
    sure(await desk.posts.publishing.publish(author(), id, onX, link, { ...proof, capture: { ...capture, mime: 'text/html', size: 1 } }))
    // What the file is comes from the file, not from what a window says of it.
    expect(sure(desk.posts.post(author(), id)).publications[0]?.proof?.detail?.capture).toEqual(capture)
  })

  test('is asked for by name from the approval on, on every account, however long ago, until it is there or somebody says that it does not go out', async () => {
    const open = () => desk.posts.publishing.open(reviewer()).rows.map(({ account, state, person }) => [account, state, person.name, person.at])
    const since = desk.clock.now()
    const id = approved({ accounts: written.accounts, wanted: { at: later(since, HOUR), zone: 'America/Mexico_City' }, window: { from: null, until: later(since, 2 * HOUR), zone: 'America/Mexico_City' } })
    desk.clock.advance(90 * DAY)
    const waits = [['x-1', 'to-copy', 'Nombre de person-1', since], ['fb-1', 'to-copy', 'Nombre de person-1', since]]
    expect(open()).toEqual(waits)
    expect(desk.posts.publishing.open(author()).rows[0]).toMatchObject({ wantedAt: later(since, HOUR), halted: false, office: author().office })
    // None of it is out: a stop has nothing to ask about it, and the home screen says it as what is to be published.
    expect(desk.posts.publishing.out(reviewer())).toEqual([])
    desk.ledger.tables.rebuild()
    expect(open()).toEqual(waits)
    sure(desk.posts.publishing.notPublished(author(), id, onX, 'Pasó su momento'))
    expect(open()).toEqual([waits[1]])
    expect(sure(desk.posts.post(author(), id)).publications[0]?.notOut).toMatchObject({ name: 'Nombre de person-1', reason: 'Pasó su momento' })
    // A change ends the approval, and with it everything that was to be done; a new one begins it again.
    sure(desk.posts.revise(author(), id, 1, { ...written, base: 'Otro texto' }))
    expect(open()).toEqual([])
    sure(desk.posts.submit(author(3), id, 2))
    const page = sure(desk.posts.post(reviewer(), id))
    sure(desk.posts.approve(reviewer(), id, 2, page.seal))
    expect(open().map(([account, state]) => [account, state])).toEqual([[onX, 'to-copy'], ['fb-1', 'to-copy']])
    // Looked for after a doubt and not there: it is to be copied again.
    sure(await desk.posts.publishing.copy(author(3), id, onX))
    sure(desk.posts.publishing.doubt(author(3), id, onX, 'Se colgó'))
    sure(desk.posts.publishing.check(author(), id, onX, false, 'En el perfil'))
    expect(open().find(([account]) => account === onX)?.slice(0, 3)).toEqual([onX, 'to-copy', 'Nombre de person-3'])
    sure(desk.posts.discard(author(), id))
    expect(open()).toEqual([])
  })

  test('of a copy from which nothing came is waited for no longer in the lists: the post may be moved to another day, as it may be changed', async () => {
    const id = approved()
    const unsure = (): boolean => {
      const row = desk.posts.list(author(), { ...everyPost, order: 'recent', after: null, limit: 10 }).rows.find((one) => one.id === id)
      if (row === undefined) throw new Error('not in the list')
      // By which the calendar and the board know it.
      const isUnsure = row.copies > row.proofs
      expect(isUnsure).toBe(sure(desk.posts.post(author(), id)).standing.unsure)
      return isUnsure
    }
    const copy = async () => void sure(await desk.posts.publishing.copy(author(), id, 'x-1' as AccountId))
    expect(unsure()).toBe(false)
    await copy()
    expect(unsure()).toBe(true)
    sure(desk.posts.publishing.notPublished(author(), id, 'x-1' as AccountId, 'Se cayó la red'))
    expect(unsure()).toBe(false)
    await copy()
    sure(desk.posts.publishing.doubt(author(), id, 'x-1' as AccountId, 'No sé si salió'))
    expect(unsure()).toBe(true)
    sure(desk.posts.publishing.check(author(), id, 'x-1' as AccountId, false, 'No está'))
    expect(unsure()).toBe(false)
    await copy()
    await copy()
    expect(unsure()).toBe(true)
  })

  test('is asked for by the name of who copied, until it is there', async () => {
    const id = approved()
    sure(await desk.posts.publishing.copy(author(3), id, onX))
    expect(desk.posts.publishing.open(author())).toMatchObject({ total: 1, rows: [{ post: id, state: 'copied', person: { name: 'Nombre de person-3' }, accountName: 'INE Oaxaca 03' }] })
    expect(desk.posts.publishing.open(reviewer()).total).toBe(1)
    expect(desk.posts.publishing.open(desk.context(3, ['operator'], 'district-oaxaca-04')).total).toBe(0)
    const home = postsHomeSource(desk.posts)({ person: author().actor, roles: ['operator'], office: author().office }, desk.clock.now())
    expect(home).toMatchObject([{ kind: 'post-unproven', by: 'Nombre de person-3' }])
    expect(code(await desk.posts.publishing.copy(author(), id, onX))).toBe('posts/copied-by-other')
    sure(desk.posts.publishing.doubt(author(), id, onX, 'Se colgó'))
    expect(desk.posts.publishing.open(author()).rows[0]?.state).toBe('doubted')
    sure(desk.posts.publishing.check(author(), id, onX, true, 'En el perfil'))
    expect(desk.posts.publishing.open(author()).rows[0]?.state).toBe('found')
    sure(await desk.posts.publishing.publish(author(), id, onX, link, shown(written.base)))
    expect(desk.posts.publishing.open(author())).toEqual({ rows: [], total: 0 })
  })
})

describe('what was published otherwise', () => {
  const otherwise = (act: 'withdraw' | 'correct') => shown('Otro texto', { resolution: { act, note: 'Se pegó otro' } })

  test('stays open until it is taken down as promised', async () => {
    const id = approved()
    sure(await desk.posts.publishing.copy(author(), id, onX))
    sure(await desk.posts.publishing.publish(author(), id, onX, link, otherwise('withdraw')))
    expect(desk.posts.publishing.open(author()).rows[0]?.state).toBe('to-withdraw')
    expect(postsHomeSource(desk.posts)({ person: author().actor, roles: ['operator'], office: author().office }, desk.clock.now())).toMatchObject([{ kind: 'post-unproven', state: 'to-withdraw' }])
    sure(desk.posts.publishing.takeDown(author(), id, onX, 'Se borró'))
    expect(desk.posts.publishing.open(author()).total).toBe(0)
    expect(sure(desk.posts.post(author(), id)).publications[0]?.down).toMatchObject({ reason: 'Se borró' })
  })

  test('stays open on each account until its correction is published there', async () => {
    const onFacebook = 'fb-1' as AccountId
    const both = { accounts: [onX, onFacebook] }
    const links = { [onX]: link, [onFacebook]: 'https://facebook.com/INEOaxaca03/posts/9' }
    const out = async (id: PostId, account: AccountId, proof: Parameters<Desk['posts']['publishing']['publish']>[4]) => {
      sure(await desk.posts.publishing.copy(author(), id, account))
      sure(await desk.posts.publishing.publish(author(), id, account, links[account] ?? '', proof))
    }
    const open = () => desk.posts.publishing.open(author()).rows.filter(({ state }) => state === 'to-correct').map(({ account }) => account)
    const id = approved(both)
    for (const account of both.accounts) await out(id, account, otherwise('correct'))
    expect(open()).toEqual(both.accounts)
    const said = 'Fe de erratas: las casillas abren a las 8:00 horas.'
    const correction = approved({ ...both, base: said }, id)
    await out(correction, onX, shown(said))
    expect(open()).toEqual([onFacebook])
    await out(correction, onFacebook, shown(said))
    expect(open()).toEqual([])
  })

  test('stays open until its correction is published, and each names the other', async () => {
    const id = approved()
    sure(await desk.posts.publishing.copy(author(), id, onX))
    sure(await desk.posts.publishing.publish(author(), id, onX, link, otherwise('correct')))
    const correction = approved({ base: 'Fe de erratas: las casillas abren a las 8:00 horas.' }, id)
    expect(sure(desk.posts.post(author(), id)).corrections).toMatchObject([{ id: correction, stage: 'approved' }])
    expect(sure(desk.posts.post(author(), correction)).correctionOf).toMatchObject({ id })
    expect(desk.posts.publishing.open(author()).rows[0]?.state).toBe('to-correct')
    sure(await desk.posts.publishing.copy(author(), correction, onX))
    sure(await desk.posts.publishing.publish(author(), correction, onX, link, shown('Fe de erratas: las casillas abren a las 8:00 horas.')))
    expect(desk.posts.publishing.open(author()).total).toBe(0)
  })
})
