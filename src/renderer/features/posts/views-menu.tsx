import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { DiscardIcon } from '#renderer/ui/icons.ts'
import { Menu, type MenuAct } from '#renderer/ui/menu.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostView, SavedPostView } from '#shared/posts/view.ts'
import { routeOf } from './layout-switch.tsx'
import styles from './views-menu.module.css'
import { changeView, startView } from './view-store.ts'

/** The person's saved views: to open one, to save this one, to delete. */
export function ViewsMenu({ view }: { readonly view: PostView }) {
  const { views } = useWords()
  const words = views.saved
  const [, navigate] = useLocation()
  const { answer } = useAnswer(api.posts.views, {})
  const [asking, setAsking] = useState<'keep' | 'manage'>()
  const saved = answer?.saved ?? []
  const open = (next: PostView) => {
    changeView(next)
    navigate(routeOf(next.layout))
  }
  const items: readonly MenuAct[] = [
    { id: 'start', label: words.start, onPress: () => open({ ...startView, layout: view.layout, span: view.span }) },
    ...saved.map((one): MenuAct => ({ id: one.id, label: one.name, onPress: () => open(one.view) })),
    { id: 'line', separator: true },
    { id: 'keep', label: words.keep, onPress: () => setAsking('keep') },
    ...(saved.length === 0 ? [] : [{ id: 'manage', label: words.manage, onPress: () => setAsking('manage') }]),
  ]
  return (
    <>
      <Menu label={words.menu} items={items} small />
      <KeepDialog key={String(asking)} view={view} open={asking === 'keep'} onClose={() => setAsking(undefined)} />
      <ManageDialog saved={saved} open={asking === 'manage'} onClose={() => setAsking(undefined)} />
    </>
  )
}

function KeepDialog({ view, open, onClose }: { readonly view: PostView; readonly open: boolean; readonly onClose: () => void }) {
  const { views } = useWords()
  const words = views.saved
  const [name, setName] = useState('')
  const keep = useAct(api.posts.keepView)
  return (
    <Dialog title={words.title} open={open} onClose={onClose} size="small">
      <Form
        refusal={keep.refusal}
        onSubmit={() =>
          void keep.act({ name, view }).then((kept) => {
            if (kept?.ok !== true) return
            toast(words.kept(name.trim()))
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="primary" busy={keep.busy}>
              {words.act}
            </Button>
          </>
        }
      >
        <p>{words.detail}</p>
        <TextField label={words.name} name="name" hint={words.nameHint} value={name} onChange={setName} autoFocus />
      </Form>
    </Dialog>
  )
}

function ManageDialog({ saved, open, onClose }: { readonly saved: readonly SavedPostView[]; readonly open: boolean; readonly onClose: () => void }) {
  const { views } = useWords()
  const words = views.saved
  const drop = useAct(api.posts.dropView)
  const keep = useAct(api.posts.keepView)
  return (
    <Dialog title={words.manageTitle} open={open} onClose={onClose} size="small" actions={<Button onPress={onClose}>{words.close}</Button>}>
      {saved.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className={styles['views']}>
          {saved.map(({ id, name, view }) => (
            <li key={id}>
              <span>{name}</span>
              <IconButton
                size="small"
                label={words.drop(name)}
                icon={<DiscardIcon />}
                onPress={() =>
                  void drop.act({ id }).then((done) => {
                    if (done?.ok === true) toast(words.dropped(name), { act: { label: words.undo, onPress: () => void keep.act({ name, view }) } })
                  })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
