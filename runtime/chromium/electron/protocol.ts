import { addScheme } from '#runtime/chromium/addresses.ts'
import { guarded } from '#runtime/chromium/guard.ts'
import type { Offered } from '#runtime/chromium/surface.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()

/** Custom schemes. Every privileged scheme is standard and secure here, because Chromium sees an `https:` address (`addresses.ts`). */
export const protocol = guarded('protocol', {
  registerSchemesAsPrivileged(schemes: readonly Electron.CustomScheme[]): void {
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true) throw new Error(`protocol: the scheme '${scheme}' must be standard to be offered by the Chromium runtime.`)
      addScheme(scheme)
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`)
    addScheme(scheme)
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
}) satisfies Offered<Electron.Protocol, 'protocol'>

/** Who answers an address (in the app's spelling); undefined means that nobody does, and the request fails. */
export function handlerOf(address: string): Handler | undefined {
  return handlers.get(address.slice(0, Math.max(0, address.indexOf(':'))))
}
