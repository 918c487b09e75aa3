/** The notice as it is pasted into any program: subject, then the mail's text. */
export function plainTextOf(mail: { readonly subject: string; readonly text: string }): string {
  return `${mail.subject}\n\n${mail.text}\n`
}

/** Lines end as Windows wants them, and a mark says it is UTF-8: the file is opened with whatever is at hand. */
export function textFileOf(text: string): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${text.replaceAll(/\r?\n/gu, '\r\n')}`)
}
