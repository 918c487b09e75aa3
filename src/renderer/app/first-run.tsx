import { lazy, Suspense, useState } from 'react'
import { KitStep } from '../features/setup/kit-step.tsx'
import { SetupScreen } from '../features/setup/setup-screen.tsx'

const JoinScreen = lazy(async () => ({ default: (await import('../features/hub/join-screen.tsx')).JoinScreen }))

/** The first run of a machine: the institution is registered here, or the machine joins one with an invitation. Both end with the sheet. */
export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const [invited, setInvited] = useState(false)
  if (!invited) return <SetupScreen onDone={onDone} onInvited={() => setInvited(true)} />
  return (
    <Suspense>
      <JoinScreen onBack={() => setInvited(false)} onDone={onDone} kit={(kit, done) => <KitStep kit={kit} onDone={done} />} />
    </Suspense>
  )
}
