/** What a command needs from the operating system. */
export const NEEDS = ['browser', 'keyring', 'bus', 'libsecret', 'emoji', 'display'] as const
export type Need = (typeof NEEDS)[number]

export const PACKAGERS = ['apt', 'dnf', 'pacman', 'brew', 'winget'] as const
export type Packager = (typeof PACKAGERS)[number]

/** What the decision looks at; `house/machine.ts` reads it off the real machine. */
export type Machine = {
  readonly packager: Packager | undefined
  readonly root: boolean
  readonly missing: readonly Need[]
}

type Command = readonly [program: string, ...args: string[]]

/**
 * What to do about it: nothing; run these commands after saying so (as root on Debian and Ubuntu, where the packages are known
 * and nobody has to be asked for a password); or stop with one sentence that holds the exact command.
 */
export type Mend =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'install'; readonly say: string; readonly update: Command; readonly install: Command }
  | { readonly kind: 'stop'; readonly say: string }

/** What each need is called when it lacks. */
const WORDS = {
  browser: 'a Chromium, Chrome or Edge',
  keyring: 'a keychain (gnome-keyring)',
  bus: 'a D-Bus session (dbus)',
  libsecret: 'libsecret',
  emoji: 'a font with emoji',
  display: 'a virtual display (Xvfb)',
} as const satisfies Record<Need, string>

/** The package of each need; none where the system brings it along. */
const PACKAGES = {
  apt: {
    browser: 'chromium',
    keyring: 'gnome-keyring',
    bus: 'dbus',
    libsecret: 'libsecret-1-0',
    emoji: 'fonts-noto-color-emoji',
    display: 'xvfb',
  },
  dnf: {
    browser: 'chromium',
    keyring: 'gnome-keyring',
    bus: 'dbus-daemon',
    libsecret: 'libsecret',
    emoji: 'google-noto-color-emoji-fonts',
    display: 'xorg-x11-server-Xvfb',
  },
  pacman: {
    browser: 'chromium',
    keyring: 'gnome-keyring',
    bus: 'dbus',
    libsecret: 'libsecret',
    emoji: 'noto-fonts-emoji',
    display: 'xorg-server-xvfb',
  },
  brew: { browser: '--cask chromium' },
  winget: { browser: 'Google.Chrome' },
} as const satisfies Record<Packager, Partial<Record<Need, string>>>

const INSTALL = {
  apt: 'sudo apt-get install -y',
  dnf: 'sudo dnf install -y',
  pacman: 'sudo pacman -S --needed',
  brew: 'brew install',
  winget: 'winget install',
} as const satisfies Record<Packager, string>

/** Decides what to do about what lacks. */
export function mendFor(machine: Machine): Mend {
  if (machine.missing.length === 0) return { kind: 'nothing' }
  const lacks = sentenceList(machine.missing.map((need) => WORDS[need]))
  const { packager } = machine
  if (packager === undefined) return { kind: 'stop', say: `This machine lacks ${lacks}: install it with your system's packages and run it again.` }
  const known: Partial<Record<Need, string>> = PACKAGES[packager]
  const packages = machine.missing.flatMap((need) => known[need] ?? [])
  if (packager === 'apt' && machine.root) {
    return {
      kind: 'install',
      say: `This machine lacks ${lacks}. Installing from the system's packages: ${packages.join(' ')}`,
      update: ['apt-get', 'update', '-qq'],
      install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    }
  }
  if (packages.length === 0) return { kind: 'stop', say: `This machine lacks ${lacks}: install it and run it again.` }
  const command = packager === 'apt' && machine.root ? INSTALL.apt.replace('sudo ', '') : INSTALL[packager]
  return { kind: 'stop', say: `This machine lacks ${lacks}. Install it and run it again:  ${command} ${packages.join(' ')}` }
}

/** `a, b and c`. */
function sentenceList(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** How `npm start` opens the app on this machine. */
export type Opening = { readonly kind: 'window'; readonly keychain: 'system' | 'kept' } | { readonly kind: 'tour' }

/**
 * Without a display nobody could see a window: the tour shows the product instead. Without a session bus there is no keychain of the
 * system's: a private one is kept, because the app's data outlive the session too.
 */
export function openingFor(machine: { readonly platform: string; readonly hasDisplay: boolean; readonly hasBus: boolean }): Opening {
  if (!machine.hasDisplay) return { kind: 'tour' }
  return { kind: 'window', keychain: machine.platform !== 'linux' || machine.hasBus ? 'system' : 'kept' }
}
