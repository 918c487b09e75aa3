import type { OfficeId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../bridge/api.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useWords } from '../../i18n/words.ts'
import { productAccent } from '../../theme/accent.ts'
import { applyAccent } from '../../theme/apply.ts'
import { Mark } from '../../theme/mark.tsx'
import { Letterhead } from '../../ui/letterhead.tsx'
import { Steps } from '../../ui/steps.tsx'
import { InstitutionStep } from './institution-step.tsx'
import { KitStep } from './kit-step.tsx'
import { OfficeStep } from './office-step.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { PersonStep } from './person-step.tsx'
import type { Catalogue, SetUpDraft } from './set-up-draft.ts'

const steps = ['institution', 'office', 'person', 'passphrase', 'kit'] as const
type Step = (typeof steps)[number]

/**
 * The first run, one question at a time. Everything is sent in one act at the fourth step, so that nothing half made remains; what
 * that act refuses leads back to the step of the bad field, with all that was typed still there.
 */
export function SetupScreen({ onDone, onInvited }: { readonly onDone: () => void; readonly onInvited: () => void }) {
  const { setup } = useWords()
  const [step, setStep] = useState<Step>('institution')
  const [catalogue, setCatalogue] = useState<Catalogue>()
  // Whether it has come, or will not: until then there is no field that a proposal could fill under somebody's hands.
  const [begins, setBegins] = useState(false)
  const [draft, setDraft] = useState<SetUpDraft>(empty)
  const setUp = useAct(api.organization.setUp)
  const [kit, setKit] = useState<RecoveryKit>()
  const heading = useRef<HTMLDivElement>(null)
  const at = steps.indexOf(step)

  useEffect(() => {
    void api.organization
      .catalogue({})
      .then((answer) => {
        if (!answer.ok) return
        setCatalogue(answer.value)
        const { name, shortName } = answer.value.proposal
        setDraft((before) => ({ ...before, name, shortName }))
      })
      .finally(() => setBegins(true))
  }, [])

  const go = (next: Step) => {
    setStep(next)
    // The step's heading takes the focus, so that a screen reader says where one is.
    requestAnimationFrame(() => heading.current?.querySelector<HTMLElement>('h1')?.focus())
  }
  const change = (change: Partial<SetUpDraft>) => setDraft((before) => ({ ...before, ...change }))
  const shared = { draft, change, refusal: setUp.refusal }

  const send = async (passphrase: string) => {
    if (draft.office === '') return go('office')
    const { name, shortName, accent } = draft
    const result = await setUp.act({
      institution: { name, shortName, accent },
      office: draft.office,
      person: { name: draft.person, post: draft.post, mail: draft.mail, roles: [...draft.roles] },
      passphrase,
    })
    if (result === undefined) return
    if (result.ok) {
      setKit(result.value.kit)
      return go('kit')
    }
    const fields = Object.keys(result.refusal.fields ?? {})
    if (fields.some((field) => field.startsWith('institution.'))) go('institution')
    else if (fields.some((field) => field.startsWith('person.'))) go('person')
    else if (result.refusal.code === 'organization/unknown-office') go('office')
  }

  return (
    <Letterhead
      mark={<Mark size={36} />}
      name={draft.name === '' ? 'Resguardo' : draft.name}
      aside={<Steps label={setup.progress} steps={setup.steps} current={at} {...(step === 'kit' ? {} : { onPick: (index) => go(steps[index] ?? 'institution') })} />}
      foot={<p>Resguardo</p>}
    >
      <div ref={heading}>
        {step === 'institution' && begins && (
          <InstitutionStep
            onInvited={onInvited}
            {...shared}
            onAccent={(accent) => {
              change({ accent })
              applyAccent(accent)
            }}
            onNext={() => go('office')}
          />
        )}
        {step === 'office' && <OfficeStep {...shared} catalogue={catalogue} onBack={() => go('institution')} onNext={() => go('person')} />}
        {step === 'person' && (
          <PersonStep {...shared} domain={catalogue?.proposal.mailDomain ?? ''} onBack={() => go('office')} onNext={() => go('passphrase')} />
        )}
        {step === 'passphrase' && <PassphraseStep {...shared} busy={setUp.busy} onBack={() => go('person')} onSend={(passphrase) => void send(passphrase)} />}
        {step === 'kit' && kit !== undefined && <KitStep kit={kit} onDone={onDone} />}
      </div>
    </Letterhead>
  )
}

const empty: SetUpDraft = {
  name: '',
  shortName: '',
  accent: productAccent,
  office: '' as OfficeId | '',
  person: '',
  post: '',
  mail: '',
  roles: ['administrator', 'operator'] satisfies Role[],
}
