import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { forgetFaults } from '../bridge/answers.ts'
import { events } from '../bridge/api.ts'
import type { BrandNow, ShellInfo } from '../bridge/first-answers.ts'
import { useMe } from '../bridge/me.ts'
import { useWords } from '../i18n/words.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { closeOver, rememberRoute, useFrame } from './frame-store.ts'
import styles from './frame.module.css'
import { Palette } from './palette.tsx'
import { placeOf } from './places.ts'
import { Rail } from './rail.tsx'
import { Routes } from './routes.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { StatusLine } from './status-line.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Rail, screen, status line; the palette and the shortcut sheet over them. */
export function Frame({ brand, info }: { readonly brand: BrandNow | undefined; readonly info: ShellInfo }) {
  const { app } = useWords()
  const me = useMe()
  const [route, navigate] = useLocation()
  const over = useFrame((state) => state.over)
  const main = useRef<HTMLElement>(null)
  useShortcuts(me.roles)

  useEffect(() => events.shell.go(({ route: to }) => navigate(to)), [navigate])

  useEffect(() => {
    const place = placeOf(route)
    if (place !== undefined) rememberRoute(place, route)
    document.title = place === undefined ? app.product : `${app.places[place]} · ${app.product}`
  }, [route, app])

  return (
    <div className={styles['frame']}>
      <a
        href="#main"
        className={styles['skip']}
        onClick={(event) => {
          // The hash is the route: the focus moves, the address does not.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {app.skip}
      </a>
      <Rail brand={brand} info={info} route={route} />
      <main ref={main} tabIndex={-1} className={styles['main']}>
        <ErrorBoundary key={placeOf(route) ?? 'none'} onAgain={forgetFaults}>
          <Routes />
        </ErrorBoundary>
      </main>
      <StatusLine info={info} />
      {over === 'palette' && <Palette onClose={closeOver} />}
      {over === 'shortcuts' && <ShortcutSheet onClose={closeOver} />}
    </div>
  )
}
