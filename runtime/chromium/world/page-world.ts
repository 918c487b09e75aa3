import type { Membrane } from './membrane.ts'

/**
 * What is put in the page's own world before its scripts: the receiving side of `contextBridge`, and a `window.open` that asks
 * main first. Injected as text: it must not name anything outside itself.
 */
export function pageWorld(token: string, hostSuffixes: readonly string[], makeMembrane: (token: string, side: 'isolated' | 'main') => Membrane): void {
  if (window.top !== window || location.protocol !== 'https:') return
  if (!hostSuffixes.some((suffix) => location.hostname.endsWith(suffix))) return
  const { apply } = Reflect
  const dispatch = EventTarget.prototype.dispatchEvent
  const Announcement = CustomEvent
  const page = document
  makeMembrane(token, 'main')
  Object.defineProperty(window, 'open', {
    value(url: unknown = 'about:blank', name: unknown = '_blank') {
      apply(dispatch, page, [new Announcement(`${token}.open`, { detail: [new URL(String(url), page.baseURI).href, String(name)] })])
      return null
    },
  })
}
