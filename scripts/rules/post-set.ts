import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { postIndex, checkAcross } from '#shared/rules/across.ts'
import { check } from '#shared/rules/check.ts'
import { hasComment, hasThread, saidTexts, type Alternative, type CheckedContent, type Media, type Texts } from '#shared/rules/content.ts'
import { factKinds } from '#shared/rules/facts.ts'
import { ruleIds, type RuleId } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'

const network = z.enum(networks)
/** The texts of a post, ours or another's. */
const texts = {
  text: z.string(),
  networks: z.array(network).default(['x']),
  variants: z.partialRecord(network, z.string()).default({}),
  own: z.array(z.string().nullable()).default([]),
  parts: z.array(z.string()).default([]),
}
const media = z.strictObject({
  alt: z.string().optional(),
  decorative: z.string().optional(),
  mime: z.string().default('image/jpeg'),
  size: z.int().default(100_000),
  name: z.string().default('imagen.jpg'),
  shape: z.tuple([z.int(), z.int()]).optional(),
  seconds: z.number().optional(),
  networks: z.array(network).optional(),
})

/** One labelled post. The head of tests/data/posts.jsonl explains the fields. */
const labelled = z.strictObject({
  ...texts,
  expect: z.array(z.enum(ruleIds)),
  may: z.array(z.enum(ruleIds)).default([]),
  title: z.string().default('Cómo se vota el día de la jornada'),
  comment: z.string().optional(),
  tags: z.array(z.string()).default([]),
  media: z.array(media).optional(),
  source: z.string().nullable().default('Oficio INE/CNCS/123/2026'),
  date: z.iso.datetime({ offset: true }).default('2026-11-25T18:00:00Z'),
  window: z.tuple([z.iso.datetime({ offset: true }).nullable(), z.iso.datetime({ offset: true }).nullable()]).nullable().default(null),
  wanted: z.iso.datetime({ offset: true }).nullable().default(null),
  entity: z.string().default('oaxaca'),
  line: z.array(z.strictObject({ subject: z.string(), kind: z.enum(factKinds), value: z.string() })).default([]),
  others: z
    .array(z.strictObject({ ...texts, office: z.string().default('Otra oficina') }))
    .default([]),
  note: z.string().default(''),
})
export type LabelledPost = z.output<typeof labelled> & { readonly lineNumber: number }

/** Reads a set: JSON Lines, `#` begins a remark. Throws with the line's number on one that does not fit. */
export function readPostSet(file: string): readonly LabelledPost[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return []
      const parsed = labelled.safeParse(jsonOf(line, file, index + 1))
      if (!parsed.success) throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(parsed.error)}`)
      return [{ ...parsed.data, lineNumber: index + 1 }]
    })
}

function jsonOf(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (fault) {
    throw new Error(`${file}, line ${number}: ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault })
  }
}

/** The rules that have something to say of a labelled post, its line and its neighbours included. */
export function rulesFor(post: LabelledPost, rules: RuleSet): ReadonlySet<RuleId> {
  const content: CheckedContent = {
    ...textsOf(post),
    titles: post.title === '' ? {} : { youtube: post.title },
    comments: post.comment === undefined ? {} : Object.fromEntries(post.networks.filter(hasComment).map((one) => [one, post.comment ?? ''])),
    tags: post.tags,
    wanted: post.wanted === null ? null : { at: instantOf(post.wanted) },
    window: post.window === null ? null : { from: post.window[0] === null ? null : instantOf(post.window[0]), until: post.window[1] === null ? null : instantOf(post.window[1]) },
    media: (post.media ?? usualMedia(post.networks)).map((file, index): Media => ({ sha256: String(index).padStart(64, '0'), name: file.name, mime: file.mime, size: file.size, ...measuresOf(file), alternative: alternativeOf(file) })),
    source: post.source === null ? null : { kind: /^[a-z]+:\/\//i.test(post.source) || /^www\./i.test(post.source) ? 'link' : 'document', reference: post.source },
  }
  const index = postIndex(rules.factWords)
  for (const [number, other] of post.others.entries()) index.put({ id: String(number), office: other.office, title: other.text.slice(0, 60), texts: saidTexts({ ...textsOf(other), media: [], source: null }) })
  const now = instantOf(post.date)
  const found = [...check(content, rules, { now, entity: post.entity }), ...checkAcross(content, rules, post.line, index, () => true)]
  return new Set(found.map(({ rule }) => rule))
}

/** The texts, and the accounts that get them: the first is `0`, and so on. */
function textsOf({ text, networks: chosen, variants, own, parts }: Pick<LabelledPost, keyof typeof texts>): Texts & Pick<CheckedContent, 'accounts'> {
  const accounts = chosen.map((one, index) => ({ id: String(index) as AccountId, network: one })) // ids of a set
  return {
    base: text,
    variants: definedOf(variants),
    own: Object.fromEntries(accounts.flatMap(({ id }, index) => (typeof own[index] === 'string' ? [[id, own[index]]] : []))),
    threads: parts.length === 0 ? {} : Object.fromEntries(chosen.filter(hasThread).map((one) => [one, parts])),
    accounts,
  }
}

function instantOf(text: string): Instant {
  return new Date(text).toISOString() as Instant // toISOString is an instant's form
}

/** What a post has where its files are not the point: a film for networks that show nothing without a file. */
function usualMedia(chosen: readonly Network[]): readonly z.output<typeof media>[] {
  const needed: readonly Network[] = ['instagram', 'tiktok', 'youtube']
  return chosen.some((one) => needed.includes(one)) ? [{ alt: 'Personal de la junta explica el trámite', mime: 'video/mp4', size: 9_000_000, name: 'tramite.mp4', seconds: 60 }] : []
}

function measuresOf({ shape, seconds, networks }: z.output<typeof media>): Pick<Media, 'shape' | 'seconds' | 'networks'> {
  return {
    ...(shape === undefined ? {} : { shape: { width: shape[0], height: shape[1] } }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(networks === undefined ? {} : { networks }),
  }
}

function alternativeOf({ alt, decorative }: z.output<typeof media>): Alternative {
  if (decorative !== undefined) return { kind: 'decorative', reason: decorative }
  return alt === undefined ? { kind: 'missing' } : { kind: 'text', text: alt }
}

/** A record without its undefined entries. */
function definedOf(variants: LabelledPost['variants']): CheckedContent['variants'] {
  return Object.fromEntries(Object.entries(variants).filter(([, text]) => text !== undefined)) as CheckedContent['variants'] // what is left has no undefined
}
