/** `npm run check`: everything about the house that can be seen in seconds. Exit code 1 when something is wrong. */
import { check } from './check/check.ts'

const { failedSteps, unit } = await check()
process.exitCode = failedSteps + unit.failed === 0 ? 0 : 1
