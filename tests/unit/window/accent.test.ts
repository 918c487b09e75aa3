import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentFor, contrast, isAccent, productAccent } from '#renderer/theme/accent.ts'

const colour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
/** The grounds on which accent ink is written, from tokens.css: surface, ground, sunken, hover, pressed. */
const grounds = {
  light: ['#ffffff', '#f5f4f1', '#f9f8f6', '#f1f0ed', '#e8e6e2'],
  dark: ['#1a1c1f', '#131416', '#16181a', '#25282c', '#2d3135'],
} as const

describe('an institution’s accent', () => {
  it('can be read on every ground and under its own text, whatever the colour', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('light' as const, 'dark' as const), (accent, scheme) => {
        const { fill, onFill, ink } = accentFor(accent, scheme)
        expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5)
        for (const ground of grounds[scheme]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('is left as it is when it can be read already', () => {
    expect(accentFor(productAccent, 'light')).toEqual({ fill: productAccent, onFill: '#ffffff', ink: productAccent })
  })

  it('keeps its hue when it is moved: a yellow is not turned brown-grey by mixing', () => {
    expect(accentFor('#ffe600', 'light')).toEqual({ fill: '#ffe600', onFill: '#000000', ink: '#706500' })
  })

  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3)
  })

  it('takes only #rrggbb for a colour', () => {
    expect(['#0f5c70', '#ABCDEF', '#fff', 'red', '0f5c70', '#0f5c7g'].map(isAccent)).toEqual([true, true, false, false, false, false])
  })
})
