import type { notices as es } from '../es/notices.ts'
import type { Shape } from '../shape.ts'

export const notices: Shape<typeof es> = {
  refusals: {
    'notices/unknown': 'This notice does not exist, or does not belong to your office.',
    'notices/already-drafted': 'The notice is already drafted.',
    'notices/already-sent': 'The notice was sent and its text is kept as it left. Record the correction as a new sending.',
    'notices/not-sent': 'The notice has not been sent yet. Record the sending first.',
    'notices/acknowledged': 'The notice was already acknowledged.',
    'notices/invalid': 'Something has to be corrected. It is shown beside its field.',
    'notices/secret-inside': 'The text holds a password kept in Resguardo. Take it out; nothing was saved.',
    'notices/no-mail-program': (d) => `No mail program opens the draft. It was saved as ${d['file'] ?? ''}; the text can also be copied.`,
    'documents/unwritable': (d) => `Could not write to ${d['folder'] ?? 'the documents folder'}. Check its permissions, or copy the text. Nothing was lost.`,
    'documents/disk-full': (d) => `There is no room on the disk for ${d['folder'] ?? 'saving'}. Free some, or copy the text. Nothing was lost.`,
  },
}
