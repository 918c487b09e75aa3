import type { Id, Ids } from '#shared/kernel/ids.ts'

/** Ids that are the same in every run: `00000000-0000-7000-8000-000000000001`, `…2`, … */
export function seededIds(): Ids {
  let count = 0
  return {
    next<Brand extends string>() {
      count += 1
      return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}` as Id<Brand> // a test's id is an id
    },
  }
}
