import type { Readable, Writable } from 'node:stream'
import type { Commands, Incoming, Method } from './cdp.ts'

/** Chromium refused a command, or the pipe closed before it answered. */
export class DevToolsError extends Error {
  override readonly name: string = 'DevToolsError'
}

/** The pipe closed: the browser has ended, or is about to. */
export class BrowserGone extends DevToolsError {
  constructor(method: string) {
    super(`${method}: the browser is gone`)
  }
}

type Waiting = { readonly method: string; readonly answer: (value: unknown) => void; readonly fail: (error: Error) => void }

/** The two ends of `--remote-debugging-pipe` (file descriptors 3 and 4 of the browser): JSON messages ended by a zero byte. */
export class Pipe {
  private readonly to: Writable
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private closed = false
  private rest: Buffer[] = []

  constructor(to: Writable, from: Readable, heard: (event: Incoming) => void) {
    this.to = to
    from.on('data', (chunk: Buffer) => {
      let start = 0
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        this.rest.push(chunk.subarray(start, end))
        const text = (this.rest.length === 1 ? this.rest[0] : Buffer.concat(this.rest))?.toString('utf8') ?? ''
        this.rest = []
        start = end + 1
        this.receive(text, heard)
      }
      if (start < chunk.length) this.rest.push(chunk.subarray(start))
    })
    // Both ends report the browser's death: what was asked is refused, nothing is thrown at nobody.
    from.on('close', () => this.close())
    from.on('error', () => this.close())
    to.on('error', () => this.close())
  }

  /** Sends a command to the browser, or to one page by its session. Rejects with `DevToolsError`. */
  send<M extends Method>(method: M, params: Commands[M]['in'], sessionId?: string): Promise<Commands[M]['out']> {
    if (this.closed) return Promise.reject(new BrowserGone(method))
    const id = ++this.lastId
    this.to.write(`${JSON.stringify(sessionId === undefined ? { id, method, params } : { id, method, params, sessionId })}\0`)
    return new Promise((answer, fail) => {
      // The protocol answers a command with its own result type.
      this.waiting.set(id, { method, answer: answer as (value: unknown) => void, fail })
    })
  }

  /** Sends a command whose failure means only that the page or the browser is gone, which is told in another way. */
  post<M extends Method>(method: M, params: Commands[M]['in'], sessionId?: string): void {
    this.send(method, params, sessionId).catch(() => {})
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    for (const { method, fail } of this.waiting.values()) fail(new BrowserGone(method))
    this.waiting.clear()
    this.to.destroy()
  }

  private receive(text: string, heard: (event: Incoming) => void): void {
    // What Chromium writes on its own pipe is trusted to be the protocol.
    const message = JSON.parse(text) as { id?: number; result?: unknown; error?: { message: string } } | Incoming
    if ('method' in message) return heard(message)
    const waiting = message.id === undefined ? undefined : this.waiting.get(message.id)
    if (message.id === undefined || waiting === undefined) return
    this.waiting.delete(message.id)
    if (message.error === undefined) waiting.answer(message.result)
    else waiting.fail(new DevToolsError(`${waiting.method}: ${message.error.message}`))
  }
}
