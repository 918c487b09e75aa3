import type { AccountsService } from '#main/modules/accounts/service.ts'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { type Instant, later, type Clock } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt } from '#shared/kernel/local-day.ts'
import { never } from '#shared/kernel/never.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { PostId } from '#shared/posts/post.ts'
import type { ProofGiven } from '#shared/posts/publication.ts'
import { consultationActs } from './consultation-acts.ts'
import type { DemoClock } from './demo-clock.ts'
import type { DemoData } from './demo-data.ts'
import { type DemoServices, idOf, type Made, taken } from './demo-services.ts'
import { libraryActs } from './library-acts.ts'
import { type DemoAct, type DemoAccount, type DemoPost, founderOf, timelineOf } from './timeline.ts'
import { emptyContent } from '#shared/posts/content.ts'

/**
 * Makes the demonstration: each invented person unlocks, does their acts and locks, at the moments of the file, through the services
 * that the screens use. Ends locked, with the clock in the present. Throws `DemoRefused` at the first refusal.
 */
export async function buildDemo(services: DemoServices, data: DemoData, clock: DemoClock, machine: Clock): Promise<void> {
  const { session, organization } = services
  const present = machine.now()
  const made: Made = { people: new Map(), accounts: new Map(), campaigns: new Map() }
  const { people, accounts } = made
  const posts = new Map<DemoPost, PostId>()
  const onLibrary = libraryActs(services, made, present)
  const onConsultation = consultationActs(services, made)

  const founder = founderOf(data)
  const { office, ...institution } = data.institution
  clock.hold(later(present, -founder.since))
  const founded = await organization.setUp({ institution, office, person: detailsOf(founder), passphrase: demoPassphrase })
  people.set(founder.key, taken('found', founded).person)
  services.sheet.keep()

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
      case 'piece':
      case 'campaign':
      case 'kit':
        return onLibrary(act, context)
      case 'post':
        return performStep(act, context)
      case 'consultation':
        return onConsultation(act, context)
      default:
        return never(act)
    }
  }

  async function performStep({ post, step }: Extract<DemoAct, { kind: 'post' }>, context: Context): Promise<void> {
    const what = `${step.act} of «${post.text.slice(0, 40)}»`
    if (step.act === 'draft') {
      const { source, topics, campaign } = post
      const zone = organization.zoneOf(context.office)
      const wanted = post.wanted === undefined ? null : { at: instantAt(addDays(dayOf(present, zone), post.wanted.day), post.wanted.hour, zone), zone }
      const filed = { topics, campaign: campaign === undefined ? null : idOf(made.campaigns, campaign) }
      const content = { ...emptyContent, base: post.text, source, wanted, ...filed, accounts: post.accounts.map((key) => idOf(accounts, key)) }
      posts.set(post, taken(what, services.posts.draft(context, content, null)).id)
      return
    }
    const id = idOf(posts, post, what)
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
