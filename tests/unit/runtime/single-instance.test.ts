import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SecondInstance, SingleInstance } from '#runtime/chromium/single-instance.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe("a data folder's lock", () => {
  it('is held by one, and free again once it is released', () => {
    const [first, second] = [new SingleInstance(folder), new SingleInstance(folder)]
    expect([first.acquire(), second.acquire(), first.acquire()]).toEqual([true, false, true])
    first.release()
    expect(second.acquire()).toBe(true)
    second.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a process that is gone is taken over, though its number is in use again', () => {
    const dead = new SingleInstance(folder)
    dead.acquire()
    const file = join(folder, 'resguardo.lock')
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { since: string } // as `SingleInstance` wrote it
    writeFileSync(file, JSON.stringify({ ...holder, since: '1' }))
    const next = new SingleInstance(folder)
    expect(next.acquire()).toBe(true)
    next.release()
  })

  it('lets the second tell the first what it wanted', async () => {
    const [first, second] = [new SingleInstance(folder), new SingleInstance(folder)]
    first.acquire()
    const heard = new Promise<SecondInstance>((resolve) => first.listen(resolve))
    const message = { argv: ['app', '--demo'], workingDirectory: '/here', additionalData: { ñ: 1 } }
    await second.tellFirst(message)
    expect(await heard).toEqual(message)
    first.release()
  })
})
