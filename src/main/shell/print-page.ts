import { BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import type { ContentsId } from '#main/ipc/caller.ts'

/** What can be done with the page that asks for it, as it is styled for paper: with several windows, that is not always the one in front. */
export type PrintPage = {
  /** The system's print dialog. */
  print(contents: ContentsId | undefined): Promise<void>
  /** A PDF at a place the person chose. Throws the system's error. */
  savePdf(contents: ContentsId | undefined, file: string): Promise<void>
}

function pageOf(contents: ContentsId | undefined): Electron.WebContents {
  const page = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === contents)?.webContents
  if (page === undefined) throw new Error('no page to print')
  return page
}

export const printPage: PrintPage = {
  print: (contents) => new Promise((resolve) => pageOf(contents).print({}, () => resolve())),
  async savePdf(contents, file) {
    await writeFile(file, await pageOf(contents).printToPDF({ pageSize: 'Letter', printBackground: true }), { mode: 0o600 })
  },
}
