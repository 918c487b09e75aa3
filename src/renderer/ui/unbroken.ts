/** A telephone number that stays on one line, however narrow the place: its spaces become spaces that no line ends at. */
export function unbroken(number: string): string {
  return number.replaceAll(' ', '\u00a0')
}
