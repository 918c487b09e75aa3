import { Link, useLocation } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { ContactsPart } from './contacts-part.tsx'
import { OfficesPart } from './offices-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { type Part, parts, placeOf } from './people-routes.ts'
import styles from './people-screen.module.css'
import { PoliciesPart } from './policies-part.tsx'
import { StandInsPart } from './stand-ins-part.tsx'

/** `/personas`: who belongs to the institution, whom it tells of an incident, its offices and its policies. */
export function PeopleScreen() {
  const { people } = useWords()
  const [location] = useLocation()
  const { part, chosen } = placeOf(location)
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{people.title}</h1>
        <nav className={styles['parts']} aria-label={people.title}>
          {(Object.keys(parts) as Part[]).map((name) => ( // keys of the literal
            <Link key={name} href={parts[name]} className={styles['part']} aria-current={name === part ? 'page' : undefined}>
              {people.tabs[name]}
            </Link>
          ))}
        </nav>
      </header>
      {part === 'people' && <PeoplePart chosen={chosen} />}
      {part === 'standIns' && <StandInsPart />}
      {part === 'contacts' && <ContactsPart />}
      {part === 'offices' && <OfficesPart chosen={chosen} />}
      {part === 'policies' && <PoliciesPart />}
    </div>
  )
}
