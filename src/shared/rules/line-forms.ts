import { z } from 'zod'
import { day as calendarDay, type FormsOf, text } from '#shared/ledger/forms.ts'
import { factKinds } from './facts.ts'
import type { LineEvent } from './line.ts'

const day = calendarDay.nullable()
const stated = z.object({ fact: z.object({ subject: text, kind: z.enum(factKinds), value: text, from: day, to: day, source: text }) })

export const lineForms = {
  'line.stated': stated,
  'line.corrected': stated,
  'line.withdrawn': z.object({ reason: text }),
} satisfies FormsOf<LineEvent>
