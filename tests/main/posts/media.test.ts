import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { extensionOf, mediaFolder, type MediaFolder } from '#main/modules/posts/media.ts'
import { film } from '#tests/kit/film.ts'
import { png } from '#tests/kit/png.ts'

let top: string
let folder: MediaFolder
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'resguardo-media-'))
  folder = mediaFolder(join(top, 'media'))
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

function written(name: string, bytes: Buffer): string {
  const file = join(top, name)
  writeFileSync(file, bytes)
  return file
}

async function kept(name: string, bytes: Buffer) {
  const result = await folder.keep(written(name, bytes))
  return result.ok ? { mime: result.value.mime, shape: result.value.shape, seconds: result.value.seconds } : result.refusal
}

/** A JPEG's head of 40 × 30 that the camera held upright (EXIF orientation 6), and its end. */
const upright = Buffer.concat([
  Buffer.from('ffd8', 'hex'),
  Buffer.from('ffe1001e', 'hex'), Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0', 'latin1'),
  Buffer.from('ffc0000b08001e0028010111 00ffd9'.replaceAll(' ', ''), 'hex'),
  Buffer.alloc(64),
])

describe('what is read from the bytes', () => {
  test('a picture\'s pixels, as it is seen and not as it lies', async () => {
    expect(await kept('a.png', png(1, { width: 640, height: 360 }))).toEqual({ mime: 'image/png', shape: { width: 640, height: 360 }, seconds: undefined })
    expect(await kept('b.jpg', upright)).toEqual({ mime: 'image/jpeg', shape: { width: 30, height: 40 }, seconds: undefined })
  })

  test('a film\'s pixels, turned as it is shown, and its length', async () => {
    expect(await kept('a.mp4', await film('mp4', { seconds: 12, width: 320, height: 180 }))).toEqual({ mime: 'video/mp4', shape: { width: 320, height: 180 }, seconds: 12 })
    expect(await kept('b.mp4', await film('mp4', { seconds: 2, width: 320, height: 180, rotation: 90 }))).toEqual({ mime: 'video/mp4', shape: { width: 180, height: 320 }, seconds: 2 })
    // A WebM says when its last frame begins, not how long it stays.
    expect(await kept('c.webm', await film('webm', { seconds: 3, width: 64, height: 64 }))).toEqual({ mime: 'video/webm', shape: { width: 64, height: 64 }, seconds: 2 })
  })

  test('a QuickTime film is told from an MP4 whatever it is called, and keeps its own ending', async () => {
    expect(await kept('a.mp4', await film('mov', { seconds: 4, width: 320, height: 180 }))).toEqual({ mime: 'video/quicktime', shape: { width: 320, height: 180 }, seconds: 4 })
    expect((await kept('a.mov', await film('mp4', { seconds: 4, width: 320, height: 180 })))).toMatchObject({ mime: 'video/mp4' })
    expect(['video/quicktime', 'video/mp4', 'video/webm', 'image/jpeg', 'image/gif'].map(extensionOf)).toEqual(['.mov', '.mp4', '.webm', '.jpg', '.gif'])
  })

  test('is known again without the window telling it', async () => {
    const result = await folder.keep(written('a.png', png(1, { width: 640, height: 360 })))
    if (!result.ok) throw new Error(result.refusal.code)
    expect(folder.facts(result.value.sha256)).toEqual({ mime: 'image/png', size: result.value.size, shape: { width: 640, height: 360 } })
    expect(mediaFolder(join(top, 'media')).facts(result.value.sha256)?.shape).toEqual({ width: 640, height: 360 })
  })
})

describe('a data folder that takes nothing', () => {
  test('is told as such, and not as a file that cannot be read', async () => {
    writeFileSync(join(top, 'media'), 'a file where the folder should be')
    expect(await kept('a.png', png(1, { width: 64, height: 36 }))).toEqual({ code: 'ledger/read-only', detail: { name: 'a.png' } })
  })

  test('an original that is gone is told by its name', async () => {
    expect(await folder.keep(join(top, 'gone.png'))).toEqual({ ok: false, refusal: { code: 'posts/media-unreadable', detail: { name: 'gone.png' } } })
  })
})

describe('a file that means harm', () => {
  test('is refused when opening it would take the machine\'s memory', async () => {
    const bomb = png(1, { width: 60_000, height: 60_000, hollow: true })
    expect(bomb.length).toBeLessThan(200)
    expect(await kept('bomb.png', bomb)).toEqual({ code: 'posts/media-bomb', detail: { name: 'bomb.png', width: 60_000, height: 60_000 } })
    expect(readdirSync(join(top, 'media'))).toEqual([])
  })

  test('is refused when it is a GIF that begins small and whose first frame is not, however far behind a comment', async () => {
    const gif = (...frame: readonly number[]) => {
      const words = Buffer.alloc(8)
      frame.forEach((word, index) => words.writeUInt16LE(word, index * 2))
      // One point by one, two colours; a comment of two blocks; the frame.
      return Buffer.concat([Buffer.from('474946383961010001008000000000000000ff', 'hex'), Buffer.from('21fe02414203434445', 'hex'), Buffer.from('002c', 'hex'), words, Buffer.from('00024c01003b', 'hex')])
    }
    expect(await kept('bomb.gif', gif(0, 0, 30_000, 30_000))).toEqual({ code: 'posts/media-bomb', detail: { name: 'bomb.gif', width: 30_000, height: 30_000 } })
    expect(await kept('far.gif', gif(65_000, 0, 1, 1))).toMatchObject({ code: 'posts/media-bomb', detail: { width: 65_001 } })
    expect(await kept('none.gif', Buffer.from('474946383961010001008000000000000000ff3b', 'hex'))).toMatchObject({ code: 'posts/media-broken' })
    expect(await kept('small.gif', gif(0, 0, 1, 1))).toMatchObject({ shape: { width: 1, height: 1 } })
  })

  test('is not opened either when it came from another machine', async () => {
    const bomb = png(1, { width: 60_000, height: 60_000, hollow: true })
    await folder.keep(written('a.png', png(1)))
    writeFileSync(join(top, 'media', 'f'.repeat(64)), bomb)
    expect(folder.picture('f'.repeat(64))).toBeUndefined()
  })

  test.for([
    ['an SVG that runs a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'), 'posts/media-type'],
    ['an SVG behind the mark of its encoding', Buffer.from('\uFEFF<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'posts/media-type'],
    ['a page behind a picture\'s first bytes', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<html><script>alert(1)</script></html>')]), 'posts/media-broken'],
    ['a picture that is cut off', png(1).subarray(0, 12), 'posts/media-broken'],
    ['a picture of the film\'s family of boxes', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]), 'posts/media-type'],
    ['a film of an old telephone', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftyp3gp5'), Buffer.alloc(64)]), 'posts/media-type'],
    ['a sound in a film\'s box', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypM4A '), Buffer.alloc(64)]), 'posts/media-type'],
    ['a film without a film in it', Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from('ftypisom'), Buffer.alloc(64)]), 'posts/media-broken'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(64)]), 'posts/media-type'],
  ] as const)('%s is refused, whatever it is called', async ([, bytes, code]) => {
    expect(await kept('foto.png', bytes)).toMatchObject({ code })
    expect(readdirSync(join(top, 'media'))).toEqual([])
  })
})
