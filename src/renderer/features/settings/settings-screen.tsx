import { useLocation, useRoute } from 'wouter'
import { useWords } from '../../i18n/words.ts'
import { Page } from '../../ui/page.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AboutPart } from './about-part.tsx'
import { GeneralPart } from './general-part.tsx'
import { RecordPart } from './record-part.tsx'
import { ReviewPart } from './review-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { SecurityPart } from './security-part.tsx'

const parts = ['general', 'revision', 'reglas', 'seguridad', 'registro', 'acerca'] as const
type Part = (typeof parts)[number]

/** The settings, in six parts; the part is in the route, so that a link can lead to it. */
export function SettingsScreen() {
  const { settings } = useWords()
  const [, navigate] = useLocation()
  const [, params] = useRoute('/ajustes/:part?')
  const part: Part = parts.find((one) => one === params?.part) ?? 'general'
  const content = { general: <GeneralPart />, revision: <ReviewPart />, reglas: <RulesPart />, seguridad: <SecurityPart />, registro: <RecordPart />, acerca: <AboutPart /> }
  return (
    <Page>
      <PageHeader title={settings.title} />
      <Tabs
        label={settings.title}
        value={part}
        onChange={(next) => navigate(`/ajustes/${next}`)}
        tabs={parts.map((value) => ({ value, label: settings.parts[value], content: content[value] }))}
      />
    </Page>
  )
}
