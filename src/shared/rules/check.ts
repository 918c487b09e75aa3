import type { Network } from '#shared/accounts/network.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { isSeen, says, worded } from '#shared/kernel/worded.ts'
import { unfilledBlanks } from './blanks.ts'
import { periodsAt } from './calendar.ts'
import { mediaFor, needsTitle, networksOf, placedTexts, textOn, type CheckedContent, type Circumstances, type Media, type PlacedText } from './content.ts'
import { curps } from './curp.ts'
import { despaced, unspelledMail } from './despaced.ts'
import type { Finding, Place, RuleId, Severity } from './finding.ts'
import { apartFrom, findAll, type Found } from './found.ts'
import { homeAddresses } from './home-address.ts'
import { cards, clabes, credentialNumbers, electorKeys } from './identifiers.ts'
import { inclusiveSuggestions, unreadableEndings } from './inclusive.ts'
import { decorativeLetters, emojiExcess, flatTags, lookAlikes, numericDates } from './legibility.ts'
import { offences } from './lexicon.ts'
import { links } from './links.ts'
import { mails } from './mail.ts'
import { measure } from './measure.ts'
import { phones } from './phone.ts'
import { phrasesIn, type PhraseFound, type TextKind } from './phrases.ts'
import { read } from './reading.ts'
import type { Spot } from './spot.ts'
import { rfcs } from './rfc.ts'
import { limitOf, severityOf, takesKind, textLimitOf, type ElectoralPeriod, type Limit, type LimitField, type RuleSet } from './rule-set.ts'
import { mostAlike, sameTextSeverity, strictnessOf } from './same-text.ts'
import { capitals, costlyCharacters, hiddenCharacters } from './wording.ts'

/** A description that is what a camera or a program called the file. */
const FILE_NAME = /^\s*(?:[^\s]{1,120}\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|mp4|mov|pdf|svg)|(?:img|dsc|dscn|dcim|pxl|image|imagen|foto|screenshot|captura|whatsapp image|captura de pantalla|photo|sin t[ií]tulo|untitled|diseño sin t[ií]tulo)[ _-]*(?:[\d_ .():apm-]|at|de|wa){0,50})\s*$/iu
const OPENING = /^\s*(?:(?:en|es|esta es|se muestra|se ve|vemos) )?(?:(?:la|una|esta) )?(?:imagen|foto|fotograf[íi]a|gr[áa]fico|gr[áa]fica|ilustraci[óo]n|captura)\s+(?:de|del|que|donde|en la que|se|muestra|con|aparece|aérea de)(?!\p{L})/iu

type At = (found: Found) => Place

const NOWHERE = { start: 0, end: 0 }

const goesTo = (media: Media) => (network: Network) => mediaFor([media], network).length > 0

/**
 * A text longer than this is not read: it is longer than any network takes (Facebook's 63,206 is the longest limit known), and
 * a paste of a book must not stop the screen. It is refused, so nothing in it goes unchecked.
 */
export const LONGEST_READ = 65_536

/**
 * Everything the rules have to say about a content by itself; what other posts and the line say is `across.ts`. The same function runs in
 * the window while one writes and in main at the gate, so what the screen says is what blocks. Order: what lacks, then text by
 * text, then files.
 */
export function check(content: CheckedContent, rules: RuleSet, circumstances: Circumstances): readonly Finding[] {
  const networks = networksOf(content)
  const texts = placedTexts(content)
  // Nothing goes out in the past: who wants it for yesterday wants it now.
  const at = content.wanted !== undefined && content.wanted !== null && content.wanted.at > circumstances.now ? content.wanted.at : circumstances.now
  const periods = periodsAt(rules.calendar, at, circumstances.entity)
  return [
    ...missing(content, rules, networks, texts),
    ...texts.flatMap(({ spot, text }) => inPost(text, rules, periods, (found) => place(spot, found))),
    ...texts.flatMap((placed) => placed.networks.flatMap((network) => onNetwork(placed, network, content, rules))),
    ...networks.flatMap((network) => ofFiles(content, network, rules)),
    ...ofTags(content, rules, networks),
    ...ofTime(content, rules),
    ...sameText(content, rules, networks),
    ...content.media.flatMap((media, index) => inMedia(content, media, index, rules, networks, periods)),
  ]
}

function place(spot: Spot, { start, end }: Pick<Found, 'start' | 'end'>): Place {
  return { ...spot, start, end }
}

function finding(rules: RuleSet, rule: RuleId, at: Place, detail: Finding['detail'] = {}, severity?: Severity): Finding {
  return { rule, severity: severity ?? severityOf(rules, rule), place: at, detail }
}

