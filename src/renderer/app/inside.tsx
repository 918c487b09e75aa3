import { QueryClientProvider } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { UNSAFE_PortalProvider } from 'react-aria/PortalProvider'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { answers, followChanges, forgetAnswers } from '../bridge/answers.ts'
import { api } from '../bridge/api.ts'
import type { BrandNow, ShellInfo } from '../bridge/first-answers.ts'
import { type Me, MeContext } from '../bridge/me.ts'
import { localeOf } from '../i18n/language.ts'
import { useLanguage } from '../i18n/words.ts'
import { ToastRegion } from '../ui/toast-region.tsx'
import { dismissToasts } from '../ui/toast-store.ts'
import { forgetDrafts } from '../ui/use-draft.ts'
import { Frame } from './frame.tsx'
import { closeOver } from './frame-store.ts'
import styles from './inside.module.css'
import { useActivity } from './use-activity.ts'

/** Everything behind the lock, for one person. Hidden, not unmounted, while the application is locked: what was being written stays. */
export function Inside({
  me,
  brand,
  info,
  onZone,
}: {
  readonly me: Me
  readonly brand: BrandNow | undefined
  readonly info: ShellInfo
  readonly onZone: (zone: string) => void
}) {
  const language = useLanguage()
  // Kept when React takes the ref away while all this is hidden: an open dialog must find its place again.
  const [over, setOver] = useState<HTMLDivElement | null>(null)
  const keepOver = useCallback((element: HTMLDivElement | null) => {
    if (element !== null) setOver(element)
  }, [])
  useActivity()

  useEffect(() => {
    const stop = followChanges()
    return () => {
      stop()
      // Nothing of what main told stays while the application is locked, and the next person starts with nothing.
      forgetAnswers()
      forgetDrafts()
      closeOver()
      dismissToasts()
    }
  }, [])

  useEffect(() => {
    void api.organization.catalogue({}).then((answer) => {
      const office = answer.ok ? answer.value.offices.find(({ id }) => id === me.office) : undefined
      if (office !== undefined) onZone(office.timeZone)
    })
  }, [me.office, onZone])

  return (
    <QueryClientProvider client={answers}>
      <I18nProvider locale={localeOf[language]}>
        <MeContext value={me}>
          {/* Dialogs and lists open inside this tree, so that the lock hides them with the rest. */}
          <UNSAFE_PortalProvider getContainer={() => over}>
            <Router hook={useHashLocation}>
              <div className={styles['inside']}>
                <Frame brand={brand} info={info} />
                <div ref={keepOver} />
                <ToastRegion />
              </div>
            </Router>
          </UNSAFE_PortalProvider>
        </MeContext>
      </I18nProvider>
    </QueryClientProvider>
  )
}
