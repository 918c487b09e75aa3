import { findAll, type Found } from './found.ts'
import { read } from './reading.ts'
import type { Legibility } from './rule-set.ts'
import { inPascalCase } from './tag-words.ts'

/** Letters that are drawn by styled signs: mathematical alphabets, full width, circled, squared, small capitals. */
const DECORATIVE = /(?:[\u{1D400}-\u{1D7FF}\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u24B6-\u24E9\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u1D00-\u1D2B\u0262\u026A\u0274\u0280\u028F\u0299\u029C\u029F\uA730\uA731][ \p{M}\p{P}]{0,2})+/gu
/** A square with a letter that is an emoji of its own (blood groups, parking) is none of them when it stands alone. */
const LONE_EMOJI_LETTER = /^[\u{1F170}\u{1F171}\u{1F17E}\u{1F17F}]\ufe0f?\s?$/u
/** Letters with three or more marks piled on each. */
const PILED = /(?:\p{L}\p{M}{3,})+/gu
/** An emoji where a letter should be, or between two. */
const INSIDE_WORD = /\p{L}(?:\p{Extended_Pictographic}\ufe0f?)+\p{L}/gu
const NUMERIC_DATE = /(?<![\p{L}\p{N}/.,$#_-])(?:0?[1-9]|[12]\d|3[01])(?<sign>[/.-])(?:0?[1-9]|1[0-2])\k<sign>(?:20\d{2}|\d{2})(?![\p{N}/_-]|[.,]\d)|(?<![\p{L}\p{N}/.,$#_-])20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\p{L}\p{N}/_-])/gu
const TAG = /(?<![\p{L}\p{N}&])#(?<name>[\p{L}\p{N}_]{3,100})/gu

/** So many small capitals in a row are a word; fewer may be a sign of phonetics. */
const SMALL_CAPITALS = 3

/** Styled letters, which a screen reader spells out or leaves out. */
export function decorativeLetters(text: string): readonly Found[] {
  const styled = findAll(text, DECORATIVE).filter(({ words }) => !LONE_EMOJI_LETTER.test(words) && (/[^\u1D00-\u1D2B]/u.test(words.trim()) || Array.from(words.trim()).length >= SMALL_CAPITALS))
  return [...styled.map(trimmed), ...findAll(text, PILED)]
}

/** Words whose letters are not what they look like. */
export function lookAlikes(text: string): readonly Found[] {
  // Made here, and not when the app starts: to read the names of scripts takes ten milliseconds.
  const mixed = /(?<![\p{L}\p{M}])(?=[\p{L}\p{M}]*\p{Script=Latin})(?=[\p{L}\p{M}]*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])[\p{L}\p{M}]{2,60}(?![\p{L}\p{M}])/gu
  /** In Cyrillic or Greek, all of whose letters pass for Latin ones. */
  const foreign = /(?<![\p{L}\p{M}])[\p{Script=Cyrillic}\p{Script=Greek}]{2,60}(?![\p{L}\p{M}])/gu
  return [...findAll(text, mixed), ...findAll(text, foreign).filter(({ words }) => /^[a-z]+$/i.test(read(words).cased))]
}

/** Emoji beyond `most`, inside a word, or as bullets of a list of three lines or more. */
export function emojiExcess(text: string, most: number): readonly Found[] {
  const inside = findAll(text, INSIDE_WORD)
  if (inside.length > 0) return inside.slice(0, 1)
  const all = findAll(text, /\p{RGI_Emoji}/gv).filter(({ words }) => !/^[\d#*]$/.test(words))
  const beyond = all[most]
  if (beyond !== undefined) return [beyond]
  const bullets = Array.from(text.matchAll(/^[ \t]*(\p{Extended_Pictographic})/gmu))
  const [bullet] = bullets
  return bullets.length >= 3 && bullet !== undefined ? [{ start: bullet.index, end: bullet.index + bullet[0].length, words: bullet[0] }] : []
}

/** Dates in figures («06/06/2027»), which are read out as fractions. */
export function numericDates(text: string): readonly Found[] {
  return findAll(text, NUMERIC_DATE)
}

/** Shortest lower-case hashtag that is taken for several words, unless it is a known one. */
const LONG_TAG = 11

/** A hashtag, and how it should be written where its words are known. */
export type FlatTag = Found & { readonly instead?: string }

/** Hashtags of several words without a capital at each: no screen reader tells the words apart. */
export function flatTags(text: string, legibility: Legibility): readonly FlatTag[] {
  const { singleWords } = legibility
  return Array.from(text.matchAll(TAG)).flatMap((match): readonly FlatTag[] => {
    const found = { start: match.index, end: match.index + match[0].length, words: match[0] }
    const instead = inPascalCase(found.words, legibility)
    if (instead !== undefined) return [{ ...found, instead }]
    const name = (match.groups?.['name'] ?? '').replace(/\d+$/, '')
    const flat = name === name.toLowerCase() || name === name.toUpperCase()
    const plain = read(name).plain
    const known = singleWords.some((word) => plain === word || plain === `${word}s` || plain === `${word}es`)
    if (!flat || known || name.includes('_') || Array.from(name).length < LONG_TAG) return []
    return [found]
  })
}

function trimmed(found: Found): Found {
  const words = found.words.trimEnd()
  return { start: found.start, end: found.start + words.length, words }
}
