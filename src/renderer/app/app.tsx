import { ALIVE } from '#shared/shell/first-questions.ts'
import type { Preferences } from '#shared/shell/preferences.ts'
import { Activity, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { api, events } from '../bridge/api.ts'
import type { Me } from '../bridge/me.ts'
import { LockScreen } from '../features/lock/lock-screen.tsx'
import { type Words, loadWords } from '../i18n/catalogue.ts'
import { localeOf } from '../i18n/language.ts'
import { SpeechContext } from '../i18n/words.ts'
import { applyAccent, applyTheme } from '../theme/apply.ts'
import { loaded } from '../ui/loaded.tsx'
import { BugDialog } from './bug-dialog.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { beginAnew } from './frame-store.ts'
import { keepFocus } from './kept-focus.ts'
import type { FirstAnswers, SessionNow } from '../bridge/first-answers.ts'
import { PreferencesContext } from '../bridge/preferences.ts'
import { whenPainted } from './when-painted.ts'

const loadInside = () => import('./inside.tsx')
const Inside = loaded(async () => (await loadInside()).Inside)
const FirstRun = loaded(async () => (await import('./first-run.tsx')).FirstRun)

/** The zone of what is said before an office is known. */
const FIRST_ZONE = 'America/Mexico_City'

/** Milliseconds that the inside waits at most for a moment in which the lock screen has nothing to do. */
const MOST_WAIT = 1000

/** Which of the three is there: the first run, the lock screen, or the inside of the application. `drawn`: the document brought it, and has told main that it is ready. */
export function App({ first, drawn }: { readonly first: FirstAnswers; readonly drawn: boolean }) {
  const [session, setSession] = useState<SessionNow>(first.session)
  const [preferences, setPreferences] = useState(first.preferences)
  const [brand, setBrand] = useState(first.brand)
  const [people, setPeople] = useState(first.people)
  const [all, setAll] = useState<{ readonly of: Preferences['language']; readonly words: Words }>()
  const [zone, setZone] = useState(FIRST_ZONE)
  // Who is kept behind the lock screen, so that what they were writing is there when they come back.
  const [kept, setKept] = useState<Me | undefined>(session.person)
  // The first run ends with its recovery sheet: it stays until it is left, though the session is there already.
  const [settingUp, setSettingUp] = useState(session.state === 'unset')

  useEffect(keepFocus, [])

  const { language } = preferences
  /** Whether anything of the inside was asked for yet. */
  const begun = useRef(false)
  useEffect(() => {
    document.documentElement.lang = localeOf[language]
    let wanted = true
    const load = () => {
      begun.current = true
      void loadInside()
      void loadWords(language).then((words) => {
        if (wanted) setAll({ of: language, words })
      })
    }
    // The lock screen first: the rest is fetched when it takes input. Where there is no lock screen, or was one before, at once.
    const waits = first.session.state === 'locked' && !begun.current
    let idle: number | undefined
    const stopWaiting = waits ? whenPainted(() => (idle = requestIdleCallback(load, { timeout: MOST_WAIT }))) : undefined
    if (!waits) load()
    return () => {
      wanted = false
      stopWaiting?.()
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }, [language, first])

  const firstScreen = first.session.state === 'unset' ? 'setup' : 'lock'
  useEffect(() => (drawn ? undefined : whenPainted(() => void api.shell.ready({ screen: firstScreen }))), [drawn, firstScreen])
  useLayoutEffect(() => void document.dispatchEvent(new Event(ALIVE)), [])

  const keptId = kept?.id
  const enter = useCallback(
    (next: SessionNow) => {
      if (keptId !== undefined && next.person !== undefined && next.person.id !== keptId) beginAnew()
      setSession(next)
      if (next.state === 'unlocked') setKept(next.person)
    },
    [keptId],
  )

  useEffect(() => {
    const lock = (because: SessionNow['because']) => {
      setSession((before) => ({ ...before, state: 'locked', because, person: undefined, last: before.person?.id ?? before.last }))
      void api.session.people({}).then((answer) => {
        if (answer.ok) setPeople(answer.value)
      })
    }
    const stop = events.session.locked(({ because }) => lock(because))
    // It may have been locked after it was asked and before anybody listened.
    if (first.session.state === 'unlocked') void api.session.state({}).then((answer) => answer.ok && answer.value.state === 'locked' && lock(answer.value.because))
    return stop
  }, [first])

  // The institution's looks may change in any window, and what this person may do on any machine.
  useEffect(
    () =>
      events.shell.changed(() => {
        void api.organization.brand({}).then((answer) => {
          if (!answer.ok) return
          setBrand(answer.value.brand)
          applyAccent(answer.value.brand?.accent)
        })
        void api.session.state({}).then((answer) => {
          const person = answer.ok ? answer.value.person : undefined
          if (person === undefined) return
          // It may have been locked meanwhile; and the same answer again draws nothing anew.
          setSession((before) => (before.person?.id === person.id && JSON.stringify(before.person) !== JSON.stringify(person) ? { ...before, person } : before))
        })
      }),
    [],
  )

  const preferencesNow = useMemo(
    () => ({
      preferences,
      change: async (change: Partial<Preferences>) => {
        const next = { ...preferences, ...change }
        setPreferences(next)
        applyTheme(next.theme)
        const answer = await api.shell.setPreferences(change)
        return answer.ok ? undefined : answer.refusal
      },
    }),
    [preferences],
  )

  // While the other language loads, the one before goes on.
  const speech = useMemo(() => ({ language: all?.of ?? language, zone, all: all?.words }), [all, language, zone])
  const unlocked = session.state === 'unlocked' && !settingUp

  return (
    <PreferencesContext value={preferencesNow}>
      <SpeechContext value={all === undefined ? { language, zone, all: undefined } : speech}>
        <ErrorBoundary>
          {settingUp && all !== undefined && (
            <FirstRun
              onDone={() => {
                void api.session.state({}).then((answer) => {
                  if (!answer.ok) return
                  enter(answer.value)
                  setSettingUp(false)
                })
                void api.session.people({}).then((answer) => {
                  if (answer.ok) setPeople(answer.value)
                })
              }}
            />
          )}
          {kept !== undefined && all !== undefined && !settingUp && (
            <Activity mode={unlocked ? 'visible' : 'hidden'}>
              <Inside key={kept.id} me={session.person ?? kept} brand={brand} info={first.info} onZone={setZone} />
            </Activity>
          )}
          {!unlocked && !settingUp && (
            <LockScreen
              people={people}
              proposed={session.last}
              because={session.because}
              brand={brand}
              info={first.info}
              keychain={first.keychain}
              someoneWaits={kept?.id}
              onUnlocked={(next) => {
                enter(next)
                void loadInside()
              }}
            />
          )}
        </ErrorBoundary>
        <BugDialog />
      </SpeechContext>
    </PreferencesContext>
  )
}
