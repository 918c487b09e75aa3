import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFences, sayViolation } from '../fences/check-fences.ts'
import { fences } from '../fences/fences.ts'
import { projectSources } from '../fences/source-files.ts'
import { generatedFiles } from '../generate/generated.ts'
import { runProgram } from '../house/run-program.ts'
import { top } from '../house/top.ts'
import { trackedFiles } from '../house/tracked-files.ts'
import { forbiddenWords, isOwnText } from './forbidden-words.ts'

/** One check: `run` answers with what is wrong, nothing when all is well. */
export type Step = { readonly name: string; readonly run: () => Promise<string> | string }

const WORLDS = ['shared', 'main', 'preload', 'renderer', 'runtime', 'tests', 'scripts'] as const

/** Everything `npm run check` looks at, besides the pure tests. */
export const steps: readonly Step[] = [
  ...WORLDS.map((world) => ({ name: `types ${world}`, run: () => types(world) })),
  { name: 'lint', run: () => tool('node_modules/oxlint/bin/oxlint', ['--quiet', '--format=unix', 'src', 'runtime', 'tests', 'scripts']) },
  { name: 'fences', run: () => checkFences(projectSources(), fences).map(sayViolation).join('\n') },
  {
    name: 'generated',
    run: () =>
      generatedFiles()
        .filter(({ path, text }) => present(path) !== text)
        .map(({ path }) => `${path} is out of step with its sources: npm run generate`)
        .join('\n'),
  },
  {
    name: 'words',
    run: () =>
      trackedFiles()
        .filter(isOwnText)
        .flatMap((path) => forbiddenWords(path, readFileSync(join(top, path), 'utf8')))
        .join('\n'),
  },
]

/**
 * What was found last time is kept beside the packages, so that only what changed is looked at again. One checker instead of four: each of them works
 * out for itself the types that all files share, which costs three times the processor time and, on two cores, twice the wait.
 */
function types(world: string): Promise<string> {
  const kept = join(top, 'node_modules', '.cache', 'resguardo', `${world}.tsbuildinfo`)
  return tool('node_modules/typescript/bin/tsc', ['-p', `tsconfig.${world}.json`, '--pretty', 'false', '--checkers', '1', '--incremental', '--tsBuildInfoFile', kept])
}

async function tool(path: string, args: readonly string[]): Promise<string> {
  const { code, output } = await runProgram(process.execPath, [join(top, path), ...args])
  if (code === 0) return ''
  return output.trim() || `${path} ended with ${code ?? 'a signal'}`
}

function present(path: string): string | undefined {
  try {
    return readFileSync(join(top, path), 'utf8')
  } catch {
    return undefined
  }
}
