import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { matters, type Matter } from '#shared/consultations/consultation.ts'
import { questionRead } from '#shared/consultations/gate.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { NoBlock } from './no-block.tsx'
import { TextFindings } from './text-findings.tsx'

/** `/consultas/nueva`: what is asked, on which account; nobody's data. */
export function AskPage() {
  const { consultations: words, posts, ui } = useWords()
  const say = useRefusalWords()
  const me = useMe()
  const now = useNow()
  const [, navigate] = useLocation()
  const { answer: accounts } = useAnswer(api.consultations.accounts, {})
  const { answer: data } = useAnswer(api.rules.data, {})
  const { answer: policies } = useAnswer(api.organization.policies, {})
  const ask = useAct(api.consultations.ask)
  const draft = useDraft<{ matter: Matter; account: string; question: string }>({ matter: 'doubt', account: '', question: '' }, 'consultation')
  const { matter, question } = draft.values
  const account = accounts?.find((one) => one.id === draft.values.account) ?? (accounts?.length === 1 ? accounts[0] : undefined)
  const read = useMemo(
    () => (data === undefined ? undefined : questionRead(question, account ?? { network: 'x', handle: '' }, data.rules, { now, entity: entityIdOf(me.office as OfficeId) })),
    [question, account, data, now, me.office],
  )
  if (accounts === undefined || data === undefined || read === undefined || policies === undefined) return <p role="status">{ui.loading}</p>

  const submit = async () => {
    const done = await ask.act({ matter, account: account?.id ?? '-', question })
    if (done?.ok !== true) return
    draft.forget()
    toast(words.ask.done[matter])
    navigate(`/consultas/${done.value.id}`, { replace: true })
  }
  return (
    <>
      <PageHeader level={2} title={words.ask.title} />
      {accounts.length === 0 && <Note tone="warn">{words.ask.noAccounts}</Note>}
      <Form
        refusal={ask.refusal}
        onSubmit={() => void submit()}
        actions={
          <Button type="submit" look="primary" busy={ask.busy} disabledReason={me.roles.includes('operator') ? undefined : say({ code: 'ledger/role' })}>
            {words.ask.act[matter]}
          </Button>
        }
      >
        <RadioGroup
          {...draft.field('matter')}
          label={words.ask.matter}
          options={matters.map((value) => ({ value, label: words.ask.matters[value], hint: words.ask.matterDetails[value](policies.reviewHours) }))}
        />
        {matter === 'trolling' && <NoBlock />}
        <Select
          name="account"
          label={words.ask.account}
          value={account?.id ?? ''}
          onChange={(value) => draft.set('account', value)}
          options={accounts.map((one) => ({ value: one.id as string, label: `${posts.networks[one.network]} · ${one.handle}` }))}
        />
        <TextArea {...draft.field('question')} label={words.ask.question[matter]} hint={words.ask.questionHint} rows={4} maxLength={4000} />
        <TextFindings findings={read.personal} rules={data.rules} />
        {read.speech !== undefined && (
          <Note tone="warn" title={words.reports.seems[read.speech]}>
            {words.reports.seemsFirst}
          </Note>
        )}
      </Form>
    </>
  )
}
