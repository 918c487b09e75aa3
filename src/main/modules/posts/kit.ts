import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Extract } from '#main/ledger/extract.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { csvLine } from '#shared/kernel/csv.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import { publicationOn, type PostId, type PostState } from '#shared/posts/post.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { piecesFor } from '#shared/posts/pieces.ts'
import type { Target } from '#shared/posts/content.ts'
import { actWords, kitPage } from './kit-page.ts'
import type { RegisteredAccount } from './ports.ts'

/** A file of the kit that lies in the media folder. `path`: within the kit. */
export type KitFile = { readonly path: string; readonly sha256: string; readonly name: string; readonly mime: string; readonly size: number; readonly kind: 'media' | 'capture' }

export type KitParts = {
  /** What the kit writes itself, by path. */
  readonly texts: Readonly<Record<string, string>>
  readonly files: readonly KitFile[]
}

export type KitInput = {
  readonly id: PostId
  readonly state: PostState
  readonly extract: Extract
  readonly madeAt: Instant
  readonly madeBy: string
  readonly nameOf: (person: PersonId) => string
  readonly officeName: string
  readonly accountOf: (account: string) => RegisteredAccount | undefined
  readonly extensionOf: (mime: string) => string
}

/** The form of the kit: the verifier knows it by this name. */
export const KIT_FORMAT = 'resguardo/evidence-kit/2'

/**
 * The parts of a post's evidence kit: the events as they were signed, the registrations that make their signers known, what was signed of their
 * names and roles, the sealed text by account, the files and captures, a page to read and a table. Only the signed parts prove anything; the others are for people, and
 * the verifier compares them by hash.
 */
export function kitParts(input: KitInput): KitParts {
  const { id, state, extract, nameOf, accountOf } = input
  if (state.kind === 'none') throw new Error('a kit of a post that is not there')
  const files = new Map<string, KitFile>()
  const add = (kind: KitFile['kind'], file: { readonly sha256: string; readonly name: string; readonly mime: string; readonly size: number }) => {
    if (files.has(file.sha256)) return
    const path = `${kind === 'media' ? 'archivos' : 'capturas'}/${file.sha256}${input.extensionOf(file.mime)}`
    files.set(file.sha256, { path, kind, sha256: file.sha256, name: file.name, mime: file.mime, size: file.size })
  }
  for (const media of state.content.media) add('media', media)
  for (const target of state.content.accounts) {
    const capture = publicationOn(state.stage, target.id).proof?.detail?.capture
    if (capture !== null && capture !== undefined) add('capture', capture)
  }
  const people = [...new Set([...extract.events, ...extract.registrations, ...extract.members].map(({ actor }) => actor as PersonId))].sort() // the ledger's own column
  const accounts = state.content.accounts.flatMap(({ id: account, network }) => {
    const found = accountOf(account)
    // The text keeps the plain name that it always had.
    const pieces = piecesFor(state.content, { id: account, network }).map(({ piece }) => ({ piece, text: piece === 'text' ? `textos/${account}.txt` : `textos/${account}.${piece}.txt` }))
    return found === undefined ? [] : [{ id: account, network, handle: found.handle, name: found.displayName, pieces }]
  })
  const texts: Record<string, string> = {}
  const textOf = (target: Target, piece: string) => piecesFor(state.content, target).find((one) => one.piece === piece)?.text ?? ''
  for (const { id: account, network, pieces } of accounts) for (const { piece, text } of pieces) texts[text] = textOf({ id: account, network }, piece)
  texts['evidencia.json'] = `${JSON.stringify(
    {
      format: KIT_FORMAT,
      post: id,
      made: { at: input.madeAt, by: input.madeBy },
      people: Object.fromEntries(people.map((person) => [person, nameOf(person)])),
      accounts,
      files: [...files.values()],
      events: extract.events,
      registrations: extract.registrations,
      members: extract.members,
      aside: extract.aside,
    },
    undefined,
    1,
  )}\n`
  const acts = extract.events.map((row) => {
    // The stream is the posts' own: type and payload belong together.
    const event = { type: row.type, payload: JSON.parse(row.payload) as unknown } as PostEvent
    const account = 'account' in event.payload ? accountOf(event.payload.account as AccountId) : undefined
    return {
      at: row.at,
      what: actWords[row.type] ?? row.type,
      who: nameOf(row.actor as PersonId), // the ledger's own column
      role: row.role,
      account: account === undefined ? '' : `${account.network} ${account.handle}`,
      detail: detailOf(event),
      hash: row.hash,
    }
  })
  texts['actos.csv'] = `\uFEFF${csvLine(['Momento (UTC)', 'Acto', 'Persona', 'Función', 'Cuenta', 'Detalle', 'Huella'])}${acts.map(({ at, what, who, role, account, detail, hash }) => csvLine([at, what, who, role, account, detail, hash])).join('')}`
  texts['index.html'] = kitPage({
    id,
    officeName: input.officeName,
    madeAt: input.madeAt,
    madeBy: input.madeBy,
    content: state.content,
    seal: sealOf(state.content),
    acts,
    files: [...files.values()],
    accounts: accounts.map(({ id: account, network, handle, name }) => {
      const { proof, down } = publicationOn(state.stage, account)
      const capture = proof?.detail?.capture
      return {
        network,
        handle,
        name,
        pieces: piecesFor(state.content, { id: account, network }),
        permalink: proof?.permalink ?? '',
        by: proof === null ? '' : `${nameOf(proof.by)}, ${proof.at}`,
        capture: capture === null || capture === undefined ? '' : (files.get(capture.sha256)?.path ?? ''),
        differences: proof?.detail?.differences ?? null,
        down: down === null ? '' : `${nameOf(down.by)}, ${down.at}: ${down.reason}`,
      }
    }),
  })
  return { texts, files: [...files.values()] }
}

