import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * Bundles the Chromium runtime into `out/runtime` whenever the app is built: the browser is spawned after two files have been
 * loaded, not after twenty (`runtime/chromium/start.mjs` takes the sources where there is no bundle). Comments are left out, because
 * what is put into pages is text of these files.
 */
export function chromiumRuntime(): Plugin {
  let top = ''
  let started = false
  return {
    name: 'chromium-runtime',
    apply: 'build',
    configResolved({ root }) {
      top = root
    },
    async closeBundle() {
      // Main's workers are bundles of the same build.
      if (started) return
      started = true
      const sources = join(top, 'runtime/chromium')
      await build({
        configFile: false,
        root: top,
        publicDir: false,
        logLevel: 'warn',
        build: {
          ssr: true,
          outDir: join(top, 'out/runtime'),
          emptyOutDir: true,
          target: 'node24',
          minify: false,
          rolldownOptions: {
            input: { run: join(sources, 'run.ts'), 'electron-module': join(sources, 'electron-module.ts') },
            output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js', comments: false },
          },
        },
      })
    },
  }
}
