import type { Plugin } from 'vite'

const SUFFIX = '?modulePath'

/**
 * In a build, electron-vite turns `import path from './worker.ts?modulePath'` into the path of that worker's bundle.
 * In tests nothing is built: the path is the source file itself, which Node 24 runs as it is.
 */
export function modulePathOfSources(): Plugin {
  return {
    name: 'resguardo:module-path',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(SUFFIX)) return null
      return `export default ${JSON.stringify(id.slice(0, -SUFFIX.length))}`
    },
  }
}
