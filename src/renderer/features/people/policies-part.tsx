import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { type Policies, policyBounds } from '#shared/organization/policies.ts'
import styles from './policies-part.module.css'
import { useAdministrator } from './use-administrator.ts'

/** By what terms the institution works. */
export function PoliciesPart() {
  const { answer } = useAnswer(api.organization.policies, {})
  return <Page width="narrow">{answer !== undefined && <PoliciesForm key={Object.values(answer).join()} policies={answer} />}</Page>
}

function PoliciesForm({ policies }: { readonly policies: Policies }) {
  const { people: words } = useWords()
  const { administrator } = useAdministrator()
  const set = useAct(api.organization.setPolicies)
  const draft = useDraft({
    rotationMonths: String(policies.rotationMonths),
    reviewHours: String(policies.reviewHours),
    idleMinutes: String(policies.idleMinutes),
  })

  const submit = async () => {
    const { rotationMonths, reviewHours, idleMinutes } = draft.values
    const result = await set.act({ rotationMonths: count(rotationMonths), reviewHours: count(reviewHours), idleMinutes: count(idleMinutes) })
    if (result?.ok === true) toast(words.policies.saved)
  }
  const bounds = (field: keyof Policies) => words.policies.bounds(policyBounds[field].least, policyBounds[field].most)

  return (
    <div className={styles['policies']}>
      <Section title={words.tabs.policies} description={words.policies.detail}>
        <Form
          label={words.tabs.policies}
          refusal={set.refusal}
          onSubmit={() => void submit()}
          actions={
            <Button
              type="submit"
              look={draft.dirty ? 'primary' : 'plain'}
              busy={set.busy}
              disabledReason={administrator ? undefined : words.policies.onlyAdministrator}
            >
              {words.policies.save}
            </Button>
          }
        >
          <TextField
            {...draft.field('rotationMonths')}
            label={words.policies.rotationMonths}
            hint={`${bounds('rotationMonths')} ${words.policies.rotationHint}`}
            disabled={!administrator}
          />
          <TextField
            {...draft.field('reviewHours')}
            label={words.policies.reviewHours}
            hint={`${bounds('reviewHours')} ${words.policies.reviewHint}`}
            disabled={!administrator}
          />
          <TextField
            {...draft.field('idleMinutes')}
            label={words.policies.idleMinutes}
            hint={`${bounds('idleMinutes')} ${words.policies.idleHint}`}
            disabled={!administrator}
          />
        </Form>
      </Section>
    </div>
  )
}

/** What is no whole number is told beside its field: −1 is out of every policy's bounds. */
function count(text: string): number {
  const value = Number(text.trim())
  return text.trim() === '' || !Number.isFinite(value) ? -1 : value
}
