import { BrowserWindow, dialog } from 'electron'

/** Asks the person for files, or for a folder; main reads them, so that no path comes from a page. */
export type ChooseFile = (options: { readonly title: string; readonly extensions?: readonly string[]; readonly several?: boolean; readonly folder?: boolean }) => Promise<readonly string[]>

export const chooseFile: ChooseFile = async ({ title, extensions, several, folder }) => {
  const options: Electron.OpenDialogOptions = {
    title,
    properties: folder === true ? ['openDirectory'] : several === true ? ['openFile', 'multiSelections'] : ['openFile'],
    ...(extensions === undefined ? {} : { filters: [{ name: title, extensions: [...extensions] }] }),
  }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const answer = window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return answer.canceled ? [] : answer.filePaths
}

/** Asks where to write a file; undefined when the person thought better of it. */
export type ChoosePlace = (options: { readonly title: string; readonly name: string }) => Promise<string | undefined>

export const choosePlace: ChoosePlace = async ({ title, name }) => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options: Electron.SaveDialogOptions = { title, defaultPath: name }
  const answer = window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
}
