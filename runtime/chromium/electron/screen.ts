import type { ScreenInfo } from '#runtime/chromium/cdp.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import type { Offered } from '#runtime/chromium/surface.ts'

/**
 * The screens, as the browser last told. Electron knows them at once; here they come with the first window, so until then the
 * screens of the last run answer, and on the very first run one of this size (the most common).
 */
const UNKNOWN: ScreenInfo = { left: 0, top: 0, width: 1920, height: 1080, availLeft: 0, availTop: 0, availWidth: 1920, availHeight: 1080, devicePixelRatio: 1, isPrimary: true, label: '', id: '0' }

let heard: readonly ScreenInfo[] | undefined

/** The browser's list of screens. */
export function heardScreens(screens: readonly ScreenInfo[]): void {
  if (screens.length === 0) return
  heard = screens
  runtime().look = { ...runtime().look, screens }
}

function displays(): readonly [Electron.Display, ...Electron.Display[]] {
  const [first, ...rest] = heard ?? runtime().look.screens ?? [UNKNOWN]
  return [displayOf(first ?? UNKNOWN), ...rest.map(displayOf)]
}

function displayOf(info: ScreenInfo): Electron.Display {
  const display = {
    id: Number(info.id),
    label: info.label,
    bounds: { x: info.left, y: info.top, width: info.width, height: info.height },
    workArea: { x: info.availLeft, y: info.availTop, width: info.availWidth, height: info.availHeight },
    size: { width: info.width, height: info.height },
    workAreaSize: { width: info.availWidth, height: info.availHeight },
    scaleFactor: info.devicePixelRatio,
  } satisfies Partial<Electron.Display>
  return guarded('display', display) as unknown as Electron.Display // the guard answers for the members that are missing
}

function overlap(a: Electron.Rectangle, b: Electron.Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

export const screen = guarded('screen', {
  getPrimaryDisplay(): Electron.Display {
    const primary = (heard ?? runtime().look.screens ?? [UNKNOWN]).find((info) => info.isPrimary)
    return primary === undefined ? displays()[0] : displayOf(primary)
  },
  getAllDisplays: (): Electron.Display[] => [...displays()],
  getDisplayMatching(rectangle: Electron.Rectangle): Electron.Display {
    const [first, ...rest] = displays()
    return rest.reduce((best, display) => (overlap(display.bounds, rectangle) > overlap(best.bounds, rectangle) ? display : best), first)
  },
}) satisfies Offered<Electron.Screen, 'screen'>
