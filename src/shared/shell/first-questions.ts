import type { Result } from '#shared/kernel/result.ts'

/** What a window must know before its first picture, by channel: each is asked with `{}`. */
export const firstQuestions = [
  'shell/info',
  'shell/clock',
  'shell/preferences',
  'session/state',
  'session/people',
  'session/keychainState',
  'organization/brand',
] as const
export type FirstQuestion = (typeof firstQuestions)[number]

/** Main's answers to them; each was checked by its contract where it was answered. */
export type ToldAnswers = Readonly<Record<FirstQuestion, Result<unknown>>>

/** The markup of what a window shows first, where these are the answers; undefined where that is not the lock screen. */
export type DrawFirstPicture = (told: ToldAnswers) => string | undefined

/** Id of the element in which a document brings the answers (JSON) that its picture was drawn from. */
export const TOLD = 'told'

/** The event of the document that says: what was drawn before the window's script is its own now. */
export const ALIVE = 'resguardo-alive'
