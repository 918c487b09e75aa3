import { useEffect, useMemo, useState } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Text,
  Virtualizer,
} from 'react-aria-components'
import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './combo-box.module.css'
import { FieldLabel, useRequired } from './field-label.tsx'
import fieldStyles from './field.module.css'
import type { FieldProps } from './field.tsx'
import { matches } from '#shared/kernel/folded.ts'
import { useFieldError, useTouch } from './form-errors.ts'
import { AlertIcon, ChevronsIcon } from './icons.ts'
import type { Option } from './option.ts'
import overlay from './overlay.module.css'

/**
 * One of many choices, found by typing: every word counts, in any order, without accents or case. Only the rows in sight are in
 * the page, so hundreds are quick. `value` '' means nothing chosen; one that stays '' adds to something, and is ready for the next.
 */
export function ComboBox<V extends string>({
  label,
  name,
  hint,
  error,
  optional = false,
  value,
  onChange,
  options,
  placeholder,
  disabled = false,
  autoFocus = false,
}: FieldProps & {
  readonly value: V | ''
  readonly onChange: (value: V | '') => void
  readonly options: readonly Option<V>[]
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}) {
  const { ui } = useLockWords()
  const touch = useTouch(name)
  const problem = useFieldError(name, error)
  const required = useRequired(optional)
  const chosen = options.find((option) => option.value === value)
  const [typed, setTyped] = useState<string>()
  // The list closes when the value changes; where it stays '' it is the choice for a moment.
  const [taken, setTaken] = useState<V>()
  useEffect(() => setTaken(undefined), [taken])
  const text = typed ?? chosen?.label ?? ''
  const shown = useMemo(
    () => (typed === undefined || typed === '' ? options : options.filter((option) => matches(textOf(option), typed))),
    [options, typed],
  )
  return (
    <AriaComboBox<Option<V>>
      className={fieldStyles['field'] ?? ''}
      items={shown}
      defaultFilter={() => true}
      inputValue={text}
      onInputChange={(next) => {
        if (next === text) return
        touch()
        setTyped(next)
      }}
      value={value === '' ? (taken ?? null) : value}
      onChange={(key) => {
        touch()
        setTyped(undefined)
        const next = options.find((option) => option.value === key)?.value
        if (value === '') setTaken(next)
        onChange(next ?? '')
      }}
      onBlur={() => setTyped(undefined)}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={disabled}
      isInvalid={problem !== undefined}
      isRequired={required}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <Label className={fieldStyles['label'] ?? ''}>
        <FieldLabel label={label} optional={optional} />
      </Label>
      {hint !== undefined && (
        <Text slot="description" className={fieldStyles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <div className={fieldStyles['control']}>
        <Input className={fieldStyles['input'] ?? ''} placeholder={placeholder ?? ui.search} name={name} onFocus={(event) => event.target.select()} />
        <Button className={styles['chevron'] ?? ''} aria-label={ui.open}>
          <ChevronsIcon />
        </Button>
      </div>
      {problem !== undefined && (
        <Text slot="errorMessage" className={fieldStyles['error'] ?? ''}>
          <AlertIcon />
          <span>{problem}</span>
        </Text>
      )}
      <Popover className={classNames(overlay['overlay'], overlay['as-wide'])} offset={4}>
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 32, padding: 4 }}>
          <ListBox<Option<V>>
            className={classNames(overlay['list'], overlay['virtual'])}
            aria-label={label}
            renderEmptyState={() => <div className={overlay['empty']}>{ui.nothingFound}</div>}
          >
            {(option) => (
              <ListBoxItem id={option.value} textValue={option.label} className={overlay['item'] ?? ''}>
                {option.icon}
                <span className={overlay['words']}>
                  <span>{option.label}</span>
                  {option.hint !== undefined && <span className={overlay['hint']}>{option.hint}</span>}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </AriaComboBox>
  )
}

function textOf(option: Option): string {
  return `${option.label} ${option.hint ?? ''} ${option.group ?? ''}`
}
