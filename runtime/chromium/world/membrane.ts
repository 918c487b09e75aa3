/**
 * One side of the wall between a page's own scripts and the isolated world of its preload: values are copied, functions and
 * promises become stand-ins, nothing goes across by reference. The two sides talk by DOM events with a name that neither world
 * tells anybody; whoever learns it can call what was exposed, and no more.
 */
export type Membrane = {
  /** Offers `api` to the other side as a frozen global. */
  expose(key: string, api: unknown): void
}

/** Injected into pages as text, twice: it must not name anything outside itself. `isolated` is the preload's side. */
export function membrane(token: string, side: 'isolated' | 'main'): Membrane {
  // Kept before any script of the page runs, so that a page that replaces them breaks only itself.
  const { apply, defineProperty, ownKeys } = Reflect
  const dispatch = EventTarget.prototype.dispatchEvent
  const Announcement = CustomEvent
  const { freeze } = Object
  const page = document
  const outward = `${token}.${side}`
  const inward = `${token}.${side === 'main' ? 'isolated' : 'main'}`

  type Message =
    | { readonly kind: 'hello' }
    | { readonly kind: 'expose'; readonly key: string; readonly value: unknown }
    | { readonly kind: 'call'; readonly id: number; readonly target: number; readonly args: readonly unknown[] }
    | { readonly kind: 'returned'; readonly id: number; readonly ok: boolean; readonly value: unknown }
    | { readonly kind: 'settled'; readonly promise: number; readonly ok: boolean; readonly value: unknown }
    | { readonly kind: 'dropped'; readonly target: number }

  let lastId = 0
  let heard = false
  let waiting: Message[] = []
  const offered = new Map<number, (...args: unknown[]) => unknown>()
  const returns = new Map<number, { readonly ok: boolean; readonly value: unknown }>()
  const promises = new Map<number, { readonly settle: (value: unknown) => void; readonly fail: (reason: unknown) => void }>()
  const forgotten = new FinalizationRegistry<number>((target) => tell({ kind: 'dropped', target }))

  function tell(message: Message): void {
    apply(dispatch, page, [new Announcement(outward, { detail: message })])
  }

  /** A copy that the browser can clone into the other world. Copies keep no prototype and no symbol. */
  function send(value: unknown, depth: number): unknown {
    if (depth > 500) throw new Error('An object could not be cloned: it is too deep, or holds itself.')
    if (typeof value === 'function') return { $: 'function', id: numberOf(value as (...args: unknown[]) => unknown) } // a function is called with what arrives
    if (typeof value === 'symbol') throw new Error('An object could not be cloned: it is, or holds, a symbol.')
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        (result: unknown) => settle(id, true, result),
        (reason: unknown) => settle(id, false, reason),
      )
      return { $: 'promise', id }
    }
    if (Array.isArray(value)) return value.map((item) => send(item, depth + 1))
    if (value instanceof Error) return { $: 'error', name: value.name, message: value.message }
    if (value instanceof Map) return { $: 'map', entries: Array.from(value, ([key, item]) => [send(key, depth + 1), send(item, depth + 1)]) }
    if (value instanceof Set) return { $: 'set', items: Array.from(value, (item) => send(item, depth + 1)) }
    if (value instanceof Date || value instanceof ArrayBuffer) return value
    if (ArrayBuffer.isView(value)) return value
    const entries = ownKeys(value).flatMap((key) => (typeof key === 'string' ? [[key, send((value as Record<string, unknown>)[key], depth + 1)]] : [])) // any object has string keys
    return { $: 'record', entries }
  }

  function settle(id: number, good: boolean, value: unknown): void {
    try {
      tell({ kind: 'settled', promise: id, ok: good, value: send(value, 0) })
    } catch (error) {
      tell({ kind: 'settled', promise: id, ok: false, value: send(error, 0) })
    }
  }

  /** A new number each time: the other side drops a stand-in when it is collected, and must not drop a younger one. */
  function numberOf(target: (...args: unknown[]) => unknown): number {
    const id = ++lastId
    offered.set(id, target)
    return id
  }

  function receive(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value
    if (Array.isArray(value)) return value.map(receive)
    const sent = value as { $: string; id: number; name: string; message: string; entries: [string, unknown][]; items: unknown[] } // made by the other side's `send`
    switch (sent.$) {
      case 'function':
        return standIn(sent.id)
      case 'promise':
        return new Promise((settled, fail) => promises.set(sent.id, { settle: settled, fail }))
      case 'error': {
        const error = new Error(sent.message)
        error.name = sent.name
        return error
      }
      case 'map':
        return new Map(sent.entries.map(([key, item]) => [receive(key), receive(item)]))
      case 'set':
        return new Set(sent.items.map(receive))
      default: {
        const record = {}
        for (const [key, item] of sent.entries) defineProperty(record, key, { value: receive(item), enumerable: true, configurable: true, writable: true })
        return record
      }
    }
  }

  function standIn(target: number): (...args: unknown[]) => unknown {
    const call = (...args: unknown[]): unknown => {
      const id = ++lastId
      tell({ kind: 'call', id, target, args: args.map((arg) => send(arg, 0)) })
      // Events are delivered before `dispatchEvent` returns: the answer is here already.
      const answer = returns.get(id)
      returns.delete(id)
      if (answer === undefined) throw new Error('The other side of the bridge is gone.')
      const value = receive(answer.value)
      if (answer.ok) return value
      throw value
    }
    forgotten.register(call, target)
    return call
  }

  function answer(message: Message & { kind: 'call' }): void {
    const target = offered.get(message.target)
    try {
      if (target === undefined) throw new Error('There is no such function on the bridge.')
      tell({ kind: 'returned', id: message.id, ok: true, value: send(target(...message.args.map(receive)), 0) })
    } catch (error) {
      tell({ kind: 'returned', id: message.id, ok: false, value: send(error instanceof Error ? error : new Error(String(error)), 0) })
    }
  }

  function deepFreeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const key of ownKeys(value)) deepFreeze((value as Record<PropertyKey, unknown>)[key]) // any object has keys
      freeze(value)
    }
    return value
  }

  page.addEventListener(inward, (event) => {
    const message = (event as CustomEvent<Message | null>).detail // only `tell` sends under this name
    if (message === null) return
    switch (message.kind) {
      case 'hello':
        if (heard) return
        heard = true
        tell({ kind: 'hello' })
        for (const early of waiting) tell(early)
        waiting = []
        return
      case 'expose':
        // Only the preload may place something in the page.
        if (side === 'main') defineProperty(globalThis, message.key, { value: deepFreeze(receive(message.value)), enumerable: true })
        return
      case 'call':
        return answer(message)
      case 'returned':
        returns.set(message.id, message)
        return
      case 'settled': {
        const promise = promises.get(message.promise)
        promises.delete(message.promise)
        if (message.ok) promise?.settle(receive(message.value))
        else promise?.fail(receive(message.value))
        return
      }
      case 'dropped':
        offered.delete(message.target)
        return
    }
  })
  // Whichever world runs first, the second one's greeting tells both that the other is there.
  tell({ kind: 'hello' })

  return {
    expose(key, api) {
      if (side !== 'isolated') throw new Error('Only a preload exposes.')
      const message: Message = { kind: 'expose', key, value: send(api, 0) }
      if (heard) tell(message)
      else waiting.push(message)
    },
  }
}
