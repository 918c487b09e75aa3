import type { Api, ApiEvents } from './window-api.ts'

/**
 * Stands for `api.ts` where the first picture is drawn (`app/first-picture.tsx`): parts hand functions of it on, and nothing is asked or heard there.
 */
export class MainBug extends Error {}

const silent: object = new Proxy({}, { get: () => new Proxy({}, { get: () => never }) })
const never = (): never => {
  throw new Error('nothing is asked while the first picture is drawn')
}

export const api = silent as Api
export const events = silent as ApiEvents

export function keyOf(): never {
  return never()
}
