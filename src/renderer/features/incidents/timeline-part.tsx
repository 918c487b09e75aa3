import { useFormat, useWords } from '#renderer/i18n/words.ts'
import type { Words } from '#renderer/i18n/catalogue.ts'
import type { Format } from '#renderer/i18n/format.ts'
import { Section } from '#renderer/ui/section.tsx'
import { Timeline } from '#renderer/ui/timeline.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import type { FactKey } from '#shared/incidents/fact.ts'
import type { Outcome, Seen } from '#shared/incidents/seen.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Channel } from '#shared/notices/notice.ts'
import { factWords } from './facts-part.tsx'
import type { Incident } from './incident.ts'

type Moment = Incident['timeline'][number]

/** Everything that happened, as the ledger has it. */
export function TimelinePart({ incident }: { readonly incident: Incident }) {
  const { incidents: words } = useWords()
  const format = useFormat()
  return (
    <Section title={words.timeline.title} description={words.timeline.detail}>
      <Timeline
        label={words.timeline.title}
        entries={grouped(incident.timeline).map((group) => {
          const [moment] = group
          return {
            id: moment.id,
            at: moment.at,
            who: moment.by,
            what: group.length > 1 ? words.timeline.together[moment.type as Together](group.length) : (words.timeline.lines[moment.type]?.(moment.detail) ?? moment.type),
            more: group.length > 1 ? format.list(group.map((one) => one.detail['file'] ?? one.detail['addressee'] ?? '')) : moreOf(moment, words, format),
            tone: toneOf(moment.type),
          }
        })}
      />
    </Section>
  )
}

/** Three drafts, nine files: made by one press, and told as one line. */
type Together = 'notice.drafted' | 'notice.redrafted' | 'notice.exported' | 'notice.restricted' | 'notice.unrestricted'
const together: readonly string[] = ['notice.drafted', 'notice.redrafted', 'notice.exported', 'notice.restricted', 'notice.unrestricted'] satisfies Together[]
type Group = readonly [Moment, ...Moment[]]

function grouped(timeline: readonly Moment[]): readonly Group[] {
  const groups: Group[] = []
  for (const moment of timeline) {
    const last = groups.at(-1)
    const joins = last !== undefined && together.includes(moment.type) && last[0].type === moment.type && last[0].by === moment.by
    if (joins) groups[groups.length - 1] = [...last, moment]
    else groups.push([moment])
  }
  return groups
}

function toneOf(type: string): Tone {
  if (type === 'incident.opened' || type === 'incident.reopened') return 'danger'
  return type === 'incident.closed' || type === 'notice.acknowledged' ? 'ok' : type === 'notice.sent' ? 'info' : 'neutral'
}

/** The second line of an entry: what was answered, said, chosen. Main wrote these details, so their values are those of the types. */
function moreOf(moment: Moment, words: Words['incidents'], format: Format): string | undefined {
  const d = moment.detail
  switch (moment.type) {
    case 'incident.opened':
      return words.seen[d['seen'] as Seen]
    case 'incident.step-done':
      return d['answer'] === '' ? undefined : d['answer']
    case 'incident.step-not-applicable':
    case 'incident.account-unlinked':
    case 'incident.reopened':
    case 'incident.unrestricted':
    case 'notice.sent-retracted':
      return d['reason']
    case 'incident.custody-recorded':
      return words.evidence.acts[d['act'] as keyof typeof words.evidence.acts]
    case 'incident.evidence-added':
      return d['sha256']
    case 'incident.fact-recorded': {
      const key = d['key'] as FactKey
      const now = `${words.facts.keys[key]}: ${factWords(key, d['value'] ?? '', words.facts, format)}`
      return d['previous'] === undefined ? now : `${now}. ${words.facts.before(factWords(key, d['previous'], words.facts, format))}`
    }
    case 'incident.reclassified':
      return `${words.seen[d['from'] as Seen]} → ${words.seen[d['to'] as Seen]}`
    case 'incident.restricted':
      return `${d['reason'] ?? ''} (${format.list((d['people'] ?? '').split('\n'))})`
    case 'incident.closed':
      return [words.close.outcomes[d['outcome'] as Outcome], d['override'] ?? ''].filter((part) => part !== '').join('. ')
    case 'notice.sent':
      return `${words.notices.channelOptions[d['channel'] as Channel]}, ${format.instant(d['at'] as Instant)}: ${d['to'] ?? ''}`
    case 'notice.acknowledged':
      return [`${d['by'] ?? ''}, ${format.instant(d['at'] as Instant)}`, d['how'] ?? ''].filter((part) => part !== '').join('. ')
    default:
      return undefined
  }
}
