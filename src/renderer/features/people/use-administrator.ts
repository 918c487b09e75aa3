import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'

/** Who is unlocked, and whether they administrate: other people see the same screen and cannot change members. */
export function useAdministrator(): { readonly person: string | undefined; readonly administrator: boolean } {
  const { answer } = useAnswer(api.session.state, {})
  return { person: answer?.person?.id, administrator: answer?.person?.roles.includes('administrator') ?? false }
}
