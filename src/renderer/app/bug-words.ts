/** A fault as it is copied for support: its message and where it happened. Never what a person typed. */
export function bugText(bug: unknown): string {
  if (bug instanceof Error) return bug.stack ?? `${bug.name}: ${bug.message}`
  return String(bug)
}
