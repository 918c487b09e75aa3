import { electronHost, nodeHost, type StartKeytarHost } from '#main/keychain/keytar-host.ts'
import entry from '#main/keychain/keytar-process.ts?modulePath'

/** How the keychain's process is started on this runtime. `utilityProcess` is asked for only where it exists. */
export async function keytarHost(): Promise<StartKeytarHost> {
  if (process.versions['electron'] === undefined) return nodeHost(entry)
  const { utilityProcess } = await import('electron')
  return electronHost(utilityProcess, entry)
}
