import { useWords } from '#renderer/i18n/words.ts'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import type { StageKind } from '#shared/consultations/consultation.ts'

const tones: Readonly<Record<StageKind, Tone>> = {
  asked: 'info',
  returned: 'warn',
  answered: 'ok',
  lapsed: 'danger',
  ruled: 'info',
  replied: 'ok',
  closed: 'neutral',
  withdrawn: 'neutral',
}

/** Where a consultation stands, in a word. */
export function StageTag({ stage }: { readonly stage: StageKind }) {
  const { consultations: words } = useWords()
  return <StatusTag tone={tones[stage]}>{words.stages[stage]}</StatusTag>
}
