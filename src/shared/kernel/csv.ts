/** A line of a CSV file (RFC 4180) that a spreadsheet shows as text: what would begin a formula gets an apostrophe before it (OWASP, CSV injection), in full width too. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : csvText(cell))).join(',')}\r\n`
}

function csvText(text: string): string {
  const safe = /^[\s\p{Cf}\p{Cc}]*[=+\-@\t\r|%＝＋－＠]/u.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
