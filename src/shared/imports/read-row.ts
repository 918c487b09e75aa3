import type { AccountId } from '#shared/accounts/account.ts'
import { handleKey } from '#shared/accounts/handle.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { folded } from '#shared/kernel/folded.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { commentNetworks, threadNetworks, titleNetworks, type Alternative, type Source } from '#shared/rules/content.ts'
import { LONGEST_WORD, MOST_PARTS, MOST_WORDS, type TimeWindow } from '#shared/posts/content.ts'
import { accountOfColumn, networkNames, type ColumnId, type ImportRow } from './columns.ts'
import { momentIn, momentInOne, type MomentFault } from './moment.ts'

/** What a row may name: the office's open accounts, the files at hand, campaigns and topics in use. */
export type Surroundings = {
  readonly accounts: readonly { readonly id: AccountId; readonly network: Network; readonly handle: string; readonly displayName: string }[]
  readonly zone: string
  readonly now: Instant
  /** Whether a file of that name is at hand, and is a picture or a video. */
  readonly file: (name: string) => 'usable' | 'unusable' | 'missing'
  readonly campaigns: readonly { readonly id: CampaignId; readonly name: string }[]
  readonly topics: readonly { readonly id: TopicId; readonly name: string }[]
}

export type RowFaultCode =
  | MomentFault['code']
  | 'missing'
  | 'too-long'
  | 'account-unknown'
  | 'account-ambiguous'
  | 'account-not-chosen'
  | 'window-order'
  | 'file-missing'
  | 'file-type'
  | 'file-broken'
  | 'file-not-kept'
  | 'alternatives-many'
  | 'campaign-unknown'
  | 'topic-unknown'

/** Why a row cannot become a draft: in which column, and what it says there. */
export type RowFault = { readonly column: ColumnId; readonly code: RowFaultCode; readonly words: string }

/** What a row says, as far as it could be read. */
export type RowContent = {
  readonly base: string
  readonly variants: Readonly<Partial<Record<Network, string>>>
  readonly own: Readonly<Record<AccountId, string>>
  readonly threads: Readonly<Partial<Record<Network, readonly string[]>>>
  readonly comments: Readonly<Partial<Record<Network, string>>>
  readonly titles: Readonly<Partial<Record<Network, string>>>
  readonly tags: readonly string[]
  readonly accounts: readonly AccountId[]
  readonly source: Source | null
  readonly wanted: { readonly at: Instant; readonly zone: string } | null
  readonly window: TimeWindow | null
  readonly files: readonly { readonly name: string; readonly networks: readonly Network[] | undefined; readonly alternative: Alternative }[]
  readonly campaign: CampaignId | null
  readonly topics: readonly TopicId[]
  readonly labels: readonly string[]
}

/** Longest text of a cell, in characters: as long as the editor takes. */
const LONGEST = 100_000

