import { create } from 'zustand'
import type { PlaceName } from './places.ts'

/** The frame's view state: what lies over it, and where one was in each place. */
type FrameState = {
  readonly over: 'palette' | 'shortcuts' | undefined
  /** The last route in each place, so that coming back finds the same thing open. */
  readonly last: Readonly<Partial<Record<PlaceName, string>>>
}

export const useFrame = create<FrameState>(() => ({ over: undefined, last: {} }))

export function openPalette(): void {
  useFrame.setState({ over: 'palette' })
}

export function openShortcuts(): void {
  useFrame.setState({ over: 'shortcuts' })
}

export function closeOver(): void {
  useFrame.setState({ over: undefined })
}

export function rememberRoute(place: PlaceName, route: string): void {
  useFrame.setState(({ last }) => ({ last: { ...last, [place]: route } }))
}

/** Another person begins at the beginning: where the one before was is not theirs to see. */
export function beginAnew(): void {
  useFrame.setState({ over: undefined, last: {} })
  window.location.hash = '#/'
}
