import { useState } from 'react'
import { useLocation } from 'wouter'
import { useMe } from '#renderer/bridge/me.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import type { AdaptationRow, KitPage } from '#shared/kits/contract.ts'
import type { StageKind } from '#shared/posts/post.ts'

const SHOWS = ['all', 'none', 'draft', 'submitted', 'returned', 'approved', 'published', 'outdated'] as const
type Show = (typeof SHOWS)[number]

const tones: Readonly<Record<StageKind, Tone>> = { draft: 'neutral', submitted: 'info', returned: 'warn', approved: 'ok', published: 'ok', discarded: 'neutral' }

/** What every office made of a message: who has not begun, who is out of date, and who would publish the very same words. */
export function KitOffices({ page }: { readonly page: KitPage }) {
  const { kits: words, posts } = useWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  const { roles } = useMe()
  const [show, setShow] = useState<Show>('all')
  const force = page.versions[0]?.version ?? 0
  const isOutdated = ({ post, version }: AdaptationRow) => post !== null && version !== null && version < force
  const of = (one: Show) =>
    page.adaptations.filter((row) => (one === 'all' ? true : one === 'none' ? row.post === null : one === 'outdated' ? isOutdated(row) : row.stage === one))
  const outdated = of('outdated')
  const everywhere = roles.includes('reviewer') || roles.includes('auditor')
  const out = outdated.filter(({ stage }) => stage === 'published').length
  return (
    <Section
      level={3}
      title={words.offices}
      description={page.review === null ? undefined : words.median(format.span(page.review.median * 1000), page.review.of)}
    >
      {outdated.length > 0 && everywhere && <Note tone="warn">{words.outdatedNote(outdated.length, out)}</Note>}
      {page.same.map((one) => (
        <Note key={`${one.network} ${one.kept.post}`} tone={one.strictness === 'forbids' ? 'danger' : 'warn'}>
          {words.same[one.strictness](posts.networks[one.network], one.others.length + 1, one.kept.officeName)} {words.sameOthers(format.list(one.others.slice(0, 5).map(({ officeName }) => officeName)), Math.max(0, one.others.length - 5))}
        </Note>
      ))}
      {everywhere && (
        <ToggleRow
          label={words.show}
          value={show}
          onChange={setShow}
          options={SHOWS.filter((value) => value === 'all' || of(value).length > 0 || value === show).map((value) => ({ value, label: words.shows[value], count: of(value).length }))}
        />
      )}
      <Table
        label={words.offices}
        items={of(show)}
        keyOf={({ office, post }) => `${office} ${post ?? ''}`}
        maxHeight={420}
        onOpen={({ post, stage }) => {
          if (post !== null) navigate(everywhere && stage === 'submitted' ? `/revision/${post}` : `/publicaciones/${post}`)
        }}
        empty={<EmptyState title={words.noOffice} />}
        columns={[
          { id: 'office', label: words.columns.office, width: 'minmax(180px, 2fr)', cell: ({ officeName }) => officeName },
          {
            id: 'state',
            label: words.columns.state,
            width: '150px',
            cell: ({ stage }) => (stage === null ? <StatusTag>{words.notBegun}</StatusTag> : <StatusTag tone={tones[stage]}>{posts.stages[stage]}</StatusTag>),
          },
          {
            id: 'version',
            label: words.columns.version,
            width: '110px',
            cell: (row) => (row.version === null ? '' : isOutdated(row) ? <StatusTag tone="warn">{words.versionOld(row.version)}</StatusTag> : format.number(row.version)),
          },
          { id: 'since', label: words.columns.since, width: '150px', end: true, wideOnly: true, cell: ({ at }) => (at === null ? '' : format.instant(at)) },
        ]}
      />
    </Section>
  )
}
