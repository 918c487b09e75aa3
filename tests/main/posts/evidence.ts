import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Extract } from '#main/ledger/extract.ts'
import { KIT_FORMAT } from '#main/modules/posts/kit.ts'
import { verifiers } from '#main/modules/posts/verifiers.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { PostId } from '#shared/posts/post.ts'
import { png } from '#tests/kit/png.ts'
import { sure } from '#tests/kit/sure.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import type { Role } from '#shared/organization/role.ts'
import { openTestLedger, testSigner } from '#tests/kit/test-ledger.ts'
import { everywhere, oaxaca, openDesk, projections, shown, written, type Desk } from './desk.ts'

/** What somebody may write who wants a table or a page to run it. */
export const hostile = '=1+1 <img src=x onerror=alert(1)>'

/** A desk of an institution that was founded as the app does it: person 1 administers and writes at Oaxaca 03, persons 2 and 3 review. */
export function foundedDesk(): Desk {
  const detailsOf = (person: number, roles: readonly Role[], office: string) => ({ id: `person-${person}` as PersonId, name: `Nombre de person-${person}`, post: 'Vocal', mail: `p${person}@ine.mx`, roles, office: office as OfficeId })
  return openDesk(
    openTestLedger(projections, undefined, [organizationDecider], undefined, (ledger, context) => {
      const administrator = () => context(1, ['administrator'], oaxaca)
      const brand = { name: 'INE', shortName: 'INE', mailDomain: 'ine.mx', accent: '#5b2a6e' }
      const signer = testSigner(1)
      sure(ledger.record(administrator(), organizationDecider, ORGANIZATION, { kind: 'found', brand, office: oaxaca as OfficeId, person: detailsOf(1, ['administrator', 'operator'], oaxaca), signer, recovery: { ...testSigner(9), person: signer.person, kind: 'recovery' } }))
      for (const person of [2, 3]) sure(ledger.record(administrator(), organizationDecider, ORGANIZATION, { kind: 'add-person', person: detailsOf(person, ['reviewer'], everywhere), signer: testSigner(person) }))
    }),
  )
}

/** Publishes a post on two accounts, with its file, its further texts and captures, and writes its evidence kit to `kit.zip` in a folder. */
export async function publishedWithKit(desk: Desk, top: string): Promise<PostId> {
  const author = () => desk.context(1, ['operator'], oaxaca)
  const reviewer = () => desk.context(2, ['reviewer'])
  writeFileSync(join(top, 'cartel =1+1.png'), png(1))
  writeFileSync(join(top, 'captura.png'), png(2))
  desk.files = [join(top, 'cartel =1+1.png')]
  const { media } = sure(await desk.posts.attach('x'))
  const alternative = { kind: 'text', text: `Cartel de casilla ${hostile}` } as const
  const id = sure(desk.posts.draft(author(), { ...written, base: `Abren a las 8:00 h. ${hostile}`, media: media.map((one) => ({ ...one, alternative })), threads: { x: ['Lleva tu credencial.'] }, comments: { facebook: 'Más en ine.mx' } }, null)).id
  sure(desk.posts.submit(author(), id, 1))
  const { revision, seal } = sure(desk.posts.post(reviewer(), id))
  sure(desk.posts.approve(reviewer(), id, revision, seal))
  const { base } = sure(desk.posts.post(author(), id)).content
  for (const [account, permalink] of [['x-1', 'https://x.com/INEOaxaca03/status/9'], ['fb-1', 'https://facebook.com/INEOaxaca03/posts/9']] as const) {
    desk.clock.advance(60_000)
    sure(await desk.posts.publishing.copy(author(), id, account as AccountId))
    desk.files = [join(top, 'captura.png')]
    const { capture } = sure(await desk.posts.publishing.capture('x'))
    sure(await desk.posts.publishing.publish(author(), id, account as AccountId, permalink, shown(base, { files: 1, capture, withoutCapture: '', pieces: { 'part-2': 'Lleva tu credencial.', comment: 'Más en ine.mx' } })))
  }
  desk.place = join(top, 'kit.zip')
  if (!sure(await desk.posts.publishing.kit(author(), id, 'x')).saved) throw new Error('the kit was not written')
  return id
}

/** A kit as somebody has it who opens its archive. */
export function extracted(zip: string, to: string): string {
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), bytes)
  }
  return to
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** A copy of the kit to be altered. */
export function copyOf(kit: string, top: string): string {
  const copy = mkdtempSync(join(top, 'copy-'))
  cpSync(kit, copy, { recursive: true })
  return copy
}

/** What somebody who alters a kit with care does at the end: the manifest fits again. */
export function rehash(kit: string): void {
  const lines = filesIn(kit)
    .map((file) => file.slice(kit.length + 1))
    .filter((path) => path !== 'manifiesto.txt')
    .sort()
    .map((path) => `${createHash('sha256').update(readFileSync(join(kit, path))).digest('hex')}  ${path}\n`)
  writeFileSync(join(kit, 'manifiesto.txt'), lines.join(''))
}

/** What the verifier says of a kit that was made by hand of what was taken out of a record: `texts`, by account. */
export async function verdictOf(extract: Extract, post: string, texts: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly text: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-extract-'))
  try {
    const verifier = join(folder, 'verificar.mjs')
    writeFileSync(verifier, (await verifiers(join(import.meta.dirname, '../../../resources/evidence')))['verificar.mjs'])
    mkdirSync(join(folder, 'textos'))
    for (const [account, text] of Object.entries(texts)) writeFileSync(join(folder, `textos/${account}.txt`), text)
    writeFileSync(join(folder, 'evidencia.json'), JSON.stringify({ format: KIT_FORMAT, post, people: {}, accounts: [], files: [], ...extract }))
    rehash(folder)
    const run = spawnSync(process.execPath, [verifier, folder], { env: {}, encoding: 'utf8', timeout: 10_000 })
    return { code: run.status, text: run.stdout + run.stderr }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
