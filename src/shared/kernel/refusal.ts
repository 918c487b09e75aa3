/**
 * An expected "no": the person can do something about it.
 * `code` is `<module>/<reason>` and names the sentence in the catalogue (`refusals`), which says what to do;
 * `detail` fills that sentence; `fields` maps a form field's path (`recovery.mail`) to a field code (`required`).
 */
export type Refusal = {
  readonly code: string
  readonly detail?: Readonly<Record<string, string | number>>
  readonly fields?: Readonly<Record<string, string>>
}
