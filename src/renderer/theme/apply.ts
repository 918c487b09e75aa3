import { accentFor, isAccent, productAccent } from './accent.ts'

export type Theme = 'system' | 'light' | 'dark'

/** Puts the chosen scheme on the document; `system` follows the operating system. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** Puts an institution's accent (`#rrggbb`; anything else means the product's own) and its derived inks on the document. */
export function applyAccent(accent: string | undefined): void {
  const colour = accent !== undefined && isAccent(accent) ? accent : productAccent
  const light = accentFor(colour, 'light')
  const dark = accentFor(colour, 'dark')
  const { style } = document.documentElement
  style.setProperty('--accent', colour)
  style.setProperty('--accent-fill', `light-dark(${light.fill}, ${dark.fill})`)
  style.setProperty('--on-accent', `light-dark(${light.onFill}, ${dark.onFill})`)
  style.setProperty('--accent-ink', `light-dark(${light.ink}, ${dark.ink})`)
}
