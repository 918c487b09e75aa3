import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Id } from '#shared/kernel/ids.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { PostId } from '#shared/posts/post.ts'
import { canonical } from '#shared/posts/canonical.ts'
import type { ImportRow } from './columns.ts'

export type ImportId = Id<'import'>

/** A row that became a draft. `fingerprint`: of what the row said, by which it is known again. */
export type BroughtRow = { readonly line: number; readonly fingerprint: string; readonly post: PostId }

/** Some rows of a file, brought in one act with the drafts they became. */
export type ImportState = { readonly kind: 'none' } | { readonly kind: 'done' }
export type ImportCommand = { readonly kind: 'bring'; readonly file: string; readonly rows: readonly BroughtRow[] }
export type ImportEvent = { readonly type: 'import.brought'; readonly payload: { readonly file: string; readonly rows: readonly BroughtRow[] } }

/** What came from a file, so that the same row is known when it comes again. The drafts themselves are posts like any other. */
export const importDecider: Decider<ImportState, ImportCommand, ImportEvent> = {
  noun: 'import',
  initial: { kind: 'none' },
  schemas: { 'import.brought': 1 },
  decide: (state, { file, rows }) => (state.kind === 'none' ? ok([{ type: 'import.brought', payload: { file, rows } }]) : refuse('imports/exists')),
  evolve: () => ({ kind: 'done' }),
  audience: (_, context) => ({ kind: 'office', office: context.office }),
  roleFor: (_, context) => heldRole(context, ['operator']),
}

/** SHA-256 in hex of what a row says, without regard to spaces at the ends of its cells or to its place in the file. */
export function fingerprintOf({ cells }: ImportRow): string {
  const said = Object.entries(cells).flatMap(([column, text]) => (text === undefined || text.trim() === '' ? [] : [[column, text.trim().normalize('NFC').replaceAll(/\r\n?/g, '\n')]]))
  return bytesToHex(sha256(utf8ToBytes(`resguardo/import/1 ${canonical(Object.fromEntries(said))}`)))
}
