import MailComposer from 'nodemailer/lib/mail-composer'
import type { Instant } from '#shared/kernel/clock.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'

export type Mailbox = { readonly name: string; readonly address: string }

export type Mail = {
  /** Undefined when the person has no address: the mail program fills it in. */
  readonly from: Mailbox | undefined
  readonly to: Mailbox | undefined
  readonly subject: string
  /** Plain text, a blank line between paragraphs. */
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }[]
  readonly at: Instant
  /** What comes before the `@` of the Message-ID. */
  readonly id: string
  /** The institution's domain, for the Message-ID. */
  readonly domain: string
}

/**
 * A draft in RFC 5322, to be opened and sent with the person's own program: `X-Unsent: 1` makes Outlook open it for writing.
 * Text and html alternatives, attachments inside. The same mail gives the same bytes.
 */
export async function emlOf(mail: Mail): Promise<Uint8Array> {
  const composer = new MailComposer({
    ...(mail.from === undefined ? {} : { from: mail.from }),
    ...(mail.to === undefined ? {} : { to: mail.to }),
    subject: mail.subject,
    text: mail.text,
    html: htmlOf(mail.text),
    // Not the present: the mail's own moment.
    date: new Date(millisecondsOf(mail.at)),
    messageId: `<${mail.id}@${mail.domain}>`,
    headers: { 'X-Unsent': '1', 'Content-Language': 'es-MX' },
    attachments: mail.attachments.map(({ name, mime, bytes }) => ({ filename: name, contentType: mime, content: Buffer.from(bytes) })),
    baseBoundary: mail.id,
    // Nothing of a mail is read from a path or an address, whatever its text says.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  } as ConstructorParameters<typeof MailComposer>[0]) // `baseBoundary` is accepted and missing from the declarations
  return composer.compile().build()
}

function htmlOf(text: string): string {
  const paragraphs = text
    .split(/\n[ \t]*\n/u)
    .map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
  return `<!doctype html>\n<html lang="es-MX"><head><meta charset="utf-8"></head>\n<body>\n${paragraphs}\n</body></html>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
