import type { Network } from '#shared/accounts/network.ts'
import { networksOf, textFor, type CheckedContent, type Media } from './content.ts'
import { curps } from './curp.ts'
import type { Finding, Place, RuleId, Severity } from './finding.ts'
import { apartFrom, type Found } from './found.ts'
import { offences } from './lexicon.ts'
import { mails } from './mail.ts'
import { measure } from './measure.ts'
import { phones } from './phone.ts'
import { rfcs } from './rfc.ts'
import { limitOf, type Limit, type RuleSet } from './rule-set.ts'
import { capitals, costlyCharacters, hiddenCharacters } from './wording.ts'

type At = (found: Found) => Place

/**
 * Everything the rules have to say about a content. The same function runs in the window while one writes and in main at the
 * gate, so what the screen says is what blocks. Order: what lacks, then text by text, then files.
 */
export function check(content: CheckedContent, rules: RuleSet): readonly Finding[] {
  const networks = networksOf(content)
  return [
    ...missing(content, rules, networks),
    ...textsOf(content, networks).flatMap(([network, text]) => inText(text, rules, (found) => place(network, found))),
    ...networks.flatMap((network) => onNetwork(content, network, rules)),
    ...content.media.flatMap((media, index) => inMedia(content, media, index, rules, networks)),
  ]
}

function place(network: Network | 'base', found: Found): Place {
  return { kind: 'text', network, start: found.start, end: found.end }
}

/** Each different text once: the base if a network inherits it (or none is chosen yet), and the networks' own. */
function textsOf(content: CheckedContent, networks: readonly Network[]): readonly (readonly [Network | 'base', string])[] {
  const own = networks.filter((network) => content.variants[network] !== undefined)
  const base = networks.length === 0 || own.length < networks.length ? [['base', content.base] as const] : []
  return [...base, ...own.map((network) => [network, textFor(content, network)] as const)]
}

function finding(rules: RuleSet, rule: RuleId, at: Place, detail: Finding['detail'] = {}, severity?: Severity): Finding {
  return { rule, severity: severity ?? rules.checks.find((one) => one.id === rule)?.severity ?? 'warn', place: at, detail }
}

function missing(content: CheckedContent, rules: RuleSet, networks: readonly Network[]): readonly Finding[] {
  const empty = textsOf(content, networks).filter(([, text]) => text.trim() === '')
  const reference = content.source?.reference.trim() ?? ''
  return [
    ...(networks.length === 0 ? [finding(rules, 'accounts-missing', { kind: 'accounts' })] : []),
    ...empty.map(([network]) => finding(rules, 'text-missing', { kind: 'text', network, start: 0, end: 0 })),
    ...(reference === '' ? [finding(rules, 'source-missing', { kind: 'source' })] : []),
    ...(reference !== '' && content.source?.kind === 'link' && !/^https:\/\/[^\s/]+\.[^\s/]+/i.test(reference)
      ? [finding(rules, 'source-link', { kind: 'source' })]
      : []),
  ]
}

/** What may stand in no text of ours: the post's, and the alternative text of an image. */
function inText(text: string, rules: RuleSet, at: At): readonly Finding[] {
  const { institutional, lexicon } = rules
  const say = (rule: RuleId) => (found: Found) => finding(rules, rule, at(found), { words: found.words })
  const keys = curps(text)
  const taxpayers = rfcs(text, institutional.rfcs).filter((rfc) => apartFrom([rfc], keys).length > 0)
  const addresses = mails(text, institutional)
  const numbers = apartFrom(phones(text, institutional.phones), [...keys, ...taxpayers, ...addresses])
  return [
    ...keys.map((curp) => say(curp.genuine ? 'curp' : 'curp-like')(curp)),
    ...taxpayers.flatMap((rfc) => {
      if (rfc.holder === 'person') return [say(rfc.genuine ? 'rfc-person' : 'rfc-like')(rfc)]
      return rfc.genuine ? [say('rfc-company')(rfc)] : []
    }),
    ...numbers.map(say('phone')),
    ...addresses.map((mail) => say(`mail-${mail.owner}`)(mail)),
    ...offences(text, lexicon).map((offence) => say(offence.kind)(offence)),
    ...hiddenCharacters(text).map((hidden) =>
      finding(rules, 'hidden-characters', at(hidden), { code: `U+${(hidden.words.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` }),
    ),
    ...capitals(text).map(say('capitals')),
  ]
}

/** What depends on the network: its limits and its prices. */
function onNetwork(content: CheckedContent, network: Network, rules: RuleSet): readonly Finding[] {
  const text = textFor(content, network)
  const from = content.variants[network] === undefined ? 'base' : network
  const images = content.media.filter((media) => media.mime.startsWith('image/')).length
  const films = content.media.filter((media) => media.mime.startsWith('video/')).length
  return [
    ...over(rules, limitOf(rules, network, 'text'), (limit) => measure(limit.unit, text), 'over-limit', { kind: 'text', network: from, start: 0, end: text.length }),
    ...over(rules, limitOf(rules, network, 'images'), () => images, 'too-many-images', { kind: 'media', media: 0 }),
    ...(films > 1 || (films > 0 && images > 0) ? [finding(rules, 'mixed-media', { kind: 'media', media: 0 }, { network })] : []),
    ...(network === 'x' ? costlyCharacters(text).map((sign) => finding(rules, 'costly-character', place(from, sign), { words: sign.words })) : []),
  ]
}

/** A finding if a measure goes over a limit: it blocks when the limit is confirmed, and warns when it is not. */
function over(rules: RuleSet, limit: Limit | undefined, measured: (limit: Limit) => number, rule: RuleId, at: Place): readonly Finding[] {
  if (limit === undefined) return []
  const count = measured(limit)
  if (count <= limit.limit) return []
  const severity = limit.confidence === 'confirmed' ? 'block' : 'warn'
  return [finding(rules, rule, at, { network: limit.network, count, limit: limit.limit, over: count - limit.limit }, severity)]
}

function inMedia(content: CheckedContent, media: Media, index: number, rules: RuleSet, networks: readonly Network[]): readonly Finding[] {
  const isImage = media.mime.startsWith('image/')
  const at: Place = { kind: 'media', media: index }
  const sizes = isImage
    ? networks.flatMap((network) => over(rules, limitOf(rules, network, 'image-size'), () => media.size, 'image-too-big', at))
    : []
  const { alternative } = media
  if (alternative.kind === 'decorative' && alternative.reason.trim() !== '') return sizes
  if (alternative.kind !== 'text' || alternative.text.trim() === '') return [...sizes, finding(rules, 'alt-missing', at, { name: media.name })]
  return [...sizes, ...inAlternative(content, alternative.text, index, rules, networks)]
}

function inAlternative(content: CheckedContent, text: string, index: number, rules: RuleSet, networks: readonly Network[]): readonly Finding[] {
  const at: At = (found) => ({ kind: 'alternative', media: index, start: found.start, end: found.end })
  const whole = at({ start: 0, end: text.length, words: text })
  const repeats = textsOf(content, networks).some(([, other]) => other.trim().toLowerCase() === text.trim().toLowerCase())
  return [
    ...inText(text, rules, at),
    ...networks.flatMap((network) => over(rules, limitOf(rules, network, 'alternative'), (limit) => measure(limit.unit, text), 'alt-too-long', whole)),
    ...(repeats ? [finding(rules, 'alt-repeats', whole)] : []),
    ...(/^\s*(?:imagen|foto|fotograf[íi]a|gr[áa]fico)\s+(?:de|del|que)\b/iu.test(text) ? [finding(rules, 'alt-opening', whole)] : []),
  ]
}
