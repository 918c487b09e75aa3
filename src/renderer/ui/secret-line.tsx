import { useState } from 'react'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { useLockWords } from '../i18n/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Form } from './form.tsx'
import { CopyIcon, HideIcon, ShowIcon } from './icons.ts'
import { Note } from './note.tsx'
import { PasswordField } from './password-field.tsx'
import { RefusalNote } from './refusal-note.tsx'
import styles from './secret-line.module.css'
import { useSecondsLeft } from './use-now.ts'

/** What the line says; the caller knows what kind of secret it is. */
export type SecretLineWords = {
  readonly hidden: string
  readonly copy: string
  readonly show: string
  readonly hide: string
  readonly copied: (seconds: number) => string
  readonly cleared: string
  readonly shownFor: (seconds: number) => string
  readonly askTitle: string
  readonly askDetail: string
  readonly passphrase: string
}

/** The two acts on a secret that is kept elsewhere, and what came of them. */
export type SecretLineAccess = {
  /** Puts it on the clipboard; answers whether it did. */
  readonly copy: () => Promise<boolean>
  readonly copying: boolean
  readonly copyRefusal: Refusal | undefined
  /** The last copy, and for how many milliseconds it stays on the clipboard; each copy is a value of its own. */
  readonly copied: { readonly lasts: number } | undefined
  /** Asks for the value, with the passphrase; answers whether it came. */
  readonly reveal: (passphrase: string) => Promise<boolean>
  readonly revealing: boolean
  readonly revealRefusal: Refusal | undefined
  /** The value while it may be shown. */
  readonly shown: { readonly value: string; readonly lasts: number } | undefined
  readonly hide: () => void
  readonly forgetRefusals: () => void
}

/**
 * A kept secret: masked, copied by whoever keeps it, shown for a moment after the passphrase. The value is in the page only while it
 * is shown.
 */
export function SecretLine({
  label,
  words,
  access,
  disabledReason,
}: {
  readonly label: string
  readonly words: SecretLineWords
  readonly access: SecretLineAccess
  readonly disabledReason?: string | undefined
}) {
  const [asking, setAsking] = useState(false)
  const copiedFor = useSecondsLeft(access.copied)
  const shownFor = useSecondsLeft(access.shown)
  const { shown } = access
  return (
    <div className={styles['secret']}>
      <div className={styles['line']} role="group" aria-label={label}>
        <div className={styles['words']}>
          <div className={styles['label']}>{label}</div>
          {shown === undefined ? (
            <div className={styles['mask']} role="img" aria-label={words.hidden}>
              {'•'.repeat(12)}
            </div>
          ) : (
            <code className={styles['value']}>{[...shown.value].map(coloured)}</code>
          )}
        </div>
        <div className={styles['acts']}>
          <Button icon={<CopyIcon />} busy={access.copying} disabledReason={disabledReason} onPress={() => void access.copy()}>
            {words.copy}
          </Button>
          {shown === undefined ? (
            <Button look="quiet" icon={<ShowIcon />} disabledReason={disabledReason} onPress={() => setAsking(true)}>
              {words.show}
            </Button>
          ) : (
            <Button look="quiet" icon={<HideIcon />} onPress={access.hide}>
              {words.hide}
            </Button>
          )}
        </div>
      </div>
      <p className={styles['state']} role="status">
        {shown !== undefined && shownFor > 0
          ? words.shownFor(shownFor)
          : access.copied === undefined
            ? ''
            : copiedFor > 0
              ? words.copied(copiedFor)
              : words.cleared}
      </p>
      {access.copyRefusal !== undefined && <RefusalNote refusal={access.copyRefusal} />}
      {asking && (
        <AskPassphrase
          words={words}
          access={access}
          onClose={() => {
            access.forgetRefusals()
            setAsking(false)
          }}
        />
      )}
    </div>
  )
}

function AskPassphrase({ words, access, onClose }: { readonly words: SecretLineWords; readonly access: SecretLineAccess; readonly onClose: () => void }) {
  const { ui } = useLockWords()
  const [passphrase, setPassphrase] = useState('')
  return (
    <Dialog title={words.askTitle} open onClose={onClose} size="small">
      <Form
        label={words.askTitle}
        refusal={access.revealRefusal}
        onSubmit={() => {
          void access.reveal(passphrase).then((came) => {
            if (came) onClose()
            else setPassphrase('')
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" busy={access.revealing} disabledReason={passphrase === '' ? words.passphrase : undefined}>
              {words.show}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Note>{words.askDetail}</Note>
        <PasswordField label={words.passphrase} name="passphrase" value={passphrase} onChange={setPassphrase} autoComplete="current-password" autoFocus />
      </Form>
    </Dialog>
  )
}

/** Letters, digits and signs in different inks, so that a secret can be read out or typed without a slip. */
function coloured(character: string, index: number) {
  const kind = /\p{N}/u.test(character) ? 'digit' : /\p{L}/u.test(character) ? 'letter' : 'sign'
  return (
    <span key={index} className={styles[kind]}>
      {character}
    </span>
  )
}
