/** `npm run build`: the bundles in out/, made again when their sources changed. */
import { ensureBuilt } from './house/build.ts'

ensureBuilt()
