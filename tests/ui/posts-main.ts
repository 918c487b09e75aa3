import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { importsHandlers } from '#main/modules/imports/handlers.ts'
import { importsService } from '#main/modules/imports/service.ts'
import { kitsHandlers } from '#main/modules/kits/handlers.ts'
import { libraryHandlers } from '#main/modules/library/handlers.ts'
import { kindOfFile, mediaFolder } from '#main/modules/posts/media.ts'
import { postsHandlers } from '#main/modules/posts/handlers.ts'
import { rulesHandlers } from '#main/modules/rules/handlers.ts'
import { readingOnce } from '#main/modules/rules/rules-data.ts'
import { tuningService } from '#main/modules/rules/tuning.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { accounts, oaxaca, openDesk } from '#tests/main/posts/desk.ts'
import { DRAWN, findings, openWindow, overflows, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { begin } from './twin-data.ts'

/** Somebody at the window: a test ledger's person and what they may do. */
export type Somebody = { readonly person: number; readonly roles: readonly Role[]; readonly office: string }

export const operator: Somebody = { person: 1, roles: ['operator'], office: oaxaca }
export const reviewer: Somebody = { person: 2, roles: ['reviewer'], office: 'central-cncs' }
/** Another reviewer, who wrote nothing yet. */
export const colleague: Somebody = { ...reviewer, person: 4 }

/** For all windows of a worker: the shipped rules are the same. */
const readShipped = readingOnce()

/** A picture to look at: `RESGUARDO_PICTURES=folder`. */
export async function picture(screen: Page, name: string): Promise<void> {
  const folder = process.env['RESGUARDO_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await screen.screenshot({ path: join(folder, `${name}.png`) })
}

/**
 * Looks at the screen as it stands, at 900 px in the dark, then wide in light: nothing that hinders anybody, nothing beyond the edges, a picture of each. In the
 * middle of what somebody does, so that nothing has to be done twice. Leaves the window wide and light.
 */
export async function look({ page, become }: Pick<Awaited<ReturnType<typeof openWindow>>, 'page' | 'become'>, name: string): Promise<void> {
  for (const [scheme, width, rules] of [['dark', 900, DRAWN], ['light', 1280, undefined]] as const) {
    await become(width, scheme)
    await picture(page, `${name}-${scheme}-${width}`)
    const found = await findings(page, rules)
    expect([...found, ...((await overflows(page)) ? ['beyond the edges'] : [])].map((line) => `${name}, ${scheme} at ${width} px: ${line}`)).toEqual([])
  }
}

/** Main's own posts behind the window: handlers, service, rules, decider, a real ledger. Links that were opened are in `opened`. */
export function openPosts() {
  const desk = openDesk()
  const opened: string[] = []
  const windows: { close(): Promise<unknown> }[] = []
  const handlers = postsHandlers(desk.posts)
  const ruleFolder = join(desk.folder, 'own-rules')
  const tuning = tuningService({
    ledger: desk.ledger,
    nameOf: (person) => `Nombre de ${person}`,
    shippedFolder: fileURLToPath(new URL('../../resources/rules', import.meta.url)),
    ownFolder: ruleFolder,
    readShipped,
    desk: { chooseFiles: async () => desk.files, choosePlace: async () => desk.place },
  })
  const rule = rulesHandlers(tuning, desk.line())

  const kits = kitsHandlers(desk.kits())
  const library = libraryHandlers(desk.library())
  const imports = importsHandlers(
    importsService({
      ledger: desk.ledger,
      clock: desk.clock,
      around: ({ office }) => ({ accounts: accounts.ofOffice(office).filter(({ closed }) => !closed), zone: 'America/Mexico_City', campaigns: [], topics: [] }),
      kindOf: kindOfFile,
      posts: { findingsOf: desk.posts.findingsOf, draftWithin: desk.posts.draftWithin, keep: (path) => mediaFolder(join(desk.folder, 'media')).keep(path) },
      desk: { chooseFiles: async () => desk.files, choosePlace: async () => desk.place },
    }),
  )

  const contextOf = ({ person, roles, office }: Somebody): Context => desk.context(person, roles, office)

  function main(somebody: Somebody): TwinHandlers {
    const caller = () => ({ context: contextOf(somebody) })
    return {
      posts: {
        list: (input) => handlers.list(input, caller()),
        facets: (input) => handlers.facets(input, caller()),
        calendar: (input) => handlers.calendar(input, caller()),
        views: (input) => handlers.views(input, caller()),
        keepView: (input) => handlers.keepView(input, caller()),
        dropView: (input) => handlers.dropView(input, caller()),
        rememberView: (input) => handlers.rememberView(input, caller()),
        move: (input) => handlers.move(input, caller()),
        queue: (input) => handlers.queue(input, caller()),
        queueCounts: (input) => handlers.queueCounts(input, caller()),
        forecast: (input) => handlers.forecast(input, caller()),
        post: (input) => handlers.post(input, caller()),
        accounts: (input) => handlers.accounts(input, caller()),
        across: (input) => handlers.across(input, caller()),
        picture: (input) => handlers.picture(input, caller()),
        draft: (input) => handlers.draft(input, caller()),
        revise: (input) => handlers.revise(input, caller()),
        attach: (input) => handlers.attach(input, caller()),
        submit: (input) => handlers.submit(input, caller()),
        withdraw: (input) => handlers.withdraw(input, caller()),
        claim: (input) => handlers.claim(input, caller()),
        release: (input) => handlers.release(input, caller()),
        handOver: (input) => handlers.handOver(input, caller()),
        reviewPolicy: (input) => handlers.reviewPolicy(input, caller()),
        arrangeReview: (input) => handlers.arrangeReview(input, caller()),
        returnMany: (input) => handlers.returnMany(input, caller()),
        approveMany: (input) => handlers.approveMany(input, caller()),
        expedite: (input) => handlers.expedite(input, caller()),
        checkEmergency: (input) => handlers.checkEmergency(input, caller()),
        emergencies: (input) => handlers.emergencies(input, caller()),
        stops: (input) => handlers.stops(input, caller()),
        orderStop: (input) => handlers.orderStop(input, caller()),
        liftStop: (input) => handlers.liftStop(input, caller()),
        free: (input) => handlers.free(input, caller()),
        return: (input) => handlers.return(input, caller()),
        approve: (input) => handlers.approve(input, caller()),
        remark: (input) => handlers.remark(input, caller()),
        answerRemark: (input) => handlers.answerRemark(input, caller()),
        resolveRemark: (input) => handlers.resolveRemark(input, caller()),
        reopenRemark: (input) => handlers.reopenRemark(input, caller()),
        acceptSuggestion: (input) => handlers.acceptSuggestion(input, caller()),
        declineSuggestion: (input) => handlers.declineSuggestion(input, caller()),
        halt: (input) => handlers.halt(input, caller()),
        resume: (input) => handlers.resume(input, caller()),
        copy: (input) => handlers.copy(input, caller()),
        open: (input) => handlers.open(input, caller()),
        capture: (input) => handlers.capture(input, caller()),
        publish: (input) => handlers.publish(input, caller()),
        notPublished: (input) => handlers.notPublished(input, caller()),
        doubt: (input) => handlers.doubt(input, caller()),
        check: (input) => handlers.check(input, caller()),
        takeDown: (input) => handlers.takeDown(input, caller()),
        kit: (input) => handlers.kit(input, caller()),
        discard: (input) => handlers.discard(input, caller()),
      },
      rules: {
        data: (input) => rule.data(input, caller()),
        files: (input) => rule.files(input, caller()),
        tune: (input) => rule.tune(input, caller()),
        untune: (input) => rule.untune(input, caller()),
        saveFile: (input) => rule.saveFile(input, caller()),
        line: (input) => rule.line(input, caller()),
        state: (input) => rule.state(input, caller()),
        correct: (input) => rule.correct(input, caller()),
        withdraw: (input) => rule.withdraw(input, caller()),
      },
      imports: {
        template: (input) => imports.template(input, caller()),
        read: (input) => imports.read(input, caller()),
        folder: (input) => imports.folder(input, caller()),
        bring: (input) => imports.bring(input, caller()),
      },
      kits: {
        list: (input) => kits.list(input, caller()),
        get: (input) => kits.get(input, caller()),
        ofPost: (input) => kits.ofPost(input, caller()),
        draft: (input) => kits.draft(input, caller()),
        revise: (input) => kits.revise(input, caller()),
        submit: (input) => kits.submit(input, caller()),
        return: (input) => kits.return(input, caller()),
        approve: (input) => kits.approve(input, caller()),
        retire: (input) => kits.retire(input, caller()),
        adapt: (input) => kits.adapt(input, caller()),
        renew: (input) => kits.renew(input, caller()),
      },
      library: {
        pieces: (input) => library.pieces(input, caller()),
        keepPiece: (input) => library.keepPiece(input, caller()),
        revisePiece: (input) => library.revisePiece(input, caller()),
        replacePiece: (input) => library.replacePiece(input, caller()),
        approvePiece: (input) => library.approvePiece(input, caller()),
        returnPiece: (input) => library.returnPiece(input, caller()),
        retirePiece: (input) => library.retirePiece(input, caller()),
        restorePiece: (input) => library.restorePiece(input, caller()),
        campaigns: (input) => library.campaigns(input, caller()),
        beginCampaign: (input) => library.beginCampaign(input, caller()),
        correctCampaign: (input) => library.correctCampaign(input, caller()),
        endCampaign: (input) => library.endCampaign(input, caller()),
        reopenCampaign: (input) => library.reopenCampaign(input, caller()),
        owners: (input) => library.owners(input, caller()),
        topics: (input) => library.topics(input, caller()),
        setTopic: (input) => library.setTopic(input, caller()),
        retireTopic: (input) => library.retireTopic(input, caller()),
      },
      shell: {
        openExternal: ({ url }) => {
          opened.push(url)
          return ok({})
        },
      },
      session: {
        state: () => {
          const { actor, office, roles } = contextOf(somebody)
          const person = { id: actor, name: `Nombre de ${actor}`, roles: [...roles], office, officeName: `Oficina ${office}` }
          return ok({ state: 'unlocked', person, idleMinutes: 5 })
        },
      },
    }
  }

  return {
    desk,
    opened,
    contextOf,
    async window(somebody: Somebody, { more = {}, ...options }: Omit<WindowOptions, 'handlers' | 'now'> & { readonly more?: TwinHandlers }) {
      const window = await openWindow({ ...options, now: millisecondsOf(desk.clock.now()), handlers: [begin({ state: 'unlocked' }), main(somebody), more] })
      windows.push(window)
      const stop = desk.ledger.onRecorded(() => void window.emit('shell', 'changed', { modules: ['posts'] }).catch(stop))
      return window
    },
    async close() {
      await Promise.all(windows.map((window) => window.close()))
      desk.close()
    },
  }
}
