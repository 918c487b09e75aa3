import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract } from '#shared/kernel/contract.ts'
import type { PostId } from '#shared/posts/post.ts'
import { ruleIds, severities } from '#shared/rules/finding.ts'
import { MOST_ROWS, type ColumnId } from './columns.ts'
import type { RowFault, RowFaultCode } from './read-row.ts'

const instant = z.iso.datetime().transform((text) => text as Instant) // main made it
const postId = z.string().max(80).transform((text) => text as PostId) // main made it

const fault = z.object({
  column: z.string().transform((text) => text as ColumnId), // one of `columns`
  code: z.string().transform((text) => text as RowFaultCode), // main's own
  words: z.string(),
}) satisfies z.ZodType<RowFault>
export type ImportFault = z.output<typeof fault>

const row = z.object({
  line: z.int(),
  title: z.string(),
  accounts: z.array(z.object({ network: z.enum(networks), handle: z.string() })),
  wanted: instant.nullable(),
  files: z.int(),
  faults: z.array(fault),
  /** What the checker says of it, one line per rule: it becomes a draft all the same. */
  findings: z.array(z.object({ rule: z.enum(ruleIds), severity: z.enum(severities), detail: z.record(z.string(), z.union([z.string(), z.number()])) })),
  /** The same row was brought before: when, and the post it became. */
  before: z.object({ post: postId, at: instant }).nullable(),
})
export type ImportRowView = z.output<typeof row>

const reading = z.object({
  id: z.string(),
  file: z.string(),
  /** Where files are looked for: a folder's name. */
  folder: z.string(),
  /** In which zone dates are read. */
  zone: z.string(),
  encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']),
  /** Names of columns that are not read. */
  unused: z.array(z.string()),
  rows: z.array(row),
})
export type Reading = z.output<typeof reading>

const title = z.string().max(120)
const held = z.object({ id: z.string().max(80) })

/** Drafts from a table: read and shown first, nothing written; then all or some of its rows brought, each through the posts' one gate. */
export const importsContract = contract('imports', {
  /** Writes an empty table with its columns and an example where the person says; `saved` false: they thought better of it. */
  template: command({ in: z.object({ title }), out: z.object({ saved: z.boolean() }), refusals: ['imports/unwritten'] }),
  /** Asks for the table and reads it; null: they thought better of it. `title` is the chooser's. */
  read: command({
    in: z.object({ title }),
    out: z.object({ reading: reading.nullable() }),
    refusals: ['ledger/role', 'imports/unreadable', 'imports/too-large', 'imports/empty', 'imports/columns', 'imports/column-twice', 'imports/quotes'],
  }),
  /** Asks for the folder in which the files of the rows lie, and reads the table again. */
  folder: command({ in: held.extend({ title }), out: z.object({ reading: reading.nullable() }), refusals: ['imports/forgotten'] }),
  /** Makes drafts of the rows on these lines. Those that cannot become one by now are named, the others stand. */
  bring: command({
    in: held.extend({ lines: z.array(z.int()).max(MOST_ROWS) }),
    out: z.object({ brought: z.array(z.object({ line: z.int(), post: postId })), left: z.array(z.object({ line: z.int(), faults: z.array(fault) })) }),
    refusals: ['ledger/role', 'imports/forgotten', 'imports/nothing', 'imports/exists'],
  }),
})

