import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ok, type Result } from '#shared/kernel/result.ts'
import { firstQuestions } from '#shared/shell/first-questions.ts'
import { firstPage } from '#main/shell/first-page.ts'
import { testFolder } from '#tests/kit/test-folder.ts'

const DOCUMENT = '<!doctype html><body><div id="root"></div></body>'

/** A first page whose drawing is this source, and what it logged. */
function pageWith(source: string) {
  const drawing = join(testFolder('picture'), 'drawing.mjs')
  writeFileSync(drawing, source)
  const faults: unknown[] = []
  const log = { info: () => {}, warn: () => {}, fault: (_where: string, error: unknown) => String(faults.push(error)) }
  return { faults, ...firstPage(drawing, log) }
}

const told = (document: string): unknown => JSON.parse(/<script type="application\/json" id="told">(.*)<\/script>/u.exec(document)?.[1] ?? 'null')

test('the document waits until main can be asked, and brings the picture with the answers that it was drawn from', async () => {
  const page = pageWith('export const drawFirstPicture = (told) => `<p>${told["shell/info"].value}</p>`')
  const document = page.fill(DOCUMENT)
  const asked: string[] = []
  page.answersCome(async (question) => ok(`${asked.push(question)} $& </script><b>`))
  expect(await document).toContain('<div id="root"><p>1 $& </script><b></p></div><script type="application/json" id="told">{"shell/info":{"ok":true,"value":"1 $& \\u003c/script>\\u003cb>"}')
  expect(asked).toEqual([...firstQuestions])
  expect(Object.keys(told(await document) as object)).toEqual([...firstQuestions])
})

test('each window after the first is asked for anew', async () => {
  const page = pageWith('export const drawFirstPicture = (told) => told["session/state"].value')
  let state: Result<unknown> = ok('one')
  page.answersCome(async () => state)
  expect(await page.fill(DOCUMENT)).toContain('<div id="root">one</div>')
  state = ok('two')
  expect(await page.fill(DOCUMENT)).toContain('<div id="root">two</div>')
})

test('the document stays as it was built where nobody is locked out, and where the picture cannot be drawn, which is logged', async () => {
  const open = pageWith('export const drawFirstPicture = () => undefined')
  open.answersCome(async () => ok({}))
  expect(await open.fill(DOCUMENT)).toBe(DOCUMENT)
  expect(open.faults).toEqual([])
  for (const source of ['export const drawFirstPicture = () => { throw new Error("no") }', 'this is no module']) {
    const broken = pageWith(source)
    broken.answersCome(async () => ok({}))
    expect(await broken.fill(DOCUMENT)).toBe(DOCUMENT)
    expect(broken.faults).toHaveLength(1)
  }
})
