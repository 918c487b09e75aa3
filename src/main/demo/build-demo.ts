import type { AccountsService } from '#main/modules/accounts/service.ts'
import type { CredentialsService } from '#main/modules/credentials/service.ts'
import type { OrganizationService } from '#main/modules/organization/service.ts'
import type { PostsService } from '#main/modules/posts/service.ts'
import type { Session } from '#main/session/session.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { type Instant, later, type Clock } from '#shared/kernel/clock.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import { never } from '#shared/kernel/never.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { PostId } from '#shared/posts/post.ts'
import type { ProofGiven } from '#shared/posts/publication.ts'
import type { DemoClock } from './demo-clock.ts'
import type { DemoData } from './demo-data.ts'
import { type DemoAct, type DemoAccount, founderOf, timelineOf } from './timeline.ts'
import { emptyContent } from '#shared/posts/content.ts'

/** The app's own services, over the demonstration's data folder and clock. */
export type DemoServices = {
  readonly session: Session
  readonly organization: OrganizationService
  readonly accounts: AccountsService
  readonly credentials: CredentialsService
  readonly posts: PostsService
}

/**
 * Makes the demonstration: each invented person unlocks, does their acts and locks, at the moments of the file, through the services
 * that the screens use. Ends locked, with the clock in the present. Throws `DemoRefused` at the first refusal.
 */
export async function buildDemo(services: DemoServices, data: DemoData, clock: DemoClock, machine: Clock): Promise<void> {
  const { session, organization } = services
  const present = machine.now()
  const people = new Map<string, PersonId>()
  const accounts = new Map<string, AccountId>()
  const posts = new Map<object, PostId>()

  const founder = founderOf(data)
  const { office, ...institution } = data.institution
  clock.hold(later(present, -founder.since))
  const founded = await organization.setUp({ institution, office, person: detailsOf(founder), passphrase: demoPassphrase })
  people.set(founder.key, taken('found', founded).person)

  for (const act of timelineOf(data)) {
    clock.hold(later(present, -act.at))
    await unlock(act.by)
    await perform(act, context(), clock.now())
  }
  session.lock('start')
  clock.release()

  function context(): Context {
    const found = session.context()
    if (found === undefined) throw new Error('the demonstration locked while it was made')
    return found
  }

  async function unlock(key: string): Promise<void> {
    const person = idOf(people, key)
    if (session.person() !== person) taken(`unlock ${key}`, await session.unlock(person, demoPassphrase))
    else session.activity()
  }

  async function perform(act: DemoAct, context: Context, now: Instant): Promise<void> {
    switch (act.kind) {
      case 'add-person': {
        const details = { ...detailsOf(act.person), office: act.person.office }
        people.set(act.person.key, taken(act.person.key, await organization.addPerson(context, details, demoPassphrase)).id)
        return
      }
      case 'contact':
        taken('contact', organization.setContact(context, act.contact.contact, act.contact.office, act.contact.card))
        return
      case 'register':
        accounts.set(act.account.key, taken(act.account.key, services.accounts.register(context, registrationOf(act.account))).id)
        return
      case 'password': {
        const changedOn = dayOf(now, organization.zoneOf(act.account.office))
        const source = { kind: 'generated' as const }
        const kept = { account: idOf(accounts, act.account.key), subject: '', source, changedOn, acceptWeak: false }
        taken(`password of ${act.account.key}`, await services.credentials.keep(context, kept))
        return
      }
      case 'closure': {
        const id = idOf(accounts, act.account.key)
        const { kind, reason } = act.closure
        taken(act.account.key, kind === 'executed' ? services.accounts.close(context, id, reason) : services.accounts.recommendClosure(context, id, reason))
        return
      }
      case 'post':
        return performStep(act, context)
      default:
        return never(act)
    }
  }

  async function performStep({ post, step }: Extract<DemoAct, { kind: 'post' }>, context: Context): Promise<void> {
    const what = `${step.act} of «${post.text.slice(0, 40)}»`
    if (step.act === 'draft') {
      const content = { ...emptyContent, base: post.text, source: post.source, accounts: post.accounts.map((key) => idOf(accounts, key)) }
      posts.set(post, taken(what, services.posts.draft(context, content, null)).id)
      return
    }
    const id = posts.get(post)
    if (id === undefined) throw new Error(`the demonstration does a ${what} before its draft`)
    // What the screen shows is what is acted upon: its revision and its seal.
    const { revision, seal } = taken(what, services.posts.post(context, id))
    switch (step.act) {
      case 'submit':
        return void taken(what, services.posts.submit(context, id, revision))
      case 'return':
        return void taken(what, services.posts.return(context, id, revision, step.reasons, step.note))
      case 'approve':
        return void taken(what, services.posts.approve(context, id, revision, seal))
      case 'copy':
        return void taken(what, await services.posts.publishing.copy(context, id, idOf(accounts, step.account)))
      case 'publish':
        return void taken(what, await services.posts.publishing.publish(context, id, idOf(accounts, step.account), step.permalink, shownAs(post.text)))
      default:
        return never(step)
    }
  }

  function registrationOf(account: DemoAccount): Parameters<AccountsService['register']>[1] {
    const head = data.heads[account.office]
    const { network, handle, displayName, url, secondFactor, onPortal, authorization, notes, accessPeople } = account
    return {
      network,
      operators: account.operators.map((key) => idOf(people, key)),
      fields: {
        handle,
        displayName,
        url,
        office: account.office,
        headName: head?.name ?? '',
        headPosition: head?.post ?? '',
        recoveryMail: `cuentas@${data.institution.mailDomain}`,
        recoveryPhone: '',
        phoneHolder: '',
        deputyHolder: '',
        accessPeople,
        secondFactor,
        birthDate: '',
        onPortal,
        authorization,
        notes,
      },
    }
  }
}

/** What the network shows of a post of the demonstration: just its text. */
function shownAs(text: string): ProofGiven {
  return { text, files: 0, capture: null, withoutCapture: 'Es una publicación de demostración: no está en ninguna red.', resolution: null }
}

function detailsOf({ name, post, mail, roles }: DemoData['people'][number]): Pick<DemoData['people'][number], 'name' | 'post' | 'mail' | 'roles'> {
  return { name, post, mail, roles }
}

function idOf<T>(ids: ReadonlyMap<string, T>, key: string): T {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the demonstration names ${key} before it exists`)
  return id
}

/** An act of the demonstration was refused: its data are wrong, or the keychain does not answer. */
export class DemoRefused extends Error {
  readonly refusal: Refusal
  constructor(what: string, refusal: Refusal) {
    super(`demonstration, ${what}: ${refusal.code} ${JSON.stringify(refusal.fields ?? refusal.detail ?? {})}`)
    this.refusal = refusal
  }
}

/** What an act of the demonstration answered. */
function taken<T>(what: string, result: Result<T>): T {
  if (result.ok) return result.value
  throw new DemoRefused(what, result.refusal)
}
