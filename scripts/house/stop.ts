/** Ends the command with one sentence that says what to do. */
export function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
