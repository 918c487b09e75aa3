import { basename, dirname, isAbsolute } from 'node:path'
import { type Around, showDialog } from '#runtime/chromium/dialog/dialog-window.ts'
import { nearestFolder, places } from '#runtime/chromium/dialog/folders.ts'
import type { ChooserSpec, DialogSpec } from '#runtime/chromium/dialog/spec.ts'
import { guarded, NotOffered } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import type { Offered } from '#runtime/chromium/surface.ts'
import { documentsFolder } from '#runtime/chromium/user-folders.ts'
import { openWindows } from './browser-window.ts'
import { screen } from './screen.ts'
import type { WebContents } from './web-contents.ts'

/** Options that have an effect here; others are refused by name. */
const MESSAGE_OPTIONS = ['message', 'type', 'buttons', 'defaultId', 'title', 'detail', 'checkboxLabel', 'checkboxChecked', 'cancelId', 'noLink', 'normalizeAccessKeys', 'textWidth']
const CHOOSER_OPTIONS = ['title', 'defaultPath', 'buttonLabel', 'filters', 'properties', 'message', 'nameFieldLabel', 'showsTagField']
const PROPERTIES = ['openFile', 'openDirectory', 'multiSelections', 'showHiddenFiles', 'createDirectory', 'promptToCreate', 'showOverwriteConfirmation', 'dontAddToRecent', 'treatPackageAsDirectory', 'noResolveAliases']

function check(name: string, options: object, known: readonly string[]): void {
  for (const option of Object.keys(options)) if (!known.includes(option)) throw new NotOffered(`dialog.${name}({ ${option} })`)
}

/** The parent's page, where to open, and in which language: the parent page's, or the system's. */
async function around(parent: Electron.BaseWindow | undefined): Promise<{ readonly contents: WebContents | undefined; readonly area: Around; readonly language: 'es' | 'en' }> {
  const window = openWindows().find((one) => one.id === parent?.id)
  const contents = window?.pageContents()
  const language = (await contents?.language()) ?? Intl.DateTimeFormat().resolvedOptions().locale
  return { contents, area: window?.getBounds() ?? screen.getPrimaryDisplay().workArea, language: language.startsWith('en') ? 'en' : 'es' }
}

/** Shows a dialog; its parent hears no mouse and no keys meanwhile. */
async function showOver<S extends DialogSpec>(contents: WebContents | undefined, area: Around, spec: S): ReturnType<typeof showDialog<S>> {
  contents?.ignoreInput(true)
  try {
    return await showDialog(spec, area)
  } finally {
    contents?.ignoreInput(false)
    contents?.focus()
  }
}

async function choose(kind: ChooserSpec['kind'], parent: Electron.BaseWindow | undefined, options: Electron.OpenDialogOptions & Electron.SaveDialogOptions): Promise<readonly string[]> {
  check(kind === 'save' ? 'showSaveDialog' : 'showOpenDialog', options, CHOOSER_OPTIONS)
  const properties: readonly string[] = options.properties ?? []
  for (const property of properties) if (!PROPERTIES.includes(property)) throw new NotOffered(`dialog: the property '${property}'`)
  const { contents, area, language } = await around(parent)
  const several = properties.includes('multiSelections')
  const extensions = (options.filters ?? []).flatMap((filter) => filter.extensions)
  // On a screen the desktop's own chooser, which only a page of ours can open. Where there is none to open it, or nobody would
  // see it, ours: which also chooses folders and places to save, for which a page has nothing.
  if (kind === 'open' && contents !== undefined && !runtime().headless) return contents.chooseFiles(several, extensions.includes('*') ? [] : extensions)
  const wanted = options.defaultPath ?? ''
  const start = isAbsolute(wanted) ? (kind === 'save' ? dirname(wanted) : wanted) : documentsFolder()
  const answer = await showOver(contents, area, {
    kind,
    language,
    title: options.title ?? '',
    message: options.message ?? '',
    accept: options.buttonLabel ?? '',
    folder: nearestFolder(start),
    name: kind === 'save' ? basename(wanted) : '',
    several,
    showHidden: properties.includes('showHiddenFiles'),
    filters: (options.filters ?? []).map((filter) => ({ name: filter.name, extensions: filter.extensions })),
    places: places(language),
  })
  return answer?.paths ?? []
}

async function message(parent: Electron.BaseWindow | undefined, options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
  check('showMessageBox', options, MESSAGE_OPTIONS)
  const { contents, area, language } = await around(parent)
  const buttons = options.buttons === undefined || options.buttons.length === 0 ? [language === 'es' ? 'Aceptar' : 'OK'] : options.buttons
  // As Electron finds it: the button that says so, else the first.
  const named = buttons.findIndex((label) => /^(cancel(ar)?|no)$/i.test(label))
  const cancelId = options.cancelId ?? Math.max(0, named)
  const answer = await showOver(contents, area, {
    kind: 'message',
    language,
    title: options.title ?? runtime().description.name,
    type: typeOf(options.type),
    message: options.message,
    detail: options.detail ?? '',
    buttons,
    defaultId: options.defaultId ?? 0,
    cancelId,
    checkbox: options.checkboxLabel === undefined || options.checkboxLabel === '' ? undefined : { label: options.checkboxLabel, checked: options.checkboxChecked ?? false },
  })
  return answer === undefined ? { response: cancelId, checkboxChecked: options.checkboxChecked ?? false } : { response: answer.response, checkboxChecked: answer.checkboxChecked }
}

function typeOf(type: Electron.MessageBoxOptions['type']): 'none' | 'info' | 'error' | 'question' | 'warning' {
  return type ?? 'none'
}

/** Electron's two ways to call: with the parent window first, or without. */
function split<O>(first: Electron.BaseWindow | O, second: O | undefined): readonly [Electron.BaseWindow | undefined, O] {
  // With two arguments the first is the window; with one it is the options.
  return second === undefined ? [undefined, first as O] : [first as Electron.BaseWindow, second]
}

export const dialog = guarded('dialog', {
  async showOpenDialog(first: Electron.BaseWindow | Electron.OpenDialogOptions, second?: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
    const [parent, options] = split(first, second)
    const filePaths = await choose(options.properties?.includes('openDirectory') === true ? 'folder' : 'open', parent, options as Electron.OpenDialogOptions & Electron.SaveDialogOptions) // `choose` checks the properties
    return { canceled: filePaths.length === 0, filePaths: [...filePaths] }
  },
  async showSaveDialog(first: Electron.BaseWindow | Electron.SaveDialogOptions, second?: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> {
    const [parent, options] = split(first, second)
    const [filePath = ''] = await choose('save', parent, options as Electron.OpenDialogOptions & Electron.SaveDialogOptions) // as above
    return { canceled: filePath === '', filePath }
  },
  showMessageBox(first: Electron.BaseWindow | Electron.MessageBoxOptions, second?: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
    const [parent, options] = split(first, second)
    return message(parent, options)
  },
  showErrorBox(title: string, content: string): void {
    // Also on standard error: where there is no browser to show it, it is still said.
    runtime().say(`${title}\n${content}`)
    message(undefined, { type: 'error', message: title, detail: content }).catch(() => {})
  },
}) satisfies Offered<Electron.Dialog, 'dialog'>
