import { create } from 'zustand'
import type { Tone } from './tone.ts'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: Tone
  /** One act: to undo, or to go where it happened. */
  readonly act?: { readonly label: string; readonly onPress: () => void }
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

let last = 0

/** Says in passing that something was done. What must be answered, or was refused, is never said here alone. */
export function toast(text: string, options: { readonly tone?: Tone; readonly act?: Toast['act'] } = {}): void {
  last += 1
  const added: Toast = { id: last, text, tone: options.tone ?? 'ok', ...(options.act === undefined ? {} : { act: options.act }) }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), added] }))
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}

/** Takes all away: what one person was told is not the next one's to read. */
export function dismissToasts(): void {
  useToasts.setState({ toasts: [] })
}
