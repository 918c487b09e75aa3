import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { networkCatalogue } from '#main/modules/accounts/network-catalogue.ts'
import { networks } from '#shared/accounts/network.ts'

const shipped = readFileSync(join('resources', 'catalogue', 'networks.yaml'), 'utf8')
let own = ''
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'resguardo-networks-'))
  mkdirSync(join(own, 'catalogue'))
})
afterEach(() => rmSync(own, { recursive: true, force: true }))

function withOwn(text: string): ReturnType<typeof networkCatalogue> {
  writeFileSync(join(own, 'catalogue', 'networks.yaml'), text)
  return networkCatalogue('resources', own)
}

describe('what is known of the networks', () => {
  it('is there for every network, each datum with its source and its date', () => {
    const catalogue = networkCatalogue('resources', own)
    expect(catalogue.all.map((facts) => facts.network)).toEqual(networks)
    expect(catalogue.fault).toBeUndefined()
    for (const facts of catalogue.all) {
      for (const datum of [facts.handle, facts.password, facts.profile, ...Object.values(facts.pages)]) {
        if (datum !== null) expect([datum.source !== '', /^\d{4}-\d\d-\d\d$/.test(datum.checked)]).toEqual([true, true])
      }
    }
  })

  it('lists every host that a person may be sent to, and no other', () => {
    const { hosts } = networkCatalogue('resources', own)
    for (const host of ['x.com', 'facebook.com', 'accountscenter.facebook.com', 'myaccount.google.com', 'studio.youtube.com']) expect(hosts).toContain(host)
    expect(hosts.filter((host) => !/^[a-z.]+$/.test(host))).toEqual([])
  })

  it('is the institution’s own file where there is a sound one', () => {
    const catalogue = withOwn(shipped.replace('url: https://x.com/settings/password', 'url: https://x.com/settings/your_twitter_data/password'))
    expect([catalogue.fault, catalogue.of('x').pages['change-password']?.url]).toEqual([undefined, 'https://x.com/settings/your_twitter_data/password'])
  })

  it('stays the shipped one when the institution’s own is broken, and the fault is named by file and line', () => {
    const line = shipped.split('\n').findIndex((text) => text.includes('url: https://x.com/settings/password')) + 1
    const insecure = withOwn(shipped.replace('https://x.com/settings/password', 'http://x.com/settings/password'))
    expect([insecure.fault?.file, insecure.fault?.line, insecure.of('x').pages['change-password']?.url]).toEqual([
      'networks.yaml',
      line,
      'https://x.com/settings/password',
    ])
    expect(withOwn(shipped.replace('  - network: tiktok', '  - network: x')).fault?.reason).toMatch(/x must be there once|tiktok must be there once/)
    expect(withOwn(shipped.replace("'^[A-Za-z0-9_]{1,15}$'", "'^[A-Za-z'")).fault?.reason).toMatch(/not a regular expression/)
    expect(withOwn('networks: [').fault?.line).toBe(1)
  })
})
