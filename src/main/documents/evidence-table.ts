import type { Evidence } from '#shared/incidents/evidence.ts'
import type { Correspondents } from './correspondents.ts'
import type { PaperTable } from './paper.ts'
import { shortDateTime } from './spanish-date.ts'

/** The evidence with its SHA-256, in two halves so that it can be read aloud. */
export function evidenceTable(evidence: readonly Evidence[], correspondents: Correspondents, timeZone: string): PaperTable {
  return {
    caption: 'Evidencia conservada',
    columns: [
      { label: 'Núm.', share: 7 },
      { label: 'Archivo', share: 36 },
      { label: 'Recibido', share: 21 },
      { label: 'SHA-256', share: 36, mono: true },
    ],
    rows: evidence.map((item, index) => {
      const intake = item.custody[0]
      const when = intake === undefined ? '' : `${shortDateTime(intake.at, timeZone)}\n${correspondents.person(intake.by)?.name ?? ''}`
      return [
        String(index + 1),
        [item.name, bytesInWords(item.size), ...(item.note === '' ? [] : [item.note])].join('\n'),
        when,
        `${item.sha256.slice(0, 32)}\n${item.sha256.slice(32)}`,
      ]
    }),
    empty: 'No se ha agregado evidencia.',
  }
}

/** «182 KB»: thousands, as file managers count. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const [divisor, unit] = bytes < 1e6 ? [1e3, 'KB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB']
  return `${(bytes / divisor).toLocaleString('es-MX', { maximumFractionDigits: 1 })} ${unit}`
}
