import type { Mail } from './eml.ts'
import type { Paper } from './paper.ts'

// The libraries that write documents are the larger half of main's code, and the lock screen needs none of it: they are loaded with
// the first document.

/** A paper as .docx; see `docx.ts`. */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  return (await import('./docx.ts')).docxOf(paper)
}

/** A mail as .eml draft; see `eml.ts`. */
export async function emlOf(mail: Mail): Promise<Uint8Array> {
  return (await import('./eml.ts')).emlOf(mail)
}
