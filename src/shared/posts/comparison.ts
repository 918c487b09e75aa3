import type { Network } from '#shared/accounts/network.ts'
import { compare, type Stretch } from './diff.ts'

/**
 * What sort of difference it is, so that a screen can say what to look at. `hidden`: characters that nobody sees (zero width, direction
 * marks, variation marks out of place). `alike`: letters of another script that look the same. `accent`: only accents differ. `files`: how many files are seen.
 */
export type DifferenceKind = 'number' | 'link' | 'mention' | 'hashtag' | 'hidden' | 'alike' | 'accent' | 'case' | 'text' | 'files'

/** A place where what is out is not what was approved. */
export type Difference = { readonly kind: DifferenceKind; readonly approved: string; readonly published: string }

/** What was found by comparing. */
export type Comparison = {
  readonly differences: readonly Difference[]
  /** The network showed only the beginning («… ver más»): nothing is known of the rest. */
  readonly cut: boolean
  /** Both texts as one, without what networks change by themselves. */
  readonly stretches: readonly Stretch[]
}

export type Compared = {
  readonly network: Network
  /** The text that was sealed for the network. */
  readonly approved: string
  /** What was pasted or fetched from it. */
  readonly published: string
  /** How many files were sealed, and how many are seen. */
  readonly files: { readonly approved: number; readonly published: number }
}

/**
 * Compares what was published with what was approved. What a network changes by itself is no difference: its own short links and how it shows long
 * ones, tracking parameters, line breaks and runs of spaces, the kind of space, composed letters, the variation mark of an emoji, `&amp;`, and
 * the words of its button at the end. Everything else is one. A short link of the network stands for whatever link was approved in that
 * place: where it leads cannot be known without asking the network.
 */
export function comparePublished({ network, approved, published, files }: Compared): Comparison {
  const said = normal(approved)
  const links = linksOf(said)
  const like = (text: string) => likeApproved(text, links, network, network === 'x' && files.approved > 0)
  const whole = normal(published)
  const { before, marked } = withoutLabel(whole)
  // The mark of a cut before the button may also be that of a long link. A word at the end is a button only if all that was approved stands before it.
  const beginning = marked ? like(before.replace(CUT, '')) : ''
  const out = [like(whole), like(before), beginning].find((text) => text === said) ?? (isBeginning(beginning, said) ? beginning : like(whole))
  const cut = out !== said && out === beginning
  const reference = cut ? said.slice(0, out.length) : said
  const stretches = compare(reference, out)
  const differences = differencesOf(stretches)
  return {
    differences: files.approved === files.published ? differences : [...differences, { kind: 'files', approved: String(files.approved), published: String(files.published) }],
    cut,
    stretches,
  }
}

