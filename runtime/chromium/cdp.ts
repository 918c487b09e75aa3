/**
 * The part of the Chrome DevTools Protocol that this runtime speaks, as types: one line for each command (what goes in, what
 * comes out) and for each event. https://chromedevtools.github.io/devtools-protocol/tot/
 */
type None = Readonly<Record<string, never>>

export type Bounds = {
  readonly left?: number
  readonly top?: number
  readonly width?: number
  readonly height?: number
  readonly windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen'
}
export type TargetInfo = { readonly targetId: string; readonly type: string; readonly url: string; readonly openerId?: string }
export type RemoteObject = { readonly type: string; readonly value?: unknown; readonly objectId?: string }
export type ExceptionDetails = { readonly text: string; readonly exception?: { readonly description?: string } }
export type HeaderEntry = { readonly name: string; readonly value: string }
export type ScreenInfo = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly availLeft: number
  readonly availTop: number
  readonly availWidth: number
  readonly availHeight: number
  readonly devicePixelRatio: number
  readonly isPrimary: boolean
  readonly label: string
  readonly id: string
}
export type PausedRequest = {
  readonly requestId: string
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
    readonly hasPostData?: boolean
  }
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
}
export type Frame = { readonly id: string; readonly parentId?: string; readonly url: string; readonly urlFragment?: string; readonly name?: string }
type Evaluated = { readonly result: RemoteObject; readonly exceptionDetails?: ExceptionDetails }

export type Commands = {
  'Browser.close': { in: None; out: None }
  'Browser.getVersion': { in: None; out: { readonly product: string } }
  'Browser.grantPermissions': { in: { permissions: readonly string[]; origin?: string }; out: None }
  'Browser.setPermission': { in: { permission: { name: string }; setting: 'granted' | 'denied' | 'prompt'; origin?: string }; out: None }
  'Browser.setDownloadBehavior': { in: { behavior: 'deny' }; out: None }
  'Browser.getWindowForTarget': { in: { targetId?: string }; out: { readonly windowId: number; readonly bounds: Bounds } }
  'Browser.getWindowBounds': { in: { windowId: number }; out: { readonly bounds: Bounds } }
  'Browser.setWindowBounds': { in: { windowId: number; bounds: Bounds }; out: None }
  'Target.setAutoAttach': {
    in: { autoAttach: boolean; waitForDebuggerOnStart: boolean; flatten: true; filter?: readonly { type?: string; exclude?: boolean }[] }
    out: None
  }
  'Target.createTarget': { in: { url: string; newWindow?: boolean; hidden?: boolean }; out: { readonly targetId: string } }
  'Target.attachToTarget': { in: { targetId: string; flatten: true }; out: { readonly sessionId: string } }
  'Target.closeTarget': { in: { targetId: string }; out: None }
  'Target.activateTarget': { in: { targetId: string }; out: None }
  'Target.detachFromTarget': { in: { sessionId: string }; out: None }
  'Target.openDevTools': { in: { targetId: string }; out: { readonly targetId: string } }
  'Page.enable': { in: None; out: None }
  'Page.navigate': { in: { url: string }; out: { readonly errorText?: string } }
  'Page.reload': { in: { ignoreCache?: boolean }; out: None }
  'Page.bringToFront': { in: None; out: None }
  'Page.addScriptToEvaluateOnNewDocument': { in: { source: string; worldName?: string; runImmediately?: boolean }; out: { readonly identifier: string } }
  'Page.removeScriptToEvaluateOnNewDocument': { in: { identifier: string }; out: None }
  'Page.setLifecycleEventsEnabled': { in: { enabled: boolean }; out: None }
  'Page.createIsolatedWorld': { in: { frameId: string; worldName: string }; out: { readonly executionContextId: number } }
  'Page.handleJavaScriptDialog': { in: { accept: boolean }; out: None }
  'Page.captureScreenshot': { in: { format: 'png'; clip?: { x: number; y: number; width: number; height: number; scale: number } }; out: { readonly data: string } }
  'Page.printToPDF': { in: Readonly<Record<string, unknown>>; out: { readonly data: string } }
  'Runtime.enable': { in: None; out: None }
  'Runtime.addBinding': { in: { name: string; executionContextName: string }; out: None }
  'Runtime.runIfWaitingForDebugger': { in: None; out: None }
  'Runtime.evaluate': {
    in: { expression: string; contextId?: number; userGesture?: boolean; awaitPromise?: boolean; returnByValue?: boolean; silent?: boolean }
    out: Evaluated
  }
  'Runtime.callFunctionOn': {
    in: { functionDeclaration: string; executionContextId?: number; objectId?: string; arguments?: readonly { value: unknown }[]; returnByValue?: boolean; silent?: boolean }
    out: Evaluated
  }
  'Runtime.getProperties': { in: { objectId: string; ownProperties: boolean }; out: { readonly result: readonly { readonly name: string; readonly value?: RemoteObject }[] } }
  'DOM.getFileInfo': { in: { objectId: string }; out: { readonly path: string } }
  'Fetch.enable': { in: { patterns: readonly { urlPattern: string }[] }; out: None }
  'Fetch.fulfillRequest': {
    in: { requestId: string; responseCode: number; responsePhrase?: string; responseHeaders: readonly HeaderEntry[]; body: string }
    out: None
  }
  'Fetch.failRequest': { in: { requestId: string; errorReason: 'Aborted' | 'BlockedByClient' | 'Failed' }; out: None }
  'Fetch.continueRequest': { in: { requestId: string }; out: None }
  'Emulation.setDefaultBackgroundColorOverride': { in: { color?: { r: number; g: number; b: number; a: number } }; out: None }
  'Emulation.setEmulatedMedia': { in: { features: readonly { name: string; value: string }[] }; out: None }
  'Emulation.setFocusEmulationEnabled': { in: { enabled: boolean }; out: None }
  'Emulation.setPageScaleFactor': { in: { pageScaleFactor: number }; out: None }
  'Emulation.getScreenInfos': { in: None; out: { readonly screenInfos: readonly ScreenInfo[] } }
  'Input.setIgnoreInputEvents': { in: { ignore: boolean }; out: None }
}

