import type { Found } from './found.ts'
import type { Reading } from './reading.ts'
import type { Institutional } from './rule-set.ts'
import { xLinks } from './x-links.ts'

/** A link, and whose it is: of an official domain, of a service that hides where it leads, or of somebody else. */
export type Link = Found & { readonly owner: 'official' | 'shortener' | 'outside'; readonly host: string }

/** Domains that end bare words in running text («fin.Es importante») are no links: without a protocol only these endings count. */
const BARE_ENDINGS = new Set('mx com org net gob edu info io app gov tv ly link co gl me us eu es cc gd be gle click live news site online shop blog ee page xyz to fm im do in id sh at st'.split(' '))
const PROTOCOL = /^[a-z]+:\/\//i
/** A longer text is not searched: it is far beyond any network's limit. */
const LONGEST_SEARCHED = 20_000

/** The links of a text. A host that only looks like an official one is not official. */
export function links(reading: Reading, institutional: Institutional): readonly Link[] {
  const { cased } = reading
  if (cased.length > LONGEST_SEARCHED) return []
  const found = xLinks(cased).flatMap((link) => {
    const whole = reading.back(link.start, link.end)
    if (/[@]$/.test(cased.slice(0, link.start))) return []
    const hostOf = (text: string) => (text.replace(PROTOCOL, '').split(/[/?#:]/, 1)[0] ?? '').toLowerCase().replace(/^www\./, '')
    const host = hostOf(link.text)
    const ending = link.text.replace(PROTOCOL, '').split(/[/?#:]/, 1)[0]?.split('.').at(-1) ?? ''
    const owner = ownerOf(host, link.text, institutional)
    const counts = owner !== 'outside' || BARE_ENDINGS.has(ending)
    if (!PROTOCOL.test(link.text) && !(counts && isName(link.text))) return []
    const genuine = hostOf(whole.words.normalize('NFKC')) === host
    return [{ ...whole, host, owner: genuine ? owner : 'outside' } as const]
  })
  return [...found, ...disguised(reading, institutional).filter((one) => !found.some((link) => link.start < one.end && one.start < link.end))]
}

/** «ine.mx», not «Ayer.Es». */
function isName(text: string): boolean {
  const host = text.split(/[/?#]/, 1)[0] ?? ''
  return host === host.toLowerCase() || host === host.toUpperCase() || /^www\./i.test(host) || /^[A-Z]{2,}\.mx$/i.test(host)
}

function ownerOf(host: string, link: string, { linkDomains, shorteners, profiles }: Institutional): Link['owner'] {
  const within = (domains: readonly string[]) => domains.some((one) => host === one || host.endsWith(`.${one}`))
  if (within(linkDomains)) return 'official'
  if (within(shorteners)) return 'shortener'
  // A page of a social network is ours when the address names one of our accounts.
  const parts = link.replace(PROTOCOL, '').split(/[/?#=]/).slice(1).map((part) => part.replace(/^@/, '').toLowerCase())
  return profiles.some((profile) => parts.includes(profile.toLowerCase())) ? 'official' : 'outside'
}

const takenApart = new WeakMap<Institutional, RegExp>()

/** «bit . ly/abc», «bit[.]ly», «bit punto ly»: an address taken apart so that no program sees it. */
function disguised(reading: Reading, institutional: Institutional): readonly Link[] {
  const { plain } = reading
  if (!/[[( ](?:\.|punto|dot)[\]) ]|\. | \./.test(plain)) return []
  let expression = takenApart.get(institutional)
  if (expression === undefined) {
    const apart = String.raw`(?: ?\[\.\] ?| ?\(\.\) ?| ?\[?\(?(?:punto|dot)\)?\]? ?| \. ?|\. )`
    const domains = institutional.shorteners.map((domain) => domain.split('.').join(apart))
    expression = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${domains.join('|')}) ?/ ?\S{1,60}`, 'gu')
    takenApart.set(institutional, expression)
  }
  return Array.from(plain.matchAll(expression), (match) => ({ ...reading.back(match.index, match.index + match[0].length), host: '', owner: 'shortener' as const }))
}
