import type { Commands, Incoming, Method } from './cdp.ts'
import type { Pipe } from './pipe.ts'

/** How a page ended: its window was closed, or the browser died under it. */
export type Ending = 'closed' | 'browser-gone'

/** Who a page works for. */
export interface PageOwner {
  /** An event of the page, or of a worker or frame below it (`event.sessionId` says which session must be answered). */
  heard(event: Incoming): void
  ended(how: Ending): void
}

/** One page of the browser, over its own DevTools session. Lives until its target is gone. */
export class Page {
  readonly targetId: string
  readonly sessionId: string
  /** Nobody sees it, so it opens no windows. */
  readonly hidden: boolean
  /** It was stopped before its first document, until we let it run: a navigation begun meanwhile is lost. */
  readonly waits: boolean
  owner: PageOwner | undefined
  /** Kinds of the windows that this page has asked for and that have not attached yet, oldest first. */
  readonly opening: ('ours' | 'foreign')[] = []
  private readonly pipe: Pipe
  private finished: Ending | undefined
  private early: Incoming[] = []

  constructor(pipe: Pipe, targetId: string, sessionId: string, { hidden = false, waits = false } = {}) {
    this.pipe = pipe
    this.targetId = targetId
    this.sessionId = sessionId
    this.hidden = hidden
    this.waits = waits
  }

  get ending(): Ending | undefined {
    return this.finished
  }

  send<M extends Method>(method: M, params: Commands[M]['in'], sessionId = this.sessionId): Promise<Commands[M]['out']> {
    return this.pipe.send(method, params, sessionId)
  }

  /** A command whose failure means only that the page is gone. */
  post<M extends Method>(method: M, params: Commands[M]['in'], sessionId = this.sessionId): void {
    this.pipe.post(method, params, sessionId)
  }

  /** Gives the page to who works with it, with what it said before. */
  give(owner: PageOwner): void {
    this.owner = owner
    for (const event of this.early) owner.heard(event)
    this.early = []
    if (this.finished !== undefined) owner.ended(this.finished)
  }

  hear(event: Incoming): void {
    if (this.owner === undefined) this.early.push(event)
    else this.owner.heard(event)
  }

  end(how: Ending): void {
    if (this.finished !== undefined) return
    this.finished = how
    this.owner?.ended(how)
  }
}
