/** The host of an https address in lower case, or undefined if it is not a plain https address (no user, no port, no spaces). */
export function hostOf(address: string): string | undefined {
  const host = /^https:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?:[/?#][^\s]*)?$/i.exec(address.trim())?.[1]
  return host !== undefined && host.includes('.') && !host.includes('..') ? host.toLowerCase() : undefined
}

/** Whether the address is on one of the domains or on a subdomain of theirs. `x.com.example.org` is not on `x.com`. */
export function isOnDomain(address: string, domains: readonly string[]): boolean {
  const host = hostOf(address)
  return host !== undefined && domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
