import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, it } from 'vitest'
import { emlOf, type Mail } from '#main/documents/eml.ts'
import { AT } from './papers.ts'

const mail: Mail = {
  from: { name: 'Laura Méndez Ríos', address: 'laura.mendez@ine.mx' },
  to: { name: 'Coordinación, Comunicación «Social»', address: 'cncs@ine.mx' },
  subject: 'Aviso inmediato de incidente INC-2026-001 — atención de la Coordinación Nacional de Comunicación Social',
  text: 'Comunicación Social:\n\nSe observó <script>alert(1)</script> & «ñ».\nSegunda línea.\n\nLaura',
  attachments: [{ name: '02-aviso-comunicación.docx', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: new Uint8Array([0, 1, 2, 255]) }],
  at: AT,
  id: '0193-notice',
  domain: 'ine.mx',
}

it('is read back whole by another program', async () => {
  const read = await PostalMime.parse(await emlOf(mail))
  expect({ from: read.from, to: read.to, subject: read.subject, date: read.date, id: read.messageId, text: read.text?.trim() }).toEqual({
    from: { name: 'Laura Méndez Ríos', address: 'laura.mendez@ine.mx' },
    to: [{ name: 'Coordinación, Comunicación «Social»', address: 'cncs@ine.mx' }],
    subject: mail.subject,
    date: AT,
    id: '<0193-notice@ine.mx>',
    text: mail.text,
  })
  expect(read.attachments.map((file) => [file.filename, file.mimeType, [...new Uint8Array(file.content as ArrayBuffer)]])).toEqual([
    ['02-aviso-comunicación.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', [0, 1, 2, 255]],
  ])
})

it('opens as a draft, and shows typed marks as text', async () => {
  const read = await PostalMime.parse(await emlOf(mail))
  expect(read.headers.find((header) => header.key === 'x-unsent')?.value).toBe('1')
  expect(read.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; «ñ».<br>Segunda línea.')
  expect(read.html).not.toContain('<script>')
})

it('leaves the addressee to the mail program when there is none', async () => {
  const read = await PostalMime.parse(await emlOf({ ...mail, to: undefined, from: undefined }))
  expect([read.to, read.from]).toEqual([undefined, undefined])
})

it('is the same for the same draft, and lets no typed text become a header', async () => {
  expect(Buffer.compare(Buffer.from(await emlOf(mail)), Buffer.from(await emlOf(mail)))).toBe(0)
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (subject, name) => {
      const hostile = { ...mail, subject: `${subject}\r\nBcc: otro@example.com`, to: { name: `${name}\r\nX-Otro: 1`, address: 'cncs@ine.mx' } }
      const read = await PostalMime.parse(await emlOf(hostile))
      expect(read.headers.filter((header) => header.key === 'bcc' || header.key === 'x-otro')).toEqual([])
    }),
    { numRuns: 25 },
  )
})
