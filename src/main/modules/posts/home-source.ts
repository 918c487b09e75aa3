import type { HomeSource } from '#main/modules/home/source.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { PostsService } from './service.ts'

/** Most posts of one kind on the home screen; the rest are in their list, with its count. */
const MOST = 50

type Posts = Pick<PostsService, 'unchecked' | 'forecast' | 'stops' | 'inReview' | 'returnedTo' | 'approvedIn'> & { readonly publishing: Pick<PostsService['publishing'], 'outIn'> }

/** Posts that wait for the viewer: to decide, to mend, to copy, to prove. */
export function postsHomeSource(posts: Posts): HomeSource {
  return (viewer) => [
    ...posts.stops.list([]).stops.filter((stop) => stop.lifted === null).map((stop): AttentionItem => ({ kind: 'stop-in-force', stop: stop.id, reason: stop.reason, by: stop.ordered.name, since: stop.ordered.at })),
    ...(viewer.roles.includes('reviewer') ? [...toReview(posts), ...toCheck(posts, viewer.person), ...foretelling(posts)] : []),
    ...(viewer.roles.includes('operator')
      ? [
          ...posts.returnedTo(viewer.person, MOST).map((one): AttentionItem => ({ kind: 'post-returned', post: one.id, title: one.title, since: one.stageAt })),
          ...posts
            .approvedIn(viewer.office, MOST)
            .filter((one) => !one.halted && one.copies <= one.proofs)
            .map((one): AttentionItem => ({ kind: 'post-to-publish', post: one.id, title: one.title, since: one.updatedAt })),
          ...unproven(posts, viewer.office),
        ]
      : []),
  ]
}

/** One item for each post, however many accounts it is open on; by the name of who copied it. */
function unproven(posts: Posts, office: OfficeId): readonly AttentionItem[] {
  const byPost = Map.groupBy(posts.publishing.outIn(office, MOST), (one) => one.post)
  return [...byPost.values()].flatMap(([first]): readonly AttentionItem[] =>
    first === undefined ? [] : [{ kind: 'post-unproven', post: first.post, title: first.title, state: first.state, by: first.personName, since: first.at }],
  )
}

function toReview(posts: Posts): readonly AttentionItem[] {
  return posts.inReview(MOST).map(({ post, due }): AttentionItem => ({ kind: 'post-to-review', post: post.id, title: post.title, office: post.office, due }))
}

/** What went out of turn, for everybody but whoever let it pass. */
function toCheck(posts: Posts, person: PersonId): readonly AttentionItem[] {
  return posts
    .unchecked(MOST)
    .filter((one) => one.by !== person)
    .map((one): AttentionItem => ({ kind: 'post-unchecked', post: one.post, title: one.title, reason: one.reason, due: one.due }))
}

/** The pace of the review against what waits; where there is none to tell, what waits longer than is usual. */
function foretelling(posts: Posts): readonly AttentionItem[] {
  const forecast = posts.forecast()
  if (forecast.kind === 'unknown' || forecast.first === null) return []
  const { count, first } = forecast
  return [{ kind: 'review-forecast', count, first, usual: forecast.kind === 'waits' ? forecast.usual : null }]
}
