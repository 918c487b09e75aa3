import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok } from '#shared/kernel/result.ts'
import type { postsContract } from '#shared/posts/contract.ts'
import type { PostsService } from './service.ts'

/** The posts' contract, answered by their service. */
export function postsHandlers(posts: PostsService): HandlersOf<typeof postsContract, Caller, LockedCaller> {
  return {
    list: async (filter, { context }) => {
      await posts.ready()
      return ok(posts.list(context, filter))
    },
    facets: async (filter, { context }) => {
      await posts.ready()
      return ok(posts.facets(context, filter))
    },
    calendar: async ({ filter, edges, each }, { context }) => {
      await posts.ready()
      return ok(posts.calendar(context, filter, edges, each))
    },
    queue: async (filter, { context }) => {
      await posts.ready()
      return ok(posts.queue(context, filter))
    },
    queueCounts: async (filter, { context }) => {
      await posts.ready()
      return ok({ ...posts.queueCounts(context, filter) })
    },
    forecast: (_input, { context }) => ok(posts.forecastFor(context)),
    views: (_input, { context }) => ok({ ...posts.views(context), saved: [...posts.views(context).saved] }),
    keepView: ({ name, view }, { context }) => posts.keepView(context, name, view),
    dropView: ({ id }, { context }) => posts.dropView(context, id),
    rememberView: ({ view }, { context }) => posts.rememberView(context, view),
    post: ({ id }, { context }) => posts.post(context, id),
    accounts: (_input, { context }) => ok(posts.accountsFor(context)),
    across: async ({ id, content }, { context }) => ok({ findings: [...(await posts.across(context, id, content))] }),
    picture: ({ sha256 }) => ok(posts.picture(sha256)),
    draft: ({ content, correctionOf }, { context }) => posts.draft(context, content, correctionOf),
    revise: ({ id, expected, content }, { context }) => posts.revise(context, id, expected, content),
    move: ({ id, expected, wanted }, { context }) => posts.move(context, id, expected, wanted),
    attach: ({ title }) => posts.attach(title),
    submit: ({ id, expected }, { context }) => posts.submit(context, id, expected),
    withdraw: ({ id }, { context }) => posts.withdraw(context, id),
    claim: ({ id }, { context }) => posts.claim(context, id),
    release: ({ id }, { context }) => posts.release(context, id),
    handOver: ({ id, to }, { context }) => posts.handOver(context, id, to),
    reviewPolicy: (_input, { context }) => ok(posts.policy.read(context)),
    arrangeReview: ({ policy, coordinators }, { context }) => posts.policy.arrange(context, policy, coordinators),
    return: ({ id, expected, reasons, note }, { context }) => posts.return(context, id, expected, reasons, note),
    approve: ({ id, expected, seal, despite }, { context }) => posts.approve(context, id, expected, seal, despite),
    remark: ({ id, channel, ...said }, { context }) => posts.remarks.make(context, id, channel, said),
    answerRemark: ({ id, channel, remark, text }, { context }) => posts.remarks.answer(context, id, channel, remark, text),
    resolveRemark: ({ id, channel, remark }, { context }) => posts.remarks.resolve(context, id, channel, remark),
    reopenRemark: ({ id, channel, remark }, { context }) => posts.remarks.reopen(context, id, channel, remark),
    acceptSuggestion: ({ id, remark, expected }, { context }) => posts.remarks.accept(context, id, remark, expected),
    declineSuggestion: ({ id, remark, reason }, { context }) => posts.remarks.decline(context, id, remark, reason),
    returnMany: ({ posts: chosen, reasons, note }, { context }) => posts.returnMany(context, chosen, reasons, note),
    approveMany: ({ id, posts: chosen }, { context }) => posts.approveMany(context, id, chosen),
    expedite: ({ id, expected, seal, reason, remarks }, { context }) => posts.expedite(context, id, expected, seal, reason, remarks),
    checkEmergency: ({ id, verdict, note }, { context }) => posts.checkEmergency(context, id, verdict, note),
    emergencies: (_input, { context }) => ok(posts.emergencies(context)),
    stops: (_input, { context }) => ok(posts.stops.list(posts.publishing.out(context))),
    orderStop: ({ scope, reason }, { context }) => posts.stops.order(context, scope, reason),
    liftStop: ({ id, note }, { context }) => posts.stops.lift(context, id, note),
    free: ({ id }, { context }) => posts.stops.free(context, id),
    halt: ({ id, reason }, { context }) => posts.halt(context, id, reason),
    resume: ({ id }, { context }) => posts.resume(context, id),
    open: (_input, { context }) => ok(posts.publishing.open(context)),
    copy: ({ id, account, piece }, { context }) => posts.publishing.copy(context, id, account, piece),
    capture: ({ title }) => posts.publishing.capture(title),
    publish: ({ id, account, permalink, proof }, { context }) => posts.publishing.publish(context, id, account, permalink, proof),
    notPublished: ({ id, account, reason }, { context }) => posts.publishing.notPublished(context, id, account, reason),
    doubt: ({ id, account, note }, { context }) => posts.publishing.doubt(context, id, account, note),
    check: ({ id, account, found, note }, { context }) => posts.publishing.check(context, id, account, found, note),
    takeDown: ({ id, account, reason }, { context }) => posts.publishing.takeDown(context, id, account, reason),
    kit: ({ id, title }, { context }) => posts.publishing.kit(context, id, title),
    discard: ({ id }, { context }) => posts.discard(context, id),
  }
}
