/** The way to be called later. Injected with the clock, so that no test sleeps. */
export interface Timers {
  /** Calls `act` once, after so many milliseconds. Returns the way to call it off. */
  after(milliseconds: number, act: () => void): () => void
}