export type Events = {
  'Target.attachedToTarget': { readonly sessionId: string; readonly targetInfo: TargetInfo; readonly waitingForDebugger: boolean }
  'Target.detachedFromTarget': { readonly sessionId: string }
  'Target.targetCrashed': { readonly targetId: string; readonly status: string; readonly errorCode: number }
  'Inspector.targetCrashed': None
  'Page.frameNavigated': { readonly frame: Frame }
  'Page.navigatedWithinDocument': { readonly frameId: string; readonly url: string }
  'Page.domContentEventFired': { readonly timestamp: number }
  'Page.loadEventFired': { readonly timestamp: number }
  'Page.lifecycleEvent': { readonly frameId: string; readonly name: string }
  'Page.windowOpen': { readonly url: string; readonly windowName: string; readonly windowFeatures: readonly string[]; readonly userGesture: boolean }
  'Page.javascriptDialogOpening': { readonly type: 'alert' | 'confirm' | 'prompt' | 'beforeunload'; readonly message: string }
  'Runtime.executionContextCreated': {
    readonly context: { readonly id: number; readonly name: string; readonly auxData?: { readonly frameId?: string; readonly type?: string } }
  }
  'Runtime.executionContextDestroyed': { readonly executionContextId: number }
  'Runtime.executionContextsCleared': None
  'Runtime.bindingCalled': { readonly name: string; readonly payload: string; readonly executionContextId: number }
  'Fetch.requestPaused': PausedRequest
}

export type Method = keyof Commands
/** An event as it arrives; of the many that Chromium sends, those of `Events` are looked at. */
export type Incoming = { [E in keyof Events]: { readonly method: E; readonly params: Events[E]; readonly sessionId?: string } }[keyof Events]
