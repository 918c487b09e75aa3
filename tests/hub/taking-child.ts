import { readFileSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { refuse } from '#shared/kernel/result.ts'
import { type MachineOptions, openMachine } from './machine.ts'
import { sure } from '#tests/kit/sure.ts'

/** What the process is told, in `taking.json` of the folder that is its argument. `file`: where the file that it takes over lies. */
export type Taking = { readonly machine: MachineOptions; readonly file: string }

/**
 * A machine without network that takes a file over, as a process of its own, to be killed: says `merging 0` when everything is checked and nothing is
 * written yet, `taken 1` once it was answered, and then waits for its end. Started and killed by bundle-kill.test.ts.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('give the folder')
const { machine: options, file } = JSON.parse(readFileSync(join(folder, 'taking.json'), 'utf8')) as Taking // the test wrote it
const machine = openMachine(options, {
  connect: () => Promise.resolve(refuse('hub/unreachable')),
  progress: (stage) => {
    if (stage === 'pulling') writeSync(1, 'merging 0\n')
  },
})
machine.unlock()
flushCompileCache()
sure(await machine.bundles.take(readFileSync(file, 'utf8')))
writeSync(1, 'taken 1\n')
setInterval(() => {}, 60_000)
