import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readDataFile, type DataFault } from '#main/data/data-file.ts'
import { templatePurposes, type ReplyTemplate } from '#shared/consultations/reply-template.ts'
import { confidences } from '#shared/rules/rule-set.ts'

const FILE = 'replies.yaml'

const text = z.string().trim().min(1)
const file = z.strictObject({
  version: z.literal(1),
  replies: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/),
        purpose: z.enum(templatePurposes),
        title: text.max(120),
        text: text.max(4000),
        source: text,
        checked: z.iso.date(),
        confidence: z.enum(confidences),
      }),
    )
    .min(1),
})

/** The replies in force, and the institution's own file if it was refused. */
export type LoadedReplies = { readonly templates: readonly ReplyTemplate[]; readonly faults: readonly DataFault[] }

/**
 * The shipped replies (`replies.yaml`) with the institution's own laid over them by id; new ids come last. A broken own file is named with its
 * line and the shipped ones stay in force; a broken shipped file is a bug and throws.
 */
export function loadReplies(shipped: string, own: string): LoadedReplies {
  const ours = readDataFile(join(shipped, FILE), file)
  if (!ours.ok) throw new Error(`${ours.fault.file}, line ${ours.fault.line}: ${ours.fault.reason}`)
  const path = join(own, FILE)
  if (!existsSync(path)) return { templates: ours.value.replies, faults: [] }
  const theirs = readDataFile(path, file)
  if (!theirs.ok) return { templates: ours.value.replies, faults: [theirs.fault] }
  const inForce = new Map(ours.value.replies.map((one) => [one.id, one]))
  for (const one of theirs.value.replies) inForce.set(one.id, one)
  return { templates: [...inForce.values()], faults: [] }
}
