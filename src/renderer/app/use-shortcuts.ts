import type { Role } from '#shared/organization/role.ts'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { api } from '../bridge/api.ts'
import { openPalette, openShortcuts, useFrame } from './frame-store.ts'
import { isCommand } from './keys.ts'
import { placesFor } from './places.ts'

/**
 * The shortcuts that hold everywhere. All need a modifier or a function key, so that nobody sets one off while dictating or by a slip
 * (WCAG 2.1.4); none is one that the browser keeps for itself.
 */
export function useShortcuts(roles: readonly Role[]): void {
  const [path, navigate] = useLocation()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = actOf(event)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    const actOf = (event: KeyboardEvent): (() => void) | undefined => {
      if (event.key === 'F1') return openShortcuts
      if (!isCommand(event)) return undefined
      switch (event.key.toLowerCase()) {
        case 'k':
          return openPalette
        case 'i':
          return () => navigate('/incidentes/nuevo')
        case 'o':
          return () => void api.shell.openWindow({ route: path })
        case 'l':
          return () => void api.session.lock({})
        case '/':
          return openShortcuts
        default: {
          const place = placesFor(roles)[Number(event.key) - 1]
          return place === undefined ? undefined : () => navigate(useFrame.getState().last[place.name] ?? place.path)
        }
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [navigate, path, roles])
}
