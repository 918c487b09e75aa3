import type { setup as es } from '../es/setup.ts'
import type { Shape } from '../shape.ts'

export const setup: Shape<typeof es> = {
  steps: ['Institution', 'Office', 'Person', 'Passphrase', 'Recovery sheet'],
  progress: 'Set-up on this computer',
  start: {
    title: 'Register the institution',
    explain: 'Resguardo keeps the official accounts, posts and incidents of an institution. These details head its documents.',
  },
  institution: {
    name: 'Name of the institution',
    shortName: 'Initials',
    shortNameHint: 'They head file numbers and the window.',
    accent: 'Institutional colour',
    accentHint: 'Adjusted only as far as reading asks.',
  },
  office: {
    title: 'Choose the office',
    explain: 'The office from which accounts are run on this computer. People of other offices can be added later.',
    label: 'Office',
    hint: 'Write a part of its name: “oaxaca 03”, “junta local puebla”, “unicom”.',
    kinds: { central: 'Central area', local: 'Local board', district: 'District board' },
    count: (count) => `${count} offices in the catalogue.`,
    fault: (file, line) => `The institution’s own catalogue (${file}, line ${line}) has an error and was not used. The included one holds.`,
  },
  person: {
    title: 'Who you are',
    explain: 'The first person administrates: adds the others. They may have other roles too.',
    name: 'Full name',
    post: 'Post',
    mail: 'Institutional mail',
    mailOutside: (domain) => `This address is not of ${domain}. It is accepted, but the institutional one is better.`,
    roles: 'Roles',
  },
  passphrase: {
    title: 'Choose the passphrase',
    explain:
      'It unlocks the application and signs every act. Nobody else knows it and it is stored nowhere: if it is forgotten, the recovery sheet is the only way back.',
    label: 'Passphrase',
    again: 'Repeat the passphrase',
    act: 'Finish',
    working: 'Preparing the keychain and the vault…',
  },
  kit: {
    title: 'Keep the recovery sheet',
    explain: 'It is the only thing that opens the vault of this computer if the passphrase is forgotten. It is shown once.',
    print: 'Print',
    save: 'Save as PDF',
    saved: 'Sheet saved.',
    fileName: 'recovery-sheet',
    check: 'Last group of the code',
    checkHint: 'Write it as it is on the sheet that you printed or saved.',
    checkWrong: 'That is not the last group of the sheet.',
    kept: 'I have put it in a safe place',
    keptFirst: 'Print or save the sheet first: it is not shown again.',
    act: 'Enter',
    later: 'Leave it for later',
  },
  refusals: {
    'shell/not-saved': 'The file could not be saved there. Choose another folder.',
  },
}
