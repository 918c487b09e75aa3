import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { recordVerification, type RecordVerificationOptions } from '#main/shell/verification.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import { counter } from '../ledger/counter.ts'

let kit: TestLedger
beforeEach(() => {
  kit = openTestLedger()
  kit.ledger.record(kit.context(1), counter, 'a', { by: 1 })
})
afterEach(() => kit.close())

const open = (against: RecordVerificationOptions['against'] = () => undefined) =>
  recordVerification({
    ledger: () => kit.ledger,
    worker: new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url),
    root: kit.folder,
    clock: kit.clock,
    onProgress: () => undefined,
    against,
  })

test('remembers the last result on this machine', async () => {
  expect(open().last()).toBeNull()
  const result = await open().run()
  expect(result).toMatchObject({ ok: true, value: { bad: null } })
  expect(open().last()).toEqual(result.ok ? result.value : undefined)
})

test.each(['', 'null', '{}', '{"at":"yesterday","events":3,"bad":null}', '{"at":"2026-11-23T06:00:00.000Z","events":3,"bad":{"position":1,"fault":"<b>"}}'])(
  'counts a remembered result of another form as none: %s',
  async (text) => {
    await open().run()
    const file = join(kit.folder, 'verification.json')
    expect(readFileSync(file, 'utf8')).toContain('"bad":null')
    writeFileSync(file, text)
    expect(open().last()).toBeNull()
  },
)

test('answers what it found though the data folder takes nothing, and says that it was not kept', async () => {
  mkdirSync(join(kit.folder, 'verification.json.part')) // no file can be written there
  const verification = open()
  expect(await verification.run()).toMatchObject({ ok: true, value: { bad: null, kept: false } })
  expect(verification.last()).toMatchObject({ bad: null, kept: false })
  expect(open().last()).toBeNull()
})

test('lets the pin outweigh a file that is sound in itself', async () => {
  const at = '2026-11-23T06:00:00.000Z' as Instant
  const verification = open(() => ({ at, fault: 'rolled-back', position: 7 }))
  const result = await verification.run()
  expect(result).toMatchObject({ ok: true, value: { at, bad: { position: 7, fault: 'rolled-back' } } })
  expect(verification.last()).toMatchObject({ bad: { fault: 'rolled-back' } })
})
