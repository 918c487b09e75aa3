import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** One line of `tour.json`. */
export type Played = { readonly step: string; readonly ok: boolean; readonly ms: number }

/** Where the tour's pictures go, and what was played so far. */
export type Stage = {
  /** Does one step, leaves its picture as `NN-name.png` and says how it went. A step that fails ends the tour. */
  play(name: string, page: () => Page, act: (page: Page) => Promise<void>, options?: { readonly hide?: (page: Page) => Locator }): Promise<void>
  readonly played: readonly Played[]
}

export const WINDOW = { width: 1280, height: 800 }

/** Empties `folder` and plays into it. */
export function stageIn(folder: string): Stage {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const played: Played[] = []
  const keep = (line: Played): void => {
    played.push(line)
    writeFileSync(join(folder, 'tour.json'), `${JSON.stringify(played, null, 2)}\n`)
  }
  return {
    played,
    async play(name, page, act, options) {
      const step = `${String(played.length + 1).padStart(2, '0')}-${name}`
      const began = performance.now()
      try {
        await act(page())
        const ms = Math.round(performance.now() - began)
        await settled(page())
        const hidden = options?.hide?.(page())
        await page().screenshot({ path: join(folder, `${step}.png`), ...(hidden && { mask: [hidden], maskColor: '#8a8a8a' }) })
        keep({ step, ok: true, ms })
        console.log(`ok    ${step.padEnd(34)} ${String(ms).padStart(6)} ms`)
      } catch (error) {
        keep({ step, ok: false, ms: Math.round(performance.now() - began) })
        await page().screenshot({ path: join(folder, `${step}-failed.png`) }).catch(() => {})
        console.error(`FAIL  ${step}\n${error instanceof Error ? error.message : String(error)}`)
        throw error
      }
    },
  }
}

/** Fonts are there and what was moving has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    await document.fonts.ready
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
    await Promise.all(ending.map((animation) => animation.finished.catch(() => {})))
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  })()`)
}
