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

/** Text, and its length on X, Facebook and Instagram (graphemes), Threads, YouTube (bytes), TikTok, Telegram and WhatsApp (UTF-16). */
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
]

describe('each network counts', () => {
  test.for(table)('%j', ([text, x, graphemes, threads, bytes, utf16]) => {
    expect([measure('x', text), measure('graphemes', text), measure('threads', text), measure('utf8-bytes', text), measure('utf16', text)]).toEqual([x, graphemes, threads, bytes, utf16])
    expect(measure('x', text)).toBe(twitterText.parseTweet(text).weightedLength)
    expect(measure('utf8-bytes', text)).toBe(new TextEncoder().encode(text).length)
  })
})
