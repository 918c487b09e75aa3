import { describe, expect, it } from 'vitest'
import { keysOf } from '#runtime/chromium/electron/menu.ts'
import { printParameters } from '#runtime/chromium/print.ts'

const command = process.platform === 'darwin' ? 'meta' : 'ctrl'

describe('an accelerator', () => {
  it.each([
    ['CmdOrCtrl+Shift+K', `${[command, 'shift'].toSorted((a, b) => ['ctrl', 'alt', 'shift', 'meta'].indexOf(a) - ['ctrl', 'alt', 'shift', 'meta'].indexOf(b)).join('+')}+k`],
    ['Shift+Control+Alt+F5', 'ctrl+alt+shift+f5'],
    ['F1', 'f1'],
    ['Ctrl+Plus', 'ctrl++'],
    ['Alt+Left', 'alt+arrowleft'],
    ['Esc', 'escape'],
  ])('%s is %s', (accelerator, keys) => {
    expect(keysOf(accelerator)).toBe(keys)
  })

  it('with a modifier that there is not is refused by name', () => {
    expect(() => keysOf('Hyper+K')).toThrow("'Hyper+K' is not an accelerator: 'hyper' is not a modifier.")
  })
})

describe('a page on paper', () => {
  it("has Electron's sizes in inches, and only what was asked for", () => {
    expect(printParameters({ pageSize: 'Letter', printBackground: true, margins: { top: 1 } })).toEqual({ paperWidth: 8.5, paperHeight: 11, printBackground: true, marginTop: 1 })
    expect(printParameters({ pageSize: { width: 4, height: 6 }, landscape: true })).toEqual({ paperWidth: 4, paperHeight: 6, landscape: true })
  })

  it('of a size that is not known is refused by name', () => {
    expect(() => printParameters({ pageSize: 'A6' as 'A5' })).toThrow("the paper size 'A6' is not offered")
  })
})
