import { useMe } from '#renderer/bridge/me.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import type { ConsultationAct } from '#shared/consultations/consultation.ts'
import { whyNot, type Standing } from '#shared/consultations/transitions.ts'

export type WhyNotWords = (act: ConsultationAct) => string | undefined

/** Why the person cannot do something with a consultation, in the very sentence that main would refuse with; undefined if they can. */
export function useStanding(standing: Standing): WhyNotWords {
  const { id, roles, office } = useMe()
  const say = useRefusalWords()
  return (act) => {
    const code = whyNot(act, standing, { person: id, roles, office })
    return code === undefined ? undefined : say({ code })
  }
}
