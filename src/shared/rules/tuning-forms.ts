import { z } from 'zod'
import { type FormsOf, text } from '#shared/ledger/forms.ts'
import type { TuningEvent } from './tuning.ts'

export const tuningForms = {
  'rules.tuned': z.object({ file: text, text }),
  'rules.untuned': z.object({ file: text }),
} satisfies FormsOf<TuningEvent>
