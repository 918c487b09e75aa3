import type { Refusal } from '#shared/kernel/refusal.ts'
import { useContext } from 'react'
import { lockCatalogues } from './lock-catalogue.ts'
import type { RefusalWords } from './shape.ts'
import { SpeechContext } from './words.ts'

/** The function that says a refusal: the sentence of its code, filled with its detail. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const { language, all } = useContext(SpeechContext)
  const early = lockCatalogues[language]
  const sentences: RefusalWords = all?.refusals ?? early.refusals
  return (refusal) => {
    const sentence = sentences[refusal.code]
    if (sentence === undefined) return early.ui.unknownRefusal(refusal.code)
    return typeof sentence === 'string' ? sentence : sentence(refusal.detail ?? {})
  }
}
