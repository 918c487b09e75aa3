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
  const toward = scheme === 'light' ? '#000000' : '#ffffff'
  const ink = moved(accent, toward, (colour) => contrast(colour, ground) >= readable)
  // White on the fill is the quieter look; a fill too light for it is darkened, unless it is so light that black reads at once.
  const onFill = contrast(accent, '#ffffff') >= readable / 2 ? '#ffffff' : '#000000'
  const fill = moved(accent, onFill === '#ffffff' ? '#000000' : '#ffffff', (colour) => contrast(colour, onFill) >= readable)
  return { fill, onFill, ink }
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** The nearest mix of `from` toward `to`, in steps of one fiftieth, that satisfies; `to` itself at worst. */
function moved(from: string, to: string, satisfies: (colour: string) => boolean): string {
  const a = channels(from)
  const b = channels(to)
  for (let step = 0; step < 50; step++) {
    const colour = hex(a.map((value, i) => value + ((b[i] ?? 0) - value) * (step / 50)))
    if (satisfies(colour)) return colour
  }
  return to
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
