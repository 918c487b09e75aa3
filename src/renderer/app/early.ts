import { ALIVE } from '#shared/shell/first-questions.ts'
import { firstAnswers, toldInDocument } from '../bridge/first-answers.ts'
import { applyAccent, applyTheme } from '../theme/apply.ts'
import { keepEarlyActs } from './early-acts.ts'
import { whenPainted } from './when-painted.ts'

/**
 * The window's first script, small: where the document brings its picture, it gets its colours before it is painted, what is typed and pressed in it is kept,
 * and only when it is on the screen the window's own script (`main.tsx`) has the processor, which would hold it up.
 */
const told = toldInDocument()
if (told === undefined) begin()
else {
  const { preferences, brand } = firstAnswers(told)
  applyTheme(preferences.theme)
  applyAccent(brand?.accent)
  const giveBack = keepEarlyActs(document)
  document.addEventListener(ALIVE, giveBack, { once: true })
  whenPainted(() => {
    void window.resguardo.shell.ready({ screen: 'lock' })
    begin()
  })
}

/** Reads the window's own script, which the build names beside this one: not before, as it would be answered and compiled while the picture is waited for. */
function begin(): void {
  const script = document.querySelector<HTMLScriptElement>('script[data-then]')?.dataset['then']
  if (script !== undefined) void import(/* @vite-ignore */ new URL(script, document.baseURI).href)
}
