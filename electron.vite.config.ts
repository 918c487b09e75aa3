import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { firstPicture } from './scripts/house/first-picture.ts'
import { chromiumRuntime } from './scripts/house/runtime-bundle.ts'
import { withoutMarkup } from './scripts/house/without-markup.ts'

/**
 * What is not bundled into main: `electron`, the packages with a native file beside their code, and nodemailer, whose CommonJS asks for
 * `require` in a way that the bundle cannot give. Everything else is bundled: one file starts faster than a package tree;
 * what is read later (`import()`) is a file of its own.
 */
const EXTERNAL = ['better-sqlite3', '@github/keytar', 'electron', /^nodemailer/]

/** The preload runs sandboxed: one CommonJS file that can require `electron` only. */
const PRELOAD_EXTERNAL = ['electron']

export default defineConfig({
  main: {
    plugins: [chromiumRuntime()],
    build: {
      externalizeDeps: false,
      sourcemap: true,
      // `input`, not `lib`: electron-vite's `?modulePath` reads one bundle, and a library build answers with a list.
      rolldownOptions: {
        input: 'src/main/index.ts',
        external: EXTERNAL,
        // All in one folder: a file finds the preload and the window beside it wherever the bundler puts its code.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: 'src/preload/index.ts',
        external: PRELOAD_EXTERNAL,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    publicDir: false,
    plugins: [react(), withoutMarkup(), firstPicture()],
    build: {
      // No data: address is allowed by the content security policy, so nothing is inlined.
      assetsInlineLimit: 0,
      minify: true,
      sourcemap: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: 'src/renderer/index.html',
        // The lock screen in one script and one style sheet: each further file would be another round trip before the first picture.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      },
    },
  },
})
