import { toBrowser } from '#runtime/chromium/addresses.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import { runtime } from '#runtime/chromium/runtime.ts'
import type { Offered } from '#runtime/chromium/surface.ts'
import { protocol } from './protocol.ts'

type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void
type HeadersReceived = (details: Electron.OnHeadersReceivedListenerDetails, callback: (response: Electron.HeadersReceivedResponse) => void) => void

/** Electron's permission names and Chromium's, for those that DevTools can grant. Whatever is not here stays denied. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  midi: 'midi',
  notifications: 'notifications',
  'idle-detection': 'idle-detection',
}

let requestHandler: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
let checkHandler: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
let beforeRequest: BeforeRequest | null = null
let headersReceived: HeadersReceived | null = null

const webRequest = guarded('session.webRequest', {
  onBeforeRequest(filterOrListener: Electron.WebRequestFilter | BeforeRequest | null, listener?: BeforeRequest | null): void {
    beforeRequest = listenerOf('onBeforeRequest', filterOrListener, listener)
  },
  onHeadersReceived(filterOrListener: Electron.WebRequestFilter | HeadersReceived | null, listener?: HeadersReceived | null): void {
    headersReceived = listenerOf('onHeadersReceived', filterOrListener, listener)
  },
})

function listenerOf<L extends (...args: never[]) => void>(name: string, first: Electron.WebRequestFilter | L | null, second: L | null | undefined): L | null {
  if (typeof first === 'function' || first === null) return first
  if (!('urls' in first) || first.urls.some((url) => url !== '<all_urls>' && url !== '*://*/*')) throw new Error(`session.webRequest.${name} with a filter is not offered by the Chromium runtime.`)
  return second ?? null
}

/**
 * The one session. DevTools tells nobody when a page asks for a permission, so the handlers are asked beforehand, when a page
 * of an origin is opened: what both grant is granted to that origin, everything else is denied from the start.
 */
export const defaultSession = guarded('session.defaultSession', {
  protocol: protocol as Electron.Protocol, // the guard answers for the members that are missing
  webRequest: webRequest as unknown as Electron.WebRequest, // as above
  setPermissionRequestHandler(handler: typeof requestHandler): void {
    requestHandler = handler
  },
  setPermissionCheckHandler(handler: typeof checkHandler): void {
    checkHandler = handler
  },
  /** USB, HID, serial and Bluetooth are always denied here: DevTools has no permission for them, and their choosers are off. */
  setDevicePermissionHandler(handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    if (handler?.({ deviceType: 'hid', origin: 'null', device: {} as Electron.HIDDevice }) === true) {
      throw new Error('session.setDevicePermissionHandler: granting devices is not offered by the Chromium runtime.')
    }
  },
}) satisfies Offered<Electron.Session, 'session'>

export const session = guarded('session', { defaultSession: defaultSession as unknown as Electron.Session }) satisfies { defaultSession: Electron.Session } // the guard answers for the members that are missing

/** Grants what the app's handlers grant to a page's origin. Without handlers nothing is granted (Electron would grant all). */
export function applyPermissions(contents: Electron.WebContents, origin: string): void {
  const [request, check] = [requestHandler, checkHandler]
  if (check === null) return
  for (const [permission, name] of Object.entries(PERMISSIONS)) {
    const electronName = permission as Parameters<typeof check>[1] // the names of the table are Electron's
    if (!check(contents, electronName, origin, { isMainFrame: true, requestingUrl: `${origin}/` })) continue
    const grant = (granted: boolean): void => {
      if (granted) runtime().browser.post('Browser.setPermission', { permission: { name }, setting: 'granted', origin: new URL(toBrowser(`${origin}/`)).origin })
    }
    if (request === null) grant(true)
    else request(contents, permission as Parameters<typeof request>[1], grant, { isMainFrame: true, requestingUrl: `${origin}/` }) // as above
  }
}

/** Asks the app about a request: go on, go elsewhere, or fail. */
export function askBeforeRequest(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
  const listener = beforeRequest
  return listener === null ? Promise.resolve({}) : new Promise((answer) => listener(details, answer))
}

/** Lets the app change the headers of an answer. */
export function askHeadersReceived(details: Electron.OnHeadersReceivedListenerDetails): Promise<Electron.HeadersReceivedResponse> {
  const listener = headersReceived
  return listener === null ? Promise.resolve({}) : new Promise((answer) => listener(details, answer))
}

