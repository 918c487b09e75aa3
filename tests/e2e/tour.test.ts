import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import mammoth from 'mammoth'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { availableRuntimes, ROOT } from './app.ts'
import { PHRASE } from './machine.ts'

const folder = join(ROOT, 'out', 'tour')

type Step = { readonly step: string; readonly ok: boolean; readonly ms: number }

/** The files of a kind that the tour left, wherever below its folder. */
const left = (extension: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name))

function played(): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts/tour/drive.ts')], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('close', (code) => done({ code, output }))
  })
}

for (const { name: runtime, missing } of availableRuntimes()) {
  const why = missing ?? (runtime === 'chromium' ? undefined : 'the tour runs on Chromium')
  describe.skipIf(why !== undefined)(`the tour on ${runtime}${why === undefined ? '' : ` (${why})`}`, () => {
    it('plays every step, pictures each, and leaves notices that other programs can read', async () => {
      const { code, output } = await played()
      expect(output).not.toContain('FAIL')
      expect(code).toBe(0)
      const steps = JSON.parse(readFileSync(join(folder, 'tour.json'), 'utf8')) as readonly Step[] // written by the stage
      expect(steps.filter(({ ok }) => !ok)).toEqual([])
      expect(steps.length).toBeGreaterThanOrEqual(30)
      for (const { step, ms } of steps) {
        expect(ms).toBeGreaterThanOrEqual(0)
        expect(readFileSync(join(folder, `${step}.png`)).subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
      }

      const mails = left('.eml')
      expect(mails).toHaveLength(3)
      const addressees: string[] = []
      for (const file of mails) {
        const raw = readFileSync(file, 'utf8')
        const mail = await PostalMime.parse(raw)
        expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1')
        const [folio = 'no folio'] = /INC-\d{4}-\d{3}/.exec(mail.subject ?? '') ?? []
        const [to] = mail.to ?? []
        expect(to?.address).toMatch(/^\S+@\S+$/)
        addressees.push(to?.address ?? '')
        const attached = mail.attachments.find(({ filename }) => filename?.endsWith('.docx') === true)
        if (!(attached?.content instanceof ArrayBuffer)) throw new Error(`${file} has no attached document`)
        const paper = await textOf({ buffer: Buffer.from(attached.content) })
        expect(paper).toContain(folio)
        expect(paper.toLocaleUpperCase('es-MX')).toContain(to?.name?.toLocaleUpperCase('es-MX') ?? 'no name')
        // The document beside the mail is the attached one.
        expect(await textOf({ path: file.replace(/eml$/, 'docx') })).toBe(paper)
        for (const text of [raw, mail.text ?? '', mail.html ?? '', paper, readFileSync(file.replace(/eml$/, 'txt'), 'utf8')]) expectNoPhrase(text)
      }
      expect(new Set(addressees).size).toBe(3)
      const report = left('informe-de-cierre.docx')
      expect(report).toHaveLength(1)
      const closing = await textOf({ path: report[0] ?? '' })
      expect(closing).toMatch(/INC-\d{4}-\d{3}/)
      expectNoPhrase(closing)
    })
  })
}

const textOf = async (document: { readonly path: string } | { readonly buffer: Buffer }): Promise<string> => (await mammoth.extractRawText(document)).value

/** Neither of the phrases that the tour types. (Passwords: `canary.test.ts`.) */
function expectNoPhrase(text: string): void {
  for (const phrase of [PHRASE, demoPassphrase]) expect(text).not.toContain(phrase)
}
