type Listener = (...args: unknown[]) => void
type Entry = { readonly listener: Listener; readonly once: boolean }

/**
 * What Electron's objects have of Node's `EventEmitter`, for a known list of events: listening for another one is refused,
 * because it would never come.
 */
export class Emitter {
  private readonly emitterName: string
  private readonly known: readonly string[]
  private readonly entries = new Map<string, readonly Entry[]>()

  constructor(emitterName: string, known: readonly string[]) {
    this.emitterName = emitterName
    this.known = known
  }

  on(event: string, listener: (...args: never[]) => void): this {
    return this.add(event, listener, false)
  }

  once(event: string, listener: (...args: never[]) => void): this {
    return this.add(event, listener, true)
  }

  addListener(event: string, listener: (...args: never[]) => void): this {
    return this.add(event, listener, false)
  }

  off(event: string, listener: (...args: never[]) => void): this {
    this.entries.set(event, (this.entries.get(event) ?? []).filter((entry) => entry.listener !== (listener as Listener))) // compared, not called
    return this
  }

  removeListener(event: string, listener: (...args: never[]) => void): this {
    return this.off(event, listener)
  }

  removeAllListeners(event?: string): this {
    if (event === undefined) this.entries.clear()
    else this.entries.delete(event)
    return this
  }

  listenerCount(event: string): number {
    return this.entries.get(event)?.length ?? 0
  }

  /** Calls the listeners in order; true if there was one. */
  emit(event: string, ...args: unknown[]): boolean {
    const entries = this.entries.get(event) ?? []
    for (const entry of entries) {
      if (entry.once) this.entries.set(event, (this.entries.get(event) ?? []).filter((other) => other !== entry))
      entry.listener(...args)
    }
    return entries.length > 0
  }

  private add(event: string, listener: (...args: never[]) => void, once: boolean): this {
    if (!this.known.includes(event)) throw new Error(`The event '${event}' of ${this.emitterName} is not offered by the Chromium runtime.`)
    // Listeners are called with what Electron's types say of their event.
    this.entries.set(event, [...(this.entries.get(event) ?? []), { listener: listener as Listener, once }])
    return this
  }
}

/** An event that a listener may refuse. */
export type Preventable = { readonly defaultPrevented: boolean; preventDefault(): void }

export function preventable<T extends object>(detail: T): T & Preventable {
  let prevented = false
  return Object.defineProperty(Object.assign(detail, { preventDefault: () => void (prevented = true), defaultPrevented: false }), 'defaultPrevented', {
    get: () => prevented,
    enumerable: true,
  })
}
