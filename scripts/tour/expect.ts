import type { Locator } from 'playwright-core'

/** Throws unless the field still holds what was typed. */
export async function expectText(field: Locator, text: string): Promise<void> {
  const found = await field.inputValue()
  if (found !== text) throw new Error(`the field should hold «${text}» and holds «${found}»`)
}

/** Throws unless the thing becomes visible in some seconds. */
export async function expectSeen(thing: Locator): Promise<void> {
  await thing.first().waitFor({ state: 'visible', timeout: 10_000 })
}

/** Throws unless the thing leaves the document in some seconds. */
export async function expectGone(thing: Locator): Promise<void> {
  await thing.first().waitFor({ state: 'detached', timeout: 10_000 })
}
