import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import { command, contract } from '#shared/kernel/contract.ts'
import { channels, forms, type NoticeId } from './notice.ts'

const nothing = z.object({}).strict()
const short = z.string().max(500)
const long = z.string().max(20_000)
const id = z.string().min(1).max(80).transform((text) => text as NoticeId) // what does not exist is refused by the service
const instant = z.iso.datetime().transform((text) => text as Instant)

const documentRefusals = ['documents/unwritable', 'documents/disk-full'] as const

/** The notices of an incident. They are read with it (`incidents.get`); nothing here sends anything. */
export const noticesContract = contract('notices', {
  revise: command({
    in: z.object({ id, subject: long, body: long }),
    out: nothing,
    refusals: ['notices/unknown', 'notices/already-sent', 'notices/invalid', 'notices/secret-inside'],
  }),
  /** Puts the text on the clipboard. */
  copy: command({ in: z.object({ id, what: z.enum(['mail', 'phone']) }), out: nothing, refusals: ['notices/unknown'] }),
  /** Writes one form into the incident's folder. */
  export: command({ in: z.object({ id, form: z.enum(forms) }), out: z.object({ file: z.string() }), refusals: ['notices/unknown', ...documentRefusals] }),
  /** Writes .docx, .eml and .txt of the three. */
  exportAll: command({ in: z.object({ incident: short }), out: z.object({ files: z.array(z.string()) }), refusals: ['notices/unknown', ...documentRefusals] }),
  /** Writes the .eml and opens it in the person's own mail program, as a draft. */
  openMail: command({
    in: z.object({ id }),
    out: z.object({ file: z.string() }),
    refusals: ['notices/unknown', 'notices/no-mail-program', ...documentRefusals],
  }),
  markSent: command({
    in: z.object({ id, channel: z.enum(channels), at: instant, to: short }),
    out: nothing,
    refusals: ['notices/unknown', 'notices/invalid', 'notices/secret-inside'],
  }),
  retractSent: command({ in: z.object({ id, reason: short }), out: nothing, refusals: ['notices/unknown', 'notices/not-sent', 'notices/acknowledged', 'notices/invalid', 'notices/secret-inside'] }),
  acknowledge: command({
    in: z.object({ id, by: short, at: instant, how: short }),
    out: nothing,
    refusals: ['notices/unknown', 'notices/not-sent', 'notices/acknowledged', 'notices/invalid', 'notices/secret-inside'],
  }),
})
