/** Whether this is a Mac, where ⌘ takes the place of Ctrl. */
export const isMac = navigator.platform.startsWith('Mac')

/** How a shortcut with the main modifier is shown: «Ctrl+K», «⌘+K». */
export function keyLabel(key: string): string {
  return `${isMac ? '⌘' : 'Ctrl'}+${key}`
}

/** Whether the main modifier alone is held. */
export function isCommand(event: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean }): boolean {
  return (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey && !event.shiftKey
}
