// The process that holds keytar, and nothing else: libsecret keeps a dead session bus for ever, a prompt left open holds its thread
// for ever, and neither can be called off. So it is a process that can be thrown away (docs/decisions/0003-keychain-process.md).
// It sees sealed texts only. Requests come one by one, a line of JSON each, on stdin (Electron: on the parent's port).
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { type KeytarAnswer, type KeytarRequest, READY } from './keytar-messages.ts'

type Keytar = Pick<typeof import('@github/keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/** Electron's end of a utility process; absent under Node. */
type ParentPort = { on(event: 'message', listener: (event: { data: unknown }) => void): void; postMessage(message: unknown): void }

/** The library, or why it cannot be loaded: on Linux it needs libsecret, which may be missing. */
const keytar: Keytar | Error = await import('@github/keytar').then(
  (module) => module.default,
  (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
)

/** Answers one line with one line. */
function answer(line: string, reply: (line: string) => void): void {
  const send = (answer: KeytarAnswer): void => reply(JSON.stringify(answer))
  const fail = (error: unknown): void => send({ error: error instanceof Error ? error.message : String(error) })
  if (keytar instanceof Error) return fail(keytar)
  const request = JSON.parse(line) as KeytarRequest // our own parent wrote it: `keytar-host.ts`
  switch (request.call) {
    case 'get':
      return void keytar.getPassword(request.service, request.account).then((value) => send({ value }), fail)
    case 'set':
      return void keytar.setPassword(request.service, request.account, request.value).then(() => send({ value: true }), fail)
    case 'delete':
      return void keytar.deletePassword(request.service, request.account).then((value) => send({ value }), fail)
  }
}

// Electron adds `parentPort` to `process` in a utility process; Node's types do not know it.
const { parentPort } = process as { parentPort?: ParentPort }

if (parentPort !== undefined) {
  parentPort.on('message', ({ data }) => {
    answer(String(data), (line) => parentPort.postMessage(line))
  })
  parentPort.postMessage(READY)
} else {
  // Straight from the file descriptors, without streams: this is on the way of every secret that is read (tests/bench/secret.ts).
  // Bytes are kept as latin1 until a line is whole, so that no character is torn between two reads.
  let text = ''
  const requests = new Socket({
    fd: 0,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.alloc(16_384),
      callback(length, buffer) {
        text += Buffer.from(buffer.buffer, buffer.byteOffset, length).toString('latin1')
        for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
          const line = Buffer.from(text.slice(0, end), 'latin1').toString('utf8')
          text = text.slice(end + 1)
          answer(line, (reply) => writeSync(1, `${reply}\n`))
        }
        return true
      },
    },
  })
  // The parent is gone: so is the reason to be here, even while a prompt is open.
  requests.on('end', () => process.exit(0))
  requests.on('error', () => process.exit(0))
  requests.resume()
  writeSync(1, `${READY}\n`)
}
