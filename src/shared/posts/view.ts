import type { PostFilter, PostOrder } from './filter.ts'

/** How posts are laid out. */
export const layouts = ['list', 'board', 'calendar'] as const
export type Layout = (typeof layouts)[number]

/** How much of a calendar is in sight. */
export const spans = ['month', 'week', 'day'] as const
export type Span = (typeof spans)[number]

/** What somebody looks at: which posts, and how. Not where in time a calendar is: that is always the present when a view is opened. */
export type PostView = { readonly layout: Layout; readonly span: Span; readonly filter: PostFilter; readonly order: PostOrder }

/** A view with a name, of one person, on this machine. */
export type SavedPostView = { readonly id: string; readonly name: string; readonly view: PostView }

/** What one person keeps: their views, and the one they left last. */
export type KeptViews = { readonly saved: readonly SavedPostView[]; readonly last: PostView | null }

export const LONGEST_VIEW_NAME = 60
/** Most views that one person keeps. */
export const MOST_VIEWS = 50
