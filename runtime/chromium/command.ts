import { join } from 'node:path'

/**
 * What Node is given so that the main process stays small: megabytes that half of V8's young generation may take. Node 24 takes what the machine has
 * (64 on one of 24 GB) and does not give it back; 16 is what Chromium and Electron live with. It begins with 8: growing there from one costs a start some thirty milliseconds of collecting. It cannot be said later than here: the heap is laid out before the first line runs.
 * https://nodejs.org/docs/latest-v24.x/api/cli.html#--max-semi-space-sizesize-in-mib
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=16', '--min-semi-space-size=8']

/** Node's arguments that run an app's folder on this runtime. */
export function runtimeArguments(folder: string, args: readonly string[] = []): readonly string[] {
  return [...nodeFlags, join(import.meta.dirname, 'start.mjs'), folder, ...args]
}
