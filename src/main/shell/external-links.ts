import { shell } from 'electron'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'

/** True for an https address of an allowed host or of a host below it. Credentials and odd ports are refused. */
export function isAllowedLink(address: string, hosts: readonly string[]): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return false
  return hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
}

/** Opens a link in the person's browser, if it is on the list. */
export type OpenLink = (address: string, hosts: readonly string[]) => Promise<Result<Record<string, never>>>

export const openLink: OpenLink = async (address, hosts) => {
  if (!isAllowedLink(address, hosts)) return refuse('shell/link-not-allowed')
  // Written anew, so that nothing hides in its spelling.
  await shell.openExternal(new URL(address).href)
  return ok({})
}
