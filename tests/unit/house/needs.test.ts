import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mendFor, NEEDS, openingFor, PACKAGERS, type Machine } from '../../../scripts/house/needs.ts'

const debianRoot: Machine = { packager: 'apt', root: true, missing: [] }

describe('what a machine lacks', () => {
  test('is nothing to speak of when nothing lacks', () => {
    expect(mendFor(debianRoot)).toEqual({ kind: 'nothing' })
  })

  test('is installed on Debian as root, after saying so', () => {
    expect(mendFor({ ...debianRoot, missing: ['browser', 'keyring', 'emoji'] })).toEqual({
      kind: 'install',
      say: "This machine lacks a Chromium, Chrome or Edge, a keychain (gnome-keyring) and a font with emoji. Installing from the system's packages: chromium gnome-keyring fonts-noto-color-emoji",
      update: ['apt-get', 'update', '-qq'],
      install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'gnome-keyring', 'fonts-noto-color-emoji'],
    })
  })

  test.each([
    ['Debian without root', { packager: 'apt', root: false }, 'sudo apt-get install -y chromium libsecret-1-0'],
    ['Fedora', { packager: 'dnf', root: false }, 'sudo dnf install -y chromium libsecret'],
    ['Arch', { packager: 'pacman', root: true }, 'sudo pacman -S --needed chromium libsecret'],
  ] as const)('is said with the exact command on %s', (_system, machine, command) => {
    expect(mendFor({ ...machine, missing: ['browser', 'libsecret'] })).toEqual({
      kind: 'stop',
      say: `This machine lacks a Chromium, Chrome or Edge and libsecret. Install it and run it again:  ${command}`,
    })
  })

  test.each([
    ['brew', 'brew install --cask chromium'],
    ['winget', 'winget install Google.Chrome'],
  ] as const)('is a browser and its command with %s', (packager, command) => {
    const mend = mendFor({ packager, root: false, missing: ['browser'] })
    expect(mend).toEqual({ kind: 'stop', say: `This machine lacks a Chromium, Chrome or Edge. Install it and run it again:  ${command}` })
  })

  test('is said in words where the packages are not known', () => {
    expect(mendFor({ packager: undefined, root: true, missing: ['browser'] })).toEqual({
      kind: 'stop',
      say: "This machine lacks a Chromium, Chrome or Edge: install it with your system's packages and run it again.",
    })
  })

  test('never goes unsaid, and only Debian as root is changed', () => {
    const machines = fc.record({
      packager: fc.option(fc.constantFrom(...PACKAGERS), { nil: undefined }),
      root: fc.boolean(),
      missing: fc.subarray([...NEEDS], { minLength: 1 }),
    })
    fc.assert(
      fc.property(machines, (machine) => {
        const mend = mendFor(machine)
        expect(mend.kind).toBe(machine.packager === 'apt' && machine.root ? 'install' : 'stop')
        if (mend.kind === 'install') expect(mend.install.slice(5)).toHaveLength(machine.missing.length)
      }),
    )
  })
})

describe('npm start', () => {
  const desktop = { platform: 'linux', hasDisplay: true, hasBus: true }

  test.each([
    ['opens a window with the system keychain on a desktop', desktop, { kind: 'window', keychain: 'system' }],
    ['opens a window on macOS, which has no session bus', { ...desktop, platform: 'darwin', hasBus: false }, { kind: 'window', keychain: 'system' }],
    ['runs the tour without a display', { ...desktop, hasDisplay: false }, { kind: 'tour' }],
    ['keeps a keychain of its own without a session bus', { ...desktop, hasBus: false }, { kind: 'window', keychain: 'kept' }],
  ])('%s', (_rule, machine, opening) => {
    expect(openingFor(machine)).toEqual(opening)
  })
})
