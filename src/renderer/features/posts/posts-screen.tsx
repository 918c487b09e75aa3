import { useEffect } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
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
import { Menu } from '#renderer/ui/menu.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import { everyPost, type PostFilter, postOrders } from '#shared/posts/filter.ts'
import type { StageKind } from '#shared/posts/post.ts'
import { FilterBar } from './filter-bar.tsx'
import { LayoutSwitch, routeOf } from './layout-switch.tsx'
import { NewPost } from './new-post.tsx'
import { NewPostButton } from './new-post-button.tsx'
import { PostDetail } from './post-detail.tsx'
import { StageTag } from './stage-tag.tsx'
import styles from './posts-screen.module.css'
import { changeFilter, changeView, useView } from './view-store.ts'

const STAGES = ['draft', 'submitted', 'returned', 'approved', 'published'] as const satisfies readonly StageKind[]
const SHOWS = ['all', 'mine', ...STAGES] as const
type Show = (typeof SHOWS)[number]

/** `/publicaciones`: every post the person may see, and the one chosen, to be written, sent, copied or proven. */
export function PostsScreen() {
  const { imports, line, posts: words, publishing, reviewing, views } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  const { view, known } = useView()
  const { filter, order } = view
  const { answer: open } = useAnswer(api.posts.open, {})
  const { answer: facets } = useAnswer(api.posts.facets, filter)
  const { answer: mine } = useAnswer(api.posts.facets, { ...filter, stages: [], mine: true })
  const list = usePages(api.posts.list, { ...filter, order })
  const isNew = id === 'nueva'
  const chosen = id === undefined || isNew ? undefined : id
  const isEmpty = facets?.total === 0 && JSON.stringify(filter) === JSON.stringify(everyPost)

  // Whoever left the board or the calendar comes back to it; the list is gone to by its own switch.
  useEffect(() => {
    if (known && id === undefined && view.layout !== 'list') navigate(routeOf(view.layout), { replace: true })
  }, [known, id, view.layout, navigate])

  const count = (of: Show) => {
    if (facets === undefined) return undefined
    if (of === 'mine') return mine?.total
    if (of === 'all') return STAGES.reduce((sum, stage) => sum + facets.stages[stage], 0)
    return facets.stages[of]
  }

  return (
    <ListDetail
      label={words.title}
      head={
        <>
          <PageHeader
            title={words.title}
            actions={
              <>
                <NewPostButton quiet={id !== undefined} />
                <IconButton
                  size="small"
                  label={imports.open}
                  icon={<ImportIcon />}
                  onPress={() => navigate('/publicaciones/importar')}
                  disabledReason={me.roles.includes('operator') ? undefined : say({ code: 'ledger/role' })}
                />
              </>
            }
          />
          <LayoutSwitch layout="list" />
          <FilterBar view={view} />
          <ToggleRow
            label={words.show}
            value={showOf(filter)}
            onChange={(show) => changeFilter(show === 'all' ? { mine: false, stages: [] } : show === 'mine' ? { mine: true, stages: [] } : { mine: false, stages: [show] })}
            options={SHOWS.map((value) => ({ value, label: words.shows[value], count: count(value) }))}
          />
          <p className={styles['links']}>
            {open !== undefined && open.total > 0 && <Link href="/publicaciones/por-comprobar">{publishing.open.link(open.total)}</Link>}
            <Link href="/alto">{reviewing.stops.link}</Link>
            <Link href="/linea">{line.open}</Link>
          </p>
        </>
      }
      list={
        <List
          label={words.listLabel}
          items={list.rows}
          keyOf={(row) => row.id}
          row={(row) => <Row post={row} byWanted={order === 'wanted'} />}
          selected={chosen}
          onOpen={(row) => navigate(`/publicaciones/${row.id}`)}
          loading={list.loading}
          onEnd={list.more}
          {...(list.total === undefined ? {} : { total: list.total })}
          atLeast={list.first?.atLeast === true}
          foot={
            <Menu label={views.orders[order]} small items={postOrders.map((value) => ({ id: value, label: views.orders[value], onPress: () => changeView({ order: value }) }))} />
          }
          empty={
            isEmpty ? (
              <EmptyState icon={<ComposeIcon />} title={words.noneYet}>
                {words.noneYetDetail}
              </EmptyState>
            ) : (
              <EmptyState title={views.filters.none} action={<Button onPress={() => changeFilter(everyPost)}>{views.filters.clear}</Button>} />
            )
          }
        />
      }
      detail={isNew ? <NewPost /> : chosen === undefined ? undefined : <PostDetail key={chosen} id={chosen} />}
      placeholder={isEmpty ? undefined : <EmptyState icon={<ComposeIcon />} title={words.pick} />}
      onBack={() => navigate('/publicaciones')}
    />
  )
}

/** Which of the row's shows a filter is; one that it cannot say is «all», and its chips say the rest. */
function showOf({ mine, stages }: PostFilter): Show {
  if (mine && stages.length === 0) return 'mine'
  return STAGES.find((stage) => stages.length === 1 && stages[0] === stage) ?? 'all'
}

function Row({ post, byWanted }: { readonly post: PostRow; readonly byWanted: boolean }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const now = useNow()
  const me = useMe()
  const networks = format.list(post.networks.map((network) => words.networks[network]))
  const proofs = post.stage === 'approved' && post.copies > 0 ? words.proofs(post.proofs, post.targets) : undefined
  // Whoever sees other offices' posts is told whose each one is.
  const office = post.office === me.office ? '' : post.officeName
  return (
    <ListRow
      title={post.title === '' ? words.untitled : post.title}
      detail={[post.isCorrection ? words.correction : '', office, networks, post.authorName, proofs].filter(Boolean).join(' · ')}
      end={
        <>
          <PendingMark stream={`post/${post.id}`} /> <StageTag stage={post.stage} halted={post.halted} />
        </>
      }
      endDetail={byWanted && post.wantedAt !== null ? format.instant(post.wantedAt) : format.relative(post.updatedAt, now)}
    />
  )
}
