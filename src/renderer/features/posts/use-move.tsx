import { type ReactNode, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords, useZone } from '#renderer/i18n/words.ts'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Wanted } from '#shared/posts/content.ts'
import type { PostRow } from '#shared/posts/contract.ts'

type Moving = { readonly post: PostRow; readonly wanted: Wanted | null }

/** Moves a post to another moment: an approved one after asking, because its approval is lost; any other at once, with a way back. */
export function useMove(): { readonly move: (post: PostRow, wanted: Wanted | null) => void; readonly dialogs: ReactNode } {
  const { views, posts } = useWords()
  const words = views.move
  const format = useFormat()
  const zone = useZone()
  const act = useAct(api.posts.move)
  const [asked, setAsked] = useState<Moving>()

  async function go({ post, wanted }: Moving): Promise<void> {
    const done = await act.act({ id: post.id, expected: post.revision, wanted })
    if (done?.ok !== true) {
      // What was refused is said where it was asked, and stays until it is read.
      setAsked({ post, wanted })
      return
    }
    setAsked(undefined)
    const back = post.wantedAt === null ? null : { at: post.wantedAt, zone }
    const undo = { label: words.undo, onPress: () => void act.act({ id: post.id, expected: done.value.revision, wanted: back }) }
    // An approval does not come back with the date.
    toast(wanted === null ? words.undated : words.moved(format.instant(wanted.at)), post.stage === 'approved' ? {} : { act: undo })
  }

  return {
    move(post, wanted) {
      act.reset()
      if (post.stage === 'approved') setAsked({ post, wanted })
      else void go({ post, wanted })
    },
    dialogs: (
      <ConfirmDialog
        title={act.refusal === undefined ? words.approvedTitle : words.refusedTitle}
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        act={act.refusal === undefined ? words.approvedAct : words.retry}
        danger={act.refusal === undefined}
        busy={act.busy}
        refusal={act.refusal}
        onConfirm={() => asked !== undefined && void go(asked)}
      >
        {asked !== undefined && (
          <>
            <p>
              <strong>{asked.post.title === '' ? posts.untitled : asked.post.title}</strong>
            </p>
            {act.refusal === undefined && <p>{words.approvedDetail}</p>}
          </>
        )}
      </ConfirmDialog>
    ),
  }
}
