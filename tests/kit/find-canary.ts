import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The forms in which a text could lie in a file: UTF-8, UTF-16, hexadecimal, base64 at each of its three alignments. */
export function formsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text, 'utf8')
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    // What depends on the bytes around it is left out.
    return encoded.slice(before === 0 ? 0 : 4, encoded.length - 4)
  })
  return [bytes, Buffer.from(text, 'utf16le'), Buffer.from(bytes.toString('hex')), ...base64.map((form) => Buffer.from(form))]
}

/** The files under `folder` in which a text is found, in any of its forms. */
export function filesWith(text: string, folder: string): readonly string[] {
  const forms = formsOf(text)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => {
      const content = readFileSync(file)
      return forms.some((form) => content.includes(form))
    })
}
