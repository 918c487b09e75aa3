import { app, session, type WebContents } from 'electron'
import type { Log } from './log.ts'
import { isOurs } from './origin.ts'

/** Every page of the app, present and future: no permission, no navigation away, no new window, no webview, no network. */
export function harden(log: Log): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('permission refused', { permission })
    answer(false)
  })
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !isOurs(request.url) && !isLocal(request.url) })
  })
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log))
}

/** Pictures that the page itself made; a developer's tools. */
function isLocal(address: string): boolean {
  return address.startsWith('data:image/') || address.startsWith('blob:') || address.startsWith('devtools:')
}

function hardenContents(contents: WebContents, log: Log): void {
  contents.on('will-navigate', (event) => {
    if (isOurs(event.url)) return
    log.warn('navigation refused')
    event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => {
    log.warn('new window refused')
    return { action: 'deny' }
  })
}
