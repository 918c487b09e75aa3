import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Instant } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { PersonId } from '#shared/ledger/event.ts'

/** The files of rules that an institution may lay its own over (`resources/rules/<name>.yaml`). */
export const ruleFiles = [
  'checks',
  'limits',
  'file-kinds',
  'lexicon',
  'institutional',
  'review',
  'phrases',
  'electoral-calendar',
  'inclusive',
  'legibility',
  'facts',
  'blanks',
  'rest-days',
] as const
export type RuleFile = (typeof ruleFiles)[number]

/** The one stream of it. */
export const RULES_TUNING = 'main'

/** An own file as somebody put it on record. */
export type TunedFile = { readonly text: string; readonly by: PersonId; readonly at: Instant }
/** By the names of the files; one that this version does not know stays on record and means nothing here. */
export type TuningState = { readonly files: Readonly<Record<string, TunedFile>> }
export type TuningCommand = { readonly kind: 'tune'; readonly file: RuleFile; readonly text: string } | { readonly kind: 'untune'; readonly file: RuleFile }
export type TuningEvent =
  | { readonly type: 'rules.tuned'; readonly payload: { readonly file: string; readonly text: string } }
  | { readonly type: 'rules.untuned'; readonly payload: { readonly file: string } }

/** Longest file on record, in bytes as JSON says it: the hub takes events of 256 KB. */
export const LONGEST_RULE_FILE = 240_000

/**
 * The institution's own rules, for every machine of the record. Whether a file is sound is for the service to say, which can read it. Refusals:
 * `rules/file-too-large`, `rules/file-shipped` (there is no own one to take back). What changes nothing records nothing.
 */
export const tuning: Decider<TuningState, TuningCommand, TuningEvent> = {
  noun: 'rules',
  initial: { files: {} },
  schemas: { 'rules.tuned': 1, 'rules.untuned': 1 },
  decide({ files }, command) {
    const { file } = command
    if (command.kind === 'untune') return files[file] === undefined ? refuse('rules/file-shipped') : ok([{ type: 'rules.untuned', payload: { file } }])
    const { text } = command
    if (utf8ToBytes(JSON.stringify(text)).length > LONGEST_RULE_FILE) return refuse('rules/file-too-large', { kilobytes: LONGEST_RULE_FILE / 1000 })
    return ok(files[file]?.text === text ? [] : [{ type: 'rules.tuned', payload: { file, text } }])
  },
  evolve({ files }, event, { actor: by, at }) {
    switch (event.type) {
      case 'rules.tuned': {
        const { file, text } = event.payload
        return { files: { ...files, [file]: { text, by, at } } }
      }
      case 'rules.untuned': {
        const { [event.payload.file]: _gone, ...kept } = files
        return { files: kept }
      }
      default:
        return never(event)
    }
  },
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['administrator']),
}
