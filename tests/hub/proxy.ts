import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A line between clients and a server that can be made to fail in the ways that lines do. */
export type Proxy = {
  readonly port: number
  /** Through again: lines that hung go on, new ones are taken. */
  mend(): Promise<void>
  /** Ends every line that is open. New ones are taken. */
  cut(): void
  /** Ends every line and takes no new one: "connection refused". */
  refuse(): Promise<void>
  /** Half-open: every line stays open and nothing goes through, in either direction; nor on new ones. */
  swallow(): void
  close(): Promise<void>
}

/** A TCP proxy on a free port of the loopback, to a port of it. */
export async function openProxy(target: () => number): Promise<Proxy> {
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>()
  let swallowing = false
  let server: Server | undefined
  let port = 0

  function accept(near: Socket): void {
    const far = connect(target(), '127.0.0.1')
    const pair = { near, far }
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.setNoDelay(true)
      from.on('data', (bytes) => {
        if (!to.destroyed) to.write(bytes)
      })
      from.on('error', end)
      from.on('close', end)
      if (swallowing) from.pause()
    }
  }

  async function listen(): Promise<void> {
    if (server !== undefined) return
    const opening = createServer(accept)
    await new Promise<void>((done, failed) => opening.once('error', failed).listen(port, '127.0.0.1', done))
    server = opening
    port = (opening.address() as AddressInfo).port // a TCP server's address is one
  }

  function cut(): void {
    for (const { near, far } of pairs) {
      near.destroy()
      far.destroy()
    }
    pairs.clear()
  }

  async function refuse(): Promise<void> {
    const closing = server
    server = undefined
    const closed = closing === undefined ? undefined : new Promise<void>((done) => closing.close(() => done()))
    cut()
    await closed
  }

  await listen()
  return {
    port,
    async mend() {
      swallowing = false
      for (const { near, far } of pairs) {
        near.resume()
        far.resume()
      }
      await listen()
    },
    cut,
    refuse,
    swallow() {
      swallowing = true
      for (const { near, far } of pairs) {
        near.pause()
        far.pause()
      }
    },
    close: refuse,
  }
}
