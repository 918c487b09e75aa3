import { readFile, stat, writeFile } from 'node:fs/promises'
import { BUNDLE_EXTENSION } from '#shared/hub/bundle.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { Bundles } from '#main/hub/bundles.ts'
import type { Joining } from '#main/hub/joining.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { ChooseFile, ChoosePlace } from '#main/shell/choose-file.ts'
import type { Subject } from './service.ts'

export type BundleHandlers = Pick<HandlersOf<typeof hubContract, Caller, LockedCaller>, 'bundleOffices' | 'saveBundle' | 'takeBundle' | 'carried'>

export type BundleDesk = {
  readonly chooseFile: ChooseFile
  readonly choosePlace: ChoosePlace
  /** The titles of the two dialogs. */
  readonly words: () => { readonly chooseBundle: string; readonly saveBundle: string }
  readonly nameOf: (person: string) => string
  readonly officeNameOf: (office: string) => string
  readonly subjectOf: (stream: string) => Subject | undefined
}

/** Bytes of a file that can be a bundle: what a text may have in memory. */
const LARGEST_FILE = 400 * 1024 * 1024

/** The part of the hub's contract that carries the record by file. Paths and contents stay in main. */
export function bundleHandlers(bundles: Bundles, joining: Pick<Joining, 'once'>, desk: BundleDesk): BundleHandlers {
  return {
    bundleOffices: () => ok(bundles.offices().map((one) => ({ ...one, officeName: desk.officeNameOf(one.office) }))),
    saveBundle: ({ office }) =>
      joining.once(async () => {
        const made = await bundles.make(office)
        if (!made.ok) return made
        const { text, name, events, acts, machines } = made.value
        const place = await desk.choosePlace({ title: desk.words().saveBundle, name: `${name}.${BUNDLE_EXTENSION}` })
        if (place === undefined) return ok(null)
        try {
          await writeFile(place, text, { mode: 0o600 })
          return ok({ events, acts, machines })
        } catch {
          return refuse('shell/not-saved')
        }
      }),
    takeBundle: () =>
      joining.once(async () => {
        const [file] = await desk.chooseFile({ title: desk.words().chooseBundle, extensions: [BUNDLE_EXTENSION] })
        if (file === undefined) return ok(null)
        const text = await textOf(file)
        const taken = text === undefined ? refuse('bundle/unreadable') : await bundles.take(text)
        if (!taken.ok) return taken
        const { events, acts, person, office, made } = taken.value
        return ok({ events, acts, personName: desk.nameOf(person), officeName: desk.officeNameOf(office), made })
      }),
    carried: () =>
      ok(
        bundles.carried().map(({ id, at, actor, types, streams }) => {
          const subject = streams.map(desk.subjectOf).find((one) => one !== undefined)
          return { id, at, actor, actorName: desk.nameOf(actor), types, ...(subject === undefined ? {} : { subject }) }
        }),
      ),
  }
}

/** A file's text; undefined when it cannot be read, or is too large to be what is asked for. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > LARGEST_FILE ? undefined : await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}
