import type { PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { PostAct } from '#shared/posts/contract.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'

/**
 * A post's events as the acts of its history, newest first. The editor saves after each pause, so changes by one person in a row
 * are told as one act, at the moment of the last.
 */
export function actsOf(events: readonly RecordedEvent[], nameOf: (person: PersonId) => string): PostAct[] {
  const acts: PostAct[] = []
  for (const event of events) {
    const act = actOf(event, nameOf)
    const last = acts.at(-1)
    if (last?.type === 'post.revised' && act.type === 'post.revised' && last.actor === act.actor) {
      acts[acts.length - 1] = { ...act, fields: [...new Set([...(last.fields ?? []), ...(act.fields ?? [])])] }
    } else acts.push(act)
  }
  return acts.reverse()
}

function actOf(recorded: RecordedEvent, nameOf: (person: PersonId) => string): PostAct {
  const event = recorded as unknown as PostEvent // the stream is this module's own: type and payload belong together
  const { id, type, at, actor, role } = recorded
  return { id, type, at, actor, role, actorName: nameOf(actor), ...detailOf(event, nameOf) }
}

function detailOf(event: PostEvent, nameOf: (person: PersonId) => string): Pick<PostAct, 'as' | 'fields' | 'reasons' | 'note' | 'account' | 'permalink' | 'seal' | 'rules' | 'differences' | 'resolution' | 'found'> {
  const inPlace = (person: PersonId | undefined) => (person === undefined ? {} : { as: nameOf(person) })
  switch (event.type) {
    case 'post.revised':
      return { fields: event.payload.fields }
    case 'approval.voided':
      return { fields: event.payload.fields, seal: event.payload.seal }
    case 'post.submitted':
      return { rules: event.payload.warnings, seal: event.payload.seal }
    case 'post.returned':
      return { reasons: event.payload.reasons, note: event.payload.note, ...inPlace(event.payload.as) }
    case 'post.handed-over':
      return { as: nameOf(event.payload.to) }
    case 'post.agreed':
    case 'post.approved':
      return { seal: event.payload.seal, ...inPlace(event.payload.as), ...(event.payload.despite === undefined ? {} : { note: event.payload.despite.reason }) }
    case 'remark.made':
    case 'remark.answered':
      return event.payload.text === '' ? {} : { note: event.payload.text }
    case 'suggestion.declined':
      return { note: event.payload.reason }
    case 'post.expedited':
      return { seal: event.payload.seal, note: event.payload.reason, rules: event.payload.warnings }
    case 'emergency.checked':
      return event.payload.note === '' ? {} : { note: event.payload.note }
    case 'post.halted':
      return { note: event.payload.reason }
    case 'post.copied':
      return { account: event.payload.account }
    case 'post.published':
      return {
        account: event.payload.account,
        permalink: event.payload.permalink,
        ...(event.payload.proof === undefined
          ? {}
          : {
              differences: event.payload.proof.differences,
              ...(event.payload.proof.resolution === null ? {} : { resolution: event.payload.proof.resolution.act, note: event.payload.proof.resolution.note }),
            }),
      }
    case 'post.not-published':
    case 'post.taken-down':
      return { account: event.payload.account, note: event.payload.reason }
    case 'post.doubted':
      return { account: event.payload.account, note: event.payload.note }
    case 'post.checked':
      return { account: event.payload.account, note: event.payload.note, found: event.payload.found }
    default:
      return {}
  }
}
