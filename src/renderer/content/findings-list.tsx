import { Link } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import { AlertIcon, InfoIcon, WarnIcon } from '#renderer/ui/icons.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import type { Media } from '#shared/rules/content.ts'
import { isInText, severities, type Finding, type Severity } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import styles from '#renderer/ui/findings.module.css'
import { useSpotName } from './use-spot-name.ts'

/** More findings than this help nobody; how many more there are is said. */
const MOST_SHOWN = 30

const icons = { block: AlertIcon, warn: WarnIcon, hint: InfoIcon } as const satisfies Record<Severity, unknown>

/** What the rules found: what, how to mend it, and where the rule comes from. Nothing is drawn when there is nothing. */
export function FindingsList({
  findings,
  rules,
  media,
  accounts = [],
  placed = false,
  onShow,
  onCut,
  onReplace,
}: {
  readonly findings: readonly Finding[]
  readonly rules: RuleSet
  /** The files that findings may be about, for their names. */
  readonly media: readonly Media[]
  /** The accounts whose own texts findings may be about, for their names. */
  readonly accounts?: readonly PostAccount[]
  /** Says also where each is: for lists over a whole post. */
  readonly placed?: boolean
  /** Selects the words in the text. */
  readonly onShow?: (start: number, end: number) => void
  /** Takes the words out of the text. */
  readonly onCut?: (start: number, end: number) => void
  /** Puts what is suggested in the place of the words. */
  readonly onReplace?: (start: number, end: number, instead: string) => void
}) {
  const { line, posts, rules: words } = useWords()
  if (findings.length === 0) return null
  const shown = bySeverity(findings).slice(0, MOST_SHOWN)
  return (
    <ul className={styles['findings']} role="list" aria-label={posts.findings.title}>
      {shown.map((finding, index) => {
        const Icon = icons[finding.severity]
        const { what, mend } = words.checks[finding.rule]
        const source = rules.checks.find((check) => check.id === finding.rule)?.source
        const { place } = finding
        const range = isInText(place) && place.end > place.start && finding.rule !== 'over-limit' ? place : undefined
        return (
          <li key={`${finding.rule}-${index}`} className={classNames(styles['finding'], styles[finding.severity])}>
            <Icon />
            <div className={styles['words']}>
              <p>
                <span className={styles['severity']}>{posts.findings.severities[finding.severity]}: </span>
                {placed && <PlaceName finding={finding} media={media} accounts={accounts} />}
                {what(finding.detail)} <span className={styles['mend']}>{mend}</span>
                {finding.rule === 'contradicts-line' && (
                  <>
                    {' '}
                    <Link href="/linea">{line.see}</Link>
                  </>
                )}
              </p>
              {source !== undefined && (
                <p className={styles['source']}>
                  {posts.findings.why}: {source}
                </p>
              )}
            </div>
            {range !== undefined && onShow !== undefined && finding.rule !== 'hidden-characters' && (
              <Button size="small" look="quiet" onPress={() => onShow(range.start, range.end)}>
                {posts.findings.go}
              </Button>
            )}
            {range !== undefined && onReplace !== undefined && finding.instead !== undefined && (
              <Button size="small" look="quiet" onPress={() => onReplace(range.start, range.end, finding.instead ?? '')}>
                {posts.findings.replace(finding.instead)}
              </Button>
            )}
            {range !== undefined && onCut !== undefined && finding.rule === 'hidden-characters' && (
              <Button size="small" look="quiet" onPress={() => onCut(range.start, range.end)}>
                {posts.findings.remove}
              </Button>
            )}
          </li>
        )
      })}
      {findings.length > shown.length && <li className={styles['finding']}>{posts.findings.more(findings.length - shown.length)}</li>}
    </ul>
  )
}

/** What blocks first; within a severity, in the order of the text. */
function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}

function PlaceName({ finding, media, accounts }: { readonly finding: Finding; readonly media: readonly Media[]; readonly accounts: readonly PostAccount[] }) {
  const spotName = useSpotName(accounts)
  const { posts: words } = useWords()
  const { place } = finding
  const file = place.kind === 'media' || place.kind === 'alternative' ? media[place.media] : undefined
  const said =
    isInText(place)
      ? spotName(place)
      : place.kind === 'media'
        ? file === undefined // asked for, and there is none
          ? words.editor.media
          : words.findings.place.media(file.name)
        : place.kind === 'alternative'
          ? words.findings.place.alternative(file?.name ?? '')
          : words.findings.place[place.kind]
  return <span className={styles['place']}>{said}. </span>
}
