import type { ComponentType } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useWords } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** Each screen is loaded when it is first gone to. */
const routes: readonly (readonly [pattern: string, Screen: ComponentType])[] = [
  ['/', loaded(async () => (await import('../features/home/home-screen.tsx')).HomeScreen)],
  ['/publicaciones/por-comprobar', loaded(async () => (await import('../features/posts/open-screen.tsx')).OpenScreen)],
  ['/publicaciones/importar', loaded(async () => (await import('../features/imports/import-screen.tsx')).ImportScreen)],
  ['/publicaciones/calendario/:day?', loaded(async () => (await import('../features/posts/calendar-screen.tsx')).CalendarScreen)],
  ['/publicaciones/tablero', loaded(async () => (await import('../features/posts/board-screen.tsx')).BoardScreen)],
  ['/publicaciones/:id?', loaded(async () => (await import('../features/posts/posts-screen.tsx')).PostsScreen)],
  ['/revision/:id?', loaded(async () => (await import('../features/posts/review-screen.tsx')).ReviewScreen)],
  ['/alto', loaded(async () => (await import('../features/posts/stop-screen.tsx')).StopScreen)],
  ['/via-urgente', loaded(async () => (await import('../features/posts/emergencies-screen.tsx')).EmergenciesScreen)],
  ['/consultas/:id?', loaded(async () => (await import('../features/consultations/consultations-screen.tsx')).ConsultationsScreen)],
  ['/linea', loaded(async () => (await import('../features/line/line-screen.tsx')).LineScreen)],
  ['/biblioteca/:part?/:id?', loaded(async () => (await import('../features/library/library-screen.tsx')).LibraryScreen)],
  ['/cuentas/:id/rotacion', loaded(async () => (await import('../features/credentials/rotation-screen.tsx')).RotationScreen)],
  ['/cuentas/:id?', loaded(async () => (await import('../features/accounts/accounts-screen.tsx')).AccountsScreen)],
  ['/incidentes/:id?', loaded(async () => (await import('../features/incidents/incidents-screen.tsx')).IncidentsScreen)],
  ['/personas/:id?', loaded(async () => (await import('../features/people/people-screen.tsx')).PeopleScreen)],
  ['/ajustes/registro-compartido', loaded(async () => (await import('../features/hub/hub-screen.tsx')).HubScreen)],
  ['/ajustes/:part?', loaded(async () => (await import('../features/settings/settings-screen.tsx')).SettingsScreen)],
]

const UiPage = loaded(async () => (await import('./ui-page.tsx')).UiPage)

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
      <PageHeader title={app.missing.title} description={app.missing.detail} />
      <div>
        <Button look="primary" onPress={() => navigate('/')}>
          {app.missing.act}
        </Button>
      </div>
    </Page>
  )
}
