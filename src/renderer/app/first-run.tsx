import { useState } from 'react'
import { KitStep } from '../features/setup/kit-step.tsx'
import { SetupScreen } from '../features/setup/setup-screen.tsx'
import { loaded } from '../ui/loaded.tsx'

const JoinScreen = loaded(async () => (await import('../features/hub/join-screen.tsx')).JoinScreen)

/** The first run of a machine: the institution is registered here, or the machine joins one with an invitation. Both end with the sheet. */
export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const [invited, setInvited] = useState(false)
  if (!invited) return <SetupScreen onDone={onDone} onInvited={() => setInvited(true)} />
  return <JoinScreen onBack={() => setInvited(false)} onDone={onDone} kit={(kit, done) => <KitStep kit={kit} onDone={done} />} />
}
