import { existsSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ledger } from '#main/ledger/ledger.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { RuleFileRow } from '#shared/rules/contract.ts'
import { LONGEST_RULE_FILE, ruleFiles, RULES_TUNING, tuning, type RuleFile } from '#shared/rules/tuning.ts'
import { loadRules, readingOnce, ruleFault, type LoadedRules } from './rules-data.ts'

export type TuningDependencies = {
  readonly ledger: Ledger
  readonly nameOf: (person: PersonId) => string
  /** The shipped rules, and this machine's own. */
  readonly shippedFolder: string
  readonly ownFolder: string
  /** How a shipped file is read: once for this service, if left out. */
  readonly readShipped?: ReturnType<typeof readingOnce>
  readonly desk: {
    chooseFiles(options: { readonly title: string; readonly extensions?: readonly string[] }): Promise<readonly string[]>
    choosePlace(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
  }
}

/** The rules in force, and the institution's own files of them: the one door. Refusals: `rules/file-…`, those of the ledger. */
export function tuningService({ ledger, nameOf, shippedFolder, ownFolder, readShipped = readingOnce(), desk }: TuningDependencies) {
  let loaded: LoadedRules | undefined
  // Asked for with every sign that is typed: read anew only when somebody, here or elsewhere, changed them.
  ledger.onRecorded((events) => {
    if (events.some(({ stream }) => stream === `${tuning.noun}/${RULES_TUNING}`)) loaded = undefined
  })

  const onRecord = () => ledger.state(tuning, RULES_TUNING).files
  const ownPath = (file: RuleFile) => join(ownFolder, `${file}.yaml`)

  function load(): LoadedRules {
    const files = onRecord()
    return loadRules(shippedFolder, ownFolder, Object.fromEntries(ruleFiles.map((file) => [file, files[file]?.text])), readShipped)
  }
  const inForce = (): LoadedRules => (loaded ??= load())

  function record(context: Context, command: Parameters<typeof tuning.decide>[1]): Result<{ done: boolean }> {
    const recorded = ledger.record(context, tuning, RULES_TUNING, command)
    return recorded.ok ? ok({ done: true }) : recorded
  }

  /** The text that is laid over, or the shipped one: what somebody begins from. */
  function textOf(file: RuleFile): string {
    const told = onRecord()[file]
    return told !== undefined ? told.text : readFileSync(existsSync(ownPath(file)) ? ownPath(file) : join(shippedFolder, `${file}.yaml`), 'utf8')
  }

  return {
    inForce,

    /** Every file: whose it is, since when, and what is wrong with an own one. */
    files(): RuleFileRow[] {
      const files = onRecord()
      const { faults } = inForce()
      return ruleFiles.map((file) => {
        const told = files[file]
        const fault = faults.find((one) => one.file === `${file}.yaml`)
        return {
          file,
          from: told !== undefined ? 'record' : existsSync(ownPath(file)) ? 'machine' : 'shipped',
          tuned: told === undefined ? null : { name: nameOf(told.by), at: told.at },
          fault: fault === undefined ? null : { line: fault.line, reason: fault.reason },
        }
      })
    },

    /** Puts a file of this machine on record, for all of them, once it is found sound. `done` false: nobody chose one. */
    async tune(context: Context, file: RuleFile, title: string): Promise<Result<{ done: boolean }>> {
      if (!context.roles.includes('administrator')) return refuse('ledger/role')
      const [path] = await desk.chooseFiles({ title, extensions: ['yaml', 'yml'] })
      if (path === undefined) return ok({ done: false })
      let text: string
      try {
        // Not read at all where it could not be kept.
        if (statSync(path).size > LONGEST_RULE_FILE) return refuse('rules/file-too-large', { kilobytes: LONGEST_RULE_FILE / 1000 })
        text = readFileSync(path, 'utf8')
      } catch {
        return refuse('rules/file-unread')
      }
      const fault = ruleFault(file, text, shippedFolder, readShipped)
      return fault === undefined ? record(context, { kind: 'tune', file, text }) : refuse('rules/file-broken', { line: fault.line, reason: fault.reason })
    },

    untune: (context: Context, file: RuleFile): Result<{ done: boolean }> => record(context, { kind: 'untune', file }),

    /** A copy to begin from. */
    async save(file: RuleFile, title: string): Promise<Result<{ done: boolean }>> {
      const path = await desk.choosePlace({ title, name: `${file}.yaml` })
      if (path === undefined) return ok({ done: false })
      try {
        await writeFile(path, textOf(file), 'utf8')
      } catch {
        return refuse('rules/file-unwritten')
      }
      return ok({ done: true })
    },
  }
}

export type TuningService = ReturnType<typeof tuningService>
