import { expect, test } from 'vitest'
import { csvLine } from '#shared/kernel/csv.ts'

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '|cmd', '%1', ' =1', '\u00a0=1', '\n=1', '\u200b=1', '\ufeff=1', '\u2060=1', '\u0000=1', '\u001b=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
  'what a spreadsheet would take for a formula (%j) is text',
  (cell) => expect(csvLine([cell])).toBe(`"'${cell}"\r\n`),
)

test('anything else is as it was, and a cell stays one', () => {
  expect(csvLine(['Vota', 3, 'a,b;c', 'dijo "sí"', 'dos\n=líneas', ''])).toBe('"Vota",3,"a,b;c","dijo ""sí""","dos\n=líneas",""\r\n')
})
