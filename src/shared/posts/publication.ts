import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { comparePublished, type Comparison } from './comparison.ts'
import type { PieceText } from './pieces.ts'
import type { PostCommand } from './post-commands.ts'
import type { PostEvent } from './post-events.ts'
import type { Seal } from './seal.ts'

/** A picture of what the network shows, hashed when it came in. */
export type Capture = { readonly sha256: string; readonly name: string; readonly mime: string; readonly size: number }

/** What is done when something else is out than what was approved. */
export const resolutionActs = ['withdraw', 'correct', 'explain'] as const
export type Resolution = { readonly act: (typeof resolutionActs)[number]; readonly note: string }

/** What somebody brings back from the network. */
export type ProofGiven = {
  /** The text as the network shows it. */
  readonly text: string
  /** The other pieces as it shows them (`title`, `part-2`, `comment`); absent when the text is all there is. */
  readonly pieces?: Readonly<Record<string, string>> | undefined
  /** How many pictures and videos are seen. */
  readonly files: number
  readonly capture: Capture | null
  /** Why there is no capture; empty when there is one. */
  readonly withoutCapture: string
  /** What is done about the differences; null when there are none. */
  readonly resolution: Resolution | null
}

/** What is kept of it. `differences`: how many there were, counted by the version of the app that recorded it. */
export type ProofDetail = ProofGiven & { readonly differences: number }

type Deed = { readonly at: Instant; readonly by: PersonId }

/** What was done with the approved text on one account. */
export type Publication = {
  readonly copied: Deed | null
  /** Somebody said that it was not published, or will not be. It may be copied all the same. */
  readonly notOut: (Deed & { readonly reason: string }) | null
  /** Nobody is sure whether it went out: it is not copied again before somebody looked. */
  readonly doubt: (Deed & { readonly note: string }) | null
  /** Somebody looked, and it is out. */
  readonly found: Deed | null
  readonly proof: (Deed & { readonly permalink: string; readonly detail: ProofDetail | null }) | null
  /** It was taken off the network. */
  readonly down: (Deed & { readonly reason: string }) | null
}

/** Longest note or reason, in characters; longest text, above the longest a network takes (63,206 on Facebook). */
const LONGEST_NOTE = 4_000
const LONGEST_TEXT = 70_000

/** What was sealed for an account: the pieces that are seen, the text among them, and how many files. */
export type SealedFor = { readonly network: Network; readonly pieces: readonly PieceText[]; readonly files: number }

/** A piece held against what the network shows of it. */
export type PieceCompared = PieceText & { readonly published: string; readonly comparison: Comparison }

/** Every piece of an account compared with what was brought back. The files are counted with the text. */
export function comparePieces({ network, pieces, files }: SealedFor, given: Pick<ProofGiven, 'text' | 'pieces' | 'files'>): readonly PieceCompared[] {
  return pieces.map(({ piece, text }) => {
    const published = piece === 'text' ? given.text : (given.pieces?.[piece] ?? '')
    const counted = piece === 'text' ? { approved: files, published: given.files } : { approved: 0, published: 0 }
    return { piece, text, published, comparison: comparePublished({ network, approved: text, published, files: counted }) }
  })
}

/**
 * The proof as it is recorded, compared here and now with what was approved. Refusals: `posts/proof-incomplete` with its fields (a piece may be
 * `cut`: the network showed only the beginning), `posts/text-differs` while nobody has decided what is done about the differences.
 */
