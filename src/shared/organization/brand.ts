import { textFault } from './person.ts'

/** How the institution is called and recognised on the screens and at the head of its documents. */
export type Brand = {
  readonly name: string
  /** Sigla: begins every oficio number. */
  readonly shortName: string
  /** Domain of the institution's mail, without `@`; empty when it has none of its own. */
  readonly mailDomain: string
  /** `#rrggbb`. */
  readonly accent: string
  /** A picture as `data:` URL; undefined: the product's mark alone. */
  readonly logo?: string | undefined
}

/** The most of a logo's `data:` URL, in characters: it travels in an event and is painted on every screen. */
export const LONGEST_LOGO = 96 * 1024

const ACCENT = /^#[0-9a-f]{6}$/iu
const LOGO = /^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/u
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/iu

/** The field codes of a brand that cannot stand; empty when it can. */
export function brandFaults(brand: Brand): Readonly<Record<string, string>> {
  return {
    ...textFault('name', brand.name),
    ...textFault('shortName', brand.shortName, 24),
    ...(brand.mailDomain !== '' && !DOMAIN.test(brand.mailDomain) ? { mailDomain: 'domain' } : {}),
    ...accentFault(brand.accent),
    ...logoFault(brand.logo),
  }
}

function accentFault(accent: string): Readonly<Record<string, string>> {
  if (!ACCENT.test(accent)) return { accent: 'color' }
  return contrastWithWhite(accent) < LEAST_CONTRAST ? { accent: 'contrast' } : {}
}

function logoFault(logo: string | undefined): Readonly<Record<string, string>> {
  if (logo === undefined) return {}
  if (logo.length > LONGEST_LOGO) return { logo: 'too-large' }
  return LOGO.test(logo) ? {} : { logo: 'picture' }
}

/** WCAG 2.2, 1.4.3: white words on the accent's buttons must be read by everybody. */
export const LEAST_CONTRAST = 4.5

/** Contrast of a colour `#rrggbb` with white, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastWithWhite(accent: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(accent.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 1.05 / (0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) + 0.05)
}
