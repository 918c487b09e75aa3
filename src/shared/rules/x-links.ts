import { countryDomains, genericDomains } from './x-patterns.ts'

/** A link as X finds it: half-open range in UTF-16 units, and the text that X replaces with its short link. */
export type XLink = { readonly text: string; readonly start: number; readonly end: number }

/** Longest link, protocol included; a longer one is counted as text. */
const LONGEST_LINK = 4096
/**
 * A stretch without spaces longer than this is not searched: it holds more than any link, and the grammar takes quadratic time on
 * text made for that. The post is far over its limit either way.
 */
const LONGEST_STRETCH = LONGEST_LINK + 304
/** Longest slug of X's own short links. */
const LONGEST_SLUG = 40
/** Longest label of a domain (RFC 1035), measured on its ASCII form. */
const LONGEST_LABEL = 63

// The pieces of the grammar, as twitter-text 3.1.0 publishes it (Apache License 2.0).
const MARKS = '\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066\\u2067\\u2068\\u2069'
const INVALID = '\\uFFFE\\uFEFF\\uFFFF'
const PUNCTUATION = "\\!'#%&'\\(\\)*\\+,\\\\\\-\\.\\/:;<=>\\?@\\[\\]\\^_{|}~\\$"
const SPACES = '\\x09-\\x0D\\x20\\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000'
const LATIN =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF'
const CYRILLIC = '\\u0400-\\u04FF'

const BEFORE = `(?:[^A-Za-z0-9@＠$#＃${INVALID}]|[${MARKS}]|^)`
const DOMAIN_CHARACTER = `[^${PUNCTUATION}${SPACES}${INVALID}${MARKS}]`
const SUBDOMAIN = `(?:(?:${DOMAIN_CHARACTER}(?:[_-]|${DOMAIN_CHARACTER})*)?${DOMAIN_CHARACTER}\\.)`
const NAME = `(?:(?:${DOMAIN_CHARACTER}(?:-|${DOMAIN_CHARACTER})*)?${DOMAIN_CHARACTER}\\.)`
const PATH_CHARACTER = `[a-z${CYRILLIC}0-9!\\*';:=\\+,\\.\\$\\/%#\\[\\]\\-\\u2013_~@\\|&${LATIN}]`
const PARENTHESES = `\\((?:${PATH_CHARACTER}+|(?:${PATH_CHARACTER}*\\(${PATH_CHARACTER}+\\)${PATH_CHARACTER}*))\\)`
const PATH_END = `[\\+\\-a-z${CYRILLIC}0-9=_#\\/${LATIN}]|(?:${PARENTHESES})`
const PATH = `(?:(?:${PATH_CHARACTER}*(?:${PARENTHESES}${PATH_CHARACTER}*)*${PATH_END})|(?:@${PATH_CHARACTER}+/))`
const QUERY_CHARACTER = "[a-z0-9!?\\*'@\\(\\);:&=\\+\\$\\/%#\\[\\]\\-_\\.,~|]"
const QUERY = `\\?${QUERY_CHARACTER}*[a-z0-9\\-_&=#\\/]`

/** What lies between spaces, with the space before it, which the grammar may take for what stands before a link: no link crosses one. */
const STRETCH = new RegExp(`[${SPACES}]?[^${SPACES}]+`, 'g')

type Grammar = { readonly link: RegExp; readonly asciiDomain: RegExp; readonly shortLink: RegExp }

let compiled: Grammar | undefined

/** Compiled at the first link looked for: the list of domains makes it the one slow expression of the checker. */
function grammar(): Grammar {
  compiled ??= compile()
  return compiled
}

function compile(): Grammar {
  const ending = (domains: readonly string[]) => `(?:(?:${domains.join(' ').split(' ').join('|')})(?=[^0-9a-zA-Z@+-]|$))`
  const top = `(?:${ending(genericDomains)}|${ending(countryDomains)}|(?:xn--[\\-0-9a-z]+))`
  const domain = `(?:${SUBDOMAIN}*${NAME}${top})`
  return {
    link: new RegExp(
      `(?<before>${BEFORE})(?<url>(?<protocol>https?:\\/\\/)?(?<domain>${domain})(?::[0-9]+)?(?<path>\\/${PATH}*)?(?:${QUERY})?)`,
      'gi',
    ),
    asciiDomain: new RegExp(`(?:(?:[\\-a-z0-9${LATIN}]+)\\.)+${top}`, 'gi'),
    shortLink: new RegExp(`^https?:\\/\\/t\\.co\\/([a-z0-9]+)(?:${QUERY})?`, 'i'),
  }
}

