import { expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { machineTime } from '#main/shell/machine-time.ts'

test('says a moment in the zone of the machine, by its name', () => {
  const at = '2026-12-01T00:14:00.000Z' as Instant
  expect(machineTime(at, 'es-MX', 'America/Mexico_City')).toBe('30 de noviembre de 2026 a las 18:14 hora estándar central')
  expect(machineTime(at, 'en-US', 'America/Tijuana')).toBe('November 30, 2026 at 16:14 Pacific Standard Time')
  expect(machineTime(at, 'es-MX')).toBe(machineTime(at, 'es-MX', Intl.DateTimeFormat().resolvedOptions().timeZone))
})
