import { type ComponentType, lazy } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useWords } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

/** Screens are loaded when they are first gone to. */
const screens = import.meta.glob<Record<string, ComponentType>>('../features/*/*-screen.tsx')

function screen(path: string, name: string): ComponentType {
  return lazy(async () => {
    const load = screens[`../features/${path}.tsx`]
    const Screen = load === undefined ? undefined : (await load())[name]
    return { default: Screen ?? Missing }
  })
}

const routes: readonly (readonly [pattern: string, Screen: ComponentType])[] = [
  ['/', screen('home/home-screen', 'HomeScreen')],
  ['/publicaciones/:id?', screen('posts/posts-screen', 'PostsScreen')],
  ['/revision/:id?', screen('posts/review-screen', 'ReviewScreen')],
  ['/cuentas/:id/rotacion', screen('credentials/rotation-screen', 'RotationScreen')],
  ['/cuentas/:id?', screen('accounts/accounts-screen', 'AccountsScreen')],
  ['/incidentes/:id?', screen('incidents/incidents-screen', 'IncidentsScreen')],
  ['/personas/:id?', screen('people/people-screen', 'PeopleScreen')],
  ['/ajustes/:part?', screen('settings/settings-screen', 'SettingsScreen')],
]

const UiPage = lazy(async () => ({ default: (await import('./ui-page.tsx')).UiPage }))

/** The screen of the present route. */
export function Routes() {
  return (
    <Switch>
      {routes.map(([pattern, Screen]) => (
        <Route key={pattern} path={pattern}>
          <Screen />
        </Route>
      ))}
      <Route path="/ui/:part?">
        <UiPage />
      </Route>
      <Route>
        <Missing />
      </Route>
    </Switch>
  )
}

function Missing() {
  const { app } = useWords()
  const [, navigate] = useLocation()
  return (
    <Page>
      <EmptyState title={app.missing.title} action={<Button onPress={() => navigate('/')}>{app.missing.act}</Button>}>
        {app.missing.detail}
      </EmptyState>
    </Page>
  )
}
