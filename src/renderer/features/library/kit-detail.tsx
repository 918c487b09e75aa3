import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { FindingsList } from '#renderer/content/findings-list.tsx'
import { RuleFaults } from '#renderer/content/rule-faults.tsx'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Menu } from '#renderer/ui/menu.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { KitPage } from '#shared/kits/contract.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { ApproveKitDialog } from './approve-kit-dialog.tsx'
import { KitChanges } from './kit-changes.tsx'
import { KitContents } from './kit-contents.tsx'
import { KitForm } from './kit-form.tsx'
import { KitOffices } from './kit-offices.tsx'
import { KitTag } from './kit-tag.tsx'
import styles from './library.module.css'
import { ReasonDialog } from './reason-dialog.tsx'
import { useKitFindings } from './use-kit-findings.ts'

/** One national message: what waits to be approved and what the rules say of it, the version in force, and what every office made of it. */
export function KitDetail({ id }: { readonly id: string }) {
  const { kits: words, ui } = useWords()
  const { answer, loading } = useAnswer(api.kits.get, { id })
  const { answer: data } = useAnswer(api.rules.data, {})
  if (!loading && answer === null) return <EmptyState title={words.missing} />
  if (answer === undefined || answer === null || data === undefined) return <p role="status">{ui.loading}</p>
  return (
    <>
      <RuleFaults faults={data.faults} />
      <Loaded page={answer} rules={data.rules} />
    </>
  )
}

function Loaded({ page, rules }: { readonly page: KitPage; readonly rules: RuleSet }) {
  const { kits: words, library, posts } = useWords()
  const say = useRefusalWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  const { roles, office } = useMe()
  const [act, setAct] = useState<'edit' | 'retire' | 'return' | 'approve'>()
  const submit = useAct(api.kits.submit)
  const adapt = useAct(api.kits.adapt)
  const { id, writing, versions, retired } = page
  const findings = useKitFindings(writing?.kit, rules)
  const blocking = findings.filter(({ severity }) => severity === 'block')
  const [force] = versions
  const writes = roles.includes('reviewer') && retired === null
  const made = page.adaptations.filter((one) => one.post !== null && one.office === office)
  const go = async (another: boolean) => {
    const done = await adapt.act({ id, another })
    if (done?.ok === true) navigate(`/publicaciones/${done.value.post}`)
  }
  if (act === 'edit') return <KitForm page={page} onDone={() => setAct(undefined)} onCancel={() => setAct(undefined)} />
  const refusal = submit.refusal ?? adapt.refusal
  const lacks = blocking.length === 0 ? undefined : words.lacks(blocking.length)
  const undecidable = page.approveBlocked === null ? undefined : say({ code: page.approveBlocked })
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
        actions={
          <>
            {operates && (
              <Button look="primary" busy={adapt.busy} onPress={() => void go(false)}>
                {words.adapt}
              </Button>
            )}
            {writing?.submitted === true ? (
              <>
                <Button look="primary" disabledReason={undecidable ?? lacks} onPress={() => setAct('approve')}>
                  {words.approve}
                </Button>
                <Button disabledReason={undecidable} onPress={() => setAct('return')}>
                  {words.return}
                </Button>
              </>
            ) : (
              writes &&
              writing !== null && (
                <Button look="primary" busy={submit.busy} disabledReason={lacks} onPress={() => void submit.act({ id, expected: writing.revision }).then((done) => done?.ok === true && toast(words.sent))}>
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
        <>
          {writing.returned !== null && <Note tone="warn">{words.returnedNote(writing.returned)}</Note>}
          {writing.submitted && page.approveBlocked === 'kits/own-work' && <Note tone="info">{say({ code: 'kits/own-work' })}</Note>}
          <Section level={3} title={posts.findings.title} description={words.findingsDetail}>
            {findings.length === 0 ? <p className={styles['none']}>{posts.findings.none}</p> : <FindingsList findings={findings} rules={rules} media={writing.kit.media} placed />}
          </Section>
          {force !== undefined && (
            <Section level={3} title={words.changes(force.version)}>
              <KitChanges before={force.kit} after={writing.kit} />
            </Section>
          )}
          <Section level={3} title={writing.submitted ? words.waits : words.beingWritten} description={words.writtenBy(writing.by, format.instant(writing.at))}>
            <KitContents kit={writing.kit} seal={writing.seal} />
          </Section>
        </>
      )}
      {force !== undefined && (
        <Section level={3} title={words.version(force.version)} description={words.approvedBy(force.by, format.instant(force.at))}>
          <KitContents kit={force.kit} seal={force.seal} />
        </Section>
      )}
      {force !== undefined && <KitOffices page={page} />}
      {act === 'approve' && writing !== null && <ApproveKitDialog page={page} writing={writing} warned={findings.length - blocking.length} onClose={() => setAct(undefined)} />}
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
