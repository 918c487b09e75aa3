import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { modulePathOfSources } from './scripts/module-path.ts'

/** Seconds in milliseconds. */
const SECOND = 1000
/** Test files at a time in the worlds that run beside `e2e`: a browser is several processes, so one file busies a core and more. */
const BESIDE_E2E = Math.max(1, Math.floor(availableParallelism() / 2))

/** What takes a minute whatever the machine does (everything fails at random that long): begun last, it would be waited for alone. */
const LONGEST = 'tests/hub/faults.test.ts'

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLongest = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith(LONGEST)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

/**
 * One project for each world a test may need (see CONTRIBUTING.md). `unit` is pure and runs in `npm run check`;
 * the others need a real database, keychain or browser, and run in `npm test`.
 */
export default defineConfig({
  plugins: [modulePathOfSources()],
  test: {
    sequence: { sequencer: LongestFirst },
    // A condition is waited for as long as a busy machine may take, not for vitest's one second.
    expect: { poll: { timeout: 10 * SECOND } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], pool: 'threads', isolate: false, testTimeout: 20 * SECOND },
      },
      {
        extends: true,
        test: {
          name: 'main',
          include: ['tests/main/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          maxWorkers: BESIDE_E2E,
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'hub',
          include: ['tests/hub/**/*.test.ts'],
          globalSetup: ['tests/hub/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.{ts,tsx}'],
          pool: 'forks',
          // One browser, and one page used again, for all files of a worker: a new one costs ten seconds of a busy processor.
          isolate: false,
          maxWorkers: BESIDE_E2E,
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 180 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
    ],
  },
})
