import { useParams } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { PartedScreen } from '#renderer/ui/parted-screen.tsx'
import { CampaignsPart } from './campaigns-part.tsx'
import { KitsPart } from './kits-part.tsx'
import { parts, partOf } from './library-routes.ts'
import { PiecesPart } from './pieces-part.tsx'
import { TopicsPart } from './topics-part.tsx'

/** `/biblioteca`: what posts are written with and filed under. Comunicación Social keeps what is for every office, each office its own. */
export function LibraryScreen() {
  const { library: words } = useWords()
  const { part: word, id } = useParams<{ part?: string; id?: string }>()
  const part = partOf(word)
  return (
    <PartedScreen title={words.title} routes={parts} labels={words.parts} part={part}>
      {part === 'kits' && <KitsPart chosen={id} />}
      {part === 'pieces' && <PiecesPart chosen={id} />}
      {part === 'campaigns' && <CampaignsPart chosen={id} />}
      {part === 'topics' && <TopicsPart />}
    </PartedScreen>
  )
}
