import fc from 'fast-check'
import twitterText from 'twitter-text'
import { describe, expect, test } from 'vitest'
import { networks } from '#shared/accounts/network.ts'
import { measure } from '#shared/rules/measure.ts'
import { textLimitOf } from '#shared/rules/rule-set.ts'
import { shippedRules } from './shipped-rules.ts'

const image = [{ mime: 'image/jpeg' }]

test('every network has a limit for its text, in its own unit', () => {
  const units = Object.fromEntries(networks.map((network) => [network, [textLimitOf(shippedRules, network, []), textLimitOf(shippedRules, network, image)].map((limit) => `${limit?.limit} ${limit?.unit}`)]))
  expect(units).toEqual({
    x: ['280 x', '280 x'],
    facebook: ['63206 graphemes', '63206 graphemes'],
    instagram: ['2200 graphemes', '2200 graphemes'],
    threads: ['500 threads', '500 threads'],
    youtube: ['5000 utf8-bytes', '5000 utf8-bytes'],
    tiktok: ['2200 utf16', '4000 utf16'],
    telegram: ['4096 utf16', '1024 utf16'],
    whatsapp: ['4096 utf16', '1024 utf16'],
  })
})

/**
 * Sources of the units: X, github.com/twitter/twitter-text (its own code is run beside ours); Facebook and Instagram, characters as a person counts them; Threads,
 * developers.facebook.com/documentation/threads/posts (characters, emoji as UTF-8 bytes); YouTube, Data API reference (bytes of the description); TikTok, third
 * parties (UTF-16); Telegram, core.telegram.org/bots/api (UTF-16, as its entities are placed); WhatsApp, assumed as Telegram.
 * Text, and its length on X, Facebook and Instagram (graphemes), Threads, YouTube (bytes), TikTok, Telegram and WhatsApp (UTF-16).
 */