/** A finding with words that may stand in the place of those found. */
function better(rules: RuleSet, rule: RuleId, at: Place, words: string, instead: string): Finding {
  return { ...finding(rules, rule, at, { words, instead }), instead }
}

function missing(content: CheckedContent, rules: RuleSet, networks: readonly Network[], texts: readonly PlacedText[]): readonly Finding[] {
  // A title or comment that says nothing is none.
  const empty = texts.filter(({ spot, text }) => !isSeen(text) && (spot.kind === 'text' || spot.kind === 'own' || spot.kind === 'part'))
  const untitled = networks.filter((network) => needsTitle(network) && !isSeen(content.titles?.[network] ?? ''))
  const reference = worded(content.source?.reference ?? '')
  return [
    ...(networks.length === 0 ? [finding(rules, 'accounts-missing', { kind: 'accounts' })] : []),
    ...untitled.map((network) => finding(rules, 'title-missing', { kind: 'title', network, start: 0, end: 0 }, { network })),
    ...empty.map(({ spot }) => finding(rules, 'text-missing', place(spot, NOWHERE))),
    ...(reference === '' ? [finding(rules, 'source-missing', { kind: 'source' })] : []),
    ...(reference !== '' && content.source?.kind === 'link' && !/^https:\/\/[^\s/]+\.[^\s/]+/i.test(reference)
      ? [finding(rules, 'source-link', { kind: 'source' })]
      : []),
  ]
}

/** The text of a post: what no text may have, and how it reads. */
function inPost(text: string, rules: RuleSet, periods: readonly ElectoralPeriod[], at: At): readonly Finding[] {
  if (text.length > LONGEST_READ) return [finding(rules, 'text-too-long', at({ start: 0, end: text.length, words: '' }), { count: text.length, limit: LONGEST_READ })]
  const say = (rule: RuleId) => (found: Found) => finding(rules, rule, at(found), { words: found.words })
  return [
    ...inText(text, rules, periods, 'post', at),
    ...emojiExcess(text, rules.legibility.emoji).map(say('emoji-excess')),
    ...flatTags(text, rules.legibility).map(({ instead, ...found }) => (instead === undefined ? say('hashtag-case')(found) : better(rules, 'hashtag-case', at(found), found.words, instead))),
    ...numericDates(text).map(say('numeric-date')),
  ]
}

/** What may stand in no text of ours: the post's, and the alternative text of an image. */
function inText(text: string, rules: RuleSet, periods: readonly ElectoralPeriod[], kind: TextKind, at: At): readonly Finding[] {
  const { institutional, lexicon } = rules
  const reading = read(text)
  const plain = despaced(reading)
  const say = (rule: RuleId) => (found: Found) => finding(rules, rule, at(found), { words: found.words })
  const back = <F extends Found>(found: F): F => ({ ...found, ...plain.back(found.start, found.end) })
  const keys = curps(plain.cased).map(back)
  const electors = apartFrom(electorKeys(plain.cased).map(back), keys)
  const taxpayers = rfcs(plain.cased, institutional.rfcs).map(back).filter((rfc) => apartFrom([rfc], [...keys, ...electors]).length > 0)
  const credentials = credentialNumbers(plain.cased).map(back)
  const accounts = apartFrom(clabes(plain.cased).map(back), credentials)
  const payment = cards(plain.cased, []).map(back).filter((card) => apartFrom([card], [...accounts, ...credentials]).length > 0)
  const addresses = mails(unspelledMail(plain), institutional).map(back)
  const offensive = offences(reading.cased, lexicon).map((offence) => ({ ...offence, ...reading.back(offence.start, offence.end) }))
  const numbers = apartFrom(phones(plain.cased, institutional.phones).map(back), [...keys, ...taxpayers, ...addresses, ...electors, ...credentials, ...accounts, ...payment])
  return [
    ...electors.map(say('elector-key')),
    ...credentials.map(say('credential-number')),
    ...accounts.map(say('clabe')),
    ...payment.map(say('card')),
    ...homeAddresses(reading).map(say('address')),
    ...keys.map((curp) => say(curp.genuine ? 'curp' : 'curp-like')(curp)),
    ...taxpayers.flatMap((rfc) => {
      if (rfc.holder === 'person') return [say(rfc.genuine ? 'rfc-person' : 'rfc-like')(rfc)]
      return rfc.genuine ? [say('rfc-company')(rfc)] : []
    }),
    ...numbers.map(say('phone')),
    ...addresses.map((mail) => say(`mail-${mail.owner}`)(mail)),
    ...offensive.map((offence) => say(offence.kind)(offence)),
    ...phrasesIn(reading, rules.phrases, kind, (windows) => periods.some((period) => windows.includes(period.kind)))
      .filter((found) => apartFrom([found], offensive.filter((offence) => offence.kind === found.rule)).length > 0)
      .flatMap((found) => inPeriod(rules, found, periods, at)),
    ...links(reading, institutional).flatMap((link) =>
      link.owner === 'official' ? [] : [finding(rules, link.owner === 'shortener' ? 'link-shortener' : 'link-outside', at(link), { words: link.words })],
    ),
    ...lookAlikes(text).map(say('look-alike-letters')),
    ...decorativeLetters(text).map(say('decorative-letters')),
    ...unreadableEndings(reading, rules.inclusive).map(say('unreadable-ending')),
    ...inclusiveSuggestions(reading, rules.inclusive).map(({ instead, ...found }) => better(rules, 'inclusive-language', at(found), found.words, instead)),
    ...hiddenCharacters(text).map((hidden) =>
      finding(rules, 'hidden-characters', at(hidden), { code: `U+${(hidden.words.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` }),
    ),
    ...capitals(text).map(say('capitals')),
    ...unfilledBlanks(text, rules.blanks).map(say('unfilled-blank')),
  ]
}