/** Reads one row. Everything wrong with it is said at once; what is merely incomplete (no source, no alternative text) is the checker's to say. */
export function readRow({ cells }: ImportRow, around: Surroundings): { readonly content: RowContent; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const cell = (column: ColumnId) => (cells[column] ?? '').trim()
  const fault = (column: ColumnId, code: RowFaultCode, words = '') => void faults.push({ column, code, words })

  const byNetwork = (part: 'text' | 'comment' | 'title', of: readonly Network[]) =>
    Object.fromEntries(of.flatMap((network) => (cell(`${part}.${network}`) === '' ? [] : [[network, cell(`${part}.${network}`)]])))
  const variants = byNetwork('text', networks)
  const given = (Object.keys(cells) as ColumnId[]).filter((id) => cell(id) !== '') // the record's own keys
  const ofAccounts = given.flatMap((id) => {
    const name = accountOfColumn(id)
    return name === undefined ? [] : [{ id, name }]
  })
  if (cell('text') === '' && Object.keys(variants).length === 0 && ofAccounts.length === 0) fault('text', 'missing')
  for (const id of given) if (cell(id).length > LONGEST) fault(id, 'too-long')
  // As long and as many as the editor takes: what is longer, no screen would show.
  for (const id of ['tags', 'labels'] as const) {
    const words = listed(cell(id))
    if (words.length > MOST_WORDS || words.some((word) => word.length > LONGEST_WORD)) fault(id, 'too-long')
  }
  for (const network of threadNetworks) if (barred(cell(`thread.${network}`)).length > MOST_PARTS) fault(`thread.${network}`, 'too-long')

  const accountIn = (column: ColumnId, name: string): AccountId | undefined => {
    const [only, another] = accountsNamed(name, around)
    if (only === undefined) fault(column, 'account-unknown', name)
    else if (another !== undefined) fault(column, 'account-ambiguous', name)
    else return only
    return undefined
  }
  const accounts = namesIn(cell('accounts'), around).flatMap((name) => accountIn('accounts', name) ?? [])
  if (cell('accounts') === '') fault('accounts', 'missing')
  const own: Record<AccountId, string> = {}
  for (const { id, name } of ofAccounts) {
    const account = accountIn(id, name)
    if (account === undefined) continue
    // Left out in silence, it would be missed when it is too late.
    if (accounts.includes(account)) own[account] = cell(id)
    else fault(id, 'account-not-chosen', name)
  }

  const moment = momentIn(cell('date'), cell('hour'), around.zone, around.now)
  if ('code' in moment) fault(moment.column, moment.code, moment.column === 'date' ? cell('date') : cell('hour'))

  const edge = (column: 'from' | 'until') => {
    const read = momentInOne(cell(column), around.zone, column === 'until' ? around.now : null)
    if ('code' in read) fault(column, read.code, cell(column))
    return 'code' in read ? null : read.at
  }
  const [from, until] = [edge('from'), edge('until')]
  if (from !== null && until !== null && from >= until) fault('until', 'window-order', cell('until'))

  const files = parted(cell('files')).map(fileIn)
  for (const { name } of files) {
    const state = around.file(name)
    if (state !== 'usable') fault('files', state === 'missing' ? 'file-missing' : 'file-type', name)
  }
  const alternatives = cell('alternatives') === '' ? [] : cell('alternatives').split('|').map((text) => text.trim())
  if (alternatives.length > files.length) fault('alternatives', 'alternatives-many', String(alternatives.length))

  const campaign = around.campaigns.find(({ name }) => folded(name) === folded(cell('campaign')))
  if (cell('campaign') !== '' && campaign === undefined) fault('campaign', 'campaign-unknown', cell('campaign'))
  const topics = listed(cell('topics')).flatMap((word) => {
    const found = around.topics.find(({ id, name }) => folded(name) === folded(word) || id === word)
    if (found === undefined) fault('topics', 'topic-unknown', word)
    return found === undefined ? [] : [found.id]
  })

  return {
    faults,
    content: {
      base: cell('text'),
      variants,
      own,
      threads: Object.fromEntries(threadNetworks.flatMap((network) => (cell(`thread.${network}`) === '' ? [] : [[network, barred(cell(`thread.${network}`))]]))),
      comments: byNetwork('comment', commentNetworks),
      titles: byNetwork('title', titleNetworks),
      tags: listed(cell('tags')),
      accounts: [...new Set(accounts)],
      source: sourceOf(cell('source')),
      wanted: 'code' in moment || moment.at === null ? null : { at: moment.at, zone: around.zone },
      window: from === null && until === null ? null : { from, until, zone: around.zone },
      files: files.map((file, index) => ({ ...file, alternative: alternativeOf(alternatives[index] ?? '') })),
      campaign: campaign?.id ?? null,
      topics: [...new Set(topics)],
      labels: listed(cell('labels')),
    },
  }
}

/** Names between bars, semicolons or lines; a comma may be part of a file's name. */
function parted(text: string): readonly string[] {
  return text.split(/[|;\n]+/).map((part) => part.trim()).filter((part) => part !== '')
}

/** A file, and the networks that get it if not all do: `mapa.png (X, Facebook)`. */
function fileIn(text: string): { readonly name: string; readonly networks: readonly Network[] | undefined } {
  const [, name, words = ''] = /^(.*\S)\s*\(([^()]+)\)$/u.exec(text) ?? []
  const named = listed(words).map((word) => networks.find((network) => folded(networkNames[network]) === folded(word)))
  return name === undefined || named.includes(undefined) ? { name: text, networks: undefined } : { name, networks: networks.filter((network) => named.includes(network)) }
}

/** Texts between bars: each may have lines and semicolons of its own. */
function barred(text: string): readonly string[] {
  return text.split('|').map((part) => part.trim()).filter((part) => part !== '')
}

function listed(text: string): readonly string[] {
  return text.split(/[|;,\n]+/).map((part) => part.trim()).filter((part) => part !== '')
}

/** Handles may also stand apart by a space alone, unless the whole is the name of one account. */
function namesIn(text: string, around: Surroundings): readonly string[] {
  return listed(text).flatMap((part) => (accountsNamed(part, around).length > 0 ? [part] : part.split(/\s+/)))
}

/** The accounts of a handle or a name; `x: @INEOaxaca03` says of which network. */
function accountsNamed(text: string, { accounts }: Surroundings): readonly AccountId[] {
  const cut = text.indexOf(':')
  const before = cut < 0 ? undefined : networks.find((one) => one === folded(text.slice(0, cut)))
  const name = before === undefined ? text : text.slice(cut + 1)
  return accounts
    .filter((account) => (before === undefined || account.network === before) && (handleKey(account.handle) === handleKey(name) || folded(account.displayName) === folded(name)))
    .map(({ id }) => id)
}

function sourceOf(reference: string): Source | null {
  if (reference === '') return null
  return { kind: /^https?:\/\//i.test(reference) ? 'link' : 'document', reference }
}

/** `decorativa: marco de colores` says that it says nothing, and why. */
function alternativeOf(text: string): Alternative {
  if (text === '') return { kind: 'missing' }
  const reason = /^decorativa\s*:\s*(.+)$/is.exec(text)?.[1]
  return reason === undefined ? { kind: 'text', text } : { kind: 'decorative', reason: reason.trim() }
}
