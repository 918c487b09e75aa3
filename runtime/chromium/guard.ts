/** Members that the language itself asks for: of a promise, of JSON, of `util.inspect`. */
const ASKED_BY_THE_LANGUAGE = new Set<PropertyKey>(['then', 'toJSON', 'inspect', 'constructor', 'prototype', 'name', 'length'])

/** An Electron member that this runtime does not have. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered'
  constructor(member: string) {
    super(`electron: ${member} is not offered by the Chromium runtime (runtime/chromium). Run the app on Electron, or add it to runtime/chromium/surface.ts.`)
  }
}

/** The same object, where asking for a member that it does not have throws the member's name instead of answering `undefined`. */
export function guarded<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, member, receiver) {
      if (typeof member === 'symbol' || ASKED_BY_THE_LANGUAGE.has(member) || Reflect.has(object, member)) return Reflect.get(object, member, receiver)
      throw new NotOffered(`${name}.${member}`)
    },
    set(object, member, value, receiver) {
      if (typeof member === 'string' && !Reflect.has(object, member)) throw new NotOffered(`${name}.${member} = …`)
      return Reflect.set(object, member, value, receiver)
    },
  })
}

/** Stands for an export of `electron` that is missing as a whole: any use of it throws its name. */
export function absent(name: string): never {
  const refuse = (): never => {
    throw new NotOffered(name)
  }
  // Typed as `never`: whoever uses it against its type learns at run time what is missing.
  return new Proxy(function () {}, { get: refuse, set: refuse, apply: refuse, construct: refuse, has: refuse }) as never
}
