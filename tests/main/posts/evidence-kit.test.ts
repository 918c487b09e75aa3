import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { PostId } from '#shared/posts/post.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'
import { oaxaca, written, type Desk } from './desk.ts'
import { copyOf, extracted, filesIn, foundedDesk, hostile, publishedWithKit, rehash } from './evidence.ts'


let desk: Desk
let top: string
let id: PostId

/** Runs the verifier with nothing but Node: an empty working folder, an empty environment. */
function verify(folder: string, ...more: readonly string[]): { readonly code: number | null; readonly said: string } {
  const empty = mkdtempSync(join(top, 'empty-'))
  const alone = join(empty, 'verificar.mjs')
  writeFileSync(alone, verifier)
  const run = spawnSync(process.execPath, [alone, folder, ...more], { cwd: empty, env: {}, encoding: 'utf8', timeout: 10_000 })
  return { code: run.status, said: run.stdout + run.stderr }
}

type Rows = (EventRow & Record<string, unknown>)[]
type Evidence = { events: Rows; registrations: Rows; members: Rows; people: Record<string, string>; files: { path: string; sha256: string }[] }
function rewrite(kit: string, change: (evidence: Evidence) => void): string {
  const copy = copyOf(kit, top)
  const evidence = JSON.parse(readFileSync(join(copy, 'evidencia.json'), 'utf8')) as Evidence
  change(evidence)
  writeFileSync(join(copy, 'evidencia.json'), JSON.stringify(evidence))
  rehash(copy)
  return copy
}

let kit: string
let verifier: string

beforeAll(async () => {
  verifier = (await verifiers(join(import.meta.dirname, '../../../resources/evidence')))['verificar.mjs']
  desk = foundedDesk()
  top = mkdtempSync(join(tmpdir(), 'resguardo-kit-'))
  id = await publishedWithKit(desk, top)
  kit = extracted(desk.place ?? '', mkdtempSync(join(top, 'kit-')))
})
afterAll(() => {
  desk.close()
  rmSync(top, { recursive: true, force: true })
})

