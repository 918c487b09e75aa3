import { useLocation } from 'wouter'
import { IncidentList } from './incident-list.tsx'
import { IncidentPage } from './incident-page.tsx'
import { ReportPage } from './report-page.tsx'

/** `/incidentes`: the list, `/incidentes/nuevo`: the three doors, `/incidentes/:id`: one incident. */
export function IncidentsScreen() {
  const [location] = useLocation()
  const chosen = decodeURIComponent(location.split('?')[0]?.split('/')[2] ?? '')
  if (chosen === '') return <IncidentList />
  return chosen === 'nuevo' ? <ReportPage /> : <IncidentPage key={chosen} id={chosen} />
}
