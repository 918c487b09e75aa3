import { useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { usePages } from '#renderer/bridge/use-pages.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { FilterFields } from '#renderer/ui/field-label.tsx'
import { ReviewIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RowMark } from '#renderer/ui/row-mark.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import type { PostPage, PostRow, SeveralDone } from '#shared/posts/contract.ts'
import { queueShows, type QueueShow } from '#shared/posts/shows.ts'
import { RefusedNote } from './refused-note.tsx'
import { ReviewDetail } from './review-detail.tsx'
import { ReviewKeys } from './review-keys.tsx'
import { ReviewMeter } from './review-meter.tsx'
import { ReturnSeveralDialog } from './return-several-dialog.tsx'
import styles from './review-screen.module.css'
import type { ReviewAct } from './review-act.ts'

/** The keys of the triage. They hold while the focus is inside this screen, or nowhere, and not in a field (WCAG 2.1.4). */
const KEYS: Readonly<Record<string, ReviewAct | 'next' | 'previous' | 'mark'>> = { a: 'approve', r: 'return', c: 'claim', o: 'remark', x: 'mark', j: 'next', k: 'previous' }

/** `/revision`: the queue by time left, and the post to be decided beside it. */
export function ReviewScreen() {
  const { posts: words, reviewing, line, ui } = useWords()
  const [marks, setMarks] = useState<readonly string[]>([])
  const [returning, setReturning] = useState(false)
  const [refused, setRefused] = useState<SeveralDone['refused']>([])
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const [show, setShow] = useState<QueueShow>('all')
  const [network, setNetwork] = useState<Network | 'any'>('any')
  const [text, setText] = useState('')
  const [act, setAct] = useState<ReviewAct>()
  const queue = usePages(api.posts.queue, { show, network: network === 'any' ? null : network, text })
  const { answer: counts } = useAnswer(api.posts.queueCounts, { network: network === 'any' ? null : network, text })
  const at = queue.rows.findIndex((row) => row.id === id)
  // What a filter hides stays marked, and is not decided unseen.
  const marked = queue.rows.filter((row) => marks.includes(row.id))

  const open = (row: PostRow | undefined) => {
    setAct(undefined)
    if (row !== undefined) navigate(`/revision/${row.id}`)
  }
  const mark = (one: string) => setMarks(marks.includes(one) ? marks.filter((other) => other !== one) : [...marks, one])
  /** After a decision: the one that was next in the queue, else the one before, else the queue alone. */
  const goOn = () => {
    const next = queue.rows[at + 1] ?? queue.rows[at - 1]
    if (next === undefined) navigate('/revision')
    else open(next)
  }
  const screen = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || act !== undefined) return
    const { target } = event
    // On all that holds the screen: the way past the rail leads there, and a dialog that closed may leave the focus nowhere.
    const here = screen.current
    if (!(target instanceof Element) || here === null || !(here.contains(target) || target.contains(here))) return
    if (target.closest('input, textarea, select') !== null || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return
    const key = KEYS[event.key]
    if (key === undefined) return
    event.preventDefault()
    if (key === 'next') open(queue.rows[at + 1])
    else if (key === 'previous') open(queue.rows[at - 1])
    else if (id !== undefined && key === 'mark') mark(id)
    else if (id !== undefined && key !== 'mark') setAct(key)
  }
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  return (
    <div ref={screen} className={styles['screen']}>
      <ListDetail
        label={words.review.title}
        head={
          <>
            <PageHeader
              title={words.review.title}
              actions={
                <>
                  <Button size="small" look="danger" onPress={() => navigate('/alto')}>
                    {reviewing.stops.link}
                  </Button>
                  <Button size="small" onPress={() => navigate('/linea')}>
                    {line.open}
                  </Button>
                </>
              }
            />
            <SearchField label={words.review.search} value={text} onChange={setText} />
            <ToggleRow label={words.show} value={show} onChange={setShow} options={queueShows.map((value) => ({ value, label: words.review.shows[value], count: counts?.[value] }))} />
            <FilterFields>
              <Select
                label={words.review.network}
                value={network}
                onChange={setNetwork}
                options={(['any', ...networks] as const).map((value) => ({ value, label: value === 'any' ? words.review.anyNetwork : words.networks[value] }))}
              />
            </FilterFields>
            {counts !== undefined && counts.all > 0 && <Forecast />}
            {marked.length > 0 && (
              <div className={styles['marks']}>
                <Button size="small" look="primary" onPress={() => setReturning(true)}>
                  {reviewing.several.marked(marked.length)}
                </Button>
                <Button size="small" onPress={() => setMarks([])}>
                  {reviewing.several.clear}
                </Button>
              </div>
            )}
          </>
        }
        list={
          <List
            label={words.review.queueLabel}
            items={queue.rows}
            keyOf={(row) => row.id}
            row={(row) => <Row post={row} time={queue.first} marked={marks.includes(row.id)} onMark={show === 'returned' ? undefined : () => mark(row.id)} />}
            selected={id}
            onOpen={open}
            rowHeight={76}
            loading={queue.loading}
            onEnd={queue.more}
            {...(queue.total === undefined ? {} : { total: queue.total })}
            empty={
              network !== 'any' || text !== '' ? (
                <EmptyState title={words.review.noneFound} />
              ) : show === 'all' ? (
                <EmptyState icon={<ReviewIcon />} title={words.review.empty}>
                  {words.review.emptyDetail}
                </EmptyState>
              ) : (
                <EmptyState icon={<ReviewIcon />} title={words.review.noneShown[show]} />
              )
            }
          />
        }
        detail={id === undefined ? undefined : <ReviewDetail key={id} id={id} act={act} onAct={setAct} onDecided={(left) => {
          setRefused(left)
          goOn()
        }} />}
        placeholder={
          <>
            <EmptyState icon={<ReviewIcon />} title={words.review.pick} />
            <ReviewKeys />
          </>
        }
        onBack={() => navigate('/revision')}
      />
      <Dialog title={reviewing.several.notAll} open={refused.length > 0} onClose={() => setRefused([])} size="small" actions={<Button onPress={() => setRefused([])}>{ui.close}</Button>}>
        <RefusedNote refused={refused} />
      </Dialog>
      {returning && (
        <ReturnSeveralDialog
          posts={marked}
          onClose={() => setReturning(false)}
          onDone={() => {
            setReturning(false)
            setMarks(marks.filter((one) => !marked.some((row) => row.id === one)))
          }}
        />
      )}
    </div>
  )
}

