import { checkAcrossBench, checkBench } from './check-posts.ts'
import { calendarBench, queue100k, queue1m, search1m } from './list-posts.ts'
import type { Bench } from './run.ts'
import { bench as typingBench } from './typing.ts'

/** What people wait for while they write, find and look at posts; each bench of posts is one entry here. */
export const benches: readonly Bench[] = [checkBench, checkAcrossBench, typingBench, calendarBench, queue100k, queue1m, search1m]