/** What a rule of phrases found, if the calendar asks for it now. In a silence it blocks. */
function inPeriod(rules: RuleSet, found: PhraseFound, periods: readonly ElectoralPeriod[], at: At): readonly Finding[] {
  const { windows } = found
  if (windows === undefined) return [finding(rules, found.rule, at(found), { words: found.words })]
  const running = periods.filter((period) => windows.includes(period.kind))
  const silence = running.find((period) => period.kind === 'silence')
  const period = silence ?? running[0]
  if (period === undefined) return []
  return [finding(rules, found.rule, at(found), { words: found.words, from: period.from, to: period.to }, silence === undefined ? undefined : 'block')]
}

/** One text on several accounts of a network that minds: the same, or nearly. The parts of a thread are one text for all of its accounts. */
function sameText(content: CheckedContent, rules: RuleSet, networks: readonly Network[]): readonly Finding[] {
  return networks.flatMap((network) => {
    const strictness = strictnessOf(network)
    const accounts = content.accounts.filter((account) => account.network === network)
    if (strictness === undefined || accounts.length < 2) return []
    const say = (at: Place, count: number) => finding(rules, 'identical-text', at, { networks: network, count }, sameTextSeverity(rules, strictness))
    const count = mostAlike(accounts.map((account) => textOn(content, account)).filter((text) => text.length <= LONGEST_READ))
    if (count === accounts.length) return [say({ kind: 'accounts' }, count)]
    return [
      ...(count > 1 ? [say({ kind: 'accounts' }, count)] : []),
      ...(content.threads?.[network] ?? []).flatMap((part, index) => (part.trim() === '' ? [] : [say({ kind: 'part', network, part: index, start: 0, end: part.length }, accounts.length)])),
    ]
  })
}

/** What depends on the network that gets a text: its limits and its prices. */
function onNetwork({ spot, text }: PlacedText, network: Network, content: CheckedContent, rules: RuleSet): readonly Finding[] {
  if (spot.kind === 'tag') return refusedSigns(text, network, spot, rules)
  const whole = place(spot, { start: 0, end: text.length })
  const readable = text.length <= LONGEST_READ
  return [
    ...(readable ? over(rules, spotLimitOf(rules, network, spot, mediaFor(content.media, network)), (limit) => measure(limit.unit, text), 'over-limit', whole) : []),
    ...(readable ? inNumbers(text, network, spot, rules) : []),
    ...(readable && network === 'x' ? costlyCharacters(text).map((sign) => finding(rules, 'costly-character', place(spot, sign), { words: sign.words })) : []),
  ]
}

/** The limit of one of a post's texts on a network, if one is known. A further part is counted as a text without files. */
export function spotLimitOf(rules: RuleSet, network: Network, spot: Spot, media: readonly Media[]): Limit | undefined {
  switch (spot.kind) {
    case 'text':
    case 'own':
      return textLimitOf(rules, network, media)
    case 'part':
      return textLimitOf(rules, network, [])
    case 'title':
    case 'comment':
      return limitOf(rules, network, spot.kind)
    case 'tag':
      return limitOf(rules, network, 'tags')
    default:
      return never(spot)
  }
}

