import { pathToFileURL } from 'node:url'
import type { Result } from '#shared/kernel/result.ts'
import { type DrawFirstPicture, type FirstQuestion, firstQuestions, TOLD, type ToldAnswers } from '#shared/shell/first-questions.ts'
import type { Log } from './log.ts'

type Ask = (question: FirstQuestion) => Promise<Result<unknown>>

/** Where the built document has room for the picture. */
const ROOM = '<div id="root"></div>'

/** The document with its first picture in it. */
export interface FirstPage {
  /** The document that a window gets: with the lock screen where there is one, else as it was built. Waits until it can be asked. */
  fill(document: string): Promise<string>
  /** From now on it can be asked what a window asks. */
  answersCome(ask: Ask): void
}

/**
 * Puts the lock screen into the window's document, so that it is on the screen before the window's script has been read. `drawing` is the file that the build
 * makes of `src/renderer/app/first-picture.tsx`. What goes wrong is logged, and the window draws for itself.
 */
export function firstPage(drawing: string, log: Log): FirstPage {
  const { promise: asking, resolve } = Promise.withResolvers<Ask>()
  // Read while the browser begins.
  const drawn = import(/* @vite-ignore */ pathToFileURL(drawing).href) as Promise<{ readonly drawFirstPicture: DrawFirstPicture }>
  drawn.catch(() => undefined)
  /** What the first window gets: made before it asks. What may change meanwhile it asks again. */
  let early: Promise<string> | undefined
  const make = async (ask: Ask): Promise<string> => {
    try {
      const told = Object.fromEntries(await Promise.all(firstQuestions.map(async (question) => [question, await ask(question)] as const))) as ToldAnswers // one for each of the list
      const picture = (await drawn).drawFirstPicture(told)
      return picture === undefined ? ROOM : `<div id="root">${picture}</div><script type="application/json" id="${TOLD}">${inMarkup(told)}</script>`
    } catch (error) {
      log.fault('first picture', error)
      return ROOM
    }
  }
  return {
    answersCome(ask) {
      early = make(ask)
      resolve(ask)
    },
    async fill(document) {
      const ask = await asking
      const made = await (early ?? make(ask))
      early = undefined
      return document.replace(ROOM, () => made)
    },
  }
}

/** JSON that ends no element and begins none. */
function inMarkup(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
