import { useState } from 'react'
import { Link } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DownloadIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Reading } from '#shared/imports/contract.ts'
import { HowTo } from './how-to.tsx'
import { ReadingView } from './reading-view.tsx'

/** `/publicaciones/importar`: a table is read and shown, and what is chosen of it becomes drafts. */
export function ImportScreen() {
  const { imports: words } = useWords()
  const template = useAct(api.imports.template)
  const read = useAct(api.imports.read)
  const [reading, setReading] = useState<Reading>()
  const choose = async () => {
    const done = await read.act({ title: words.chooseTitle })
    if (done?.ok === true && done.value.reading !== null) setReading(done.value.reading)
  }
  const save = async () => {
    const done = await template.act({ title: words.templateTitle })
    if (done?.ok === true && done.value.saved) toast(words.templateSaved)
  }
  const refusal = read.refusal ?? template.refusal
  return (
    <Page width={reading === undefined ? 'normal' : 'full'}>
      <PageHeader
        title={words.title}
        kicker={<Link href="/publicaciones">{words.back}</Link>}
        description={words.description}
        actions={
          <>
            <Button look={reading === undefined ? 'primary' : 'plain'} busy={read.busy} onPress={() => void choose()}>
              {reading === undefined ? words.choose : words.chooseAgain}
            </Button>
            <Button icon={<DownloadIcon />} busy={template.busy} onPress={() => void save()}>
              {words.template}
            </Button>
          </>
        }
      />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {reading === undefined ? <HowTo /> : <ReadingView key={reading.id} reading={reading} onRead={setReading} />}
    </Page>
  )
}
