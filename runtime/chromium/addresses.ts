/**
 * Two spellings of one address. The app says `app://resguardo/x`; Chromium, which cannot be taught a scheme, is shown
 * `https://resguardo.app/x` (the scheme becomes the last part of the host). No network is behind either.
 */
const schemes = new Set<string>()

/** A scheme that the app registered as privileged or handles. */
export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

/** Hosts of this ending are the app's. */
export function hostSuffixes(): readonly string[] {
  return [...schemes].map((scheme) => `.${scheme}`)
}

/** `app://resguardo/x#y` → `https://resguardo.app/x#y`; any other address stays as it is. */
export function toBrowser(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address)
  const [, scheme = '', host = '', rest = ''] = match ?? []
  return schemes.has(scheme.toLowerCase()) && host !== '' ? `https://${host}.${scheme.toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}` : address
}

/** The way back. Hosts with a port or credentials are not the app's. */
export function fromBrowser(address: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)(\/.*|\?.*|#.*)?$/i.exec(address)
  const [, host = '', scheme = '', rest = '/'] = match ?? []
  return schemes.has(scheme.toLowerCase()) && host !== '' && !/[@:]/.test(host) ? `${scheme.toLowerCase()}://${host}${rest}` : address
}

/** Scheme and host of an address, in the app's spelling, as Electron's `WebFrameMain.origin` says it. */
export function originOf(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(fromBrowser(address))
  return match?.[1] ?? 'null'
}
