import { textFault } from './person.ts'

/** How the institution is called and recognised on the screens and at the head of its documents. */
export type Brand = {
  readonly name: string
  /** Sigla: begins every oficio number. */
  readonly shortName: string
  /** Domain of the institution's mail, without `@`; empty when it has none of its own. */
  readonly mailDomain: string
  /** `#rrggbb`; the theme moves it as far as reading asks. */
  readonly accent: string
  /** A picture as `data:` URL; undefined: the product's mark alone. */
  readonly logo?: string | undefined
}

/** The kinds of picture a logo may be. SVG is not among them: it can carry a program, or ask for more memory than there is. */
export const logoKinds: readonly string[] = ['image/png', 'image/jpeg', 'image/webp']

/** The most of a logo's `data:` URL, in characters: it travels in an event and is painted on every screen. */
export const LONGEST_LOGO = 96 * 1024

const ACCENT = /^#[0-9a-f]{6}$/iu
const LOGO = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/u
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/iu

/** The field codes of a brand that cannot stand; empty when it can. Whether the logo's bytes are a picture is the service's question. */
export function brandFaults(brand: Brand): Readonly<Record<string, string>> {
  return {
    ...textFault('name', brand.name),
    ...textFault('shortName', brand.shortName, 24),
    ...(brand.mailDomain !== '' && !DOMAIN.test(brand.mailDomain) ? { mailDomain: 'domain' } : {}),
    ...(ACCENT.test(brand.accent) ? {} : { accent: 'color' }),
    ...logoFault(brand.logo),
  }
}

function logoFault(logo: string | undefined): Readonly<Record<string, string>> {
  if (logo === undefined) return {}
  if (logo.length > LONGEST_LOGO) return { logo: 'picture-too-large' }
  return LOGO.test(logo) ? {} : { logo: 'picture' }
}
