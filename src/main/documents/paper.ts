import type { Instant } from '#shared/kernel/clock.ts'

/** A cell is text; `\n` starts a new line inside it. */
export type PaperTable = {
  readonly caption: string
  /** `share`: of the page's width, in percent; they add up to 100. `mono`: figures and hashes. */
  readonly columns: readonly { readonly label: string; readonly share: number; readonly mono?: boolean }[]
  readonly rows: readonly (readonly string[])[]
  /** What it says when there is no row. */
  readonly empty: string
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'table'; readonly table: PaperTable }

type Signatory = { readonly name: string; readonly post: string }

/** What every document carries, whatever writes it. The signature is left for the person: the application signs nothing on paper. */
export type Paper = {
  /** On every page. */
  readonly institution: string
  readonly area: string
  /** «Oaxaca de Juárez, a 23 de noviembre de 2026.» */
  readonly placeAndDate: string
  readonly folio: string
  readonly blocks: readonly Block[]
  readonly closing: string
  readonly signatory: Signatory
  /** Initials of who drafted it. */
  readonly initials: string
  readonly at: Instant
} & (
  | {
      readonly kind: 'oficio'
      readonly year: number
      /** Undefined: the contact lacks, and a line is left for it. */
      readonly addressee: Signatory | undefined
      readonly subject: string
      readonly antecedent: string
      readonly copies: readonly string[]
    }
  | { readonly kind: 'record'; readonly title: string }
)

/** Paragraphs of a text: a blank line between them. Single line breaks inside a paragraph are typing, not meaning. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/u)
    .map((paragraph) => paragraph.replace(/\s*\r?\n\s*/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** «Laura Méndez Ríos» → «LMR». */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/u)
    .map((word) => word.charAt(0).toLocaleUpperCase('es-MX'))
    .join('')
}