/** The links of a text in NFC, as X finds them: bare domains count too (`ine.mx`), a mail address does not. */
export function xLinks(text: string): readonly XLink[] {
  if (!text.includes('.')) return []
  return Array.from(text.matchAll(STRETCH)).flatMap(({ 0: stretch, index }) => {
    if (stretch.length > LONGEST_STRETCH || !stretch.includes('.')) return []
    return linksIn(stretch).map((link) => ({ text: link.text, start: index + link.start, end: index + link.end }))
  })
}

/** Links of stretches that were searched: while one writes, all but one of them are as they were. */
const known = new Map<string, readonly XLink[]>()
const MOST_KNOWN = 256

/** The links of a stretch without spaces, counted from its beginning. */
function linksIn(stretch: string): readonly XLink[] {
  const before = known.get(stretch)
  if (before !== undefined) return before
  const links = Array.from(stretch.matchAll(grammar().link)).flatMap(linksOf)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(stretch, links)
  return links
}

function linksOf(match: RegExpExecArray): readonly XLink[] {
  const { before = '', url = '', protocol, domain = '', path } = match.groups ?? {}
  const end = match.index + match[0].length
  const start = end - url.length
  if (!isUsable(url, protocol ?? 'https://', domain)) return []
  if (protocol !== undefined) return shortened(url, start, end)
  if (/[-_./]$/.test(before)) return []
  return bareLinks(url, domain, path, start, end)
}

/** X's own short links end with their slug, whatever follows. */
function shortened(url: string, start: number, end: number): readonly XLink[] {
  const short = grammar().shortLink.exec(url)
  if (short === null) return [{ text: url, start, end }]
  if ((short[1] ?? '').length > LONGEST_SLUG) return []
  return [{ text: short[0], start, end: start + short[0].length }]
}

/** Without a protocol only the ASCII and Latin part of a domain is a link; the path belongs to the last one found. */
function bareLinks(url: string, domain: string, path: string | undefined, start: number, end: number): readonly XLink[] {
  const found: XLink[] = []
  let from = 0
  for (const [text] of domain.matchAll(grammar().asciiDomain)) {
    const at = domain.indexOf(text, from)
    from = at + text.length
    found.push({ text, start: start + at, end: start + from })
  }
  const last = found.at(-1)
  if (last === undefined || path === undefined) return found
  return [...found.slice(0, -1), { text: url.replace(domain, () => last.text), start: last.start, end }]
}

function isUsable(url: string, protocol: string, domain: string): boolean {
  if (domain.startsWith('xn--') && domain.match(grammar().asciiDomain) === null) return false
  const labels = domain.split('.').map(asciiLength)
  return labels.every((length) => length >= 1 && length <= LONGEST_LABEL) && protocol.length + url.length <= LONGEST_LINK
}

/**
 * Length of a domain label in its ASCII form: `xn--` and its punycode (RFC 3492), or itself when it is ASCII already. The full stops of other scripts
 * (RFC 3490, section 3.1) divide it further and count as one each; what they divide is still measured together, as X does.
 */
function asciiLength(label: string): number {
  const parts = label.split(/[\u3002\uFF0E\uFF61]/)
  return parts.reduce((sum, part) => sum + asciiPartLength(part), parts.length - 1)
}

function asciiPartLength(part: string): number {
  const points = Array.from(part, (character) => character.codePointAt(0) ?? 0)
  return points.some((point) => point > 0x7f) ? 4 + punycodeLength(points) : part.length
}

/** How many characters RFC 3492 needs for these code points (base 36, tmin 1, tmax 26, skew 38, damp 700). */
function punycodeLength(points: readonly number[]): number {
  const basic = points.filter((point) => point < 0x80).length
  let length = basic > 0 ? basic + 1 : 0
  let handled = basic
  let n = 0x80
  let delta = 0
  let bias = 72
  while (handled < points.length) {
    const next = points.reduce((least, point) => (point >= n && point < least ? point : least), Number.MAX_SAFE_INTEGER)
    delta += (next - n) * (handled + 1)
    n = next
    for (const point of points) {
      if (point < n) delta += 1
      if (point !== n) continue
      length += variableLength(delta, bias)
      bias = adapted(delta, handled + 1, handled === basic)
      delta = 0
      handled += 1
    }
    delta += 1
    n += 1
  }
  return length
}

function variableLength(delta: number, bias: number): number {
  let rest = delta
  let length = 1
  for (let k = 36; ; k += 36) {
    const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
    if (rest < threshold) return length
    rest = Math.floor((rest - threshold) / (36 - threshold))
    length += 1
  }
}

function adapted(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
