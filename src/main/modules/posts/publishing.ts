import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ledger } from '#main/ledger/ledger.ts'
import type { Extract } from '#main/ledger/extract.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { instantOf, type Clock } from '#shared/kernel/clock.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { OpenPublicationRow, PostPage, PublicationRow } from '#shared/posts/contract.ts'
import { titleOf, type Content, type Target } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { AccountFacts, PostCommand } from '#shared/posts/post-commands.ts'
import { publicationOn, type Post, type PostId } from '#shared/posts/post.ts'
import { secondCopyFault, type Capture, type ProofGiven } from '#shared/posts/publication.ts'
import { piecesFor, type Piece } from '#shared/posts/pieces.ts'
import { mediaFor, type Media } from '#shared/rules/content.ts'
import type { Finding } from '#shared/rules/finding.ts'
import { kitParts, writeKit } from './kit.ts'
import { captureExtensions, extensionOf, type FileState, type MediaFolder } from './media.ts'
import type { PostAccounts, PostDesk, PostPeople } from './ports.ts'
import { publicationsQueries, type OpenPublication } from './publications-store.ts'

export type PublishingDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly media: MediaFolder
  readonly accounts: PostAccounts
  readonly people: PostPeople
  readonly desk: PostDesk
  /** Where the folders of publications are written. */
  readonly outgoing: string
  /** The stand-alone verifiers that go into each kit, by their names there. */
  readonly verifiers: () => Promise<Readonly<Record<string, string>>>
  /** A stream as it was signed, with what makes its signers known. */
  readonly extract: (stream: string) => Extract
}

/** What the posts' own service lends: seeing a post, recording a command on it. */
type Posts = {
  readonly visible: (context: Context, id: string) => Post | undefined
  readonly scopeOf: (context: Context) => OfficeId | 'everywhere'
  readonly record: (context: Context, id: PostId, command: PostCommand) => Result<Done>
  readonly stopOf: (state: Post, account: AccountId) => { readonly reason: string; readonly lifted: boolean } | undefined
  readonly factsOf: (id: PostId, account: AccountId) => AccountFacts
  /** What the rules say of a post if it goes out now. */
  readonly findingsOutNow: (state: Post) => readonly Finding[]
}

type Done = { readonly id: PostId; readonly revision: number }
export type Copied = Done & { readonly files: number; readonly folderOpened: boolean; readonly composerOpened: boolean }

/** Most lines of the list of what is open; its count says if there are more. */
const MOST = 500

