/** Milliseconds that a screen has to draw what comes next, and to give it the focus itself. */
const SETTLES = 80
/** How often it is waited for, where it is still being fetched. */
const WAITS = 10

/**
 * Keeps whoever works with keys or a screen reader in their place: when what had the focus leaves the screen (the step is done, the line is
 * answered, the dialog's opener went with its act) and nothing else took it, the focus goes to what stands there now: its heading, or the
 * line of a list. Where nothing of the place is left, to the screen's own heading. A hand on the mouse is not followed. Answers how to end it.
 */
export function keepFocus(): () => void {
  /** What had the focus last and all that holds it, nearest first; and the same of the last in the screen itself, under any dialog. */
  let place: readonly Element[] = []
  let placeInScreen: readonly Element[] = []
  let byPointer = false
  let waiting: ReturnType<typeof setTimeout> | undefined
  let waits = 0
  const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body
  const recover = (): void => {
    waiting = undefined
    if (!isLost() || byPointer || place.length === 0) return
    // What lies behind an open dialog takes no focus.
    const screen = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].findLast(isShown) ?? [...document.querySelectorAll('main')].find(isShown)
    const left = [place, placeInScreen].map((one) => one.filter((element) => screen?.contains(element) === true && isShown(element))).find(({ length }) => length > 0) ?? []
    if (left[0] === placeInScreen[0]) focusOn(left[0])
    if (!isLost()) return
    const standing = left.map(standingIn).find((found) => found !== undefined) ?? (screen && standingIn(screen))
    if (standing === undefined && waits < WAITS) wait(waits + 1)
    else focusOn(standing ?? screen)
  }
  const wait = (often: number): void => {
    waits = often
    waiting = setTimeout(recover, SETTLES)
  }
  const watcher = new MutationObserver(() => {
    if (isLost() && waiting === undefined) wait(0)
  })
  const onFocus = ({ target }: FocusEvent): void => {
    place = withAncestors(target)
    if (place.some(({ localName }) => localName === 'main')) placeInScreen = place
  }
  const onKey = (): void => void (byPointer = false)
  const onPointer = (): void => {
    byPointer = true
    // Whoever points beside everything leaves the place.
    place = []
  }
  watcher.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', onFocus)
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('pointerdown', onPointer, true)
  return () => {
    clearTimeout(waiting)
    watcher.disconnect()
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('pointerdown', onPointer, true)
  }
}

/** What a part is known by: itself, if it is the line of a list; else its first heading. */
function standingIn(part: Element): Element | undefined {
  return part.localName === 'li' ? part : [...part.querySelectorAll('h1, h2, h3')].find(isShown)
}

/** Without a hidden parent; what is only read aloud counts. */
const isShown = (element: Element): boolean => element.isConnected && element.checkVisibility({ visibilityProperty: true })

function withAncestors(target: EventTarget | null): readonly Element[] {
  const chain: Element[] = []
  for (let element = target instanceof Element ? target : null; element !== null; element = element.parentElement) chain.push(element)
  return chain
}

/** Gives the focus to what takes none by itself; Tab goes on from there. */
function focusOn(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return
  if (element.tabIndex < 0) element.tabIndex = -1
  element.focus()
}
