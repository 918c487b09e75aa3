/** Why the application locked: said on the lock screen. */
export const lockReasons = ['start', 'asked', 'idle', 'suspend', 'screen-lock', 'switch', 'deactivated', 'quit'] as const
export type LockReason = (typeof lockReasons)[number]
