import { readFile, stat, writeFile } from 'node:fs/promises'
import type { hubContract } from '#shared/hub/contract.ts'
import { INVITATION_EXTENSION, invitationFile } from '#shared/hub/invitation.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { Enrolment } from '#main/hub/enrolment.ts'
import { admissionOf, codeOf, invitationOf } from '#main/hub/invitation-file.ts'
import type { Joining } from '#main/hub/joining.ts'
import type { Sharing } from '#main/hub/sharing.ts'
import type { Sync } from '#main/hub/sync.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { ChooseFile, ChoosePlace } from '#main/shell/choose-file.ts'

type Entries =
  | 'openInvitation'
  | 'readInvitation'
  | 'acceptInvitation'
  | 'stopJoining'
  | 'joining'
  | 'invite'
  | 'saveInvitation'
  | 'copyInvitation'
  | 'readFounding'
  | 'share'

export type EnrolmentDesk = {
  readonly chooseFile: ChooseFile
  readonly choosePlace: ChoosePlace
  readonly copyText: (text: string) => Promise<void>
  /** The titles of the two dialogs. */
  readonly words: () => { readonly chooseInvitation: string; readonly saveInvitation: string }
}

/** Bytes of a file that can be an invitation: they are about 4 kB. */
const LARGEST_FILE = 20_000

/** The part of the hub's contract that joins machines to a record. */
export function enrolmentHandlers(
  enrolment: Enrolment,
  sharing: Sharing,
  joining: Joining,
  sync: Pick<Sync, 'status'>,
  desk: EnrolmentDesk,
): Pick<HandlersOf<typeof hubContract, Caller, LockedCaller>, Entries> {
  return {
    async openInvitation() {
      const [file] = await desk.chooseFile({ title: desk.words().chooseInvitation, extensions: [INVITATION_EXTENSION] })
      if (file === undefined) return ok(null)
      const text = await textOf(file)
      const invitation = text === undefined ? refuse('invitation/unreadable') : admissionOf(text)
      return invitation.ok ? ok({ code: codeOf(invitation.value) }) : invitation
    },
    readInvitation: ({ code }) => enrolment.read(code),
    async acceptInvitation({ code, passphrase }) {
      const accepted = await enrolment.accept(code, passphrase)
      if (!accepted.ok) return accepted
      const { person, kit } = accepted.value
      return ok(kit === undefined ? { person } : { person, kit })
    },
    stopJoining() {
      joining.stop()
      return ok({})
    },
    joining: () => ok(joining.current() ?? null),
    invite: ({ person, days }, { context }) => enrolment.invite(context, person, days),
    async saveInvitation({ code, fileName }) {
      const invitation = invitationOf(code)
      if (!invitation.ok) return invitation
      const place = await desk.choosePlace({ title: desk.words().saveInvitation, name: fileName })
      if (place === undefined) return ok({ saved: false })
      try {
        await writeFile(place, invitationFile(invitation.value), { mode: 0o600 })
        return ok({ saved: true })
      } catch {
        return refuse('shell/not-saved')
      }
    },
    async copyInvitation({ code }) {
      const invitation = invitationOf(code)
      if (!invitation.ok) return invitation
      await desk.copyText(codeOf(invitation.value))
      return ok({})
    },
    readFounding: ({ code }) => sharing.read(code),
    async share({ code, passphrase }) {
      const shared = await sharing.share(code, passphrase)
      return shared.ok ? ok(sync.status()) : shared
    },
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
