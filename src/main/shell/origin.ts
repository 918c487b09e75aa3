/** The one origin of the app's pages. A scheme of our own instead of `file:`: no other file is reachable from it. */
export const SCHEME = 'app'
export const ORIGIN = 'app://resguardo'
export const START_PAGE = `${ORIGIN}/index.html`

/** True for an address of ours. Compared part by part: `URL.origin` is "null" for schemes that the parser does not know. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${SCHEME}:` && url.host === 'resguardo' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
