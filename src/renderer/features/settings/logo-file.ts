import { LONGEST_LOGO } from '#shared/organization/brand.ts'

/**
 * A chosen file as the `data:` address in which a logo travels to main, or the field code of why it cannot be one. Said before it is
 * sent: the picture that was there stays in sight, and a large file is not carried to main to be refused.
 */
export async function logoOf(file: File): Promise<{ readonly logo: string } | { readonly fault: 'picture' | 'picture-too-large' }> {
  const logo = file.size > LONGEST_LOGO ? undefined : await dataUrlOf(file)
  if (logo === undefined || logo.length > LONGEST_LOGO) return { fault: 'picture-too-large' }
  const picture = new Image()
  picture.src = logo
  return picture.decode().then(
    () => ({ logo }),
    () => ({ fault: 'picture' }),
  )
}

async function dataUrlOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return `data:${file.type};base64,${btoa(binary)}`
}
