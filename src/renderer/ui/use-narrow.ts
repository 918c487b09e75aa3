import { useSyncExternalStore } from 'react'

/** Below this width (CSS px) seven columns leave no room for words. The same as in the style sheets. */
const NARROW = '(width < 900px)'

/** Whether the window is narrow, for what a style sheet alone cannot lay out. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
