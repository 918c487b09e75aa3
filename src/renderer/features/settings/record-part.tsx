import type { Instant } from '#shared/kernel/clock.ts'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { api, events } from '../../bridge/api.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useAnswer } from '../../bridge/use-answer.ts'
import { useMe } from '../../bridge/me.ts'
import { useFormat, useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FolderIcon } from '../../ui/icons.ts'
import { Moment } from '../../ui/moment.tsx'
import { Note } from '../../ui/note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Table } from '../../ui/table.tsx'
import { toast } from '../../ui/toast-store.ts'
import { AcceptRestored } from './accept-restored.tsx'
import styles from './settings.module.css'

/** The state of the record, its verification, and the backups. */
export function RecordPart() {
  return (
    <div className={styles['part']}>
      <RecordSection />
      <SharedSection />
      <BackupSection />
    </div>
  )
}

function RecordSection() {
  const { settings } = useWords()
  const words = settings.record
  const format = useFormat()
  const { answer } = useAnswer(api.shell.record, {})
  const verify = useAct(api.shell.verify)
  const cancel = useAct(api.shell.cancelVerify)
  const [share, setShare] = useState(0)
  const [accepting, setAccepting] = useState(false)
  const { roles } = useMe()
  useEffect(() => events.shell.verifyProgress((progress) => setShare(progress.share)), [])
  const running = verify.busy || answer?.running === true
  // A cancelled verification is no refusal to be said: the person asked for it.
  const refusal = verify.refusal?.code === 'shell/verify-cancelled' ? undefined : verify.refusal
  const last = answer?.last ?? undefined
  const restored = last?.bad?.fault === 'rolled-back'
  return (
    <Section
      title={words.title}
      description={words.explain}
      actions={
        running ? (
          <Button size="small" busy={cancel.busy} onPress={() => void cancel.act({})}>
            {words.cancel}
          </Button>
        ) : (
          <Button
            size="small"
            onPress={() => {
              setShare(0)
              void verify.act({}).then((result) => {
                if (result?.ok === true && result.value.bad === null) toast(words.done(format.number(result.value.events)))
              })
            }}
          >
            {words.verify}
          </Button>
        )
      }
    >
      {running && <Progress label={words.verifying} done={Math.round(share * 100)} total={100} words={`${Math.round(share * 100)} %`} />}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {answer !== undefined && (
        <Facts
          facts={[
            { label: words.events, value: format.number(answer.events) },
            {
              label: words.last,
              value:
                last === undefined ? (
                  words.never
                ) : (
                  <>
                    {/* Main wrote it as an instant; the contract keeps it as text. */}
                    <Moment at={last.at as Instant} />{' '}
                    <StatusTag tone={last.bad === null ? 'ok' : 'danger'}>
                      {last.bad === null ? words.sound : words.broken(format.number(last.bad.position))}
                    </StatusTag>
                  </>
                ),
            },
          ]}
        />
      )}
      {last?.kept === false && <Note title={words.unkept.title}>{words.unkept.help}</Note>}
      {last !== undefined && last.bad !== null && (
        <Note tone="danger" title={words.broken(format.number(last.bad.position))}>
          <p>{words.faults[last.bad.fault]}</p>
          <p>{restored ? words.restored.help : words.brokenHelp}</p>
          {restored && roles.includes('administrator') && (
            <Button size="small" onPress={() => setAccepting(true)}>
              {words.restored.act}
            </Button>
          )}
        </Note>
      )}
      {accepting && <AcceptRestored onClose={() => setAccepting(false)} />}
    </Section>
  )
}

/** The way to the page of the shared record. */
function SharedSection() {
  const { hub } = useWords()
  const [, navigate] = useLocation()
  return (
    <Section
      title={hub.title}
      description={hub.page.explain}
      actions={
        <Button size="small" onPress={() => navigate('/ajustes/registro-compartido')}>
          {hub.open}
        </Button>
      }
    />
  )
}

function BackupSection() {
  const { settings } = useWords()
  const words = settings.backups
  const format = useFormat()
  const { answer } = useAnswer(api.shell.backups, {})
  const backUp = useAct(api.shell.backUp)
  const open = useAct(api.shell.openFolder)
  const refusal = backUp.refusal ?? open.refusal
  return (
    <Section
      title={words.title}
      description={words.explain}
      actions={
        <>
          <Button size="small" look="quiet" icon={<FolderIcon />} onPress={() => void open.act({ folder: 'backups' })}>
            {words.open}
          </Button>
          <Button
            size="small"
            busy={backUp.busy}
            onPress={() =>
              void backUp.act({}).then((result) => {
                if (result?.ok === true) toast(words.done)
              })
            }
          >
            {words.now}
          </Button>
        </>
      }
    >
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {answer !== undefined && (
        <Table
          label={words.title}
          items={answer}
          keyOf={(backup) => backup.name}
          maxHeight={260}
          empty={<p>{words.none}</p>}
          columns={[
            { id: 'name', label: words.name, cell: (backup) => backup.name, width: 'minmax(0, 2fr)' },
            { id: 'at', label: words.at, cell: (backup) => <Moment at={backup.at as Instant} />, width: '150px' }, // an instant, as above
            { id: 'size', label: words.size, cell: (backup) => format.size(backup.bytes), width: '90px', end: true },
          ]}
        />
      )}
    </Section>
  )
}
