import { type ReactNode, useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Mark } from '#renderer/theme/mark.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Letterhead } from '#renderer/ui/letterhead.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { StepHead } from '#renderer/ui/step-head.tsx'
import { Steps } from '#renderer/ui/steps.tsx'
import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import styles from './hub.module.css'
import { CheckStep, CodeStep, JoinPassphrase, type Opened } from './join-steps.tsx'
import { JoiningProgress } from './joining-progress.tsx'

const steps = ['code', 'check', 'passphrase', 'work', 'kit'] as const
type Step = (typeof steps)[number]

/**
 * The first run of a machine that joins an institution: the invitation, what it says, one's passphrase, the first synchronisation, and the
 * recovery sheet of this machine. What fails says why, and the next attempt goes on from what was received.
 */
export function JoinScreen({
  onBack,
  onDone,
  kit,
}: {
  readonly onBack: () => void
  readonly onDone: () => void
  /** The step of the recovery sheet, which the first run has already. */
  readonly kit: (kit: RecoveryKit, onDone: () => void) => ReactNode
}) {
  const { hub, setup, ui } = useWords()
  const [step, setStep] = useState<Step>('code')
  const [opened, setOpened] = useState<Opened>()
  const [passphrase, setPassphrase] = useState('')
  const [sheet, setSheet] = useState<RecoveryKit>()
  const accept = useAct(api.hub.acceptInvitation)
  const content = useRef<HTMLDivElement>(null)
  const words = hub.join

  const go = (next: Step) => {
    setStep(next)
    // The step's heading takes the focus, so that a screen reader says where one is.
    requestAnimationFrame(() => content.current?.querySelector<HTMLElement>('h1')?.focus())
  }
  const send = async (phrase: string) => {
    if (opened === undefined) return
    setPassphrase(phrase)
    go('work')
    const result = await accept.act({ code: opened.code, passphrase: phrase })
    if (result?.ok === true) {
      setPassphrase('')
      if (result.value.kit === undefined) return onDone()
      setSheet(result.value.kit)
      return go('kit')
    }
    if (result?.refusal.code === 'session/weak-passphrase') go('passphrase')
  }
  const backTo = (to: Step | 'start') => (
    <Button look="quiet" size="large" onPress={() => (to === 'start' ? onBack() : go(to))}>
      {ui.back}
    </Button>
  )

  return (
    <Letterhead
      mark={<Mark size={36} />}
      name={opened?.says.institution ?? 'Resguardo'}
      aside={<Steps label={setup.progress} steps={words.steps} current={steps.indexOf(step)} {...(step === 'work' || step === 'kit' ? {} : { onPick: (index) => go(steps[index] ?? 'code') })} />}
      foot={<p>Resguardo</p>}
    >
      <div ref={content}>
        {step === 'code' && (
          <>
            <StepHead title={words.code.title} explain={words.code.explain} />
            <CodeStep
              back={backTo('start')}
              onRead={(read) => {
                setOpened(read)
                go('check')
              }}
            />
          </>
        )}
        {step === 'check' && opened !== undefined && (
          <>
            <StepHead title={words.check.title} explain={words.check.explain} />
            <CheckStep says={opened.says} onRight={() => go('passphrase')} back={backTo('code')} />
          </>
        )}
        {step === 'passphrase' && opened !== undefined && (
          <>
            <StepHead title={words.passphrase.title} explain={words.passphrase.explain} />
            <JoinPassphrase says={opened.says} refusal={accept.refusal} onSend={(phrase) => void send(phrase)} back={backTo('check')} />
          </>
        )}
        {step === 'work' && (
          <>
            <StepHead title={words.work.title} explain={words.work.explain} />
            {accept.busy || accept.refusal === undefined ? (
              <JoiningProgress />
            ) : (
              <div className={styles['form']}>
                <RefusalNote refusal={accept.refusal} />
                <p className={styles['quiet']}>{words.work.resumes}</p>
                <div className={styles['acts']}>
                  <Button look="primary" size="large" onPress={() => void send(passphrase)}>
                    {words.work.again}
                  </Button>
                  {backTo('code')}
                </div>
              </div>
            )}
          </>
        )}
        {step === 'kit' && sheet !== undefined && kit(sheet, onDone)}
      </div>
    </Letterhead>
  )
}
