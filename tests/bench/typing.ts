import type { Page } from 'playwright-core'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks } from '#shared/accounts/network.ts'
import { everywhere, written } from '#tests/main/posts/desk.ts'
import { closeBrowser } from '#tests/ui/harness.ts'
import { openPosts, type Somebody } from '#tests/ui/posts-main.ts'
import type { Bench } from './run.ts'

/** Keys pressed, one every `BETWEEN` milliseconds: faster than anybody types for long. */
const KEYS = 240
const BETWEEN = 45
/** What stands in the text before: a long post for every network, with something for the checker to say. */
const BEFORE = 'Este domingo abren las casillas a las 8:00 horas. Consulta la tuya en https://ubicatucasilla.ine.mx y lleva tu Credencial para Votar vigente. #VotoLibre '.repeat(12)
const TYPED = 'la ciudadania acude a su casilla y vota en secreto '

/** `busy`: the milliseconds of each stretch in which the page's main thread did not stop working, however many tasks. */
type Frames = { readonly gaps: readonly number[]; readonly keys: readonly number[]; readonly busy: readonly number[] }

/** Types into the field that has the focus while the page notes every frame, and what each key took until its frame. */
async function typed(page: Page): Promise<Frames> {
  await page.evaluate(() => {
    const notes = { gaps: [] as number[], keys: [] as number[], last: performance.now(), running: true }
    Object.assign(window, { notes })
    const frame = (at: number) => {
      notes.gaps.push(at - notes.last)
      notes.last = at
      if (notes.running) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    document.addEventListener('keydown', (event) => {
      // After the frame that shows the key: the task that follows the next frame.
      requestAnimationFrame(() => setTimeout(() => notes.keys.push(performance.now() - event.timeStamp), 0))
    }, true)
  })
  const browser = page.context().browser()
  await browser?.startTracing(page, { categories: ['toplevel'] })
  for (let key = 0; key < KEYS; key++) {
    const begun = performance.now()
    await page.keyboard.press(TYPED[key % TYPED.length] === ' ' ? 'Space' : (TYPED[key % TYPED.length] ?? 'a'))
    const left = BETWEEN - (performance.now() - begun)
    if (left > 0) await page.waitForTimeout(left)
  }
  const trace = await browser?.stopTracing()
  const frames = await page.evaluate(() => {
    const { notes } = window as unknown as { notes: { gaps: number[]; keys: number[]; running: boolean } } // put there above
    notes.running = false
    return { gaps: notes.gaps.slice(5), keys: notes.keys }
  })
  return { ...frames, busy: trace === undefined ? [] : stretches(trace) }
}

type TraceEvent = { readonly name: string; readonly pid: number; readonly tid: number; readonly ts: number; readonly dur?: number; readonly args?: { readonly name?: string } }

/** The stretches of work, in milliseconds, of the renderer's main thread that worked the most: tasks less than half a millisecond apart are one. */
function stretches(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly TraceEvent[] } // the browser's own format
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const byThread = mains.map(({ pid, tid }) => traceEvents.filter((one) => one.pid === pid && one.tid === tid && one.dur !== undefined).toSorted((one, other) => one.ts - other.ts))
  const worked = (tasks: readonly TraceEvent[]): number => tasks.reduce((sum, { dur = 0 }) => sum + dur, 0)
  const found: { from: number; to: number }[] = []
  for (const { ts, dur = 0 } of byThread.toSorted((one, other) => worked(other) - worked(one))[0] ?? []) {
    const last = found.at(-1)
    if (last !== undefined && ts - last.to < 500) last.to = Math.max(last.to, ts + dur)
    else found.push({ from: ts, to: ts + dur })
  }
  return found.map(({ from, to }) => (to - from) / 1000)
}

/** The longest stretches, one for each key. */
function longest(busy: readonly number[]): readonly number[] {
  return busy.toSorted((one, other) => other - one).slice(0, KEYS)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/**
 * Typing in a real window with the checker on: a post for all eight networks and nine accounts, autosave and questions to main included. The value is the 95th
 * percentile of the time between two frames; the floor is the same typing into a bare field of the same browser.
 */
export const bench: Bench = {
  name: 'typing',
  // A frame of 60 Hz, and what a timer's grain adds.
  goal: { below: 18 },
  async run() {
    const kit = openPosts()
    try {
      const operator: Somebody = { person: 1, roles: ['operator'], office: everywhere }
      const accounts = [...networks.map((network) => `${network}-all`), 'x-second'] as AccountId[]
      const made = kit.desk.posts.draft(kit.contextOf(operator), { ...written, accounts, base: BEFORE }, null)
      if (!made.ok) throw new Error(made.refusal.code)
      const { page } = await kit.window(operator, { route: `/publicaciones/${made.value.id}` })
      const field = page.getByLabel('Texto común')
      await field.focus()
      await page.keyboard.press('Control+End')
      const own = await typed(page)

      await page.goto('about:blank')
      await page.setContent('<textarea rows="6" cols="60"></textarea>')
      await page.locator('textarea').fill(BEFORE)
      await page.locator('textarea').focus()
      const bare = await typed(page)
      const [value, floor] = [percentile(own.gaps, 0.95), percentile(bare.gaps, 0.95)]
      const late = own.gaps.filter((gap) => gap > 25).length
      return {
        value,
        unit: 'ms',
        floor,
        ratio: value / floor,
        extra: {
          p95: value,
          longest: Math.max(...own.gaps),
          lateFrames: `${late} of ${own.gaps.length}`,
          keyToFrameP50: percentile(own.keys, 0.5),
          keyToFrameP95: percentile(own.keys, 0.95),
          bareKeyToFrameP95: percentile(bare.keys, 0.95),
          busyP50: percentile(longest(own.busy), 0.5),
          busyP90: percentile(longest(own.busy), 0.9),
          busyP95: percentile(longest(own.busy), 0.95),
          bareBusyP95: percentile(longest(bare.busy), 0.95),
        },
      }
    } finally {
      await kit.close()
      await closeBrowser()
    }
  },
}
