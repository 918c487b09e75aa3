import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostSuffixes } from './addresses.ts'
import { membrane } from './world/membrane.ts'
import { pageWorld } from './world/page-world.ts'
import { preloadWorld, type WorldConfig } from './world/preload-world.ts'
import { wire } from './wire.ts'

/** The name of the isolated world in which a preload runs. */
export const WORLD = 'resguardo-preload'

export type Worlds = { readonly binding: string; readonly deliver: string; readonly isolatedSource: string; readonly pageSource: string }

/**
 * What is put in every page of one `webContents` before its own scripts, as source text. Names are random, so that nothing can
 * be written against them. The preload's file becomes part of the text: nothing is evaluated in the page, which its
 * Content-Security-Policy would forbid.
 */
export function worldsOf(preload: string | undefined, shortcuts: readonly string[], devTools: boolean): Worlds {
  const config: WorldConfig = {
    binding: `resguardo_${randomUUID().replaceAll('-', '')}`,
    deliver: `deliver_${randomUUID().replaceAll('-', '')}`,
    token: randomUUID(),
    hostSuffixes: hostSuffixes(),
    shortcuts,
    devTools,
    platform: process.platform,
  }
  const loader = preload === undefined ? 'undefined' : `function (require, module, exports, process) {\n${readFileSync(preload, 'utf8')}\n}`
  return {
    binding: config.binding,
    deliver: config.deliver,
    // `toString` of these functions is their JavaScript: Node has taken the types away.
    isolatedSource: `(${preloadWorld.toString()})(${JSON.stringify(config)}, ${wire.toString()}, ${membrane.toString()}, ${loader})`,
    pageSource: `(${pageWorld.toString()})(${JSON.stringify(config.token)}, ${JSON.stringify(config.hostSuffixes)}, ${membrane.toString()})`,
  }
}
