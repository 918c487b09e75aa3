import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Table } from '#renderer/ui/table.tsx'
import { columnName } from '#shared/imports/columns.ts'
import type { ImportRowView } from '#shared/imports/contract.ts'

type Problem = { readonly key: string; readonly line: number; readonly column: string; readonly what: string }

/** What is wrong, row by row: `faults` keep a row out, `findings` are what the checker will stop at the gate. */
export function Problems({ kind, rows }: { readonly kind: 'faults' | 'findings'; readonly rows: readonly ImportRowView[] }) {
  const { imports: words, rules } = useWords()
  const format = useFormat()
  const problems: readonly Problem[] = rows.flatMap((row) =>
    kind === 'faults'
      ? row.faults.map(({ column, code, words: said }, index) => ({
          key: `${row.line} ${index}`,
          line: row.line,
          column: columnName(column),
          what: words.faults[code](said),
        }))
      : row.findings
          .filter(({ severity }) => severity === 'block')
          .map(({ rule, detail }) => ({ key: `${row.line} ${rule}`, line: row.line, column: '', what: `${rules.checks[rule].what(detail)} ${rules.checks[rule].mend}` })),
  )
  if (problems.length === 0) return <p>{words.none}</p>
  return (
    <Table
      label={kind === 'faults' ? words.errors : words.later}
      items={problems}
      keyOf={({ key }) => key}
      maxHeight={260}
      columns={[
        { id: 'line', label: words.errorColumns.line, width: '70px', end: true, cell: ({ line }) => format.number(line) },
        ...(kind === 'faults' ? [{ id: 'column', label: words.errorColumns.column, width: '150px', cell: ({ column }: Problem) => column }] : []),
        { id: 'what', label: words.errorColumns.what, width: 'minmax(200px, 1fr)', cell: ({ what }) => what },
      ]}
    />
  )
}
