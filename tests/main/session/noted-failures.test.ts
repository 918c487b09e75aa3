import { expect, test } from 'vitest'
import { failureDelay } from '#main/session/failure-delay.ts'
import { notedFailures } from '#main/session/noted-failures.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'

test('failed attempts are kept in the record’s file, and a disk that takes nothing keeps nobody out', () => {
  const kit = openTestLedger()
  const warned: string[] = []
  const log = { warn: (message: string) => void warned.push(message) }
  const delay = failureDelay(kit.clock, notedFailures(kit.ledger.shared, log))
  for (let count = 0; count < 5; count += 1) delay.failed('ana')
  delay.failed('luis')
  delay.succeeded('luis')
  const again = kit.reopen()
  const after = failureDelay(kit.clock, notedFailures(again.ledger.shared, log))
  expect([after.wait('ana'), after.wait('luis')]).toEqual([4, 0])
  expect(warned).toEqual([])

  again.ledger.database.pragma('query_only = ON')
  after.failed('ana')
  expect(after.wait('ana')).toBe(8)
  after.succeeded('ana')
  expect(after.wait('ana')).toBe(0)
  expect(warned.length).toBe(2)
  again.ledger.database.pragma('query_only = OFF')
  again.close()
})
