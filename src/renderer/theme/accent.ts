/**
 * An institution sets one accent colour; everything that is drawn with it must still be readable. From the colour come, for each
 * scheme, a fill, the ink on that fill and an ink for text on our surfaces, moved only as far as WCAG AA (4.5:1) asks.
 */
export type Accent = { readonly fill: string; readonly onFill: string; readonly ink: string }
export type Scheme = 'light' | 'dark'

/** The product's own accent, used until the institution chooses. Also the first value of `--accent` in tokens.css. */
export const productAccent = '#0f5c70'

/** The darkest (light scheme) and lightest (dark scheme) grounds on which accent ink is written. */
const groundOf = { light: '#e8e6e2', dark: '#2d3135' } as const satisfies Record<Scheme, string>
const readable = 4.5

/** Whether a text is a colour as we keep it: `#rrggbb`. */
export function isAccent(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text)
}

/** The derived colours of an accent (`#rrggbb`) in one scheme. */
export function accentFor(accent: string, scheme: Scheme): Accent {
  const ground = groundOf[scheme]
  const ink = moved(accent, scheme === 'light' ? -1 : 1, (colour) => contrast(colour, ground) >= readable)
  // White on the fill is the quieter look; a fill too light for it is darkened, unless it is so light that black reads at once.
  const onFill = contrast(accent, '#ffffff') >= readable / 2 ? '#ffffff' : '#000000'
  const fill = moved(accent, onFill === '#ffffff' ? -1 : 1, (colour) => contrast(colour, onFill) >= readable)
  return { fill, onFill, ink }
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** The nearest colour of the same hue, darker (-1) or lighter (1) in steps of one hundredth, that satisfies; black or white at worst. */
function moved(colour: string, way: -1 | 1, satisfies: (colour: string) => boolean): string {
  const [hue, saturation, lightness] = hslOf(colour)
  for (let step = 0; step <= 100; step++) {
    const tried = step === 0 ? colour.toLowerCase() : hexOfHsl(hue, saturation, Math.max(0, Math.min(1, lightness + (way * step) / 100)))
    if (satisfies(tried)) return tried
  }
  return way === -1 ? '#000000' : '#ffffff'
}

/** Hue in degrees, saturation and lightness from 0 to 1. */
function hslOf(colour: string): readonly [hue: number, saturation: number, lightness: number] {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => value / 255)
  const most = Math.max(r, g, b)
  const spread = most - Math.min(r, g, b)
  const lightness = most - spread / 2
  if (spread === 0) return [0, 0, lightness]
  const hue = most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4
  return [hue * 60, spread / (1 - Math.abs(2 * lightness - 1)), lightness]
}

function hexOfHsl(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const at = (offset + hue / 30) % 12
    return (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1))) * 255
  }
  return hex([channel(0), channel(8), channel(4)])
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}

function hex(values: readonly number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}
