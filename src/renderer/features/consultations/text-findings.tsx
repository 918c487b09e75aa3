import { useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { AlertIcon, InfoIcon, WarnIcon } from '#renderer/ui/icons.ts'
import type { TextFinding } from '#shared/consultations/gate.ts'
import { severities } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import styles from '#renderer/ui/findings.module.css'

/** More findings than this help nobody: the first ones are mended, then the next are seen. */
const MOST_SHOWN = 12

const icons = { block: AlertIcon, warn: WarnIcon, hint: InfoIcon } as const

/** What the gate found in a text: what, how to mend it, and where the rule comes from. */
export function TextFindings({ findings, rules }: { readonly findings: readonly TextFinding[]; readonly rules: RuleSet }) {
  const { consultations: words, rules: said } = useWords()
  if (findings.length === 0) return null
  const ordered = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).slice(0, MOST_SHOWN)
  return (
    <ul className={styles['findings']} role="list" aria-label={words.findings}>
      {ordered.map(({ rule, severity, detail }, index) => {
        const Icon = icons[severity]
        const what = rule === 'mention' ? words.mention(String(detail['words'])) : said.checks[rule].what(detail)
        const mend = rule === 'mention' ? words.mentionMend : said.checks[rule].mend
        const source = rules.checks.find((check) => check.id === rule)?.source
        return (
          <li key={`${rule}-${index}`} className={classNames(styles['finding'], styles[severity])}>
            <Icon />
            <div>
              <p>
                <span className={styles['severity']}>{words.severities[severity]}: </span>
                {what} {mend}
              </p>
              {source !== undefined && (
                <p className={styles['source']}>
                  {words.why}: {source}
                </p>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
