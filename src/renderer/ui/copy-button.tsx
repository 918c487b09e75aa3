import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { Button, type ButtonLook } from './button.tsx'
import { CheckIcon, CopyIcon } from './icons.ts'

/** Milliseconds that «Copiado» stays. */
const SAID = 2000

/**
 * Asks for a copy and says that it was made. The copying itself is main's act (`onCopy` answers whether it was done); the window
 * has no right to the clipboard.
 */
export function CopyButton({
  onCopy,
  children,
  look = 'plain',
  size = 'normal',
  disabledReason,
}: {
  readonly onCopy: () => Promise<boolean>
  readonly children?: ReactNode
  readonly look?: ButtonLook
  readonly size?: 'small' | 'normal'
  readonly disabledReason?: string | undefined
}) {
  const { ui } = useLockWords()
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <>
      <Button
        look={look}
        size={size}
        icon={state === 'copied' ? <CheckIcon /> : <CopyIcon />}
        busy={state === 'busy'}
        disabledReason={disabledReason}
        onPress={() => {
          setState('busy')
          onCopy().then(
            (done) => {
              setState(done ? 'copied' : 'idle')
              clearTimeout(timer.current)
              timer.current = setTimeout(() => setState('idle'), SAID)
            },
            (bug: unknown) => {
              setState('idle')
              throw bug
            },
          )
        }}
      >
        {state === 'copied' ? ui.copied : (children ?? ui.copy)}
      </Button>
      <span className="visually-hidden" role="status">
        {state === 'copied' ? ui.copied : ''}
      </span>
    </>
  )
}
