import { renderToString } from 'react-dom/server'
import type { DrawFirstPicture } from '#shared/shell/first-questions.ts'
import { firstAnswers } from '../bridge/first-answers.ts'
import { App } from './app.tsx'

/**
 * Draws the lock screen in main, for the document that the window asks for: it is on the screen before the window's script is read, and the script
 * takes it over (`main.tsx`). Built by itself (`scripts/house/first-picture.ts`) into a file that main loads. Undefined when nobody is locked out: the
 * first run and the inside are loaded by the window.
 */
export const drawFirstPicture: DrawFirstPicture = (told) => {
  const first = firstAnswers(told)
  return first.session.state === 'locked' ? renderToString(<App first={first} drawn />) : undefined
}
