import { z } from 'zod'
import type { Instant } from '../kernel/clock.ts'
import { ok, refuse, type Result } from '../kernel/result.ts'
import type { OfficeId, PersonId, SignerId } from '../ledger/event.ts'

/** The end of a bundle file's name. */
export const BUNDLE_EXTENSION = 'resguardo-paquete'

const name = z.string().min(1).max(200)
const key = z.string().min(1).max(200)
const position = z.int().min(0)
const sealed = z.string().min(1)

const header = z.strictObject({
  kind: z.literal('resguardo-bundle'),
  /** 2: sealed files stand after the first line. 3: acts that wait have their places, so that others may bring them to the hub; files may stand after it. */
  version: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Bytes that stand after the first line; not in version 1. */
  attached: position.optional(),
  id: name,
  hub: name,
  root: name,
  /** The office it was made for. */
  office: name,
  from: z.strictObject({ person: name, signer: name, office: name }),
  made: z.iso.datetime(),
  /** The first and the last accepted position in it, 0 when there is none, and the newest that its maker held. */
  range: z.strictObject({ first: position, last: position }),
  head: z.strictObject({ position, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** The X25519 public key made for this file alone (SPKI DER, base64). */
  sealingKey: key,
})

const unsigned = z.strictObject({
  header,
  /** For each signer that may open it: the keys of the parts that they may read, sealed for them. */
  recipients: z.array(z.strictObject({ signer: name, keys: sealed })).min(1).max(2_000),
  /** Each sealed under a key of its own: what the same people may read stands together. */
  parts: z.array(sealed).max(500),
})

const signed = unsigned.extend({ signature: z.string().min(1).max(200) })

/** What a bundle says before it is opened. */
export type BundleHeader = Omit<z.output<typeof header>, 'office' | 'from' | 'made'> & {
  readonly office: OfficeId
  readonly from: { readonly person: PersonId; readonly signer: SignerId; readonly office: OfficeId }
  readonly made: Instant
}
export type UnsignedBundle = Omit<z.output<typeof unsigned>, 'header'> & { readonly header: BundleHeader }
export type Bundle = UnsignedBundle & { readonly signature: string }

/** What the maker's signer signs (SHA-256 of it): everything, as the file has it. */
export function bundleText({ header: said, recipients, parts }: UnsignedBundle): string {
  return JSON.stringify({ header: said, recipients, parts })
}

/** The text of a bundle's file: JSON in one line. What is attached (the files of posts and incidents, sealed) stands after it. */
export function bundleFile(bundle: Bundle): string {
  return `${JSON.stringify(bundle)}\n`
}

/**
 * Reads a file's text. Only the very text that `bundleFile` writes is one: nothing in it can be changed without being seen. Refusals: `bundle/incomplete`
 * (it was cut), `bundle/newer` (of a version this one does not know), `bundle/altered`, `bundle/unreadable` (something else).
 */
export function readBundle(text: string): Result<Bundle> {
  const isOurs = text.startsWith('{"header":{"kind":"resguardo-bundle","version":')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(!isOurs ? 'bundle/unreadable' : text.endsWith('"}\n') ? 'bundle/altered' : 'bundle/incomplete')
  }
  if (!isOurs) return refuse('bundle/unreadable')
  if (/^.{47}(?![123],)\d+,/u.test(text)) return refuse('bundle/newer')
  const parsed = signed.safeParse(value)
  if (!parsed.success) return refuse('bundle/altered')
  const bundle = parsed.data as Bundle // the ids' brands are given here; the record knows who exists
  if (bundleFile(bundle) === text) return ok(bundle)
  return refuse(text.endsWith('\n') ? 'bundle/altered' : 'bundle/incomplete')
}
