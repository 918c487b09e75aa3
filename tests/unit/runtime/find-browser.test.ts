import { describe, expect, it } from 'vitest'
import { findBrowser } from '#runtime/chromium/find-browser.ts'

const machine = (platform: NodeJS.Platform, env: Record<string, string>, ...programs: string[]) => ({ platform, env, canRun: (path: string) => programs.includes(path) })

describe('the browser', () => {
  it.each([
    ['the one that is named', machine('linux', { PATH: '/usr/bin', RESGUARDO_BROWSER: '/opt/x/chrome' }, '/opt/x/chrome', '/usr/bin/chromium'), '/opt/x/chrome'],
    ["Debian's program behind its script", machine('linux', { PATH: '/bin:/usr/bin' }, '/usr/bin/chromium', '/usr/lib/chromium/chromium'), '/usr/lib/chromium/chromium'],
    ['Chromium before Edge', machine('linux', { PATH: '/usr/bin' }, '/usr/bin/microsoft-edge', '/usr/bin/chromium-browser'), '/usr/bin/chromium-browser'],
    ["a person's own Chrome on macOS", machine('darwin', { HOME: '/people/ana' }, '/people/ana/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'), '/people/ana/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['Edge on Windows', machine('win32', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }, 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'), 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
    ['none where there is none', machine('linux', { PATH: '/usr/bin' }), undefined],
    ["none of Snap's, which closes the pipe", machine('linux', { PATH: '/snap/bin' }, '/snap/bin/chromium'), undefined],
  ])('is %s', (_what, where, program) => {
    expect(findBrowser(where)).toBe(program)
  })

  it('that is named but cannot be run is not replaced by another', () => {
    expect(() => findBrowser(machine('linux', { PATH: '/usr/bin', RESGUARDO_BROWSER: '/gone' }, '/usr/bin/chromium'))).toThrow('RESGUARDO_BROWSER names /gone, which cannot be run.')
  })
})
