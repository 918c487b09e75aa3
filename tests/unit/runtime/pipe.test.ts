import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incoming } from '#runtime/chromium/cdp.ts'
import { Pipe } from '#runtime/chromium/pipe.ts'

describe('the DevTools pipe', () => {
  it('reads messages however they are cut, letters of several bytes too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), async (texts, cuts) => {
        const from = new PassThrough()
        const heard: string[] = []
        new Pipe(new PassThrough(), from, (event) => heard.push((event as Incoming & { params: { message: string } }).params.message)) // sent below
        const bytes = Buffer.from(texts.map((message) => `${JSON.stringify({ method: 'Page.javascriptDialogOpening', params: { message } })}\0`).join(''))
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const length = cuts[turn % cuts.length] ?? 1
          from.write(bytes.subarray(at, at + length))
          at += length
        }
        from.end()
        await new Promise((done) => from.once('close', done))
        expect(heard).toEqual(texts)
      }),
    )
  })

  it('refuses what was asked when the browser is gone, and what is asked then', async () => {
    const from = new PassThrough()
    const pipe = new Pipe(new PassThrough(), from, () => {})
    const asked = pipe.send('Browser.getVersion', {})
    from.destroy()
    await expect(asked).rejects.toThrow('Browser.getVersion: the browser is gone')
    await expect(pipe.send('Browser.close', {})).rejects.toThrow('Browser.close: the browser is gone')
  })

  it('answers each command, or refuses it with what the browser said', async () => {
    const [to, from] = [new PassThrough(), new PassThrough()]
    const pipe = new Pipe(to, from, () => {})
    const answers = [pipe.send('Browser.getVersion', {}), pipe.send('Page.navigate', { url: 'x' }, 's')]
    expect(String(to.read()).split('\0').filter(Boolean).map((text) => JSON.parse(text) as unknown)).toEqual([
      { id: 1, method: 'Browser.getVersion', params: {} },
      { id: 2, method: 'Page.navigate', params: { url: 'x' }, sessionId: 's' },
    ])
    from.write('{"id":2,"error":{"message":"no such page"}}\0{"id":1,"result":{"product":"x"}}\0')
    expect(await Promise.allSettled(answers)).toEqual([
      { status: 'fulfilled', value: { product: 'x' } },
      { status: 'rejected', reason: expect.objectContaining({ message: 'Page.navigate: no such page' }) as unknown },
    ])
  })
})
