import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { networks } from '#shared/accounts/network.ts'
import { limitOf } from '#shared/rules/rule-set.ts'
import { ruleSetSchema } from '#shared/rules/schema.ts'

const shipped = fileURLToPath(new URL('../../../resources/rules', import.meta.url))
let own = ''
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'resguardo-rules-'))
})
afterEach(() => rmSync(own, { recursive: true }))

test('the shipped rules are whole and cross to the window unchanged', () => {
  const { rules, faults } = loadRules(shipped, own)
  expect(faults).toEqual([])
  expect(ruleSetSchema.parse(rules)).toEqual(rules)
})

test('every network says which files it takes and how heavy each may be', () => {
  const { rules } = loadRules(shipped, own)
  for (const network of networks) {
    const kinds = rules.fileKinds.find((one) => one.network === network)?.kinds ?? []
    expect([network, kinds.length > 0]).toEqual([network, true])
    if (kinds.some((kind) => kind.startsWith('image/'))) expect([network, limitOf(rules, network, 'image-size')]).toEqual([network, expect.anything()])
    if (kinds.some((kind) => kind.startsWith('video/'))) expect([network, limitOf(rules, network, 'film-size')]).toEqual([network, expect.anything()])
  }
})

test("an institution's limit replaces the shipped one and leaves the others", () => {
  writeFileSync(
    join(own, 'limits.yaml'),
    'limits:\n  - { network: x, field: text, unit: x, limit: 25000, source: Cuenta premium, checked: 2026-11-23, confidence: confirmed }\n',
  )
  const { rules, faults } = loadRules(shipped, own)
  expect(faults).toEqual([])
  expect(limitOf(rules, 'x', 'text')?.limit).toBe(25_000)
  expect(limitOf(rules, 'facebook', 'text')?.limit).toBe(63_206)
})

test.for([
  ['a value of the wrong kind', 'checks:\n  - id: curp\n    severity: loud\n    source: x\n    checked: 2026-11-23\n    confidence: confirmed\n', 3],
  ['an unknown check', 'checks:\n  - { id: curps, severity: block, source: x, checked: 2026-11-23, confidence: confirmed }\n', 2],
  ['YAML that cannot be read', 'checks:\n  - id: curp\n   severity: [\n', 3],
  ['an unknown key', 'chequeos: []\n', 1],
  ['a missing field', 'checks:\n  - id: curp\n    severity: warn\n    checked: 2026-11-23\n    confidence: confirmed\n', 2],
] as const)('%s is refused by name and line, and the shipped file stays in force', ([, text, line]) => {
  writeFileSync(join(own, 'checks.yaml'), text)
  const { rules, faults } = loadRules(shipped, own)
  expect(faults).toMatchObject([{ file: 'checks.yaml', line }])
  expect(faults[0]?.reason).not.toBe('')
  expect(rules).toEqual(loadRules(shipped, '/nowhere').rules)
})
