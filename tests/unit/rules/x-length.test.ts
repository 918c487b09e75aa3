import fc from 'fast-check'
import twitterText from 'twitter-text'
import { expect, test } from 'vitest'
import { xLength } from '#shared/rules/x-length.ts'
import { xLinks } from '#shared/rules/x-links.ts'

/** What twitter-text 3 says: the judge. */
const judged = (text: string) => twitterText.parseTweet(text).weightedLength

const pieces = fc.oneof(
  fc.constantFrom(
    'La ciudadanía puede ', '¿Ya tienes tu credencial? ', '¡Participa! ', 'año ', '…', '•', '€', '«sí»', '— ', '“INE” ', '№ ', 'ª º ',
    'n\u0303', 'e\u0301', 'a\u0300\u0323', '\u0301', 'ñandú ', '\n', '\t', '\u00a0',
  ),
  fc.constantFrom(
    'https://www.ine.mx', 'ine.mx', 'INE.MX', 'www.ine.mx/credencial/', 'http://ine.mx/a_(b)_(c(d))', 'https://ine.mx:8080/x?y=1&z=á#f', '.ine.mx', '-ine.mx', '_ine.mx',
    'x@ine.mx', '@ine.mx', '#ine.mx', 'ine.mx.', 'ine.mx,', '(ine.mx)', 'ine.mxx', 'méxico.mx/día', 'españa.es', '日本.jp', 'ñ.日本.mx/x', 'ine.mx日本.com/z', 'https://日本.jp/道',
    'https://t.co/abc123', 'https://t.co/abc123/más', 'https://t.co/' + 'a'.repeat(41), 'https://t.co/a?b=1.', 'xn--mxico-bsa.mx', 'xn--é.mx', 'sub_dominio.ine.mx', 'ine_x.mx',
    'https://ine.mx/@cuenta/', 'https://ine.mx/–guion', 'elecciones.app', 'voto.' + 'a'.repeat(64) + '.mx', 'ñ'.repeat(58) + '.mx', 'ñ'.repeat(59) + '.mx', 'https://ine.mx/' + 'a'.repeat(4100) + ' ', 'ftp://ine.mx', 'ine.mx/a ine.mx?b=', 'archivo.pdf',
  ),
  fc.constantFrom(
    '👍', '👍🏽', '👨‍👩‍👧‍👦', '👩🏿‍🚀', '🇲🇽', '🇲', '🏳️‍🌈', '❤️', '❤', '☎️', '1️⃣', '#️⃣', '🫨', '🫱🏽‍🫲🏿', '🧑🏽‍⚖️', '©', '\ufe0f', '\u200d', '\u200b', '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  ),
  fc.constantFrom('\u202e', '\u2066ine.mx\u2069', '\u200fשלום', 'مرحبا.مصر', '漢字', '\ud83d', '\udc4d', '\ufeff', '\uffff'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))

test('counts every text as twitter-text 3 does', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(xLength(text)).toBe(judged(text))
    }),
    { numRuns: 4_000 },
  )
})

test('finds the same links as twitter-text 3, at the same places', () => {
  const same = (text: string): void => {
    const normal = text.normalize()
    const theirs = twitterText.extractUrlsWithIndices(normal).map(({ url, indices }) => ({ text: url, start: indices[0], end: indices[1] }))
    expect(xLinks(normal)).toEqual(theirs)
  }
  // A label that full stops of other scripts divide: as one it would be too long.
  const divided = ['\u3002', '\uff0e', '\uff61'].map((stop) => ` ${stop}\u0b21\u0b3c\u00f1\u{1f1f2}\u{1f44d}\u0375\u3b9d\ufb00\u05e9\u05c1\ufcda\u{238cc}\u{ab8ed}ine.mx,`)
  for (const text of divided) expect(xLinks(text.normalize()).map((link) => link.text)).toEqual(['ine.mx'])
  fc.assert(
    fc.property(texts, same),
    { numRuns: 2_000, examples: divided.map((text) => [text]) },
  )
})

test.for([
  ['', 0],
  ['áéíñ¿¡«»–—“”’ºª', 15],
  ['…', 2],
  ['ine.mx', 23],
  ['e\u0301', 1],
  ['👨‍👩‍👧‍👦🇲🇽👍🏽', 6],
] as const)('counts %j as %i', ([text, length]) => {
  expect(xLength(text)).toBe(length)
})

test('a link that was found before is found where it stands now', () => {
  const link = 'https://www.ine.mx/a'
  const at = (text: string) => xLinks(text).map(({ start, end, text: words }) => [start, end, words])
  expect(at(`Mira ${link} y ${link}`)).toEqual([[5, 25, link], [28, 48, link]])
  expect(at(`Consulta ${link}.`)).toEqual([[9, 29, link]])
  expect(at(link)).toEqual([[0, 20, link]])
})
