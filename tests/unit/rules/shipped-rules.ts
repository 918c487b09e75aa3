import { fileURLToPath } from 'node:url'
import { loadRules } from '#main/modules/rules/rules-data.ts'

/** The rules as they are shipped, with nothing of an institution laid over them. */
export const shippedRules = loadRules(fileURLToPath(new URL('../../../resources/rules', import.meta.url)), '/nowhere').rules
