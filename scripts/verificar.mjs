// The verifier of evidence kits, where the repository's other commands are: `node scripts/verificar.mjs FOLDER [--raiz HUELLA]`. In a kit it is one file,
// made of the same two (`src/main/modules/posts/verifiers.ts`).
import { readFileSync } from 'node:fs'

/** @param {string} name */
const read = (name) => readFileSync(new URL(`../resources/evidence/${name}`, import.meta.url), 'utf8')
await import(`data:text/javascript,${encodeURIComponent(read('node.js').replace('//EXAMINE//', () => read('examine.js')))}`)
