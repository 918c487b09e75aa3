import type { HomeSource } from '#main/modules/home/source.ts'
import type { AttentionItem } from '#shared/home/item.ts'
import type { PostsService } from './service.ts'

/** Most posts of one kind on the home screen; the rest are in their list, with its count. */
const MOST = 50

type Posts = Pick<PostsService, 'inReview' | 'returnedTo' | 'approvedIn' | 'dueOf'>

/** Posts that wait for the viewer: to decide, to mend, to copy, to prove. */
export function postsHomeSource(posts: Posts): HomeSource {
  return (viewer) => [
    ...(viewer.roles.includes('reviewer') ? toReview(posts) : []),
    ...(viewer.roles.includes('operator')
      ? [
          ...posts.returnedTo(viewer.person, MOST).map((one): AttentionItem => ({ kind: 'post-returned', post: one.id, title: one.title, since: one.stageAt })),
          ...posts
            .approvedIn(viewer.office, MOST)
            .filter((one) => !one.halted)
            .map((one): AttentionItem => ({ kind: one.copies > one.proofs ? 'post-unproven' : 'post-to-publish', post: one.id, title: one.title, since: one.updatedAt })),
        ]
      : []),
  ]
}

function toReview(posts: Posts): readonly AttentionItem[] {
  return posts.inReview(MOST).flatMap((one): readonly AttentionItem[] => {
    const due = posts.dueOf(one)
    return due === null ? [] : [{ kind: 'post-to-review', post: one.id, title: one.title, office: one.office, due }]
  })
}
