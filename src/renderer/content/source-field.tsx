import { memo, useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Source } from '#shared/rules/content.ts'

/** Where the information comes from: a document or a link. */
export const SourceField = memo(function SourceField({ source, onChange }: { readonly source: Source | null; readonly onChange: (source: Source) => void }) {
  const { posts: words } = useWords()
  const [kind, setKind] = useState<Source['kind']>(source?.kind ?? 'document')
  const reference = source?.reference ?? ''
  return (
    <>
      <RadioGroup
        label={words.editor.sourceKind}
        value={kind}
        row
        onChange={(next) => {
          setKind(next)
          onChange({ kind: next, reference })
        }}
        options={(['document', 'link'] as const).map((value) => ({ value, label: words.editor.sourceKinds[value] }))}
      />
      <TextField
        label={kind === 'document' ? words.editor.sourceDocument : words.editor.sourceLink}
        {...(kind === 'document' ? { hint: words.editor.sourceDocumentHint } : { placeholder: 'https://' })}
        type={kind === 'link' ? 'url' : 'text'}
        value={reference}
        onChange={(next) => onChange({ kind, reference: next })}
        maxLength={2000}
      />
    </>
  )
})
