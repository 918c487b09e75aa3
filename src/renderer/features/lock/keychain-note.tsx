import type { KeychainState, KeychainTrouble } from '#shared/session/keychain-state.ts'
import { useEffect, useState } from 'react'
import { api, events } from '../../bridge/api.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useLockWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'

/** The state of the system's keychain, as main tells it. */
export function useKeychain(first: KeychainState): KeychainState {
  const [state, setState] = useState(first)
  useEffect(() => {
    const stop = events.session.keychain((next) => setState(next.state))
    // It may have changed after it was told and before anybody listened.
    void api.session.keychainState({}).then((answer) => answer.ok && setState(answer.value.state))
    return stop
  }, [])
  return state
}

/** Whether a state keeps everything from being read and stored. */
export function isTrouble(state: KeychainState): state is KeychainTrouble {
  return state !== 'unknown' && state !== 'probing' && state !== 'ready'
}

/** What is the matter with the keychain, and the one button that may mend it. Nothing while it works. */
export function KeychainNote({ state }: { readonly state: KeychainState }) {
  const { keychain } = useLockWords()
  const retry = useAct(api.session.keychainRetry)
  if (!isTrouble(state)) return null
  const words = keychain.states[state]
  return (
    <Note
      tone={state === 'prompt-open' ? 'info' : 'warn'}
      title={words.sentence}
      live
      action={
        <Button size="small" busy={retry.busy} onPress={() => void retry.act({})}>
          {words.button}
        </Button>
      }
    >
      <span>
        {keychain.itHint}: {words.it}
      </span>
    </Note>
  )
}