const table: readonly (readonly [string, number, number, number, number, number])[] = [
  ['', 0, 0, 0, 0, 0],
  ['¿Ya votaste?', 12, 12, 12, 13, 12],
  ['Año nuevo, acción', 17, 17, 17, 19, 17],
  ['«Sí» — “no” ’ª', 14, 14, 14, 26, 14],
  ['…', 2, 1, 1, 3, 1],
  ['• €', 5, 3, 3, 7, 3],
  ['👍', 2, 1, 4, 4, 2],
  ['👍🏽', 2, 1, 8, 8, 4],
  ['👨‍👩‍👧‍👦', 2, 1, 25, 25, 11],
  ['🇲🇽', 2, 1, 8, 8, 4],
  ['❤️', 2, 1, 6, 6, 2],
  ['1️⃣', 2, 1, 7, 7, 3],
  ['e\u0301', 1, 1, 2, 3, 2],
  ['n\u0303an\u0303o', 4, 4, 6, 8, 6],
  ['ine.mx', 23, 6, 6, 6, 6],
  ['https://www.ine.mx/credencial/?a=1&b=2', 23, 38, 38, 38, 38],
  ['Consulta ine.mx, hoy', 37, 20, 20, 20, 20],
  ['correo@ine.mx', 13, 13, 13, 13, 13],
  ['@INEMexico #INE', 15, 15, 15, 15, 15],
  ['\u200fשלום\u200e', 8, 6, 6, 14, 6],
  ['مرحبا', 5, 5, 5, 10, 5],
  ['漢字', 4, 2, 2, 6, 2],
  ['a\nb\tc', 5, 5, 5, 5, 5],
  ['La elección es el 6 de junio de 2027: ¡participa!', 49, 49, 49, 51, 49],
  ['Ñandú, pingüino y cigüeña: 100 % español', 40, 40, 40, 46, 40],
  ['«¿Dónde voto?» — 8:00 a 18:00 h · n.º 3', 39, 39, 39, 47, 39],
  ['👩🏽‍⚖️', 2, 1, 17, 17, 7],
  ['👨🏿‍🦽‍➡️', 8, 1, 24, 24, 10],
  ['👩🏻‍🤝‍👨🏾', 8, 1, 26, 26, 12],
  ['🧑🏽‍🤝‍🧑🏽', 8, 1, 26, 26, 12],
  ['👪', 2, 1, 4, 4, 2],
  ['🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', 2, 1, 28, 28, 14],
  ['🏳️‍🌈', 2, 1, 14, 14, 6],
  ['🇲🇽🇺🇸', 4, 2, 16, 16, 8],
  ['🇲', 2, 1, 4, 4, 2],
  ['#️⃣', 2, 1, 7, 7, 3],
  ['©', 1, 1, 2, 2, 1],
  ['™', 2, 1, 3, 3, 1],
  ['☎', 2, 1, 3, 3, 1],
  ['☎️', 2, 1, 6, 6, 2],
  ['✔️ Listo', 8, 7, 12, 12, 8],
  ['🗳️ Vota', 7, 6, 12, 12, 8],
  ['www.ine.mx/credencial/', 23, 22, 22, 22, 22],
  ['(ine.mx)', 25, 8, 8, 8, 8],
  ['ine.mx.', 24, 7, 7, 7, 7],
  ['INE.MX', 23, 6, 6, 6, 6],
  ['ine.mx/ruta?a=á', 24, 15, 15, 16, 15],
  ['https://ine.mx', 23, 14, 14, 14, 14],
  ['http://ine.mx https://ine.mx', 47, 28, 28, 28, 28],
  ['subdominio.ine.mx:8080/x', 23, 24, 24, 24, 24],
  ['ine.mexico', 10, 10, 10, 10, 10],
  ['a.b', 3, 3, 3, 3, 3],
  ['hola@ine.mx.com', 15, 15, 15, 15, 15],
  ['@ine.mx', 7, 7, 7, 7, 7],
  ['https://ine.mx/«nota»', 29, 21, 21, 23, 21],
  ['https://t.co/abc123', 23, 19, 19, 19, 19],
  ['a\u0301e\u0301i\u0301', 3, 3, 6, 9, 6],
  ['Z\u0351\u036b\u0343a\u0363\u0368\u0300', 8, 2, 8, 14, 8],
  ['ก\u0e47', 2, 1, 2, 6, 2],
  ['हिन\u094dदी', 6, 2, 6, 18, 6],
  ['안녕', 4, 2, 2, 6, 2],
  ['\u200b', 1, 1, 1, 3, 1],
  ['\u202eabc\u202c', 7, 5, 5, 9, 5],
  ['\u2067العربية\u2069 123', 15, 13, 13, 24, 13],
  ['a\u00adb', 3, 3, 3, 4, 3],
  ['½ № ₂', 7, 5, 5, 10, 5],
  ['①', 2, 1, 1, 3, 1],
  ['𝐕𝐨𝐭𝐚', 8, 4, 4, 16, 8],
  ['\u000d\u000a', 2, 1, 2, 2, 2],
]

describe('each network counts', () => {
  test.for(table)('%j', ([text, x, graphemes, threads, bytes, utf16]) => {
    expect([measure('x', text), measure('graphemes', text), measure('threads', text), measure('utf8-bytes', text), measure('utf16', text)]).toEqual([x, graphemes, threads, bytes, utf16])
    expect(measure('x', text)).toBe(twitterText.parseTweet(text).weightedLength)
    expect(measure('utf8-bytes', text)).toBe(new TextEncoder().encode(text).length)
  })

  test('are the same for Latin text, which is counted at a glance, as grapheme by grapheme', () => {
    const segmenter = new Intl.Segmenter('es', { granularity: 'grapheme' })
    const text = fc.string({ unit: fc.oneof(fc.integer({ min: 0x20, max: 0x24f }).map((point) => String.fromCodePoint(point)), fc.constantFrom('\n', '\r\n', 'e\u0301', '👨‍👩‍👧', '©', '®')) })
    fc.assert(
      fc.property(text, (some) => {
        const parts = [...segmenter.segment(some)].map(({ segment }) => segment)
        expect(measure('graphemes', some)).toBe(parts.length)
        const onThreads = parts.map((part) => (/\p{Extended_Pictographic}/u.test(part) ? Buffer.byteLength(part, 'utf8') : Array.from(part).length))
        expect(measure('threads', some)).toBe(onThreads.reduce((sum, one) => sum + one, 0))
      }),
    )
  })
})
