import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useMoment } from '#renderer/content/use-moment.ts'
import { localeOf } from '#renderer/i18n/language.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useLanguage, useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { ChevronRightIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { useNarrow } from '#renderer/ui/use-narrow.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { addDays, dayOf, instantAt, parseDay, type Day } from '#shared/kernel/local-day.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import { everyPost } from '#shared/posts/filter.ts'
import { spans, type Span } from '#shared/posts/view.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import { CalendarDay } from './calendar-day.tsx'
import { CalendarGap } from './calendar-gap.tsx'
import { agendaOf, daysOf, onDay, stepped, type Stretch } from './calendar-span.ts'
import styles from './calendar.module.css'
import { calendarWords } from './calendar-words.ts'
import { FilterBar } from './filter-bar.tsx'
import { LayoutSwitch, routeOf } from './layout-switch.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { NewPostButton } from './new-post-button.tsx'
import { PostSheet } from './post-sheet.tsx'
import { standingOfRow } from './post-standing.ts'
import { UndatedList } from './undated-list.tsx'
import { useMove } from './use-move.tsx'
import { changeFilter, changeView, useView } from './view-store.ts'

/** Posts of one day that are drawn in a month, and elsewhere; how many there are is always said. */
const EACH: Readonly<Record<Span, number>> = { month: 4, week: 200, day: 400 }

