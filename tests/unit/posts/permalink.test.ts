import { expect, test } from 'vitest'
import type { Network } from '#shared/accounts/network.ts'
import { permalinkFault, type PermalinkPlace } from '#shared/posts/permalink.ts'

const places: Readonly<Record<Network, PermalinkPlace>> = {
  x: { network: 'x', handle: '@INEOaxaca03', domains: ['x.com', 'twitter.com'] },
  facebook: { network: 'facebook', handle: 'INEOaxaca03', domains: ['facebook.com', 'fb.com'] },
  instagram: { network: 'instagram', handle: '@ineoaxaca03', domains: ['instagram.com'] },
  threads: { network: 'threads', handle: '@ineoaxaca03', domains: ['threads.com', 'threads.net'] },
  youtube: { network: 'youtube', handle: '@INETV', domains: ['youtube.com', 'youtu.be'] },
  tiktok: { network: 'tiktok', handle: '@ine.mx', domains: ['tiktok.com'] },
  telegram: { network: 'telegram', handle: '@ineoaxaca03', domains: ['t.me', 'telegram.me'] },
  whatsapp: { network: 'whatsapp', handle: 'INE Oaxaca 03', domains: ['whatsapp.com', 'wa.me'] },
}

test.for([
  ['x', 'https://x.com/ineoaxaca03/status/17?s=20'],
  ['x', 'https://x.com/i/status/17'],
  ['facebook', 'https://www.facebook.com/INEOaxaca03/posts/pfbid02'],
  ['facebook', 'https://www.facebook.com/permalink.php?story_fbid=1&id=2'],
  ['facebook', 'https://www.facebook.com/share/p/1A2b3C/'],
  ['facebook', 'https://www.facebook.com/reel/17'],
  ['instagram', 'https://www.instagram.com/p/Cxyz/'],
  ['instagram', 'https://www.instagram.com/ineoaxaca03/reel/Cxyz/?igsh=1'],
  ['threads', 'https://www.threads.com/@ineoaxaca03/post/Cxyz'],
  ['threads', 'https://www.threads.net/t/Cxyz'],
  ['youtube', 'https://www.youtube.com/watch?v=abc'],
  ['youtube', 'https://www.youtube.com/shorts/abc'],
  ['youtube', 'https://youtu.be/abc'],
  ['youtube', 'https://www.youtube.com/channel/UC1/community?lb=Ugk'],
  ['tiktok', 'https://www.tiktok.com/@ine.mx/video/71'],
  ['tiktok', 'https://vm.tiktok.com/ZM1/'],
  ['telegram', 'https://t.me/ineoaxaca03/5'],
  ['telegram', 'https://t.me/s/ineoaxaca03/5'],
  ['telegram', 'https://t.me/c/1234/5'],
  ['whatsapp', 'https://whatsapp.com/channel/0029Va/12'],
] as const)('on %s, %s leads to a post of the account', ([network, address]) => {
  expect(permalinkFault(address, places[network])).toBeUndefined()
})

test.for([
  ['x', 'https://x.com/otra/status/17', 'other-account'],
  ['x', 'https://x.com/INEOaxaca03', 'post-address'],
  ['x', 'https://х.com/INEOaxaca03/status/17', 'url'], // the first letter is Cyrillic
  ['x', 'https://xn--x-ecc.com/INEOaxaca03/status/17', 'other-network'],
  ['x', 'https://x.com.example.org/INEOaxaca03/status/17', 'other-network'],
  ['x', 'https://x.com@example.org/INEOaxaca03/status/17', 'url'],
  ['x', 'https://x.com/ΙNEOaxaca03/status/17', 'other-account'], // the first letter is Greek
  ['x', 'https://x.com/INEOaxaca03/status/17/../../../otra/status/18', 'url'],
  ['x', 'https://x.com/INEOaxaca03/status/17/%2E%2e/18', 'url'],
  ['x', 'https://x.com/INEOaxaca03/status/17/\\..\\18', 'url'],
  ['facebook', 'https://www.facebook.com/INEOaxaca03/posts/1\u200B', 'url'],
  ['facebook', 'https://www.facebook.com/INEOaxaca03/posts/1?x=\u202E', 'url'],
  ['facebook', 'https://www.facebook.com/INEOaxaca03', 'post-address'],
  ['facebook', 'https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org', 'post-address'],
  ['instagram', 'https://www.instagram.com/ineoaxaca03/', 'post-address'],
  ['threads', 'https://www.threads.com/@otra/post/Cxyz', 'other-account'],
  ['threads', 'https://www.threads.com/@ineoaxaca03', 'post-address'],
  ['youtube', 'https://www.youtube.com/@INETV', 'post-address'],
  ['youtube', 'https://www.youtube.com/channel/UC1', 'post-address'],
  ['youtube', 'https://www.youtube.com/', 'post-address'],
  ['tiktok', 'https://www.tiktok.com/@otra/video/71', 'other-account'],
  ['tiktok', 'https://www.tiktok.com/@ine.mx', 'post-address'],
  ['telegram', 'https://t.me/otro/5', 'other-account'],
  ['telegram', 'https://t.me/ineoaxaca03', 'post-address'],
] as const)('on %s, %s is refused: %s', ([network, address, fault]) => {
  expect(permalinkFault(address, places[network])).toBe(fault)
})

test('a reply may stand under what another account published, where the network writes that one into the address', () => {
  expect(permalinkFault('https://www.tiktok.com/@otra/video/71', { ...places.tiktok, reply: true })).toBeUndefined()
  expect(permalinkFault('https://t.me/otro/5?comment=7', { ...places.telegram, reply: true })).toBeUndefined()
  expect(permalinkFault('https://www.threads.com/@otra/post/1', { ...places.threads, reply: true })).toBe('other-account')
})
