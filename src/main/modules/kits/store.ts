import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { Network } from '#shared/accounts/network.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { SlotValues } from '#shared/kits/compose.ts'
import type { KitEvent, KitId } from '#shared/kits/kit.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { Content } from '#shared/posts/content.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId } from '#shared/posts/post.ts'

/**
 * Owns `kits_rows`: one line per national message, `version` the one in force (0: none yet), `writing` whether a text waits (1: being written, 2: sent to be
 * approved); and `kits_posts`: the posts that were made of one, with what stands in their slots. `seconds`: from the moment a reviewer took it to the decision.
 */
export const kitsProjection: Projection = {
  name: 'kits',
  version: 1,
  tables: ['kits_rows', 'kits_posts'],
  ddl: `
    CREATE TABLE kits_rows (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, writing INTEGER NOT NULL, retired TEXT, by TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE kits_posts (
      post TEXT PRIMARY KEY, kit TEXT NOT NULL, version INTEGER NOT NULL, office TEXT NOT NULL, slots TEXT NOT NULL, networks TEXT NOT NULL, claimed_at INTEGER, seconds INTEGER
    ) STRICT;
    CREATE INDEX kits_posts_kit ON kits_posts (kit, office)`,
  prepare(database) {
    const draft = database.prepare('INSERT INTO kits_rows VALUES (@id, @name, 0, 1, NULL, @actor, @at)')
    const write = database.prepare('UPDATE kits_rows SET writing = @writing, by = @actor, at = @at WHERE id = @id')
    // Until a version is in force the list calls it by what is being written.
    const revise = database.prepare('UPDATE kits_rows SET name = iif(version = 0, @name, name), writing = 1, by = @actor, at = @at WHERE id = @id')
    const approve = database.prepare('UPDATE kits_rows SET name = @name, version = @version, writing = 0, by = @actor, at = @at WHERE id = @id')
    const retire = database.prepare('UPDATE kits_rows SET retired = @reason, writing = 0, by = @actor, at = @at WHERE id = @id')
    const put = database.prepare(
      `INSERT INTO kits_posts VALUES (@post, @kit, @version, @office, @slots, @networks, NULL, NULL)
       ON CONFLICT (post) DO UPDATE SET kit = @kit, version = @version, slots = @slots, networks = @networks`,
    )
    const drop = database.prepare('DELETE FROM kits_posts WHERE post = ?')
    const claim = database.prepare('UPDATE kits_posts SET claimed_at = @now WHERE post = @post')
    const decide = database.prepare('UPDATE kits_posts SET seconds = iif(claimed_at IS NULL, seconds, (@now - claimed_at) / 1000), claimed_at = NULL WHERE post = @post')

    function onKit(recorded: RecordedEvent, id: string): void {
      const event = recorded as unknown as KitEvent // only the kit's decider writes streams of this noun
      const said = { id, actor: recorded.actor, at: recorded.at }
      switch (event.type) {
        case 'kit.drafted':
          return void draft.run({ ...said, name: event.payload.kit.name })
        case 'kit.revised':
          return void revise.run({ ...said, name: event.payload.kit.name })
        case 'kit.submitted':
          return void write.run({ ...said, writing: 2 })
        case 'kit.returned':
          return void write.run({ ...said, writing: 1 })
        case 'kit.approved':
          return void approve.run({ ...said, name: event.payload.kit.name, version: event.payload.version })
        case 'kit.retired':
          return void retire.run({ ...said, reason: event.payload.reason })
      }
    }
    function keep(post: string, office: OfficeId, content: Partial<Pick<Content, 'kit'>> & Pick<Content, 'accounts'>): void {
      // Posts of before there were national messages have no such part.
      const from = content.kit ?? null
      if (from === null) drop.run(post)
      else put.run({ post, office, kit: from.kit, version: from.version, slots: JSON.stringify(from.slots), networks: JSON.stringify([...new Set(content.accounts.map(({ network }) => network))]) })
    }
    function onPost(recorded: RecordedEvent, post: string): void {
      const event = recorded as unknown as PostEvent // likewise
      const now = millisecondsOf(recorded.at)
      switch (event.type) {
        case 'post.drafted':
        case 'post.revised':
          return keep(post, recorded.office, event.payload.content)
        case 'post.claimed':
          return void claim.run({ post, now })
        case 'post.released':
          return void claim.run({ post, now: null })
        case 'post.returned':
        case 'post.approved':
          return void decide.run({ post, now })
        case 'post.discarded':
          return void drop.run(post)
      }
    }
    return (recorded) => {
      const cut = recorded.stream.indexOf('/')
      const noun = recorded.stream.slice(0, cut)
      const id = recorded.stream.slice(cut + 1)
      if (noun === 'kit') onKit(recorded, id)
      else if (noun === 'post') onPost(recorded, id)
    }
  },
}

export type StoredKit = {
  readonly id: KitId
  readonly name: string
  readonly version: number
  readonly writing: 'none' | 'writing' | 'submitted'
  readonly retired: string | null
  readonly by: PersonId
  readonly at: Instant
}
export type StoredAdaptation = {
  readonly post: PostId
  readonly kit: KitId
  readonly version: number
  readonly office: OfficeId
  readonly slots: SlotValues
  readonly networks: readonly Network[]
  readonly seconds: number | null
}

type KitLine = Omit<StoredKit, 'writing'> & { readonly writing: number }
type PostLine = Omit<StoredAdaptation, 'slots' | 'networks'> & { readonly slots: string; readonly networks: string }

/** The module's questions to its own tables. */
export function kitsQueries(database: Database) {
  const all = database.prepare<[], KitLine>('SELECT id, name, version, writing, retired, by, at FROM kits_rows ORDER BY at DESC, id')
  const ofKit = database.prepare<[string], PostLine>('SELECT post, kit, version, office, slots, networks, seconds FROM kits_posts WHERE kit = ? ORDER BY office, post')
  const ofOffice = database.prepare<[string, string], PostLine>('SELECT post, kit, version, office, slots, networks, seconds FROM kits_posts WHERE kit = ? AND office = ? ORDER BY post')
  const lineOf = (line: PostLine): StoredAdaptation => ({ ...line, slots: JSON.parse(line.slots) as SlotValues, networks: JSON.parse(line.networks) as Network[] }) // the projection wrote them
  return {
    /** The newest change first. */
    all: (): readonly StoredKit[] => all.all().map((line) => ({ ...line, writing: (['none', 'writing', 'submitted'] as const)[line.writing] ?? 'none' })),
    adaptations: (kit: KitId): readonly StoredAdaptation[] => ofKit.all(kit).map(lineOf),
    adaptationsOf: (kit: KitId, office: OfficeId): readonly StoredAdaptation[] => ofOffice.all(kit, office).map(lineOf),
  }
}