export function proofOf(given: ProofGiven, sealed: SealedFor): Result<ProofDetail> {
  const compared = comparePieces(sealed, given)
  const withoutCapture = given.capture === null ? worded(given.withoutCapture) : ''
  const faults = {
    ...Object.fromEntries(
      compared.flatMap(({ piece, text, published, comparison }) => {
        const fault = published.trim() === '' && text.trim() !== '' ? 'required' : published.length > LONGEST_TEXT ? 'too-long' : comparison.cut ? 'cut' : undefined
        return fault === undefined ? [] : [[piece, fault]]
      }),
    ),
    ...(given.capture === null && withoutCapture === '' ? { capture: 'required' } : withoutCapture.length > LONGEST_NOTE ? { capture: 'too-long' } : {}),
  }
  if (Object.keys(faults).length > 0) return refuseFields('posts/proof-incomplete', faults)
  const differences = compared.reduce((sum, { comparison }) => sum + comparison.differences.length, 0)
  const note = worded(given.resolution?.note ?? '')
  if (differences > 0 && given.resolution === null) return refuse('posts/text-differs', { count: differences })
  if (differences > 0 && (note === '' || note.length > LONGEST_NOTE)) return refuseFields('posts/proof-incomplete', { note: note === '' ? 'required' : 'too-long' })
  return ok({
    text: given.text,
    ...(compared.length > 1 ? { pieces: Object.fromEntries(compared.filter(({ piece }) => piece !== 'text').map(({ piece, published }) => [piece, published])) } : {}),
    files: given.files,
    capture: given.capture,
    withoutCapture,
    resolution: differences > 0 && given.resolution !== null ? { act: given.resolution.act, note } : null,
    differences,
  })
}

/** Why the text may not be copied once more, or undefined. Twice out is worse than late. */
export function secondCopyFault({ copied, doubt, found, proof }: Publication, person: PersonId): 'posts/account-proven' | 'posts/unsure' | 'posts/found' | 'posts/copied-by-other' | undefined {
  if (proof !== null) return 'posts/account-proven'
  if (doubt !== null) return 'posts/unsure'
  if (found !== null) return 'posts/found'
  // Whoever copied it knows what they did with it; somebody else asks first.
  return copied !== null && copied.by !== person ? 'posts/copied-by-other' : undefined
}

type Outcome = Extract<PostCommand, { readonly kind: 'not-published' | 'doubt' | 'check' | 'take-down' }>

/** Why that cannot be told of a publication, or undefined. What is proven stays proven: it can only be said to be taken off again. */
export function outcomeFault({ copied, notOut, doubt, found, proof, down }: Publication, kind: Outcome['kind']) {
  if (kind === 'take-down') return proof === null ? 'posts/not-proven' : down === null ? undefined : 'posts/taken-down'
  if (proof !== null) return 'posts/account-proven'
  // What was never copied may be said not to happen, once: its moment passed, or it lost its point.
  if (copied === null && (kind !== 'not-published' || notOut !== null)) return 'posts/not-copied'
  if (kind === 'check') return doubt === null ? 'posts/not-doubted' : undefined
  if (doubt !== null) return 'posts/unsure'
  return kind === 'not-published' && found !== null ? 'posts/found' : undefined
}

/** What came of a copy, or that there will be none, told by a person. `seal`: of the content that was copied. */
export function outcome(publication: Publication, command: Outcome, seal: Seal): Result<readonly PostEvent[]> {
  const { account } = command
  const said = worded('reason' in command ? command.reason : command.note)
  const field = 'reason' in command ? 'reason' : 'note'
  const fault = outcomeFault(publication, command.kind)
  if (fault !== undefined) return refuse(fault)
  if (said === '' || said.length > LONGEST_NOTE) return refuseFields('posts/reason-missing', { [field]: said === '' ? 'required' : 'too-long' })
  switch (command.kind) {
    case 'not-published':
      return ok([{ type: 'post.not-published', payload: { account, reason: said } }])
    case 'doubt':
      return ok([{ type: 'post.doubted', payload: { account, note: said } }])
    case 'check':
      return ok([{ type: 'post.checked', payload: { account, found: command.found, note: said } }])
    case 'take-down':
      return ok([{ type: 'post.taken-down', payload: { account, reason: said, seal } }])
    default:
      return never(command)
  }
}

/** A publication once its proof is recorded: whatever was in doubt is settled. */
export function published(before: Publication, said: { readonly account: AccountId; readonly permalink: string; readonly proof?: ProofDetail }, deed: Deed): Publication {
  return { copied: before.copied, notOut: null, doubt: null, found: null, proof: { permalink: said.permalink, ...deed, detail: said.proof ?? null }, down: null }
}
