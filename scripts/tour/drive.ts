/**
 * The tour itself, started by `npm run tour` inside a private keychain session: the first run on an empty folder, then the main jobs on
 * the demonstration's data. Pictures, exported notices and `tour.json` are left in out/tour/.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type RunningApp } from '#tests/e2e/app.ts'
import { top } from '../house/top.ts'
import { playFirstRun } from './first-run.ts'
import { EVIDENCE, playMainJob } from './main-job.ts'
import { stageIn, WINDOW } from './stage.ts'

/** Milliseconds that a step waits for what it expects. */
const PATIENCE = 15_000
const folder = join(top, 'out', 'tour')
const documents = join(folder, 'documentos')
const data = mkdtempSync(join(tmpdir(), 'resguardo-tour-'))
const stage = stageIn(folder)
const env = { RESGUARDO_DOCUMENTS: documents }

let running: RunningApp | undefined

try {
  const fresh = (running = await launchApp({ userData: join(data, 'nueva'), inEarnest: true, env }))
  await fresh.page.setViewportSize(WINDOW)
  fresh.page.setDefaultTimeout(PATIENCE)
  await playFirstRun(stage, () => fresh.page)
  await fresh.close()

  console.log('Preparing the demonstration data…')
  // The file chooser begins in the person's folder; there is the capture that the incident will have as evidence.
  const home = join(data, 'persona')
  mkdirSync(home)
  copyFileSync(join(folder, '01-primer-inicio.png'), join(home, EVIDENCE))
  const demo = (running = await launchApp({ userData: join(data, 'demostracion'), args: ['--demo'], inEarnest: true, env: { ...env, HOME: home }, patience: 120_000 }))
  await demo.page.setViewportSize(WINDOW)
  demo.page.setDefaultTimeout(PATIENCE)
  await playMainJob(stage, { page: () => demo.page, pageAt: demo.pageAt })
  await demo.close()
  console.log(`${stage.played.length} steps. Pictures and documents: ${folder}`)
} catch (error) {
  if (stage.played.at(-1)?.ok !== false) console.error(error)
  // The step that failed has said so.
  process.exitCode = 1
  await running?.kill()
} finally {
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
}
