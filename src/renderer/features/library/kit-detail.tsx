import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { KitPage } from '#shared/kits/contract.ts'
import { KitForm } from './kit-form.tsx'
import { KitOffices } from './kit-offices.tsx'
import { KitTag } from './kit-tag.tsx'
import { KitText } from './kit-text.tsx'
import styles from './library.module.css'
import { ReasonDialog } from './reason-dialog.tsx'

/** One national message: the version in force, what waits to be approved, and what every office made of it. */
export function KitDetail({ id }: { readonly id: string }) {
  const { kits: words, ui } = useWords()
  const { answer, loading } = useAnswer(api.kits.get, { id })
  if (!loading && answer === null) return <EmptyState title={words.missing} />
  if (answer === undefined || answer === null) return <p role="status">{ui.loading}</p>
  return <Loaded page={answer} />
}

function Loaded({ page }: { readonly page: KitPage }) {
  const { kits: words, library } = useWords()
  const say = useRefusalWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  const { roles, office } = useMe()
  const [act, setAct] = useState<'edit' | 'retire' | 'return'>()
  const submit = useAct(api.kits.submit)
  const approve = useAct(api.kits.approve)
  const adapt = useAct(api.kits.adapt)
  const { id, writing, versions, retired } = page
  const [force] = versions
  const writes = roles.includes('reviewer') && retired === null
  const made = page.adaptations.filter((one) => one.post !== null && one.office === office)
  const go = async (another: boolean) => {
    const done = await adapt.act({ id, another })
    if (done?.ok === true) navigate(`/publicaciones/${done.value.post}`)
  }
  if (act === 'edit') return <KitForm page={page} onDone={() => setAct(undefined)} onCancel={() => setAct(undefined)} />
  const refusal = submit.refusal ?? approve.refusal ?? adapt.refusal
  const operates = roles.includes('operator') && page.mine && retired === null

  return (
    <>
      <PageHeader
        level={2}
        kicker={words.kicker}
        title={page.name}
        status={
          <>
            <KitTag version={force?.version ?? 0} writing={writing === null ? 'none' : writing.submitted ? 'submitted' : 'writing'} retired={retired !== null} /> <PendingMark stream={`kit/${id}`} />
          </>
        }
        description={force?.kit.guide ?? writing?.kit.guide}
        actions={
          <>
            {operates && (
              <Button look="primary" busy={adapt.busy} onPress={() => void go(false)}>
                {words.adapt}
              </Button>
            )}
            {writing?.submitted === true ? (
              <>
                <Button
                  look="primary"
                  busy={approve.busy}
                  disabledReason={page.approveBlocked === null ? undefined : say({ code: page.approveBlocked })}
                  onPress={() => void approve.act({ id, expected: writing.revision, seal: writing.seal }).then((done) => done?.ok === true && toast(words.approved))}
                >
                  {words.approve}
                </Button>
                <Button disabledReason={page.approveBlocked === null ? undefined : say({ code: page.approveBlocked })} onPress={() => setAct('return')}>
                  {words.return}
                </Button>
              </>
            ) : (
              writes &&
              writing !== null && (
                <Button look="primary" busy={submit.busy} onPress={() => void submit.act({ id, expected: writing.revision }).then((done) => done?.ok === true && toast(words.sent))}>
                  {words.send}
                </Button>
              )
            )}
            {writes && writing?.submitted !== true && <Button onPress={() => setAct('edit')}>{writing === null ? words.newVersion : library.edit}</Button>}
            {(operates && made.length > 0) || writes ? (
              <Menu
                items={[
                  ...(operates && made.length > 0 ? [{ id: 'another', label: words.another, onPress: () => void go(true) }] : []),
                  ...(writes ? [{ id: 'retire', label: library.retire, danger: true, onPress: () => setAct('retire') }] : []),
                ]}
              />
            ) : null}
          </>
        }
      />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {retired !== null && <Note tone="warn">{words.retiredNote(retired)}</Note>}
      {writing !== null && (
        <Section level={3} title={writing.submitted ? words.waits : words.beingWritten} description={words.writtenBy(writing.by, format.instant(writing.at))}>
          {writing.returned !== null && <Note tone="warn">{words.returnedNote(writing.returned)}</Note>}
          {writing.submitted && page.approveBlocked === 'kits/own-work' && <Note tone="info">{say({ code: 'kits/own-work' })}</Note>}
          <KitText kit={writing.kit} />
          {writing.submitted && <p className={styles['seal']}>{words.seal(writing.seal.slice(0, 16))}</p>}
        </Section>
      )}
      {force !== undefined && (
        <Section level={3} title={words.version(force.version)} description={words.approvedBy(force.by, format.instant(force.at))}>
          <KitText kit={force.kit} />
          <Facts facts={[{ label: words.source, value: force.kit.source?.reference }]} />
        </Section>
      )}
      {force !== undefined && <KitOffices page={page} />}
      {act === 'retire' && (
        <ReasonDialog
          title={words.retireTitle}
          detail={words.retireDetail}
          act={library.retire}
          done={words.retiredDone}
          ask={api.kits.retire}
          inputOf={(reason: string) => ({ id: id, reason })}
          onClose={() => setAct(undefined)}
        />
      )}
      {act === 'return' && writing !== null && (
        <ReasonDialog
          title={words.returnTitle}
          detail={words.returnDetail}
          act={words.return}
          done={words.returnedDone}
          field="note"
          label={words.note}
          ask={api.kits.return}
          inputOf={(note: string) => ({ id: id, expected: writing.revision, note })}
          onClose={() => setAct(undefined)}
        />
      )}
    </>
  )
}
