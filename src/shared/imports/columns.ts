import { networks, type Network } from '#shared/accounts/network.ts'
import { folded } from '#shared/kernel/folded.ts'
import { commentNetworks, threadNetworks, titleNetworks } from '#shared/rules/content.ts'

/** A column of the file. The file speaks Spanish whatever the window speaks: offices hand it to one another. */
export type ColumnId = 'text' | 'accounts' | 'source' | 'date' | 'hour' | 'from' | 'until' | 'files' | 'alternatives' | 'campaign' | 'topics' | 'labels' | 'tags' | `text.${Network}` | `thread.${Network}` | `comment.${Network}` | `title.${Network}` | `own.${string}`
export type Column = { readonly id: ColumnId; readonly name: string; readonly required: boolean }

/** Most rows of a file: above what an institution of 332 offices writes in a month. */
export const MOST_ROWS = 5000
/** Most columns: every one that is read, a text for each account of an office, and what people add for themselves. */
export const MOST_COLUMNS = 500

/** How the file calls the networks. */
export const networkNames: Readonly<Record<Network, string>> = {
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
  { id: 'from', name: 'No antes de', required: false },
  { id: 'until', name: 'No después de', required: false },
  { id: 'files', name: 'Archivos', required: false },
  { id: 'alternatives', name: 'Descripciones', required: false },
  { id: 'campaign', name: 'Campaña', required: false },
  { id: 'topics', name: 'Temas', required: false },
  { id: 'labels', name: 'Etiquetas internas', required: false },
  ...networks.map((network) => ({ id: `text.${network}` as const, name: `Texto ${networkNames[network]}`, required: false })),
  ...threadNetworks.map((network) => ({ id: `thread.${network}` as const, name: `Hilo ${networkNames[network]}`, required: false })),
  ...titleNetworks.map((network) => ({ id: `title.${network}` as const, name: `Título ${networkNames[network]}`, required: false })),
  { id: 'tags', name: 'Etiquetas YouTube', required: false },
  ...commentNetworks.map((network) => ({ id: `comment.${network}` as const, name: `Primer comentario ${networkNames[network]}`, required: false })),
]

const byName = new Map(columns.map((column) => [folded(column.name), column]))
/** `Texto @INEOaxaca03`, `Texto x: @INEOaxaca03`: the text of one account, as the column «Cuentas» names it. */
const OWN = new RegExp(`^texto\\s+((?:(?:${networks.join('|')})\\s*:|@)\\s*\\S.*)$`, 'iu')
const own = 'own.'

/** The column of a name as somebody typed it. */
export function columnNamed(name: string): Column | undefined {
  const account = OWN.exec(name.trim())?.[1]
  return account === undefined ? byName.get(folded(name)) : { id: `${own}${folded(account)}`, name: name.trim(), required: false }
}

/** The account of whose text a column is, as it names it; undefined for the other columns. */
export function accountOfColumn(id: ColumnId): string | undefined {
  return id.startsWith(own) ? id.slice(own.length) : undefined
}

/** How a column is called on the screen: one of an account as its text and the account. */
export function columnName(id: ColumnId): string {
  const account = accountOfColumn(id)
  return account === undefined ? (columns.find((column) => column.id === id)?.name ?? id) : `Texto ${account}`
}

/** One row of the file. `line`: on which line of the file it begins, from 1. */
export type ImportRow = { readonly line: number; readonly cells: Readonly<Partial<Record<ColumnId, string>>> }
