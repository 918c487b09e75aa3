import { useMemo } from 'react'
import { useNow } from '#renderer/ui/use-now.ts'
import { kitFindings } from '#shared/kits/shown.ts'
import type { Kit } from '#shared/kits/kit.ts'
import { check } from '#shared/rules/check.ts'
import type { Finding } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'

/** What the rules say of a national message, as its gate will ask them: for the whole country, at this moment. */
export function useKitFindings(kit: Kit | undefined, rules: RuleSet | undefined): readonly Finding[] {
  const now = useNow()
  return useMemo(() => (kit === undefined || rules === undefined ? [] : kitFindings(kit, (content) => check(content, rules, { now, entity: '' }))), [kit, rules, now])
}