/** How many files go to a network, and of what kinds. */
function ofFiles(content: CheckedContent, network: Network, rules: RuleSet): readonly Finding[] {
  const media = mediaFor(content.media, network)
  const images = media.filter((one) => one.mime.startsWith('image/')).length
  const films = media.filter((one) => one.mime.startsWith('video/')).length
  const gifs = media.filter((one) => one.mime === 'image/gif').length
  const lone = limitOf(rules, network, 'gifs')
  return [
    ...under(rules, limitOf(rules, network, 'media-least'), media.length, 'media-missing', { kind: 'media', media: 0 }),
    ...over(rules, limitOf(rules, network, 'images'), () => images, 'too-many-images', { kind: 'media', media: 0 }),
    // A GIF fills the post that it is in.
    ...(lone !== undefined && gifs > 0 && images > lone.limit ? [finding(rules, 'gif-alone', { kind: 'media', media: 0 }, { network }, lone.confidence === 'confirmed' ? 'block' : 'warn')] : []),
    ...(films > 1 || (films > 0 && images > 0) ? [finding(rules, 'mixed-media', { kind: 'media', media: 0 }, { network })] : []),
  ]
}

/** YouTube counts its tags together: commas between them, and two more for the quotes of one that has a space. */
function ofTags(content: CheckedContent, rules: RuleSet, networks: readonly Network[]): readonly Finding[] {
  const { tags = [] } = content
  if (tags.length === 0 || !networks.includes('youtube')) return []
  return over(rules, limitOf(rules, 'youtube', 'tags'), (limit) => tagsLength(tags, limit), 'over-limit', { kind: 'tag', tag: 0, start: 0, end: tags[0]?.length ?? 0 })
}

/** Length of a list of tags in the unit of its limit (YouTube Data API, `snippet.tags[]`). */
export function tagsLength(tags: readonly string[], { unit }: Pick<Limit, 'unit'>): number {
  return tags.reduce((sum, tag) => sum + measure(unit, tag) + (/\s/u.test(tag) ? 2 : 0), Math.max(0, tags.length - 1))
}

/** A window that ends before it begins, or a wanted moment outside it: nobody could publish it when it is meant. */
function ofTime({ wanted, window }: CheckedContent, rules: RuleSet): readonly Finding[] {
  if (window === undefined || window === null) return []
  const from = window.from === null ? -Infinity : millisecondsOf(window.from)
  const until = window.until === null ? Infinity : millisecondsOf(window.until)
  const at = wanted === undefined || wanted === null ? undefined : millisecondsOf(wanted.at)
  return from >= until || (at !== undefined && (at < from || at > until)) ? [finding(rules, 'time-window', { kind: 'time' }, { inverted: from >= until ? 1 : 0 })] : []
}

