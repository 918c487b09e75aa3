import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeWhole } from '#main/shell/data-folder.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { keptViews } from '#shared/posts/view-form.ts'
import type { KeptViews } from '#shared/posts/view.ts'

const NONE: KeptViews = { saved: [], last: null }

/**
 * The views of everybody who works on this machine, in one small file: they are how somebody likes to look, not part of the record. A file that cannot be
 * read, or that holds what is no view any more, is as none.
 */
export function viewsFile(file: string) {
  const form = z.record(z.string(), keptViews.catch({ saved: [], last: null }))
  let kept: Readonly<Record<string, KeptViews>> | undefined

  function all(): Readonly<Record<string, KeptViews>> {
    if (kept === undefined) {
      try {
        kept = existsSync(file) ? form.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
      } catch {
        kept = {}
      }
    }
    return kept
  }

  return {
    of: (person: PersonId): KeptViews => all()[person] ?? NONE,
    /** False: the file could not be written, and nothing has changed. */
    put(person: PersonId, views: KeptViews): boolean {
      const next = { ...all(), [person]: views }
      try {
        writeWhole(file, JSON.stringify(next))
      } catch {
        return false
      }
      kept = next
      return true
    },
  }
}
