import { DangerIcon, InfoIcon, OkIcon, WarnIcon } from './icons.ts'
import type { Tone } from './tone.ts'

const shapes = { neutral: InfoIcon, info: InfoIcon, ok: OkIcon, warn: WarnIcon, danger: DangerIcon } as const

/** The shape of a tone: round for news, a triangle for care, an octagon for danger, so that colour is not needed to tell them apart. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  const Shape = shapes[tone]
  return <Shape aria-hidden="true" />
}
