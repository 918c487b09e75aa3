import { networks, type Network } from '#shared/accounts/network.ts'
import { folded } from '#shared/kernel/folded.ts'
import { commentNetworks, threadNetworks, titleNetworks } from '#shared/rules/content.ts'

/** A column of the file. The file speaks Spanish whatever the window speaks: offices hand it to one another. */
export type ColumnId = 'text' | 'accounts' | 'source' | 'date' | 'hour' | 'files' | 'alternatives' | 'campaign' | 'topics' | 'labels' | 'tags' | `text.${Network}` | `thread.${Network}` | `comment.${Network}` | `title.${Network}`
export type Column = { readonly id: ColumnId; readonly name: string; readonly required: boolean }

/** Most rows of a file: above what an institution of 332 offices writes in a month. */
export const MOST_ROWS = 5000

const names: Readonly<Record<Network, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
}

/** Every column that is read, in the template's order. Their names are found without regard to accents or case. */
export const columns: readonly Column[] = [
  { id: 'text', name: 'Texto', required: true },
  { id: 'accounts', name: 'Cuentas', required: true },
  { id: 'source', name: 'Sustento', required: false },
  { id: 'date', name: 'Fecha', required: false },
  { id: 'hour', name: 'Hora', required: false },
  { id: 'files', name: 'Archivos', required: false },
  { id: 'alternatives', name: 'Descripciones', required: false },
  { id: 'campaign', name: 'Campaña', required: false },
  { id: 'topics', name: 'Temas', required: false },
  { id: 'labels', name: 'Etiquetas internas', required: false },
  ...networks.map((network) => ({ id: `text.${network}` as const, name: `Texto ${names[network]}`, required: false })),
  ...threadNetworks.map((network) => ({ id: `thread.${network}` as const, name: `Hilo ${names[network]}`, required: false })),
  ...titleNetworks.map((network) => ({ id: `title.${network}` as const, name: `Título ${names[network]}`, required: false })),
  { id: 'tags', name: 'Etiquetas YouTube', required: false },
  ...commentNetworks.map((network) => ({ id: `comment.${network}` as const, name: `Primer comentario ${names[network]}`, required: false })),
]

/** The column of a name as somebody typed it. */
export function columnNamed(name: string): Column | undefined {
  const wanted = folded(name)
  return columns.find((column) => folded(column.name) === wanted)
}

/** One row of the file. `line`: on which line of the file it begins, from 1. */
export type ImportRow = { readonly line: number; readonly cells: Readonly<Partial<Record<ColumnId, string>>> }