/** What can be said beforehand of the time of what is in review, and on what that rests. */
function Forecast() {
  const { review } = useWords().posts
  const format = useFormat()
  const { answer: forecast } = useAnswer(api.posts.forecast, {})
  if (forecast === undefined) return null
  const words = review.forecast
  const first = forecast.kind === 'unknown' || forecast.first === null ? '' : format.instant(forecast.first)
  return (
    <p className={styles['forecast']}>
      {forecast.kind === 'pace'
        ? words.pace(forecast.decisions, forecast.count, first)
        : forecast.kind === 'waits'
          ? words.waits(forecast.decisions, format.span(forecast.usual), forecast.count, first)
          : words.unknown(forecast.decisions)}
    </p>
  )
}

/** `time`: the hours a review may take, and which count; undefined until main has said. */
function Row({ post, time, marked, onMark }: { readonly post: PostRow; readonly time: Pick<PostPage, 'limit' | 'calendar'> | undefined; readonly marked: boolean; readonly onMark: (() => void) | undefined }) {
  const { posts: words, reviewing } = useWords()
  const format = useFormat()
  const now = useNow()
  const networksOf = format.list(post.networks.map((network) => words.networks[network]))
  return (
    <div className={styles['row']}>
      {onMark !== undefined && (
        <span className={styles['mark']}>
          <RowMark label={reviewing.several.mark} value={marked} onChange={onMark} />
        </span>
      )}
      {marked && <span className="visually-hidden">{reviewing.several.isMarked}</span>}
      <ListRow
        title={post.title === '' ? words.untitled : post.title}
        detail={[post.officeName, networksOf, post.returns > 0 ? words.returnsCount(post.returns) : ''].filter(Boolean).join(' · ')}
        end={
          <>
            {post.warnings > 0 && <StatusTag tone="warn">{post.warnings}</StatusTag>}
          </>
        }
      />
      <div className={styles['foot']}>
        {post.due !== null && time !== undefined && <ReviewMeter due={post.due} limit={time.limit} calendar={time.calendar} />}
        {post.stage === 'returned' && <span className={styles['claim']}>{words.review.away(format.span(millisecondsOf(now) - millisecondsOf(post.since)))}</span>}
        {post.wantedAt !== null && (
          <span className={post.due !== null && post.wantedAt < post.due ? styles['sooner'] : styles['claim']}>{words.review.wantedFor(format.day(post.wantedAt, now), format.time(post.wantedAt))}</span>
        )}
        {post.claim !== null && <span className={styles['claim']}>{words.claimedBy(post.claim.name)}</span>}
      </div>
    </div>
  )
}
