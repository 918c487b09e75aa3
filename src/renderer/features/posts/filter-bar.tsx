import { useEffect, useState } from 'react'
import { actDone } from '#renderer/bridge/acts-done.ts'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CloseIcon, FilterIcon } from '#renderer/ui/icons.ts'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'
import type { PostView } from '#shared/posts/view.ts'
import { activeFilters } from './active-filters.ts'
import styles from './filter-bar.module.css'
import { FiltersDialog } from './filters-dialog.tsx'
import { useLibraryNames } from './use-library-names.ts'
import { ViewsMenu } from './views-menu.tsx'
import { changeFilter } from './view-store.ts'

/** Milliseconds after which a search that has not read everything is asked again. */
const READS = 1000

/** Search, filters in force, and views: the same over the list, the board and the calendar. */
export function FilterBar({ view, wantedIsGiven = false }: { readonly view: PostView; /** The layout itself says for when: no filter of dates. */ readonly wantedIsGiven?: boolean }) {
  const words = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const filter: PostFilter = wantedIsGiven ? { ...view.filter, wanted: everyPost.wanted } : view.filter
  const { answer: facets } = useAnswer(api.posts.facets, filter)
  const library = useLibraryNames()
  const unread = facets?.unread ?? 0
  // The search reads on by itself; what it has read meanwhile is asked for again.
  useEffect(() => {
    if (unread === 0) return undefined
    const later = setTimeout(actDone, READS)
    return () => clearTimeout(later)
  }, [unread])
  const active = activeFilters(filter, facets, library, words, format)
  return (
    <div className={styles['bar']}>
      <SearchField label={words.posts.search} value={view.filter.text} onChange={(text) => changeFilter({ text: text.slice(0, 200) })} />
      <div className={styles['acts']}>
        <Button size="small" icon={<FilterIcon />} onPress={() => setOpen(true)}>
          {active.length === 0 ? words.views.filters.open : words.views.filters.openCount(active.length)}
        </Button>
        <ViewsMenu view={view} />
      </div>
      {active.length > 0 && (
        <ul className={styles['active']} aria-label={words.views.filters.active}>
          {active.map(({ key, label, without }) => (
            <li key={key}>
              <button type="button" className={styles['chip']} aria-label={words.views.filters.remove(label)} onClick={() => changeFilter(without)}>
                {label}
                <CloseIcon />
              </button>
            </li>
          ))}
          <li>
            <Button look="quiet" size="small" onPress={() => changeFilter({ ...everyPost, text: view.filter.text })}>
              {words.views.filters.clear}
            </Button>
          </li>
        </ul>
      )}
      {unread > 0 && (
        <p className={styles['note']} role="status">
          {words.views.unread(format.number(unread))}
        </p>
      )}
      <FiltersDialog open={open} onClose={() => setOpen(false)} filter={filter} facets={facets} library={library} wantedIsGiven={wantedIsGiven} />
    </div>
  )
}
