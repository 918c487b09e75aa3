import type { Refusal } from '#shared/kernel/refusal.ts'
import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import { useMe } from '../../bridge/me.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { PassphraseField } from '../../ui/passphrase-field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toast-store.ts'

/** One's own passphrase, changed after giving the present one. */
export function ChangePassphrase({ onClose }: { readonly onClose: () => void }) {
  const { settings, ui } = useWords()
  const words = settings.passphrase
  const me = useMe()
  const change = useAct(api.session.changePassphrase)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [own, setOwn] = useState<Refusal>()
  return (
    <Dialog title={words.act} open onClose={onClose} size="small">
      <Form
        refusal={own ?? change.refusal}
        onSubmit={() => {
          const fields = {
            ...(current === '' ? { current: 'required' } : {}),
            ...(next === '' ? { next: 'required' } : {}),
            ...(again === next ? {} : { again: 'mismatch' }),
          }
          if (Object.keys(fields).length > 0) return setOwn({ code: 'input/invalid', fields })
          setOwn(undefined)
          void change.act({ current, next }).then((result) => {
            if (result?.ok !== true) return
            toast(words.changed)
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" busy={change.busy}>
              {words.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <PasswordField label={words.current} name="current" value={current} onChange={setCurrent} autoComplete="current-password" autoFocus />
        <PassphraseField label={words.next} name="next" value={next} onChange={setNext} known={[me.name]} />
        <PasswordField label={words.again} name="again" value={again} onChange={setAgain} autoComplete="new-password" />
      </Form>
    </Dialog>
  )
}
