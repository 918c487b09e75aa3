import { describe, expect, it } from 'vitest'
import { launchFlags } from '#runtime/chromium/flags.ts'

const options = { profile: '/p', firstPage: 'data:,', headless: false, root: false, testPort: undefined, size: undefined, position: undefined, extra: [] }

describe("the browser's command line", () => {
  it('keeps the sandbox for everybody but the superuser', () => {
    expect(launchFlags(options).filter((flag) => flag.includes('sandbox'))).toEqual([])
    expect(launchFlags({ ...options, root: true }).filter((flag) => flag.includes('sandbox'))).toEqual(['--no-sandbox'])
  })

  it('opens no port but for a test, and that one on this machine only', () => {
    expect(launchFlags(options).filter((flag) => flag.includes('remote-debugging'))).toEqual(['--remote-debugging-pipe'])
    expect(launchFlags({ ...options, testPort: '0' }).filter((flag) => flag.includes('remote-debugging'))).toEqual(['--remote-debugging-pipe', '--remote-debugging-port=0', '--remote-debugging-address=127.0.0.1'])
  })

  it('leaves the browser no way to the network', () => {
    expect(launchFlags(options)).toEqual(expect.arrayContaining(['--proxy-server=socks5://127.0.0.1:9', '--proxy-bypass-list=<-loopback>', '--disable-quic', '--disable-background-networking']))
  })
})
