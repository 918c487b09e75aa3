// Runs the built app with a witness at main's door: every message that crosses between main and a window is written to the file
// that RESGUARDO_TEST_MESSAGES names, one JSON object a line. The app itself is the one under test, unchanged.
import { app, ipcMain } from 'electron'
import { appendFileSync } from 'node:fs'

const file = process.env['RESGUARDO_TEST_MESSAGES'] ?? ''
const keep = (channel, way, content) => appendFileSync(file, `${JSON.stringify({ channel, way, content: content ?? null })}\n`)

const handle = ipcMain.handle
ipcMain.handle = (channel, listener) =>
  handle.call(ipcMain, channel, async (event, ...args) => {
    keep(channel, 'in', args)
    const answer = await listener(event, ...args)
    keep(channel, 'out', answer)
    return answer
  })

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send
  contents.send = (channel, ...args) => {
    keep(channel, 'event', args)
    send.call(contents, channel, ...args)
  }
})

await import(process.env['RESGUARDO_TEST_APP'] ?? '')