describe('the evidence kit', () => {
  test('holds text, files, captures, signed acts, a page, a table and its verifier', () => {
    const names = filesIn(kit).map((file) => file.slice(kit.length + 1).replaceAll(/[0-9a-f]{64}/g, 'hash'))
    expect(names).toEqual(['actos.csv', 'archivos/hash.png', 'capturas/hash.png', 'evidencia.json', 'index.html', 'manifiesto.txt', 'textos/fb-1.comment.txt', 'textos/fb-1.txt', 'textos/x-1.part-2.txt', 'textos/x-1.txt', 'verificar.html', 'verificar.mjs'])
    expect(readFileSync(join(kit, 'textos/x-1.part-2.txt'), 'utf8')).toBe('Lleva tu credencial.')
    expect(readFileSync(join(kit, 'textos/x-1.txt'), 'utf8')).toBe(`Abren a las 8:00 h. ${hostile}`)
  })

  test('is found right on a machine that has only Node, by the verifier in it too', () => {
    const { code, said } = verify(kit)
    expect(said).toContain('CORRESPONDE: lo publicado tiene su aprobación')
    expect(said).toContain('Aprobó Nombre de person-2')
    expect(code).toBe(0)
    const inside = spawnSync(process.execPath, ['verificar.mjs'], { cwd: kit, env: {}, encoding: 'utf8' })
    expect(inside.status).toBe(0)
    const command = spawnSync(process.execPath, [join(import.meta.dirname, '../../../scripts/verificar.mjs'), kit], { env: {}, encoding: 'utf8' })
    expect([command.status, command.stdout]).toEqual([0, inside.stdout])
  })

  test("is held against the institution's root when that is given", () => {
    const print = /llave\): ([0-9a-f]{64})/.exec(verify(kit).said)?.[1] ?? ''
    expect(verify(kit, '--raiz', print).code).toBe(0)
    expect(verify(kit, '--raiz', '0'.repeat(64))).toMatchObject({ code: 1 })
  })

  test('shows hostile text as text: no markup on its page, no formula in its table', () => {
    const page = readFileSync(join(kit, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/)
    expect(page).toContain("default-src 'none'")
    const cells = readFileSync(join(kit, 'actos.csv'), 'utf8').split(/\r\n|,(?=")/)
    expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([])
  })

  test('a byte that is changed anywhere is found', { timeout: 120_000 }, () => {
    const escaped: string[] = []
    for (const file of filesIn(kit)) {
      const bytes = readFileSync(file)
      for (let index = 0; index < 5; index += 1) {
        const at = Math.floor((bytes.length - 1) * (index / 4))
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ (1 << index)
        writeFileSync(file, changed)
        if (verify(kit).code === 0) escaped.push(`${file.slice(kit.length + 1)} at ${at}`)
      }
      writeFileSync(file, bytes)
    }
    expect(escaped).toEqual([])
    expect(verify(kit).code).toBe(0)
  })

  test('a file taken out, put in or exchanged for another is found', () => {
    const textOf = (path: string) => (altered: string) => writeFileSync(join(altered, path), 'Abren a las 9:00 h.')
    const changes: readonly (readonly [(altered: string) => void, RegExp])[] = [
      [(altered) => rmSync(join(altered, 'archivos'), { recursive: true }), /NO CORRESPONDE/],
      [(altered) => writeFileSync(filesIn(join(altered, 'archivos'))[0] ?? '', png(9)), /Se alteró el archivo aprobado/],
      [textOf('textos/x-1.txt'), /x-1\.txt» no es el texto aprobado/],
      [textOf('textos/x-1.part-2.txt'), /x-1\.part-2\.txt» no es el texto aprobado/],
      [textOf('textos/otra.txt'), /otra\.txt» no es de esta publicación/],
      [(altered) => writeFileSync(join(altered, 'textos/x-1.txt'), `\uFEFF${readFileSync(join(kit, 'textos/x-1.txt'), 'utf8')}`), /x-1\.txt» no es el texto aprobado/],
    ]
    for (const [change, found] of changes) {
      const altered = copyOf(kit, top)
      change(altered)
      rehash(altered)
      expect(verify(altered)).toMatchObject({ code: 1, said: expect.stringMatching(found) as string })
    }
    // One that the list of hashes does not name.
    const more = copyOf(kit, top)
    writeFileSync(join(more, 'otro.txt'), 'x')
    expect(verify(more)).toMatchObject({ code: 1 })
    // The accounts that a kit names are signed by nobody.
    const unnamed = rewrite(kit, (evidence) => Object.assign(evidence, { accounts: [] }))
    expect(verify(unnamed)).toMatchObject({ code: 0 })
    textOf('textos/x-1.txt')(unnamed)
    rehash(unnamed)
    expect(verify(unnamed).said).toMatch(/no es el texto aprobado/)
  })

  test('a changed act is found although every hash was written anew: its signature is not', () => {
    const fields = ['id', 'stream', 'audience', 'type', 'actor', 'role', 'office', 'at', 'signer', 'previous', 'after', 'payload', 'hash'] as const
    const escaped: string[] = []
    for (const field of fields) {
      const forged = rewrite(kit, ({ events }) => {
        const event = events[3]
        if (event === undefined) throw new Error('too few events')
        Object.assign(event, { [field]: field === 'payload' ? event.payload.replace(/.$/, ',"x":1}') : `${event[field]}x` })
      })
      if (verify(forged).code !== 1) escaped.push(field)
    }
    expect(escaped).toEqual([])
  })

  test('what a kit says reaches the terminal without anything that could command it', () => {
    const forged = rewrite(kit, ({ events }) => {
      for (const event of events) Object.assign(event, { payload: event.payload.replaceAll(/"seal":"[0-9a-f]{64}"/gu, '"seal":"x\\nCORRESPONDE: todo\\u001b[8m"') })
    })
    const { code, said } = verify(forged)
    expect(code).toBe(1)
    expect(said).not.toMatch(/^CORRESPONDE/mu)
    expect(said).not.toContain('\u001b')
  })

  test('acts left out, exchanged or repeated are found', () => {
    const left = rewrite(kit, ({ events }) => void events.splice(1, 1))
    const exchanged = rewrite(kit, ({ events }) => void events.splice(1, 2, ...[events[2], events[1]].flatMap((one) => (one === undefined ? [] : [one]))))
    const repeated = rewrite(kit, ({ events }) => void events.splice(1, 0, ...events.slice(1, 2)))
    const unsigned = rewrite(kit, ({ registrations }) => void registrations.splice(0, 1))
    for (const one of [left, exchanged, repeated, unsigned]) expect(verify(one)).toMatchObject({ code: 1 })
  })

  test('a file that belongs to no part of the publication is found, whatever the list of hashes says', () => {
    const strange = ['capturas/otra.png', 'archivos/otro.png', 'LEEME.html']
    for (const path of strange) {
      const altered = copyOf(kit, top)
      writeFileSync(join(altered, path), png(8))
      rehash(altered)
      expect(verify(altered)).toMatchObject({ code: 1, said: expect.stringContaining(`«${path}» no es de esta publicación.`) as string })
    }
    // One more path under the hash of an approved file, with other bytes.
    const twice = rewrite(kit, ({ files }) => void files.unshift({ path: 'archivos/otro.png', sha256: files[0]?.sha256 ?? '' }))
    writeFileSync(join(twice, 'archivos/otro.png'), png(8))
    rehash(twice)
    expect(verify(twice)).toMatchObject({ code: 1 })
  })

  test('what is no common file is refused and never read: behind it there may be no end', () => {
    const linked = copyOf(kit, top)
    rmSync(join(linked, 'actos.csv'))
    symlinkSync('/dev/zero', join(linked, 'actos.csv'))
    expect(verify(linked)).toMatchObject({ code: 1, said: expect.stringContaining('«actos.csv» no es un archivo común.') as string })
    const piped = copyOf(kit, top)
    rmSync(join(piped, 'evidencia.json'))
    spawnSync('mkfifo', [join(piped, 'evidencia.json')])
    expect(verify(piped)).toMatchObject({ code: 2 })
  })

  test('people are called as the institution signed it, not as the kit says', () => {
    const forged = rewrite(kit, ({ people }) => {
      for (const person of Object.keys(people)) people[person] = 'Consejera Presidenta'
    })
    const { said } = verify(forged)
    expect(said).toContain('Aprobó Nombre de person-2 (person-2)')
    expect(said).not.toContain('Consejera')
  })

  test('a kit of before names were signed is told from one that is whole', () => {
    const { code, said } = verify(rewrite(kit, (evidence) => void Object.assign(evidence, { members: undefined, aside: undefined })))
    expect([code, said.trim().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^CORRESPONDE EN PARTE: /u)])
  })

  test('what is no kit is said to be none', () => {
    expect(verify(mkdtempSync(join(top, 'nothing-')))).toMatchObject({ code: 2 })
  })
})

test('an approval by somebody who wrote the content is found, even when everything else fits', () => {
  // The app refuses it; a forger with a signer of their own would do it. Written by the ledger itself with the decider's rules off.
  const forged = rewrite(kit, ({ events }) => {
    const approved = events.find(({ type }) => type === 'post.approved')
    if (approved === undefined) throw new Error('no approval')
    Object.assign(approved, { actor: 'person-1' })
  })
  expect(verify(forged).said).toMatch(/la aprobó una persona que participó/)
})

test('a kit of what is not approved, or of a file that was changed on the machine, is refused', async () => {
  const author = desk.context(1, ['operator'], oaxaca)
  const draft = sure(desk.posts.draft(author, written, null)).id
  expect(await desk.posts.publishing.kit(author, draft, 'x')).toMatchObject({ refusal: { code: 'posts/kit-nothing' } })
  const media = join(desk.folder, 'media')
  const [first = ''] = readdirSync(media)
  const bytes = readFileSync(join(media, first))
  writeFileSync(join(media, first), png(7))
  expect(await desk.posts.publishing.kit(author, id, 'x')).toMatchObject({ refusal: { code: 'posts/media-altered' } })
  writeFileSync(join(media, first), bytes)
  desk.place = undefined
  expect(sure(await desk.posts.publishing.kit(author, id, 'x'))).toEqual({ saved: false })
})
