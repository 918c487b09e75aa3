import { create } from 'zustand'

/** The bug that is being shown, if any: only the first, the others are its echoes. */
export const useBug = create<{ readonly bug: unknown }>(() => ({ bug: undefined }))

/** Shows a bug in its one dialog. For what should never happen; expected refusals are values. */
export function reportBug(bug: unknown): void {
  useBug.setState((before) => (before.bug === undefined ? { bug } : before))
}

/** The dialog was closed. */
export function forgetBug(): void {
  useBug.setState({ bug: undefined })
}
