import type { Result } from '#shared/kernel/result.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import { sure } from '#tests/kit/sure.ts'
import type { Machine } from './machine.ts'

/** A content that says one thing. */
export function content(base: string, media: Content['media'] = []): Content {
  return { ...emptyContent, base, media }
}

/** One command on a post, as its service would record it. */
export function tryPost(machine: Machine, id: string, command: PostCommand): Result<unknown> {
  return machine.ledger.record(machine.context(), post, id, command)
}

export function doPost(machine: Machine, id: string, command: PostCommand): void {
  sure(tryPost(machine, id, command))
}

/** A post drafted and sent to review. */
export function submitted(machine: Machine, id: string, base = `texto ${id}`): void {
  doPost(machine, id, { kind: 'draft', content: content(base), correctionOf: null })
  doPost(machine, id, { kind: 'submit', expected: 1, findings: [] })
}

/** The command that approves a post as this machine shows it. */
export function approval(machine: Machine, id: string): Extract<PostCommand, { readonly kind: 'approve' }> {
  const state = machine.ledger.state(post, id)
  if (state.kind === 'none') throw new Error(`no post ${id} here`)
  return { kind: 'approve', expected: state.revision, seal: sealOf(state.content) }
}

/** Where a post stands on a machine. */
export function stageOf(machine: Machine, id: string): string {
  const state = machine.ledger.state(post, id)
  return state.kind === 'none' ? 'none' : state.stage.kind
}
