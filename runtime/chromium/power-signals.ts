/** What `powerMonitor` tells of. */
export type PowerSignal = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'

/** Listens to the login manager and the screen savers. */
export function watchPower(_heard: (signal: PowerSignal) => void): void {}
