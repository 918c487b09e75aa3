import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import { BoardColumn } from './board-column.tsx'
import { actTo, columns, type Column } from './board-moves.ts'
import styles from './board.module.css'
import { FilterBar } from './filter-bar.tsx'
import { LayoutSwitch } from './layout-switch.tsx'
import { NewPostButton } from './new-post-button.tsx'
import { PostSheet } from './post-sheet.tsx'
import { standingOfRow } from './post-standing.ts'
import { changeView, useView } from './view-store.ts'

/**
 * `/publicaciones/tablero`: the posts by stage. Moving a card is doing the act that leads there, where it is done with everything in sight: nothing
 * is sent, decided or published by a gesture.
 */
export function BoardScreen() {
  const { posts: words, views } = useWords()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  const now = useNow()
  const { view } = useView()
  const withdraw = useAct(api.posts.withdraw)
  const [opened, setOpened] = useState<PostRow>()
  const [withdrawing, setWithdrawing] = useState<PostRow>()
  const [refused, setRefused] = useState<string>()

  useEffect(() => changeView({ layout: 'board' }), [])

  const why = (post: PostRow, to: Column): string | undefined => {
    const act = actTo(post.stage, to)
    if (act === undefined) return views.board.never
    const code = whyNot(act, standingOfRow(post), { person: me.id, roles: me.roles, office: me.office, now })
    return code === undefined ? undefined : say({ code })
  }
  const go = (post: PostRow, to: Column) => {
    if (post.stage === to) return
    const reason = why(post, to)
    setOpened(undefined)
    if (reason !== undefined) return setRefused(reason)
    if (to === 'draft') return setWithdrawing(post)
    navigate(to === 'returned' || to === 'approved' ? `/revision/${post.id}` : `/publicaciones/${post.id}`)
  }

  return (
    <div className={styles['screen']}>
      <header className={styles['top']}>
        <PageHeader title={words.title} actions={<NewPostButton />} />
        <LayoutSwitch layout="board" />
        <FilterBar view={view} />
        <p className={styles['hint']}>{views.board.hint}</p>
      </header>
      <div className={styles['columns']} role="group" aria-label={views.board.label}>
        {columns
          .filter((column) => view.filter.stages.length === 0 || view.filter.stages.includes(column))
          .map((column) => (
            <BoardColumn key={column} column={column} view={view} onOpen={setOpened} onDrop={(post) => go(post, column)} />
          ))}
      </div>
      {opened !== undefined && (
        <PostSheet
          post={opened}
          onClose={() => setOpened(undefined)}
          acts={columns
            .filter((to) => actTo(opened.stage, to) !== undefined)
            .map((to) => (
              <Button key={to} disabledReason={why(opened, to)} onPress={() => go(opened, to)}>
                {views.board.acts[to]}
              </Button>
            ))}
        />
      )}
      <ConfirmDialog
        title={views.board.withdrawTitle}
        open={withdrawing !== undefined}
        onClose={() => {
          withdraw.reset()
          setWithdrawing(undefined)
        }}
        act={words.submit.withdraw}
        danger={false}
        busy={withdraw.busy}
        refusal={withdraw.refusal}
        onConfirm={() => {
          if (withdrawing === undefined) return
          void withdraw.act({ id: withdrawing.id }).then((done) => {
            if (done?.ok !== true) return
            setWithdrawing(undefined)
            toast(words.submit.withdrawn)
          })
        }}
      >
        <p>
          <strong>{withdrawing?.title === '' ? words.untitled : withdrawing?.title}</strong>
        </p>
        <p>{views.board.withdrawDetail}</p>
      </ConfirmDialog>
      <Dialog title={views.board.refusedTitle} open={refused !== undefined} onClose={() => setRefused(undefined)} size="small" actions={<Button onPress={() => setRefused(undefined)}>{views.board.close}</Button>}>
        <p>{refused}</p>
      </Dialog>
    </div>
  )
}
