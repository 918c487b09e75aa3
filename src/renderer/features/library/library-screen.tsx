import { Link, useParams } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { CampaignsPart } from './campaigns-part.tsx'
import { KitsPart } from './kits-part.tsx'
import { parts, partOf, type Part } from './library-routes.ts'
import styles from './library.module.css'
import { PiecesPart } from './pieces-part.tsx'
import { TopicsPart } from './topics-part.tsx'

/** `/biblioteca`: what posts are written with and filed under. Comunicación Social keeps what is for every office, each office its own. */
export function LibraryScreen() {
  const { library: words } = useWords()
  const { part: word, id } = useParams<{ part?: string; id?: string }>()
  const part = partOf(word)
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{words.title}</h1>
        <nav className={styles['parts']} aria-label={words.title}>
          {(Object.keys(parts) as Part[]).map((name) => ( // keys of the literal
            <Link key={name} href={parts[name]} className={styles['part']} aria-current={name === part ? 'page' : undefined}>
              {words.parts[name]}
            </Link>
          ))}
        </nav>
      </header>
      {part === 'kits' && <KitsPart chosen={id} />}
      {part === 'pieces' && <PiecesPart chosen={id} />}
      {part === 'campaigns' && <CampaignsPart chosen={id} />}
      {part === 'topics' && <TopicsPart />}
    </div>
  )
}
