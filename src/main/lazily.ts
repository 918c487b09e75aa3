/**
 * A value that is made when something of it is first asked for: data files that the lock screen does not need are not read before it
 * is there. What cannot be made throws where it is used.
 */
export function lazily<T extends object>(make: () => T): T {
  let made: T | undefined
  return standingFor(() => (made ??= make()))
}

/** Whatever `value` answers at the moment when something of it is asked for: what may be replaced while the app runs. */
export function standingFor<T extends object>(value: () => T): T {
  // Stands for the value in every way that a plain record can be used: read, listed, spread.
  return new Proxy({} as T, {
    get: (_target, name) => Reflect.get(value(), name),
    has: (_target, name) => Reflect.has(value(), name),
    ownKeys: () => Reflect.ownKeys(value()),
    getOwnPropertyDescriptor(_target, name) {
      const found = Reflect.getOwnPropertyDescriptor(value(), name)
      // A proxy may not call a property fixed that its (empty) target lacks.
      return found === undefined ? undefined : { ...found, configurable: true }
    },
  })
}
