/** The process that `memory.ts` measures: `node --expose-gc memory-process.ts bare|open <ledger file>` prints its resident bytes. */
import { openDatabase } from '#main/ledger/open-database.ts'
import { deciders } from '#main/deciders.ts'
import { sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { mediaFolder } from '#main/modules/posts/media.ts'
import { postsService } from '#main/modules/posts/service.ts'
import { projections } from '#main/projections.ts'
import { everyPost } from '#shared/posts/filter.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import { accounts, rules } from '#tests/main/posts/desk.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { testSigning } from '#tests/kit/test-ledger.ts'

// All of main's modules, as the app loads them; only the window side of the shell is left out.
await import('#main/compose.ts')

const [mode, file = ''] = process.argv.slice(2)

/** Opens the ledger and does what a reviewer's first minute asks of main. */
async function work(): Promise<void> {
  const opened = openDatabase(file)
  if (!opened.ok) throw new Error(opened.failure.kind)
  const clock = fixedClock()
  const posts = postsService({
    ledger: sqliteLedger(opened.database, projections, testSigning, deciders),
    clock,
    rules,
    reviewHours: () => 48,
    media: mediaFolder('/nowhere'),
    accounts,
    people: { nameOf: (person) => person, officeNameOf: (office) => office, standsFor: () => [], reviewers: () => [] },
    desk: { chooseFiles: async () => [], copyText: async () => undefined, openFolder: async () => true, openPage: async () => true, choosePlace: async () => undefined },
    outgoing: '/nowhere',
    verifiers: () => Promise.reject(new Error('no kit is made here')),
    extract: () => ({ events: [], registrations: [], members: [], aside: [] }),
    frozenBy: () => undefined,
    kitFacts: () => null,
    lineAt: () => [],
    entities: () => [],
    searchFile: `${file}.search`,
    viewsFile: '/nowhere',
  })
  const context: Context = {
    now: clock.now(),
    actor: 'person-2' as PersonId, // brands of a bench, here and below
    roles: ['reviewer'],
    office: 'central-cncs' as OfficeId,
    signer: 'signer-2' as SignerId,
    newId: () => {
      throw new Error('nothing is made here')
    },
  }
  let after: string | null = null
  for (let page = 0; page < 20; page++) {
    const answer = posts.queue(context, { show: 'unclaimed', network: 'x', text: '', after, limit: 50 })
    for (const row of answer.rows) if (!posts.post(context, row.id).ok) throw new Error('a post of the queue is not there')
    after = answer.next
  }
  await posts.readForSearch()
  const list = posts.list(context, { ...everyPost, text: 'aviso', order: 'recent', after: null, limit: 50 })
  if (list.total < 10_000 || list.unread > 0) throw new Error('the list and its count differ')
}

if (mode === 'open') await work()
globalThis.gc?.()
console.log(process.memoryUsage().rss)
process.exit(0)
