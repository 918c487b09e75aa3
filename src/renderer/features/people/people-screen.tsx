import { useLocation } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { PartedScreen } from '#renderer/ui/parted-screen.tsx'
import { ContactsPart } from './contacts-part.tsx'
import { OfficesPart } from './offices-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { parts, placeOf } from './people-routes.ts'
import { PoliciesPart } from './policies-part.tsx'
import { StandInsPart } from './stand-ins-part.tsx'

/** `/personas`: who belongs to the institution, whom it tells of an incident, its offices and its policies. */
export function PeopleScreen() {
  const { people } = useWords()
  const [location] = useLocation()
  const { part, chosen } = placeOf(location)
  return (
    <PartedScreen title={people.title} routes={parts} labels={people.tabs} part={part}>
      {part === 'people' && <PeoplePart chosen={chosen} />}
      {part === 'standIns' && <StandInsPart />}
      {part === 'contacts' && <ContactsPart />}
      {part === 'offices' && <OfficesPart chosen={chosen} />}
      {part === 'policies' && <PoliciesPart />}
    </PartedScreen>
  )
}