/** One form for all that no network keeps: composed letters, one space for each run of spaces and breaks, no variation mark after an emoji. */
function normal(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})[\uFE0E\uFE0F]/gu, '$1')
    .replaceAll(/([0-9#*])\uFE0F(?=\u20E3)/gu, '$1')
    .replaceAll(/[\t\n\v\f\r\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/gu, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim()
}

/** What interfaces for programs write instead of these characters. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const CUT = /\s?(?:…|\.\.\.)$/u
/** The button that a network puts at the end of a text it does not show whole, or of one that was opened. */
const LABEL = /\s?(?:ver m[aá]s|mostrar m[aá]s|leer m[aá]s|m[aá]s|see more|show more|read more|more|ver menos|mostrar menos|see less|show less|less|ver traducci[oó]n|see translation)$/iu

/** A text before that button; `marked`: it ends with the mark of a cut. */
function withoutLabel(text: string): { readonly before: string; readonly marked: boolean } {
  const before = text.replace(LABEL, '')
  return { before, marked: before !== text && CUT.test(before) }
}

/** A cut may fall inside a word. */
function isBeginning(beginning: string, whole: string): boolean {
  return beginning !== '' && beginning.length < whole.length && whole.startsWith(beginning)
}

const TOP = 'mx|com|org|net|info|edu|gob|tv|me|be|co|app|io|eu|es|us|ly|gl|la'
/** A link as a text has it, with or without https://. Marks that end a sentence are not part of it. */
const LINK = new RegExp(`(?:https?://[^\\s<>"«»]+|(?<![\\p{L}\\p{N}@._%+-])(?:[a-z0-9-]+\\.)+(?:${TOP})(?![\\p{L}\\p{N}_.-]*@)(?![\\p{L}\\p{N}_-])(?:[/?#][^\\s<>"«»]*)?)`, 'giu')
const ENDS_SENTENCE = /[.,;:!?)\]'…]+$/u

type Link = { readonly at: number; readonly text: string }

function linksOf(text: string, keepDots = false): readonly Link[] {
  return [...text.matchAll(LINK)].map((found) => ({ at: found.index, text: keepDots ? found[0].replace(/[,;:!?)\]']+$/u, '') : found[0].replace(ENDS_SENTENCE, '') }))
}

/** What stands in a text for where it leads, by network: the network's own shortener, and its page that counts who leaves. */
const SHORT: Readonly<Partial<Record<Network, RegExp>>> = {
  x: /^https?:\/\/t\.co\/[A-Za-z0-9]{4,}$/u,
  facebook: /^https?:\/\/fb\.me\/[A-Za-z0-9]+$/u,
}
const LEAVING: Readonly<Partial<Record<Network, RegExp>>> = {
  facebook: /^https:\/\/(?:l|lm)\.facebook\.com\/l\.php\?(?:.*&)?u=([^&#]+)/u,
  instagram: /^https:\/\/l\.instagram\.com\/\?(?:.*&)?u=([^&#]+)/u,
  threads: /^https:\/\/l\.threads\.(?:net|com)\/\?(?:.*&)?u=([^&#]+)/u,
  youtube: /^https:\/\/www\.youtube\.com\/redirect\?(?:.*&)?q=([^&#]+)/u,
}
/** X adds a link to the picture at the end of the text. */
const PICTURE = /(?:^| )(?:https?:\/\/t\.co\/[A-Za-z0-9]{4,}|pic\.(?:twitter|x)\.com\/[A-Za-z0-9]+)$/u

/** The published text with each link that is the approved one in the network's dress written as it was approved. */
function likeApproved(text: string, approved: readonly Link[], network: Network, media: boolean): string {
  let published = text
  if (media && linksOf(text, true).length > approved.length) published = text.replace(PICTURE, '')
  let made = ''
  let from = 0
  let order = 0
  for (const link of linksOf(published, true)) {
    const original = approved[order]?.text
    order += 1
    if (original === undefined) continue
    const written = sameLink(original, link.text, network) ? link.text : link.text.replace(ENDS_SENTENCE, '')
    if (!sameLink(original, written, network)) continue
    made += published.slice(from, link.at) + original
    from = link.at + written.length
  }
  return made + published.slice(from)
}

function sameLink(approved: string, published: string, network: Network): boolean {
  if (approved === published) return true
  if (SHORT[network]?.test(published) === true) return true
  const led = LEAVING[network]?.exec(published)?.[1]
  if (led !== undefined) return plain(decoded(led)) === plain(approved)
  const shown = /^(.+?)(?:…|\.{3})$/u.exec(published)?.[1]
  // How a network shows a long link: its beginning, the whole host at least.
  if (shown !== undefined) return hostIn(approved).length > 0 && plain(shown).length > hostIn(approved).length && plain(approved).startsWith(plain(shown))
  return plain(approved) === plain(published) && (!published.startsWith('http') || !approved.startsWith('http') || scheme(approved) === scheme(published))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const scheme = (link: string): string => link.slice(0, link.indexOf(':'))

/** Parameters that say who followed a link, not where it leads. */
const TRACKING = /^(?:utm_[a-z_]+|fbclid|gclid|dclid|igshid|igsh|mibextid|twclid|ttclid|ref_src|ref_url|mc_cid|mc_eid|_ga|feature|si)$/u

/** A link without its scheme and its tracking, the host in small letters. */
function plain(link: string): string {
  const [, rest = ''] = /^(?:https?:\/\/)?(.*)$/isu.exec(link) ?? []
  const [beforeHash = '', ...hash] = rest.split('#')
  const [path = '', ...query] = beforeHash.split('?')
  const host = path.split('/', 1)[0] ?? ''
  const kept = query.join('?').split('&').filter((part) => part !== '' && !TRACKING.test(part.split('=', 1)[0] ?? ''))
  const tail = path.slice(host.length) === '/' ? '' : path.slice(host.length)
  return `${host.toLowerCase()}${tail}${kept.length > 0 ? `?${kept.join('&')}` : ''}${hash.length > 0 ? `#${hash.join('#')}` : ''}`
}

function hostIn(link: string): string {
  return plain(link).split('/', 1)[0] ?? ''
}

/** Neighbouring stretches that are not the same on both sides, as pairs of what was approved and what is out. */
function differencesOf(stretches: readonly Stretch[]): readonly Difference[] {
  const found: Difference[] = []
  let approved = ''
  let published = ''
  const close = () => {
    if (approved === '' && published === '') return
    found.push({ kind: kindOf(approved.trim(), published.trim()), approved, published })
    approved = ''
    published = ''
  }
  for (const { kind, text } of stretches) {
    // A space alone does not part two words that differ.
    if (kind === 'same' && (text !== ' ' || (approved === '' && published === ''))) close()
    else if (kind === 'same') {
      approved += text
      published += text
    } else if (kind === 'removed') approved += text
    else published += text
  }
  close()
  return found
}

const HIDDEN = /[\p{Cf}\p{Cc}\u115F\u1160\u2800\u3164\uFFA0]|\p{Variation_Selector}|\u034F/gu

function kindOf(approved: string, published: string): DifferenceKind {
  const bare = (text: string) => text.replaceAll(HIDDEN, '')
  const withoutAccents = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '')
  const figures = (text: string) => (text.match(/\p{N}/gu) ?? []).join('')
  if (bare(approved) === bare(published)) return 'hidden'
  /** Letters of other scripts, and Latin ones in mathematical or wide dress. */
  const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\uFF21-\uFF5A\u{1D400}-\u{1D7FF}\u0131\u0237\u0251\u0261]/u
  if (foreign.test(published) && !foreign.test(approved)) return 'alike'
  if (linksOf(approved).length + linksOf(published).length > 0) return 'link'
  if (figures(approved) !== figures(published)) return 'number'
  if (/@[\p{L}\p{N}_]/u.test(approved + published)) return 'mention'
  if (/#[\p{L}\p{N}_]/u.test(approved + published)) return 'hashtag'
  if (withoutAccents(approved) === withoutAccents(published)) return 'accent'
  return approved.toLowerCase() === published.toLowerCase() ? 'case' : 'text'
}
