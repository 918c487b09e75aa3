import { stageKinds } from './post.ts'

/** What the list of posts may show. */
export const postShows = ['all', 'mine', ...stageKinds] as const
export type PostShow = (typeof postShows)[number]

/** What the review queue may show. */
export const queueShows = ['all', 'unclaimed', 'mine', 'due-soon'] as const
export type QueueShow = (typeof queueShows)[number]
