/**
 * What the institution decides about time. The defaults are those of the 2017 criteria as the press reported them (DOMAIN 1.2, rules 7
 * and 8: passwords every two months, 48 hours for a doubt); the institution may change them, and the change is on record.
 */
export type Policies = {
  /** Calendar months from one change of password to the next. */
  readonly rotationMonths: number
  /** Elapsed hours that Comunicación Social has for a post. */
  readonly reviewHours: number
  /** Minutes without activity after which the application locks. */
  readonly idleMinutes: number
}

export const defaultPolicies: Policies = { rotationMonths: 2, reviewHours: 48, idleMinutes: 5 }

/** The least and the most of each: beyond these a value is a typing error, or makes the rule worthless. */
export const policyBounds = {
  rotationMonths: { least: 1, most: 12 },
  reviewHours: { least: 1, most: 240 },
  idleMinutes: { least: 1, most: 60 },
} as const satisfies Record<keyof Policies, { least: number; most: number }>

/** The field codes of policies that cannot stand: `number` or `out-of-range`. */
export function policyFaults(policies: Policies): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  for (const field of Object.keys(policyBounds) as (keyof Policies)[]) { // keys of a literal: exactly these three
    const { least, most } = policyBounds[field]
    const value = policies[field]
    if (!Number.isInteger(value)) faults[field] = 'number'
    else if (value < least || value > most) faults[field] = 'out-of-range'
  }
  return faults
}
