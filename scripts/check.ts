/** `npm run check`: everything about the house that can be seen in seconds. Exit code 1 when something is wrong. */
import { check } from './check/check.ts'

const { ok } = await check()
process.exitCode = ok ? 0 : 1
