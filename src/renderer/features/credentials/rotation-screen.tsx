import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { BackIcon, KeyIcon } from '#renderer/ui/icons.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Steps } from '#renderer/ui/steps.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { CredentialId, RotationStep } from '#shared/credentials/credential.ts'
import { CancelRotation } from './cancel-rotation.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { DoneStep } from './done-step.tsx'
import { MakeStep } from './make-step.tsx'
import { PlatformStep } from './platform-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { isKept, type Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'
import { WhyStep } from './why-step.tsx'

/** Where each step of the record stands in the wizard; without a rotation it is at its beginning. */
const PLACE: Readonly<Record<RotationStep, number>> = { begun: 1, stored: 2, opened: 2, changed: 3, confirmed: 4, reviewed: 5 }

/**
 * `/cuentas/:id/rotacion`: the change of a secret, step by step. Where it stands is what is on record, so that after a crash, or on
 * another day, it goes on where it was.
 */
export function RotationScreen() {
  const [location, go] = useLocation()
  const account = decodeURIComponent(location.split('/')[2] ?? '') as AccountId // main says when it is none
  const back = () => go(`/cuentas/${account}`)
  const { credentials: words } = useWords()
  const { answer: page, refusal } = useAnswer(api.accounts.account, { id: account })
  const { answer: credentials } = useAnswer(api.credentials.ofAccount, { account })
  const { answer: form } = useAnswer(api.accounts.form, {})
  const [chosen, setChosen] = useState<CredentialId>()
  const [ended, setEnded] = useState<CredentialId>()
  const facts = form?.networks.find((network) => network.network === page?.network)
  if (refusal !== undefined) {
    return (
      <Page width="narrow">
        <RefusalNote refusal={refusal} />
      </Page>
    )
  }
  if (page === undefined || credentials === undefined || facts === undefined) return null
  const kept = credentials.filter(isKept)
  const credential = kept.find(({ id }) => id === ended) ?? kept.find((one) => one.kept.rotation !== undefined) ?? kept.find(({ id }) => id === chosen) ?? kept[0]

  return (
    <Page>
      <div>
        <Button look="quiet" size="small" icon={<BackIcon />} onPress={back}>
          {words.rotation.back}
        </Button>
      </div>
      <PageHeader
        kicker={facts.name}
        title={words.rotation.title}
        description={`${page.fields.displayName} · ${facts.handle.sign}${page.fields.handle}`}
      />
      {credential === undefined ? (
        <EmptyState icon={<KeyIcon />} title={words.rotation.nothing.title} action={<Button onPress={back}>{words.rotation.back}</Button>}>
          {words.rotation.nothing.detail}
        </EmptyState>
      ) : (
        <Wizard
          key={credential.id}
          changing={{ page, facts, credential }}
          choices={kept.map(({ id, subject }) => ({ value: id, label: subject === '' ? words.rotation.own : subject }))}
          onChoose={setChosen}
          ended={ended !== undefined}
          onEnd={() => setEnded(credential.id)}
          onBack={back}
        />
      )}
    </Page>
  )
}

function Wizard({
  changing,
  choices,
  onChoose,
  ended,
  onEnd,
  onBack,
}: {
  readonly changing: Changing
  readonly choices: readonly { readonly value: CredentialId; readonly label: string }[]
  readonly onChoose: (credential: CredentialId) => void
  readonly ended: boolean
  readonly onEnd: () => void
  readonly onBack: () => void
}) {
  const { credentials: words, accounts } = useWords()
  const format = useFormat()
  const now = useNow()
  const me = useMe()
  const { credential } = changing
  const { rotation } = credential.kept
  const { answer: people } = useAnswer(api.organization.people, {})
  // Found half done when the screen was opened: said once, until a step is taken.
  const [foundAt] = useState(rotation?.step)
  const leftHalf = rotation !== undefined && rotation.step === foundAt
  const place = ended ? words.rotation.steps.length : rotation === undefined ? 0 : PLACE[rotation.step]
  const who = people?.find((person) => person.id === rotation?.begunBy)?.name ?? accounts.somebody
  const cancellable = rotation !== undefined && place < 4
  return (
    <>
      {leftHalf && (
        <Banner tone="warn">
          {rotation.begunBy === me.id
            ? words.rotation.leftHalf(format.relative(rotation.begunAt, now))
            : words.rotation.leftHalfBy(who, format.relative(rotation.begunAt, now))}
        </Banner>
      )}
      <div className={styles['wizard']}>
        <Steps label={words.rotation.stepsLabel} steps={words.rotation.steps} current={place} />
        <div className={styles['step']}>
          {ended ? (
            <DoneStep changing={changing} ended onEnd={onEnd} onBack={onBack} />
          ) : rotation === undefined ? (
            <WhyStep changing={changing} choices={choices} onChoose={onChoose} />
          ) : rotation.step === 'begun' ? (
            <MakeStep changing={changing} />
          ) : rotation.step === 'stored' || rotation.step === 'opened' ? (
            <PlatformStep changing={changing} />
          ) : rotation.step === 'changed' ? (
            <ConfirmStep changing={changing} />
          ) : rotation.step === 'confirmed' ? (
            <ReviewStep changing={changing} />
          ) : (
            <DoneStep changing={changing} ended={false} onEnd={onEnd} onBack={onBack} />
          )}
          {cancellable && <CancelRotation changing={changing} onBack={onBack} />}
        </div>
      </div>
    </>
  )
}
