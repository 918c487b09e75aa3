import { BrowserWindow, screen } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './data-folder.ts'
import { START_PAGE } from './origin.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** Where a window is while it has its own size, and whether it fills the screen. */
type Place = Partial<Bounds> & { readonly fills?: Fills }
const fillings = ['maximized', 'full-screen'] as const
type Fills = (typeof fillings)[number]

export type WindowsOptions = {
  readonly preload: string
  /** Folder for the remembered place of the main window. */
  readonly root: string
  readonly title: string
  /** First colour of a window, before its page paints: never white in the dark. */
  readonly background: () => string
  readonly devTools: boolean
  readonly icon: string
  /** Called with each window that is made. */
  readonly made: (window: BrowserWindow) => void
}

/** The app's windows. The first is the main one, whose place is remembered. */
export interface Windows {
  /** Opens a window on a route of the app (`/` for the start), or brings the main one to the front if `route` is undefined. */
  open(route?: string): BrowserWindow
  /** Brings the main window to the front, opening it if it was closed. */
  front(): BrowserWindow
  send(channel: string, payload: unknown): void
  isOwn(contentsId: number): boolean
}

const SIZE = { width: 1280, height: 800 }
const SMALLEST = { width: 640, height: 480 }

export function windows(options: WindowsOptions): Windows {
  const file = join(options.root, 'window.json')
  let main: BrowserWindow | undefined

  function make(route: string, { fills, ...bounds }: Place): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZE,
      ...bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: options.title,
      icon: options.icon,
      backgroundColor: options.background(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        devTools: options.devTools,
        spellcheck: false, // its dictionaries come from the network
      },
    })
    options.made(window)
    window.once('ready-to-show', () => {
      if (fills === 'maximized') window.maximize()
      window.show()
      if (fills === 'full-screen') window.setFullScreen(true)
    })
    window.loadURL(route === '/' ? START_PAGE : `${START_PAGE}#${route}`).catch((error: unknown) => {
      // A page that was closed before it had loaded is no fault.
      if (!window.isDestroyed() && !String(error).includes('ERR_ABORTED')) throw error
    })
    return window
  }

  function openMain(route: string): BrowserWindow {
    const window = make(route, remembered(file))
    let saving: NodeJS.Timeout | undefined
    const saveNow = (): void => {
      clearTimeout(saving)
      if (window.isDestroyed() || window.isMinimized()) return
      const fills: Fills | undefined = window.isFullScreen() ? 'full-screen' : window.isMaximized() ? 'maximized' : undefined
      keep(file, { ...window.getNormalBounds(), ...(fills && { fills }) })
    }
    const save = (): void => {
      clearTimeout(saving)
      saving = setTimeout(saveNow, 400)
    }
    window.on('resize', save)
    window.on('move', save)
    window.on('maximize', save)
    window.on('unmaximize', save)
    window.on('enter-full-screen', save)
    window.on('leave-full-screen', save)
    // Moved and closed at once.
    window.on('close', saveNow)
    window.on('closed', () => {
      clearTimeout(saving)
      main = undefined
    })
    main = window
    return window
  }

  return {
    open: (route = '/') => (main === undefined ? openMain(route) : make(route, {})),
    front() {
      const window = main ?? openMain('/')
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      return window
    },
    send(channel, payload) {
      for (const window of BrowserWindow.getAllWindows()) if (!window.isDestroyed()) window.webContents.send(channel, payload)
    },
    isOwn: (contentsId) => BrowserWindow.getAllWindows().some((window) => !window.isDestroyed() && window.webContents.id === contentsId),
  }
}

/** The remembered place, if it is still on a screen. */
function remembered(file: string): Place {
  try {
    const { x, y, width, height, fills } = JSON.parse(readFileSync(file, 'utf8')) as { readonly [part in keyof Place]: unknown } // checked in the next lines
    if (![x, y, width, height].every((number) => Number.isInteger(number))) return {}
    const bounds = { x, y, width, height } as Bounds // all four were just found to be integers
    const filling = fillings.find((one) => one === fills)
    const { workArea } = screen.getDisplayMatching(bounds)
    const visible = bounds.x < workArea.x + workArea.width - 100 && bounds.x + bounds.width > workArea.x + 100 && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height - 100
    return { ...(visible ? bounds : { width: bounds.width, height: bounds.height }), ...(filling && { fills: filling }) }
  } catch {
    return {}
  }
}

function keep(file: string, place: Place): void {
  try {
    writeWhole(file, JSON.stringify(place))
  } catch {
    // A place that is not remembered is no reason to disturb anybody.
  }
}