/** Hashtags, mentions and links that a network counts, and signs that it refuses. */
function inNumbers(text: string, network: Network, spot: Spot, rules: RuleSet): readonly Finding[] {
  const whole = place(spot, { start: 0, end: text.length })
  const tags = findAll(text, /(?<![\p{L}\p{N}&])#[\p{L}\p{N}_]+/gu)
  const mentions = findAll(text, /(?<![\p{L}\p{N}._%+@-])@[\p{L}\p{N}_.]{2,}/gu)
  const linked = limitOf(rules, network, 'links') === undefined ? [] : links(read(text), rules.institutional)
  return [
    ...over(rules, limitOf(rules, network, 'hashtags'), () => tags.length, 'too-many-hashtags', whole),
    ...over(rules, limitOf(rules, network, 'mentions'), () => mentions.length, 'too-many-mentions', whole),
    ...over(rules, limitOf(rules, network, 'links'), () => new Set(linked.map(({ words }) => words)).size, 'too-many-links', whole),
    ...refusedSigns(text, network, spot, rules),
  ]
}

/** Signs that a network refuses; the first is enough. */
function refusedSigns(text: string, network: Network, spot: Spot, rules: RuleSet): readonly Finding[] {
  const refused = network === 'youtube' ? findAll(text, /[<>]/g) : []
  return refused.slice(0, 1).map((sign) => finding(rules, 'forbidden-character', place(spot, sign), { words: sign.words, network }))
}

/** A finding if a measure goes over a limit: it blocks when the limit is confirmed, and warns when it is not. `of`: what was measured, in which `unit`. */
function over(rules: RuleSet, limit: Limit | undefined, measured: (limit: Limit) => number, rule: RuleId, at: Place): readonly Finding[] {
  if (limit === undefined) return []
  const count = measured(limit)
  if (count <= limit.limit) return []
  const severity = limit.confidence === 'confirmed' ? 'block' : 'warn'
  return [finding(rules, rule, at, { network: limit.network, of: at.kind, unit: limit.unit, count, limit: limit.limit, over: count - limit.limit }, severity)]
}

/** The same below a limit; how much is there is said in the limit's own unit. */
function under(rules: RuleSet, limit: Limit | undefined, count: number, rule: RuleId, at: Place): readonly Finding[] {
  if (limit === undefined || count >= limit.limit) return []
  return [finding(rules, rule, at, { network: limit.network, count, limit: limit.limit }, limit.confidence === 'confirmed' ? 'block' : 'warn')]
}

/** A picture of more points than a network takes, in its width or its height. */
function tooLarge(rules: RuleSet, most: Limit | undefined, tallest: Limit | undefined, { width, height }: { readonly width: number; readonly height: number }, at: Place): readonly Finding[] {
  if (most === undefined || tallest === undefined || (width <= most.limit && height <= tallest.limit)) return []
  return [finding(rules, 'gif-too-large', at, { network: most.network, width, height, widest: most.limit, tallest: tallest.limit }, most.confidence === 'confirmed' ? 'block' : 'warn')]
}

/** What a network says of a file: its kind, its weight, its length, its shape. What could not be measured is not judged. */
function onFile({ mime, size, shape, seconds }: Media, network: Network, rules: RuleSet, at: Place): readonly Finding[] {
  const kind = mime.startsWith('video/') ? 'film' : 'image'
  const limit = (field: LimitField) => limitOf(rules, network, field)
  const known = takesKind(rules, network, mime)
  const ratio = shape === undefined ? undefined : Math.round((1000 * shape.width) / shape.height)
  const weight = kind === 'film' ? limit('film-size') : ((mime === 'image/gif' ? limit('gif-size') : undefined) ?? limit('image-size'))
  return [
    ...(known === undefined || known.taken ? [] : [finding(rules, 'media-type', at, { network, kind: mime, kinds: known.kinds.join(', ') }, known.isSure ? 'block' : 'warn')]),
    ...over(rules, weight, () => size, kind === 'film' ? 'film-too-big' : 'image-too-big', at),
    ...(kind === 'image' || seconds === undefined ? [] : [...over(rules, limit('film-seconds'), () => seconds, 'film-length', at), ...under(rules, limit('film-seconds-least'), seconds, 'film-length', at)]),
    ...(mime === 'image/gif' && shape !== undefined ? tooLarge(rules, limit('gif-width'), limit('gif-height'), shape, at) : []),
    ...(ratio === undefined ? [] : [...over(rules, limit(`${kind}-ratio-most`), () => ratio, 'media-shape', at), ...under(rules, limit(`${kind}-ratio-least`), ratio, 'media-shape', at)]),
  ]
}

function inMedia(
  content: CheckedContent,
  media: Media,
  index: number,
  rules: RuleSet,
  networks: readonly Network[],
  periods: readonly ElectoralPeriod[],
): readonly Finding[] {
  const at: Place = { kind: 'media', media: index }
  const sizes = networks.filter(goesTo(media)).flatMap((network) => onFile(media, network, rules, at))
  const { alternative } = media
  if (alternative.kind === 'decorative' && says(alternative.reason)) return sizes
  if (alternative.kind !== 'text' || !says(alternative.text)) return [...sizes, finding(rules, 'alt-missing', at, { name: media.name })]
  return [...sizes, ...inAlternative(content, media, alternative.text, index, rules, networks, periods)]
}

function inAlternative(
  content: CheckedContent,
  media: Media,
  text: string,
  index: number,
  rules: RuleSet,
  networks: readonly Network[],
  periods: readonly ElectoralPeriod[],
): readonly Finding[] {
  const at: At = (found) => ({ kind: 'alternative', media: index, start: found.start, end: found.end })
  const whole = at({ start: 0, end: text.length, words: text })
  const repeats = placedTexts(content).some(({ text: other }) => other.trim().toLowerCase() === text.trim().toLowerCase())
  return [
    ...(text.length > LONGEST_READ ? [] : inText(text, rules, periods, 'alternative', at)),
    ...networks.filter(goesTo(media)).flatMap((network) => over(rules, limitOf(rules, network, 'alternative'), (limit) => measure(limit.unit, text), 'alt-too-long', whole)),
    ...(FILE_NAME.test(text) ? [finding(rules, 'alt-filename', whole, { words: text })] : []),
    ...(repeats ? [finding(rules, 'alt-repeats', whole)] : []),
    ...(OPENING.test(text) && !FILE_NAME.test(text) ? [finding(rules, 'alt-opening', whole)] : []),
  ]
}
