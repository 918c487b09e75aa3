/**
 * Milliseconds of processor that an act takes in this thread: how its work grows can be judged by it on a busy machine, where a clock on the wall would also
 * tell of whoever else had the cores.
 */
export function processorTime(act: () => void): number {
  const before = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
