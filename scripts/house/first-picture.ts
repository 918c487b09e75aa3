import { join } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'

/** The script of the window as the build writes it into the document. */
const SCRIPT = /<script type="module" crossorigin src="([^"]+)"><\/script>\s*/

/**
 * Makes what the lock screen needs to be in the window's document: the file by which main draws it (`out/main/first-picture.js`), the window's small first
 * script, and a document that begins with that one. The class names in both builds are the same, because they are made of the same paths.
 */
export function firstPicture(): Plugin {
  let root = ''
  return {
    name: 'first-picture',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const script = SCRIPT.exec(html)?.[1]
        if (script === undefined) throw new Error('the document has no script of the form that is looked for')
        return html.replace(SCRIPT, `<script type="module" crossorigin blocking="render" src="./assets/early.js" data-then="${script}"></script>\n    `)
      },
    },
    async closeBundle() {
      const out = join(root, '../../out')
      const alike: InlineConfig = { configFile: false, root, publicDir: false, logLevel: 'warn' }
      await build({
        ...alike,
        plugins: [drawnOnly()],
        ssr: { noExternal: true },
        build: {
          ssr: true,
          outDir: join(out, 'main'),
          emptyOutDir: false,
          target: 'node24',
          minify: true,
          rolldownOptions: { input: join(root, 'app/first-picture.tsx'), output: { format: 'esm', entryFileNames: '[name].js', codeSplitting: false } },
        },
      })
      await build({
        ...alike,
        build: {
          outDir: join(out, 'renderer/assets'),
          emptyOutDir: false,
          minify: true,
          rolldownOptions: { input: join(root, 'app/early.ts'), output: { format: 'esm', entryFileNames: '[name].js', codeSplitting: false } },
        },
      })
    },
  }
}

/** Nobody can be asked where the picture is drawn (`bridge/silent-api.ts` stands for `bridge/api.ts`), and nothing is loaded later. */
function drawnOnly(): Plugin {
  return {
    name: 'drawn-only',
    load: (id) => (id.endsWith('/renderer/bridge/api.ts') ? "export * from './silent-api.ts'" : undefined),
    resolveDynamicImport: (specifier) => (typeof specifier === 'string' ? { id: specifier, external: true } : undefined),
  }
}
