import type { z } from 'zod'

/** Field codes by path for what a schema found wrong; the window shows the sentence beside each field. */
export function fieldCodes(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= codeOf(issue)
  return fields
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) <= 1 ? 'required' : issue.origin === 'array' ? 'required' : 'too-short'
    case 'too_big':
      return 'too-long'
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'required' : 'type'
    case 'invalid_format':
      return { email: 'mail', url: 'url', datetime: 'date', date: 'date' }[issue.format as string] ?? 'format'
    case 'invalid_value':
      return 'choice'
    case 'custom':
      return issue.message // schemas of ours give the code as the message of a refinement
    default:
      return 'format'
  }
}
