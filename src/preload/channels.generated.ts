// Generated from src/shared/contracts.ts by `npm run generate`; `npm run check` fails when it is out of step.

/** What may cross between the window and main, by module: calls the window makes, events main sends. */
export const channels = {
  home: {
    calls: [
      'now',
    ],
    events: [],
  },
  organization: {
    calls: [
      'catalogue',
      'brand',
      'setUp',
      'people',
      'addPerson',
      'correctPerson',
      'changeRoles',
      'deactivatePerson',
      'reactivatePerson',
      'contacts',
      'setContact',
      'correctOffice',
      'policies',
      'setPolicies',
      'setBrand',
    ],
    events: [],
  },
  shell: {
    calls: [
      'info',
      'preferences',
      'setPreferences',
      'openExternal',
      'openFolder',
      'record',
      'verify',
      'cancelVerify',
      'backups',
      'backUp',
      'search',
      'reportFault',
      'quit',
    ],
    events: [
      'changed',
      'verifyProgress',
      'go',
    ],
  },
} as const satisfies Readonly<Record<string, { readonly calls: readonly string[]; readonly events: readonly string[] }>>
