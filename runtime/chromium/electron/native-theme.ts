import { Emitter } from '#runtime/chromium/emitter.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import { events, type Offered } from '#runtime/chromium/surface.ts'
import { allContents } from './web-contents.ts'

type Source = 'system' | 'light' | 'dark'

/** Light or dark, for the app's pages (`prefers-color-scheme`). What the system has is learnt from the pages themselves. */
class NativeTheme extends Emitter {
  private source: Source = 'system'
  private systemIsDark: boolean | undefined

  constructor() {
    super('nativeTheme', events.nativeTheme)
  }

  get themeSource(): Source {
    return this.source
  }

  set themeSource(source: Source) {
    if (source === this.source) return
    const before = this.shouldUseDarkColors
    this.source = source
    for (const contents of allContents()) contents.emulate(emulatedScheme())
    if (this.shouldUseDarkColors !== before) this.emit('updated')
  }

  /** Before the first page says what the system has: what it had in the last run. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? (this.systemIsDark ?? runtime().look.dark ?? false) : this.source === 'dark'
  }

  heard(dark: boolean): void {
    if (this.source !== 'system') return
    const before = this.shouldUseDarkColors
    this.systemIsDark = dark
    runtime().look = { ...runtime().look, dark }
    if (dark !== before) this.emit('updated')
  }
}

const theme = new NativeTheme()

export const nativeTheme = guarded('nativeTheme', theme satisfies Offered<Electron.NativeTheme, 'nativeTheme'>)

/** The scheme that pages are made to see; undefined for the system's own. */
export function emulatedScheme(): 'light' | 'dark' | undefined {
  return theme.themeSource === 'system' ? undefined : theme.themeSource
}

/** A page says what the system has. */
export function heardDark(dark: boolean): void {
  theme.heard(dark)
}
