import { useState } from 'react'
import { TextField } from '#renderer/ui/text-field.tsx'

/** Words parted by commas. What is being typed stays as it is typed; what is told is the list. */
export function WordsField({
  label,
  name,
  hint,
  value,
  onChange,
}: {
  readonly label: string
  readonly name?: string
  readonly hint: string
  readonly value: readonly string[]
  readonly onChange: (words: readonly string[]) => void
}) {
  const [typed, setTyped] = useState(value.join(', '))
  const told = listOf(typed)
  // Somebody else's words, loaded meanwhile, take the place of what stands here.
  const shown = told.length === value.length && told.every((word, index) => word === value[index]) ? typed : value.join(', ')
  return (
    <TextField
      label={label}
      {...(name === undefined ? {} : { name })}
      hint={hint}
      optional
      value={shown}
      onChange={(next) => {
        setTyped(next)
        onChange(listOf(next))
      }}
    />
  )
}

function listOf(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
