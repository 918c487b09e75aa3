import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'
import { RotationSecrets } from './rotation-secrets.tsx'

/** Step 3: to the network, with both secrets at hand. */
export function PlatformStep({ changing }: { readonly changing: Changing }) {
  const { facts, credential } = changing
  const { credentials: words } = useWords()
  const open = useAct(api.credentials.openPage)
  const again = useAct(api.credentials.replacePending)
  const changed = useAct(api.credentials.markChanged)
  const { there } = words.rotation
  const page = facts.pages['change-password']
  const opened = credential.kept.rotation?.step === 'opened'
  const refusal = open.refusal ?? again.refusal ?? changed.refusal
  return (
    <Section title={there.title} description={there.clean}>
      <Note tone="ok">{there.safe}</Note>
      {page === null ? (
        <Note tone="info">{there.noPage(facts.name)}</Note>
      ) : (
        <div className={styles['acts']}>
          <Button
            look={opened ? 'plain' : 'primary'}
            icon={<ExternalIcon />}
            busy={open.busy}
            onPress={() => void open.act({ credential: credential.id, page: 'change-password' })}
          >
            {there.open(facts.name)}
          </Button>
          <span className={styles['detail']}>{new URL(page.url).host}</span>
        </div>
      )}
      {facts.network === 'tiktok' && <p className={styles['detail']}>{there.reset}</p>}
      <RotationSecrets changing={changing} />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <div className={styles['acts']}>
        <Button look={opened || page === null ? 'primary' : 'plain'} busy={changed.busy} onPress={() => void changed.act({ credential: credential.id })}>
          {there.act}
        </Button>
        <Button look="quiet" busy={again.busy} onPress={() => void again.act({ credential: credential.id })}>
          {there.again}
        </Button>
      </div>
    </Section>
  )
}