function detailOf(event: PostEvent): string {
  const { payload } = event
  return [
    'permalink' in payload ? payload.permalink : '',
    'reason' in payload ? payload.reason : '',
    'note' in payload ? payload.note : '',
    'seal' in payload ? `Sello ${payload.seal}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

const CHUNK = 1 << 20

/**
 * Writes the kit as a zip, a piece at a time: a video is never whole in memory. `manifiesto.txt` names every other file with its SHA-256, in the
 * order of the paths.
 */
export async function writeKit(place: string, { texts, files }: KitParts, from: { readonly pathOf: (sha256: string) => string; readonly verifiers: Readonly<Record<string, string>>; readonly at: Instant }): Promise<void> {
  const whole: Record<string, Uint8Array> = {}
  for (const [path, text] of Object.entries(from.verifiers)) whole[path] = Buffer.from(text, 'utf8')
  for (const [path, text] of Object.entries(texts)) whole[path] = Buffer.from(text, 'utf8')
  const hashes = [...Object.entries(whole).map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')] as const), ...files.map(({ path, sha256 }) => [path, sha256] as const)]
  whole['manifiesto.txt'] = Buffer.from(
    hashes
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, hash]) => `${hash}  ${path}\n`)
      .join(''),
    'utf8',
  )
  const { Zip, ZipPassThrough } = await import('fflate/browser')
  const out = await open(place, 'w', 0o600)
  try {
    let made: Uint8Array[] = []
    const zip = new Zip((error, piece) => {
      if (error !== null) throw error
      made.push(piece)
    })
    const flush = async () => {
      for (const piece of made) await out.write(piece)
      made = []
    }
    const entry = (path: string) => {
      const file = new ZipPassThrough(path)
      file.mtime = millisecondsOf(from.at)
      zip.add(file)
      return file
    }
    for (const [path, bytes] of Object.entries(whole)) {
      entry(path).push(bytes, true)
      await flush()
    }
    for (const { path, sha256 } of files) {
      const source = await open(from.pathOf(sha256), 'r')
      const file = entry(path)
      try {
        for (;;) {
          const chunk = new Uint8Array(CHUNK)
          const { bytesRead } = await source.read(chunk, 0, CHUNK)
          file.push(chunk.subarray(0, bytesRead), bytesRead === 0)
          await flush()
          if (bytesRead === 0) break
        }
      } finally {
        await source.close()
      }
    }
    zip.end()
    await flush()
    await out.sync()
  } finally {
    await out.close()
  }
}