/** From the approval to the proof: copying, what came of it, capture and comparison, the evidence kit. Refusals: `posts/…`, those of the ledger. */
export function publishing(deps: PublishingDependencies, { visible, scopeOf, record, stopOf, factsOf, findingsOutNow }: Posts) {
  const { ledger, clock, media, accounts, people, desk, outgoing } = deps
  const queries = publicationsQueries(ledger.read)

  /** Whether every sealed file still has the bytes of its seal. */
  async function filesFault(files: readonly Media[]): Promise<Result<never> | undefined> {
    for (const { sha256, name } of files) {
      const fault = faultOf(await media.state(sha256), name)
      if (fault !== undefined) return fault
    }
    return undefined
  }

  /** The files of a publication in their order, in a folder of its own, with their descriptions beside them. Written anew each time. */
  async function writeFiles(folder: string, files: readonly Media[]): Promise<Result<number>> {
    try {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      for (const [index, file] of files.entries()) {
        const fault = faultOf(await media.copyTo(file.sha256, join(folder, `${index + 1} - ${safeName(file.name, file.mime)}`)), file.name)
        if (fault !== undefined) return fault
      }
      const said = files.map(({ alternative }, index) => `${index + 1}. ${alternative.kind === 'text' ? alternative.text : '—'}\n`)
      await writeFile(join(folder, 'descripciones.txt'), `\uFEFF${said.join('\n')}`)
      return ok(files.length)
    } catch {
      return refuse('posts/files-unwritten')
    }
  }

  function openRowOf({ person, at, account: id, wantedAt, halted, ...one }: OpenPublication): OpenPublicationRow[] {
    const account = accounts.one(id)
    return account === undefined
      ? []
      : [
          {
            ...one,
            account: account.id,
            accountName: account.displayName,
            network: account.network,
            officeName: people.officeNameOf(one.office),
            wantedAt: wantedAt === null ? null : instantOf(wantedAt),
            halted: halted === 1,
            person: { by: person, name: people.nameOf(person), at },
          },
        ]
  }

  async function copied(text: string): Promise<boolean> {
    try {
      await desk.copyText(text)
      return true
    } catch {
      return false
    }
  }

  async function quietly(act: Promise<boolean>): Promise<boolean> {
    try {
      return await act
    } catch {
      return false
    }
  }

  return {
    /**
     * One act: the seal and every file's bytes are checked, the copy is recorded, and then the text is on the clipboard, the files are in a
     * folder that opens, and the network's page is open. Recorded before it is handed out: what is out is always on record.
     */
    async copy(context: Context, id: PostId, account: AccountId, piece: Piece | null = null): Promise<Result<Copied>> {
      const state = visible(context, id)
      const target = state?.content.accounts.find((one) => one.id === account)
      if (state !== undefined && target !== undefined) {
        const fault = await filesFault(state.content.media)
        if (fault !== undefined) return fault
      }
      const findings = state === undefined ? [] : findingsOutNow(state)
      const done = record(context, id, { kind: 'copy', account, facts: factsOf(id, account), findings, ...(piece === null ? {} : { piece }) })
      if (!done.ok) return done
      const sealed = visible(context, id)
      if (sealed === undefined || target === undefined) throw new Error('copied a post that is not there')
      const { content } = sealed
      const said = textOf(content, target, piece)
      if (piece !== null) return (await copied(said)) ? ok({ ...done.value, files: 0, folderOpened: false, composerOpened: false }) : refuse('posts/clipboard')
      const files = mediaFor(content.media, target.network)
      let folderOpened = false
      if (files.length > 0) {
        const folder = join(outgoing, id, safeName(`${target.network} ${accounts.one(account)?.handle ?? ''}`))
        const written = await writeFiles(folder, files)
        if (!written.ok) return written
        folderOpened = await quietly(desk.openFolder(folder))
      }
      if (!(await copied(said))) return refuse('posts/clipboard')
      const composer = accounts.composerOf(target.network)
      return ok({ ...done.value, files: files.length, folderOpened, composerOpened: composer !== null && (await quietly(desk.openPage(composer))) })
    },

    /** The picture of what the network shows, kept under its hash. */
    async capture(title: string): Promise<Result<{ capture: Capture | null }>> {
      const [path] = await desk.chooseFiles({ title, extensions: captureExtensions, several: false })
      if (path === undefined) return ok({ capture: null })
      const kept = await media.keep(path)
      if (!kept.ok) return kept
      const { sha256, name, mime, size } = kept.value
      return ok({ capture: { sha256, name, mime, size } })
    },

    /** Proof is filed under the same check as the copy: the content's seal, the files' bytes, and the capture's. */
    async publish(context: Context, id: PostId, account: AccountId, permalink: string, given: ProofGiven): Promise<Result<Done>> {
      const state = visible(context, id)
      if (state === undefined) return refuse('posts/unknown')
      const fault = await filesFault(state.content.media)
      if (fault !== undefined) return fault
      let { capture } = given
      if (capture !== null) {
        const facts = media.facts(capture.sha256)
        if (facts === undefined) return refuse('posts/media-unknown')
        if ((await media.state(capture.sha256)) !== 'intact') return refuse('posts/media-altered', { name: capture.name })
        capture = { ...capture, mime: facts.mime, size: facts.size }
      }
      return record(context, id, { kind: 'publish', account, permalink, proof: { ...given, capture }, facts: factsOf(id, account) })
    },

    notPublished: (context: Context, id: PostId, account: AccountId, reason: string) => record(context, id, { kind: 'not-published', account, reason }),
    doubt: (context: Context, id: PostId, account: AccountId, note: string) => record(context, id, { kind: 'doubt', account, note }),
    check: (context: Context, id: PostId, account: AccountId, found: boolean, note: string) => record(context, id, { kind: 'check', account, found, note }),
    takeDown: (context: Context, id: PostId, account: AccountId, reason: string) => record(context, id, { kind: 'take-down', account, reason }),

    /** What is approved and not proven, or not mended as promised: everybody's by name, the longest waiting first. */
    open(context: Context): { rows: OpenPublicationRow[]; total: number } {
      const scope = scopeOf(context)
      return { rows: queries.open(scope, MOST).flatMap(openRowOf), total: queries.countOpen(scope) }
    },

    /** Of those, what is out or may be. */
    out: (context: Context): OpenPublicationRow[] => queries.out(scopeOf(context), MOST).flatMap(openRowOf),

    /** What is out or may be of an office, for the home screen. */
    outIn: (office: OfficeId, limit: number) => queries.out(office, limit).map((one) => ({ ...one, personName: people.nameOf(one.person) })),

    rowsOf(context: Context, state: Post): PublicationRow[] {
      const named = <D extends { readonly by: Context['actor'] }>(deed: D | null) => (deed === null ? null : { ...deed, name: people.nameOf(deed.by) })
      return state.content.accounts.map(({ id }) => {
        const { copied, notOut, doubt, found, proof, down } = publicationOn(state.stage, id)
        return {
          account: id,
          copied: named(copied),
          notOut: named(notOut),
          doubt: named(doubt),
          found: named(found),
          proof: named(proof),
          down: named(down),
          stop: stopOf(state, id) ?? null,
          copyBlocked: secondCopyFault({ copied, notOut, doubt, found, proof, down }, context.actor) ?? null,
        }
      })
    },

    correctionsOf: (id: PostId): PostPage['corrections'] => [...queries.correctionsOf(id)],

    /** Everything that proves what was approved, by whom, and what was published, in one file that anybody can check without this app. */
    async kit(context: Context, id: PostId, title: string): Promise<Result<{ saved: boolean }>> {
      const state = visible(context, id)
      if (state === undefined) return refuse('posts/unknown')
      if (state.stage.kind !== 'approved' && state.stage.kind !== 'published') return refuse('posts/kit-nothing')
      // What the hub has not placed yet has no place that could be proven.
      if (ledger.history(`post/${id}`).some(({ pending }) => pending === true)) return refuse('posts/kit-pending')
      const parts = kitParts({
        id,
        state: ledger.state(post, id),
        extract: deps.extract(`post/${id}`),
        madeAt: clock.now(),
        madeBy: people.nameOf(context.actor),
        nameOf: people.nameOf,
        officeName: people.officeNameOf(state.office),
        accountOf: (account) => accounts.one(account),
        extensionOf,
      })
      for (const file of parts.files) {
        const fault = faultOf(await media.state(file.sha256), file.name)
        if (fault !== undefined) return fault
      }
      const place = await desk.choosePlace({ title, name: `${safeName(`evidencia ${titleOf(state.content).slice(0, 40)}`)}.zip` })
      if (place === undefined) return ok({ saved: false })
      try {
        await writeKit(place, parts, { pathOf: media.pathOf, verifiers: await deps.verifiers(), at: clock.now() })
      } catch {
        await rm(place, { force: true })
        return refuse('posts/kit-unwritten')
      }
      return ok({ saved: true })
    },
  }
}

/** The sealed text of a piece; without one, of the first that the network asks for. */
function textOf(content: Content, target: Target, piece: Piece | null): string {
  const pieces = piecesFor(content, target)
  return (piece === null ? pieces[0] : pieces.find((one) => one.piece === piece))?.text ?? ''
}

function faultOf(state: FileState, name: string): Result<never> | undefined {
  if (state === 'intact') return undefined
  return refuse(state === 'missing' ? 'posts/media-unknown' : 'posts/media-altered', { name })
}

/** A name that every system takes, and that cannot lead out of its folder. The ending is the kind's, never the name's. */
function safeName(name: string, mime?: string): string {
  const stem = mime === undefined ? name : name.replace(/\.[^.]*$/u, '')
  const safe = stem
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ -]+|[ -]+$/g, '')
    .slice(0, 60)
  return `${safe === '' ? 'archivo' : safe}${mime === undefined ? '' : extensionOf(mime)}`
}
