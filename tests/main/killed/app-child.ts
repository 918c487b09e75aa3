/**
 * The app's own built main process without a window, at work: starts, tells what is on record by its own queries, and does acts through its
 * contracts until it is killed, each announced before and said after. Its data folder is the argument; what to do comes on stdin once it may
 * start, so that its code is loaded while the one before it still runs.
 */
import { readSync, writeSync } from 'node:fs'
import { flushCompileCache, registerHooks } from 'node:module'
import { emptyDraft } from '#renderer/features/accounts/account-draft.ts'
import { districtOfficeId } from '#shared/organization/office.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { everyPost } from '#shared/posts/filter.ts'
import { takeLeastArgon2 } from '#tests/kit/least-argon2.ts'
import { seededNumbers } from '#tests/kit/seeded-numbers.ts'
import { type AccountNow, type Act, type Errand, type IncidentNow, type Line, POSTING, type PostNow, type World } from './acts.ts'

const PHRASE = 'cinco ranas cruzan el patio'
const OFFICE = districtOfficeId('oaxaca', 3)

const twin = new URL('./windowless-electron.ts', import.meta.url).href
registerHooks({ resolve: (specifier, context, next) => (specifier === 'electron' ? { url: twin, shortCircuit: true } : next(specifier, context)) })
// The keychain's process is Electron's to start then, and the twin's is a file.
Object.defineProperty(process.versions, 'electron', { value: '45.0.0' })
takeLeastArgon2()
process.argv.push(`--data=${process.argv[2] ?? ''}`)
const { becomeReady, call, isServing } = await import('./windowless-electron.ts')
await import(new URL('../../../out/main/index.js', import.meta.url).href)
flushCompileCache()

const errand = JSON.parse(lineOfStdin()) as Errand // written by `killed.test.ts`
const random = seededNumbers(errand.seed)
becomeReady()
while (!isServing()) await new Promise((later) => setImmediate(later))

const { state } = await ask<{ state: string }>('session/state', {})
if (state === 'unset') {
  const institution = { name: 'Instituto Ejemplo', shortName: 'IE', accent: '#1f4e79' }
  const person = { name: 'Rosa Ejemplo Ficticio', post: 'Vocal', mail: 'rosa.ejemplo@ine.mx', roles: ['administrator', 'operator', 'security'] }
  await ask('organization/setUp', { institution, office: OFFICE, person, passphrase: PHRASE })
  for (const handle of [POSTING, 'uno', 'dos', 'tres']) await register(handle)
} else {
  const [person] = await ask<{ id: string }[]>('session/people', {})
  await ask('session/unlock', { person: person?.id, passphrase: PHRASE })
}

/** What this start knows of, kept up with its own acts. */
const drafts: PostNow[] = []
const open: { readonly id: string; readonly account: string }[] = []
const accounts = errand.work === 'report' ? await accountsNow() : []
await tellWorld()
if (errand.work === 'report') for (const incident of await incidentsNow()) if (incident.stage === 'open') open.push({ id: incident.id, account: incident.accounts[0]?.id ?? '' })
for (;;) await doOne()

/** Asks main as the app's page does; nothing is refused here. */
async function ask<T>(channel: string, input: unknown): Promise<T> {
  const answer = await call(channel, input)
  if (answer.ok) return answer.value as T // as the contract says
  console.error(channel, JSON.stringify(input), JSON.stringify(answer.refusal))
  process.exit(1)
}

async function tellWorld(): Promise<void> {
  const world: { -readonly [Part in keyof World]: World[Part] } = {}
  if (errand.look.includes('posts')) {
    const { rows, total } = await ask<{ rows: { id: string }[]; total: number }>('posts/list', { ...everyPost, order: 'recent', after: null, limit: 200 })
    const looked = await Promise.all([...new Set([...rows.slice(0, 1).map(({ id }) => id), ...rows.map(({ id }) => id).filter((id) => errand.ids.includes(id))])].map(postNow))
    drafts.push(...looked.filter(({ submitted }) => !submitted))
    world.posts = { total, looked }
  }
  if (errand.look.includes('accounts')) world.accounts = await accountsNow()
  if (errand.look.includes('incidents')) {
    const rows = (await incidentsNow()).toSorted((one, other) => other.openedAt.localeCompare(one.openedAt))
    const looked = await Promise.all(rows.filter(({ id }, index) => index === 0 || errand.ids.includes(id)).map(({ id }) => incidentNow(id)))
    world.incidents = { total: rows.length, looked }
  }
  if (errand.verify) world.bad = (await ask<{ bad: unknown }>('shell/verify', {})).bad
  say({ say: 'world', world })
}

