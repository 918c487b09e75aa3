import { z } from 'zod'
import { networks } from '#shared/accounts/network.ts'
import { seenKinds, severities, type Seen, type Severity } from './seen.ts'
import { confidences, doers, phases, type PinnedStep } from './step.ts'

const text = z.string().trim().min(1)
const date = z.iso.date()
const confidence = z.enum(confidences)

const requirement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notices') }),
  z.strictObject({ kind: z.literal('evidence'), atLeast: z.int().min(1) }),
  z.strictObject({ kind: z.literal('text'), question: text }),
  z.strictObject({ kind: z.literal('count'), question: text }),
  z.strictObject({ kind: z.literal('link'), question: text }),
  z.strictObject({ kind: z.literal('choice'), question: text, options: z.array(text).min(2).readonly() }),
])

const help = z.strictObject({
  how: text,
  trap: text.optional(),
  links: z.array(z.strictObject({ label: text, url: z.url({ protocol: /^https$/u }), confidence })).readonly().default([]),
})

/** Twelve words: what a person under stress still reads at a glance (anchors/incidents.md, section 6). */
const LONGEST_TITLE = 12

export const pinnedStep = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  phase: z.enum(phases),
  title: text.refine((title) => title.split(/\s+/u).length <= LONGEST_TITLE, `at most ${LONGEST_TITLE} words`),
  how: text,
  why: text,
  who: z.enum(doers),
  minutes: z.int().positive(),
  mandatory: z.boolean(),
  asks: requirement,
  expect: text.optional(),
  otherwise: text.optional(),
  networks: z.partialRecord(z.enum(networks), help).default({}),
  source: text,
  checked: date,
  confidence,
})

/** `resources/playbooks/*.yaml`: the steps, each with the doors it belongs to. */
export const playbook = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
    version: z.int().positive(),
    title: text,
    source: text,
    checked: date,
    severity: z.record(z.enum(seenKinds), z.enum(severities)),
    steps: z.array(pinnedStep.extend({ seen: z.array(z.enum(seenKinds)).min(1) })).min(1),
  })
  .superRefine((book, context) => {
    const ids = book.steps.map((step) => step.id)
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) context.addIssue({ code: 'custom', path: ['steps', index, 'id'], message: `«${id}» is used twice` })
    })
    for (const seen of seenKinds) {
      if (!book.steps.some((step) => step.seen.includes(seen) && step.asks.kind === 'notices')) {
        context.addIssue({ code: 'custom', path: ['steps'], message: `«${seen}» has no step that asks for the three notices` })
      }
    }
  })

export type Playbook = z.output<typeof playbook>

/** The steps of one door, as they are pinned to an incident. */
export function stepsFor(book: Playbook, seen: Seen): readonly PinnedStep[] {
  return book.steps.filter((step) => step.seen.includes(seen)).map(({ seen: _, ...step }) => step)
}

/** How grave the playbook takes what is seen to be. */
export function severityOf(book: Playbook, seen: Seen): Severity {
  return book.severity[seen]
}