/** `/publicaciones/calendario`: the posts by when they are wanted, in the office's zone, and those that have no date. */
export function CalendarScreen() {
  const { posts: words, views, ui } = useWords()
  const { day: given } = useParams<{ day?: string }>()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  const zone = useZone()
  const language = useLanguage()
  const now = useNow()
  const { view } = useView()
  const { span } = view
  const locale = localeOf[language]
  const today = dayOf(now, zone)
  const anchor = parseDay(given ?? '') ?? today
  const days = daysOf(span, anchor, locale)
  const edges = [...days, addDays(days.at(-1) ?? anchor, 1)].map((day) => instantAt(day, 0, zone))
  const { answer, refusal } = useAnswer(api.posts.calendar, { filter: { ...view.filter, wanted: everyPost.wanted }, edges, each: EACH[span] })
  const shown = answer?.days.length === days.length ? answer : undefined
  const postsOn = (day: Day) => shown?.days[days.indexOf(day)] ?? { total: 0, rows: [] }
  /** Of the month that is asked for; a month is drawn in whole weeks. */
  const isOwn = (day: Day) => span !== 'month' || day.slice(0, 7) === anchor.slice(0, 7)
  const { move, dialogs } = useMove()
  const [opened, setOpened] = useState<PostRow>()
  const [moving, setMoving] = useState<{ readonly post: PostRow; readonly day?: Day }>()
  const said = calendarWords(locale, zone)
  const { zoneName } = useMoment()

  useEffect(() => changeView({ layout: 'calendar' }), [])

  const go = (day: Day) => navigate(`${routeOf('calendar')}/${day}`, { replace: true })
  const why = (post: PostRow) => {
    const code = whyNot('revise', standingOfRow(post), { person: me.id, roles: me.roles, office: me.office, now })
    return code === undefined ? undefined : say({ code })
  }
  const all = [...(answer?.days.flatMap(({ rows }) => rows) ?? []), ...(answer?.undated.rows ?? [])]
  /** Dropped on a day, a post keeps its hour; one that has none, or that would be in the past, is asked about. */
  const drop = (post: PostRow, day: Day) => {
    if (post.wantedAt !== null && dayOf(post.wantedAt, zone) === day) return
    if (post.wantedAt === null || day < today) return setMoving({ post, day })
    move(post, { at: onDay(post.wantedAt, day, zone), zone })
  }

  /** Narrow, a month or a week is told as an agenda: its days that have posts, today, and the gaps between. */
  const agenda = useNarrow() && span !== 'day'
  const cells: readonly Stretch[] = agenda
    ? agendaOf(days.filter(isOwn), (day) => day === today || postsOn(day).total > 0)
    : days.map((day) => ({ kind: 'day', from: day, to: day }))

  /** The day under the keyboard's cursor, and the cell that has it. */
  const [cursor, setCursor] = useState<Day>(anchor)
  const holding = (day: Day) => cells.findIndex(({ from, to }) => from <= day && day <= to)
  const index = [cursor, anchor].map(holding).find((found) => found >= 0) ?? 0
  const at = cells[index]?.from ?? anchor
  const grid = useRef<HTMLDivElement>(null)
  const follow = useRef(false)
  useEffect(() => {
    if (!follow.current) return
    follow.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  })
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isDay = event.target instanceof HTMLElement && event.target.dataset['day'] !== undefined
    if (event.key === 'm' && !isDay) {
      const card = event.target instanceof HTMLElement ? event.target.dataset['post'] : undefined
      const post = all.find((one) => one.id === card)
      if (post !== undefined && why(post) === undefined) {
        event.preventDefault()
        setMoving({ post })
      }
      return
    }
    const [before, after] = [addDays(at, -1), addDays(cells[index]?.to ?? at, 1)]
    const week = span === 'month' && !agenda
    const steps: Readonly<Record<string, Day>> = {
      ArrowLeft: before,
      ArrowRight: after,
      ArrowUp: week ? addDays(at, -7) : before,
      ArrowDown: week ? addDays(at, 7) : after,
      PageUp: stepped(span, at, -1),
      PageDown: stepped(span, at, 1),
      Home: today,
    }
    const next = steps[event.key]
    if (next !== undefined && isDay) {
      event.preventDefault()
      follow.current = true
      setCursor(next)
      if (holding(next) < 0) go(next)
    } else if (event.key === 'Enter' && isDay) {
      event.preventDefault()
      openDay(at)
    }
  }

  const openDay = (day: Day) => {
    changeView({ span: 'day' })
    go(day)
  }
  const dayCell = (day: Day, heading: string) => (
    <CalendarDay
      key={day}
      day={day}
      label={said.fullDay(day)}
      heading={heading}
      {...postsOn(day)}
      isToday={day === today}
      isOther={!isOwn(day)}
      full={agenda || span !== 'month'}
      tabIndex={day === at ? 0 : -1}
      mayMove={(post) => why(post) === undefined}
      onOpen={setOpened}
      onDrop={(post) => drop(post, day)}
      onFocus={() => setCursor(day)}
      onMore={() => {
        if (span === 'month') return openDay(day)
        changeFilter({ wanted: { kind: 'between', from: instantAt(day, 0, zone), to: instantAt(addDays(day, 1), 0, zone) } })
        changeView({ layout: 'list', order: 'wanted' })
        navigate(routeOf('list'))
      }}
    />
  )
  /** Dropped on days in a row, a post is asked for which of them: the first that is not over is proposed. */
  const dropInGap = (post: PostRow, { from, to }: Stretch) => {
    if (from === to) drop(post, from)
    else setMoving({ post, day: from < today && today <= to ? today : from })
  }
  const title = span === 'month' ? said.month(anchor) : span === 'day' ? said.fullDay(anchor) : said.week(days[0] ?? anchor, days.at(-1) ?? anchor)
  return (
    <div className={styles['screen']}>
      <header className={styles['top']}>
        <PageHeader title={words.title} actions={<NewPostButton />} />
        <LayoutSwitch layout="calendar" />
        <FilterBar view={view} wantedIsGiven />
        <div className={styles['bar']}>
          <div className={styles['steps']}>
            <span className={styles['flip']}>
              <IconButton size="small" label={views.calendar.before[span]} icon={<ChevronRightIcon />} onPress={() => go(stepped(span, anchor, -1))} />
            </span>
            <IconButton size="small" label={views.calendar.after[span]} icon={<ChevronRightIcon />} onPress={() => go(stepped(span, anchor, 1))} />
            <Button size="small" onPress={() => go(today)} disabledReason={days.includes(today) && span === 'day' ? views.calendar.isToday : undefined}>
              {views.calendar.today}
            </Button>
          </div>
          <h2 className={styles['title']} aria-live="polite">
            {title}
          </h2>
          <ToggleRow label={views.calendar.span} value={span} onChange={(next) => changeView({ span: next })} options={spans.map((value) => ({ value, label: views.calendar.spans[value] }))} />
          <p className={styles['zone']}>{views.calendar.zone(zoneName(zone), said.zone(anchor))}</p>
        </div>
        {answer?.atLeast === true && <Note tone="info">{views.calendar.atLeast}</Note>}
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
      </header>
      <div className={styles['body']}>
        {agenda && (
          <div ref={grid} role="grid" aria-label={title} aria-rowcount={cells.length} className={styles['agenda']} onKeyDown={onKeyDown}>
            {shown === undefined ? (
              <p className={styles['waiting']}>{ui.loading}</p>
            ) : (
              cells.map((cell) => (
                <div key={cell.from} role="row">
                  {cell.kind === 'day' ? (
                    dayCell(cell.from, said.agendaDay(cell.from))
                  ) : (
                    <CalendarGap
                      from={cell.from}
                      label={views.calendar.gap(said.stretch(cell.from, cell.to))}
                      tabIndex={cell.from === at ? 0 : -1}
                      onDrop={(post) => dropInGap(post, cell)}
                      onFocus={() => setCursor(cell.from)}
                    />
                  )}
                </div>
              ))
            )}
          </div>
        )}
        {!agenda && (
          <div ref={grid} role="grid" aria-label={title} aria-rowcount={span === 'month' ? days.length / 7 + 1 : 1} className={styles[`${span}-grid`]} onKeyDown={onKeyDown}>
            {span !== 'day' && (
              <div role="row" className={styles['weekdays']}>
                {days.slice(0, 7).map((day) => (
                  <div key={day} role="columnheader" aria-label={said.weekday(day)} className={styles['weekday']}>
                    {span === 'week' ? said.shortDay(day) : said.shortWeekday(day)}
                  </div>
                ))}
              </div>
            )}
            {weeksOf(days).map((week) => (
              <div key={week[0]} role="row" className={styles['week']}>
                {week.map((day) => dayCell(day, span === 'month' ? said.number(day, day === days[0] || day.endsWith('-01')) : ''))}
              </div>
            ))}
          </div>
        )}
        <UndatedList
          posts={answer?.undated.rows ?? []}
          total={answer?.undated.total ?? 0}
          loading={answer === undefined}
          mayMove={(post) => why(post) === undefined}
          onOpen={setOpened}
          onDrop={(post) => {
            if (post.wantedAt !== null) move(post, null)
          }}
          onAll={() => {
            changeFilter({ wanted: { kind: 'undated' } })
            changeView({ layout: 'list' })
            navigate(routeOf('list'))
          }}
        />
      </div>
      {opened !== undefined && (
        <PostSheet
          post={opened}
          onClose={() => setOpened(undefined)}
          acts={
            <Button
              disabledReason={why(opened)}
              onPress={() => {
                setMoving({ post: opened })
                setOpened(undefined)
              }}
            >
              {views.move.open}
            </Button>
          }
        />
      )}
      {moving !== undefined && (
        <MoveDialog
          post={moving.post}
          day={moving.day}
          onClose={() => setMoving(undefined)}
          onMove={(wanted) => {
            setMoving(undefined)
            move(moving.post, wanted)
          }}
        />
      )}
      {dialogs}
    </div>
  )
}

function weeksOf(days: readonly Day[]): readonly (readonly Day[])[] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, index) => days.slice(index * 7, index * 7 + 7))
}