async function postNow(id: string): Promise<PostNow> {
  const post = await ask<{ revision: number; content: { base: string }; standing: { stage: string } }>('posts/post', { id })
  return { id, revision: post.revision, text: post.content.base, submitted: post.standing.stage === 'submitted' }
}

async function incidentsNow(): Promise<readonly { readonly id: string; readonly stage: string; readonly openedAt: string; readonly accounts: readonly { readonly id: string }[] }[]> {
  return (await ask<{ rows: [] }>('incidents/list', {})).rows
}

async function incidentNow(id: string): Promise<IncidentNow> {
  const incident = await ask<{ stage: string; notices: object[]; accounts: { id: string }[] }>('incidents/get', { id })
  return { id, open: incident.stage === 'open', notices: incident.notices.length, accounts: incident.accounts.map((account) => account.id) }
}

async function accountsNow(): Promise<readonly AccountNow[]> {
  const all = await ask<{ id: string; handle: string; frozenBy: string | null }[]>('posts/accounts', {})
  return all.map(({ id, handle, frozenBy }) => ({ id, handle: handle.replace('@', ''), frozen: frozenBy !== null }))
}

async function doOne(): Promise<void> {
  const what = nextAct()
  say({ say: 'trying', what })
  const { id, revision } = await done(what)
  say({ say: 'done', what, id, revision })
  if (what.act === 'open') open.push({ id, account: what.account })
  if (what.act === 'close') open.splice(open.findIndex((one) => one.id === id), 1)
  if (what.act === 'revise' || what.act === 'submit') drafts.splice(drafts.findIndex((one) => one.id === id), 1)
  if (what.act === 'draft' || what.act === 'revise') drafts.push({ id, revision, text: what.text, submitted: false })
}

function nextAct(): Act {
  if (errand.work === 'register') return { act: 'register', handle: `c${Math.floor(random() * 1e9)}` }
  if (errand.work === 'report') {
    const free = accounts.filter(({ id, handle }) => handle !== POSTING && !open.some(({ account }) => account === id))
    const [account, incident] = [pick(free), pick(open)]
    if (incident !== undefined && (account === undefined || random() < 0.5)) return { act: 'close', ...incident }
    if (account !== undefined) return { act: 'open', account: account.id }
    throw new Error('there is no account')
  }
  const [post, text] = [pick(drafts), `Aviso ${Math.floor(random() * 1e9)}: el módulo atiende hoy`]
  if (post === undefined || (errand.work === 'write' && random() < 0.5)) return { act: 'draft', text }
  return errand.work === 'submit' ? { act: 'submit', id: post.id, revision: post.revision } : { act: 'revise', id: post.id, revision: post.revision, text }
}

/** What main answers to an act; 0 where there are no revisions. */
async function done(what: Act): Promise<{ readonly id: string; readonly revision: number }> {
  const content = { ...emptyContent, accounts: errand.posting === undefined ? [] : [errand.posting], source: { kind: 'document', reference: 'Acuerdo INE/CG01/2026, punto tercero.' } }
  switch (what.act) {
    case 'register':
      return { ...(await register(what.handle)), revision: 0 }
    case 'draft':
      return ask('posts/draft', { content: { ...content, base: what.text }, correctionOf: null })
    case 'revise':
      return ask('posts/revise', { id: what.id, expected: what.revision, content: { ...content, base: what.text } })
    case 'submit':
      return ask('posts/submit', { id: what.id, expected: what.revision })
    case 'open':
      return { ...(await ask<{ id: string }>('incidents/open', { seen: 'foreign-post', accounts: [what.account] })), revision: 0 }
    case 'close':
      await ask('incidents/close', { id: what.id, summary: 'Se retiró lo publicado.', outcome: 'undetermined', override: 'Ejemplo.' })
      return { id: what.id, revision: 0 }
  }
}

async function register(handle: string): Promise<{ readonly id: string }> {
  const fields = { ...emptyDraft, handle, url: `https://x.com/${handle}`, displayName: 'Cuenta de ejemplo', office: OFFICE, headName: 'Elena Muestra' }
  return ask('accounts/register', { network: 'x', fields, operators: [] })
}

function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

function pick<T>(from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)]
}

function lineOfStdin(): string {
  const chunk = Buffer.alloc(65_536)
  let text = ''
  while (!text.endsWith('\n')) text += chunk.toString('utf8', 0, readSync(0, chunk))
  return text
}
