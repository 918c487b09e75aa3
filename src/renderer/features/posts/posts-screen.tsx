import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { usePages } from '#renderer/bridge/use-pages.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { ComposeIcon, ImportIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import type { PostShow } from '#shared/posts/shows.ts'
import { NewPost } from './new-post.tsx'
import { PostDetail } from './post-detail.tsx'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { StageTag } from './stage-tag.tsx'

const SHOWS = ['all', 'mine', 'draft', 'submitted', 'returned', 'approved', 'published'] as const satisfies readonly PostShow[]

/** `/publicaciones`: every post of the office, and the one chosen, to be written, sent, copied or proven. */
export function PostsScreen() {
  const { imports, posts: words, publishing } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  const [show, setShow] = useState<PostShow>('all')
  const [text, setText] = useState('')
  const { answer: counts } = useAnswer(api.posts.counts, {})
  const { answer: open } = useAnswer(api.posts.open, {})
  const list = usePages(api.posts.list, { show, text })
  const isNew = id === 'nueva'
  const chosen = id === undefined || isNew ? undefined : id

  const count = (of: (typeof SHOWS)[number]) => (of === 'all' || of === 'mine' ? counts?.[of] : counts?.stages[of])
  const create = () => navigate('/publicaciones/nueva')
  const mayWrite = me.roles.includes('operator') ? undefined : say({ code: 'ledger/role' })

  return (
    <ListDetail
      label={words.title}
      head={
        <>
          <PageHeader
            title={words.title}
            actions={
              <>
                <Button look={id === undefined ? 'primary' : 'plain'} size="small" icon={<ComposeIcon />} onPress={create} disabledReason={mayWrite}>
                  {words.create}
                </Button>
                <IconButton size="small" label={imports.open} icon={<ImportIcon />} onPress={() => navigate('/publicaciones/importar')} disabledReason={mayWrite} />
              </>
            }
          />
          <SearchField label={words.search} value={text} onChange={setText} />
          <ToggleRow
            label={words.show}
            value={show}
            onChange={setShow}
            options={SHOWS.map((value) => ({ value, label: words.shows[value], count: count(value) }))}
          />
          {open !== undefined && open.total > 0 && <Link href="/publicaciones/por-comprobar">{publishing.open.link(open.total)}</Link>}
        </>
      }
      list={
        <List
          label={words.listLabel}
          items={list.rows}
          keyOf={(row) => row.id}
          row={(row) => <Row post={row} />}
          selected={chosen}
          onOpen={(row) => navigate(`/publicaciones/${row.id}`)}
          loading={list.loading}
          onEnd={list.more}
          {...(list.total === undefined ? {} : { total: list.total })}
          empty={
            counts?.all === 0 ? (
              <EmptyState icon={<ComposeIcon />} title={words.noneYet}>
                {words.noneYetDetail}
              </EmptyState>
            ) : (
              <EmptyState title={words.noneFound} />
            )
          }
        />
      }
      detail={isNew ? <NewPost /> : chosen === undefined ? undefined : <PostDetail key={chosen} id={chosen} />}
      placeholder={counts?.all === 0 ? undefined : <EmptyState icon={<ComposeIcon />} title={words.pick} />}
      onBack={() => navigate('/publicaciones')}
    />
  )
}

function Row({ post }: { readonly post: PostRow }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const now = useNow()
  const networks = format.list(post.networks.map((network) => words.networks[network]))
  const proofs = post.stage === 'approved' && post.copies > 0 ? words.proofs(post.proofs, post.targets) : undefined
  return (
    <ListRow
      title={post.title === '' ? words.untitled : post.title}
      detail={[post.isCorrection ? words.correction : '', networks, post.authorName, proofs].filter(Boolean).join(' · ')}
      end={
        <>
          <PendingMark stream={`post/${post.id}`} /> <StageTag stage={post.stage} halted={post.halted} />
        </>
      }
      endDetail={format.relative(post.updatedAt, now)}
    />
  )
}
