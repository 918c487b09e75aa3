// The process that holds keytar, and nothing else: libsecret keeps a dead session bus for ever, a prompt left open holds its thread
// for ever, and neither can be called off. So it is a process that can be thrown away (docs/decisions/0003-keychain-process.md).
// It sees sealed texts only. Requests come one by one, a line of JSON each, on stdin (Electron: on the parent's port).
import { writeSync } from 'node:fs'
import type { KeytarAnswer, KeytarRequest } from './keytar-messages.ts'

type Keytar = Pick<typeof import('@github/keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/** Electron's end of a utility process; absent under Node. */
type ParentPort = { on(event: 'message', listener: (event: { data: unknown }) => void): void; postMessage(message: unknown): void }

let loaded: Promise<Keytar> | undefined

async function answer(request: KeytarRequest): Promise<KeytarAnswer> {
  try {
    loaded ??= import('@github/keytar').then((module) => module.default)
    const keytar = await loaded
    switch (request.call) {
      case 'get':
        return { value: await keytar.getPassword(request.service, request.account) }
      case 'set':
        await keytar.setPassword(request.service, request.account, request.value)
        return { value: true }
      case 'delete':
        return { value: await keytar.deletePassword(request.service, request.account) }
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function parsed(line: string): KeytarRequest {
  return JSON.parse(line) as KeytarRequest // our own parent wrote it: `keytar-host.ts`
}

// Electron adds `parentPort` to `process` in a utility process; Node's types do not know it.
const { parentPort } = process as { parentPort?: ParentPort }

if (parentPort !== undefined) {
  parentPort.on('message', ({ data }) => {
    void answer(parsed(String(data))).then((reply) => parentPort.postMessage(JSON.stringify(reply)))
  })
} else {
  let text = ''
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (chunk: string) => {
    text += chunk
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      void answer(parsed(line)).then((reply) => writeSync(1, `${JSON.stringify(reply)}\n`))
    }
  })
  // The parent is gone: so is the reason to be here, even while a prompt is open.
  process.stdin.on('end', () => process.exit(0))
}
