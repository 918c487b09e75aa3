import type { Result } from '#shared/kernel/result.ts'
import { firstQuestions, type ToldAnswers } from '#shared/shell/first-questions.ts'
import { api } from './api.ts'
import type { Api } from './window-api.ts'

/** Asks main all of it at once: one round trip. */
export async function askFirst(): Promise<ToldAnswers> {
  const answers = await Promise.all(
    firstQuestions.map(async (channel) => {
      const [module, entry] = channel.split('/') as [keyof Api, never] // as the list writes them
      const ask: (input: object) => Promise<Result<unknown>> = api[module][entry]
      return [channel, await ask({})] as const
    }),
  )
  return Object.fromEntries(answers) as ToldAnswers // one for each of the list
}
