import type { Confidence } from '#shared/rules/rule-set.ts'

/** What a template is for: courtesy in any reply, *troleo*, and the two places to which a citizen is pointed when the 48 h have passed. */
export const templatePurposes = ['courtesy', 'trolling', 'inetel', 'transparency'] as const
export type TemplatePurpose = (typeof templatePurposes)[number]

/** A text to begin a reply with, and where its rule comes from. */
export type ReplyTemplate = {
  readonly id: string
  readonly purpose: TemplatePurpose
  readonly title: string
  readonly text: string
  readonly source: string
  /** Day on which the source was read, ISO. */
  readonly checked: string
  readonly confidence: Confidence
}
