import { BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'

/** What can be done with the page that is on the screen, as it is styled for paper. */
export type PrintPage = {
  /** The system's print dialog. */
  print(): Promise<void>
  /** A PDF at a place the person chose. Throws the system's error. */
  savePdf(file: string): Promise<void>
}

function present(): Electron.WebContents {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  if (window === undefined) throw new Error('no window to print')
  return window.webContents
}

export const printPage: PrintPage = {
  print: () => new Promise((resolve) => present().print({}, () => resolve())),
  async savePdf(file) {
    await writeFile(file, await present().printToPDF({ pageSize: 'Letter', printBackground: true }), { mode: 0o600 })
  },
}
