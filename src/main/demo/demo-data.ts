import { join } from 'node:path'
import { z } from 'zod'
import { readDataFile } from '#main/data/data-file.ts'
import { secondFactors } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import { matters, receivers, speeches } from '#shared/consultations/consultation.ts'
import { DAY, HOUR, MINUTE } from '#shared/kernel/clock.ts'
import { slotKinds } from '#shared/kits/slot.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { pieceScopes } from '#shared/library/piece.ts'
import type { TopicId } from '#shared/library/topic.ts'
import { contacts } from '#shared/organization/contact.ts'
import { roles } from '#shared/organization/role.ts'
import { returnReasons } from '#shared/posts/return-reason.ts'

const units = { d: DAY, h: HOUR, m: MINUTE } as const

/** A span before the present (`90d`, `6h`, `20m`), in milliseconds. */
const ago = z
  .string()
  .regex(/^\d+[dhm]$/)
  .transform((text) => Number(text.slice(0, -1)) * units[text.slice(-1) as keyof typeof units]) // the pattern allows these only

const key = z.string().regex(/^[a-z][a-z0-9-]*$/)
const office = z.string().transform((text) => text as OfficeId) // the organization refuses one that is not in the catalogue
const text = z.string().min(1)
const topic = z.string().transform((id) => id as TopicId) // a word of resources/catalogue/topics.yaml
/** A day, in days after the present (before it, if negative). */
const day = z.int()

const step = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('draft'), at: ago }),
  z.strictObject({ act: z.literal('submit'), at: ago }),
  z.strictObject({ act: z.literal('return'), by: key, reasons: z.array(z.enum(returnReasons)).min(1), note: text, at: ago }),
  z.strictObject({ act: z.literal('approve'), by: key, at: ago }),
  z.strictObject({ act: z.literal('copy'), account: key, at: ago }),
  z.strictObject({ act: z.literal('publish'), account: key, permalink: text, at: ago }),
])

const consultationStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('ask'), at: ago }),
  z.strictObject({ act: z.literal('take'), by: key, at: ago }),
  z.strictObject({ act: z.literal('answer'), by: key, text, source: text, at: ago }),
  z.strictObject({ act: z.literal('reply'), text, permalink: text, at: ago }),
  z.strictObject({ act: z.literal('report'), speech: z.enum(speeches), what: text, link: text, sentTo: z.array(z.enum(receivers)).min(1), at: ago }),
  z.strictObject({ act: z.literal('close'), at: ago }),
])

const piece = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('template'), name: text, use: text, text }),
  z.strictObject({ kind: z.literal('hashtags'), name: text, use: text, tags: z.array(text).min(1), process: z.string() }),
  z.strictObject({ kind: z.literal('ending'), name: text, use: text, text }),
])

const kitStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit'), at: ago }),
  z.strictObject({ act: z.literal('approve'), by: key, at: ago }),
  /** An operator's office makes its post of it and sends it. A number is a day. */
  z.strictObject({ act: z.literal('adapt'), by: key, slots: z.record(z.string(), z.union([text, day])), at: ago }),
])

const source = z.strictObject({ kind: z.enum(['document', 'link']), reference: text })

const demoFile = z.strictObject({
  version: z.literal(1),
  source: text,
  checked: z.iso.date(),
  institution: z.strictObject({ name: text, shortName: text, mailDomain: text, accent: text, office }),
  people: z
    .array(z.strictObject({ key, name: text, post: text, mail: text, office, roles: z.array(z.enum(roles)).min(1), since: ago }))
    .min(1),
  contacts: z.array(
    z.strictObject({
      contact: z.enum(contacts),
      office,
      card: z.strictObject({ name: text, post: z.string(), mail: z.string(), phone: z.string(), hours: z.string() }),
    }),
  ),
  heads: z.record(z.string(), z.strictObject({ name: text, post: text })),
  accounts: z.array(
    z.strictObject({
      key,
      network: z.enum(networks),
      handle: text,
      displayName: text,
      url: text,
      office,
      operators: z.array(key),
      secondFactor: z.enum(secondFactors),
      onPortal: z.boolean(),
      authorization: z.string(),
      notes: z.string(),
      accessPeople: z.string().default(''),
      registered: ago,
      password: ago.optional(),
      closure: z.strictObject({ kind: z.enum(['recommended', 'executed']), reason: text, at: ago }).optional(),
    }),
  ),
  posts: z.array(
    z.strictObject({
      author: key,
      accounts: z.array(key).min(1),
      text,
      source: source.nullable(),
      campaign: key.optional(),
      topics: z.array(topic).default([]),
      /** When it should go out, in the author's office's zone. */
      wanted: z.strictObject({ day, hour: z.int().min(0).max(23) }).optional(),
      steps: z.array(step).min(1),
    }),
  ),
  consultations: z.array(
    z.strictObject({ author: key, account: key, matter: z.enum(matters), question: text, steps: z.array(consultationStep).min(1) }),
  ),
  /** `approved`: of an ending, by another reviewer. */
  pieces: z.array(z.strictObject({ by: key, scope: z.enum(pieceScopes), piece, at: ago, approved: z.strictObject({ by: key, at: ago }).optional() })),
  campaigns: z.array(z.strictObject({ key, name: text, owner: key, from: day, to: day.nullable(), brief: text, offices: z.array(office), at: ago })),
  kits: z.array(
    z.strictObject({
      author: key,
      name: text,
      guide: text,
      base: text,
      slots: z.array(z.strictObject({ id: text, label: text, kind: z.enum(slotKinds), most: z.int(), required: z.boolean() })),
      source,
      campaign: key.optional(),
      topics: z.array(topic),
      offices: z.array(office),
      at: ago,
      steps: z.array(kitStep),
    }),
  ),
})

export type DemoData = z.output<typeof demoFile>
export type DemoStep = z.output<typeof step>
export type DemoConsultationStep = z.output<typeof consultationStep>
export type DemoKitStep = z.output<typeof kitStep>

/** What the demonstration is made of. A fault in the file is a bug: it is shipped with the app. */
export function demoData(resources: string): DemoData {
  const data = readDataFile(join(resources, 'demo', 'demo.yaml'), demoFile)
  if (!data.ok) throw new Error(`${data.fault.file}, line ${data.fault.line}: ${data.fault.reason}`)
  return data.value
}
