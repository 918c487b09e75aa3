import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast } from '#renderer/theme/accent.ts'

/** `--name: light-dark(a, b)` of tokens.css. */
const tokens = Object.fromEntries(
  [...readFileSync('src/renderer/theme/tokens.css', 'utf8').matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark] as const],
  ),
)

function least(inks: readonly string[], grounds: readonly string[]): number {
  return Math.min(
    ...inks.flatMap((ink) =>
      grounds.flatMap((ground) => [0, 1].map((scheme) => contrast(tokens[ink]?.[scheme] ?? '#000000', tokens[ground]?.[scheme] ?? '#000000'))),
    ),
  )
}

describe('the colours of the window', () => {
  it('keep text readable on every ground, in light and dark (WCAG AA)', () => {
    expect(least(['ink', 'ink-2', 'ink-3'], ['ground', 'surface', 'sunken', 'raised', 'hover'])).toBeGreaterThanOrEqual(4.5)
  })

  it('keep the words of a state readable on its own wash and on the page', () => {
    for (const state of ['ok', 'info', 'warn', 'danger']) {
      expect({ state, readable: least([state], [`${state}-wash`, 'surface', 'ground', 'raised']) >= 4.5 }).toEqual({ state, readable: true })
    }
  })

  it('keep the line of a control visible (3:1)', () => {
    expect(least(['line-control'], ['surface', 'sunken', 'raised'])).toBeGreaterThanOrEqual(3)
  })
})
