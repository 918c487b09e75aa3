import { guarded } from '#runtime/chromium/guard.ts'
import { allContents, type WebContents } from './web-contents.ts'

type Template = Electron.MenuItemConstructorOptions
type Item = {
  readonly label: string
  readonly role: string | undefined
  readonly accelerator: string | undefined
  readonly enabled: boolean
  readonly click: Template['click']
  readonly submenu: Menu | undefined
}

/** What Chromium's own windows do by keyboard, so that a role with one of these names needs nothing from us. */
const CHROMIUM_DOES = ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteandmatchstyle', 'delete', 'selectall', 'reload', 'forcereload', 'zoomin', 'zoomout', 'resetzoom', 'togglefullscreen', 'close', 'minimize', 'toggledevtools']
/** Roles that only say where an item stands. */
const PLACES = ['appmenu', 'filemenu', 'editmenu', 'viewmenu', 'windowmenu', 'help', 'window', 'services', 'about', 'hide', 'hideothers', 'unhide', 'front', 'zoom', 'quit']

/**
 * A menu without a bar: Chromium's app windows have no place for one. Items with an accelerator and something to do become
 * keyboard shortcuts; the app must offer the rest on its pages.
 */
export class Menu {
  readonly items: readonly Item[]

  constructor(items: readonly Item[] = []) {
    this.items = items
  }

  static buildFromTemplate(template: readonly Template[]): Menu {
    return guarded(
      'menu',
      new Menu(
        template.map((item) => {
          const role = item.role?.toLowerCase()
          if (role !== undefined && !CHROMIUM_DOES.includes(role) && !PLACES.includes(role)) throw new Error(`The menu role '${item.role}' is not offered by the Chromium runtime.`)
          const accelerator = typeof item.accelerator === 'string' ? item.accelerator : role === 'quit' ? 'CommandOrControl+Q' : undefined
          return {
            label: item.label ?? '',
            role,
            accelerator,
            enabled: item.enabled !== false && item.visible !== false,
            click: item.click,
            submenu: Array.isArray(item.submenu) ? Menu.buildFromTemplate(item.submenu as Template[]) : undefined, // a list here is a template
          }
        }),
      ),
    )
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
    for (const contents of allContents()) contents.sendShortcuts()
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
}

let applicationMenu: Menu | null = null
/** What the role `quit` does; `app` says. */
export const quitRole: { quit: () => void } = { quit: () => {} }

function shortcuts(menu: Menu | null): readonly { readonly keys: string; readonly item: Item }[] {
  return (menu?.items ?? []).flatMap((item) => [
    ...(item.enabled && item.accelerator !== undefined && (item.click !== undefined || item.role === 'quit') ? [{ keys: keysOf(item.accelerator), item }] : []),
    ...shortcuts(item.submenu ?? null),
  ])
}

/** The application menu's shortcuts, in the form in which pages report keys. */
export function menuShortcuts(): readonly string[] {
  return shortcuts(applicationMenu).map(({ keys }) => keys)
}

export function runShortcut(keys: string, contents: WebContents): void {
  const item = shortcuts(applicationMenu).find((shortcut) => shortcut.keys === keys)?.item
  if (item === undefined) return
  if (item.click === undefined) return quitRole.quit()
  // Electron's arguments: the item, its window, the event. A window is found by `BrowserWindow.fromWebContents(contents)`.
  const [menuItem, event] = [guarded('menuItem', { label: item.label, role: item.role, accelerator: item.accelerator, enabled: item.enabled }), { triggeredByAccelerator: true }]
  item.click(menuItem as unknown as Electron.MenuItem, contents.ownerWindow(), event as Electron.KeyboardEvent) // the guard answers for what is missing
}

const MODIFIERS: Readonly<Record<string, string>> = {
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'ctrl',
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'ctrl',
  command: 'meta',
  cmd: 'meta',
  control: 'ctrl',
  ctrl: 'ctrl',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  super: 'meta',
  meta: 'meta',
}

const KEYS: Readonly<Record<string, string>> = { plus: '+', space: ' ', esc: 'escape', return: 'enter', up: 'arrowup', down: 'arrowdown', left: 'arrowleft', right: 'arrowright' }

/** `CmdOrCtrl+Shift+K` → `ctrl+shift+k`. Throws on a modifier that Electron does not have. */
export function keysOf(accelerator: string): string {
  const parts = accelerator.split('+').map((part) => part.trim().toLowerCase())
  const key = parts.pop() ?? ''
  const modifiers = parts.map((part) => {
    const modifier = MODIFIERS[part]
    if (modifier === undefined) throw new Error(`'${accelerator}' is not an accelerator: '${part}' is not a modifier.`)
    return modifier
  })
  return [...['ctrl', 'alt', 'shift', 'meta'].filter((modifier) => modifiers.includes(modifier)), KEYS[key] ?? key].join('+')
}
