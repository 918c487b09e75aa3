import type { Ref } from 'react'
import { useLockWords } from '../i18n/words.ts'
import fieldStyles from './field.module.css'
import { CloseIcon, SearchIcon } from './icons.ts'
import { IconButton } from './icon-button.tsx'
import styles from './search-field.module.css'

/** Narrows a list by what is typed. Escape empties it. Its name is its placeholder. */
export function SearchField({
  label,
  value,
  onChange,
  inputRef,
  autoFocus,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  readonly autoFocus?: boolean
}) {
  const { ui } = useLockWords()
  return (
    <div role="search" className={`${fieldStyles['control'] ?? ''} ${styles['search'] ?? ''}`}>
      <SearchIcon />
      <input
        ref={inputRef}
        type="search"
        className={fieldStyles['input']}
        aria-label={label}
        placeholder={label}
        value={value}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
          }
        }}
      />
      {value !== '' && (
        <span className={fieldStyles['end']}>
          <IconButton size="small" label={ui.clear} icon={<CloseIcon />} onPress={() => onChange('')} />
        </span>
      )}
    </div>
  )
}
