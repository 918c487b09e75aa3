/** `npm run generate`: writes every file that is made from the sources. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generate/generated.ts'
import { top } from './house/top.ts'

for (const { path, text } of generatedFiles()) {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
  console.log(path)
}
