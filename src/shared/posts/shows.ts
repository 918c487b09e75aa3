/** What the review queue may show. */
export const queueShows = ['all', 'unclaimed', 'mine', 'due-soon'] as const
export type QueueShow = (typeof queueShows)[number]
