/**
 * What the review queue may show. All but the last are parts of what waits for a decision: nobody has it in hand, the person has, little time of the 48 h is left, none is.
 * `returned`: what is with its office for correction and has not come back.
 */
export const queueShows = ['all', 'unclaimed', 'mine', 'due-soon', 'lapsed', 'returned'] as const
export type QueueShow = (typeof queueShows)[number]

/** What whoever may not see the queue is told of it. */
export const nothingShown: Readonly<Record<QueueShow, number>> = { all: 0, unclaimed: 0, mine: 0, 'due-soon': 0, lapsed: 0, returned: 0 }
