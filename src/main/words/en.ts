import type { MainWords } from './es.ts'

export const en: MainWords = {
  locale: 'en-US',
  product: 'Resguardo',
  close: 'Close',
  retry: 'Try again',
  restore: 'Use the newest backup',
  showFolder: 'Show the folder',
  chooseEvidence: 'Choose the files of evidence',
  chooseInvitation: 'Choose the invitation’s file',
  saveInvitation: 'Save the invitation',
  chooseBundle: 'Choose the received file',
  saveBundle: 'Save the file for the other office',
  demo: {
    overRecord: { title: 'This folder holds a real record', what: 'The demonstration is not opened over a real record. Open it without naming this folder.' },
    keychain: { title: 'The demonstration could not be prepared', what: 'The system’s keychain did not answer. Unlock it and open the demonstration again; it will be prepared from the beginning.' },
  },
  failure: {
    torn: { title: 'The record is damaged', what: 'The record’s file cannot be read in full. It has not been changed.' },
    foreign: {
      title: 'The record’s file is not Resguardo’s',
      what: 'The data folder holds a file with the record’s name that this application did not make. It has not been changed.',
    },
    newer: {
      title: 'The record is from a newer version',
      what: 'A newer version of Resguardo wrote this record. Update the application to open it; that way nothing is lost.',
    },
    'read-only': {
      title: 'The data folder cannot be written to',
      what: 'Resguardo must write in its folder. Check its permissions, or ask IT for help, and try again.',
    },
    'disk-full': { title: 'The disk is full', what: 'There is no room to keep the record. Free some space and try again. What was kept is complete.' },
    'in-use': { title: 'Another program is using the record', what: 'Wait until it ends, a backup copy for instance, and try again.' },
  },
  installation: {
    torn: 'The installation’s file is damaged',
    missing: 'The installation’s file is missing',
    what: 'That file holds the name under which this computer finds its passwords in the keychain. Without it neither the passphrase nor the recovery sheet is of use. The record and the keychain have not been changed.',
    copy: (path) => `There is a copy with the backups: ${path}`,
    how: {
      torn: 'If you use the copy, the damaged file is put aside in the same folder and not deleted. Nothing that was recorded is lost.',
      missing: 'If you use the copy, the application opens as before. Nothing that was recorded is lost.',
    },
    useCopy: 'Use the copy',
    noCopy: 'There is no copy with the backups either. Ask IT to bring back installation.json from their copy of this folder, and try again. Do not delete anything.',
  },
  file: (path) => `File: ${path}`,
  lastBackup: (path, at) => `Newest backup (${at}): ${path}`,
  noBackup: 'There are no backups on this computer. Ask IT for help before deleting anything.',
  restoreHow: 'If you use the backup, the present file is put aside in the same folder and not deleted. What was recorded after the backup stays only in the file put aside.',
  restored: { title: 'The newest backup is in use', what: (path) => `The earlier file was put aside at: ${path}` },
  fault: {
    title: 'Resguardo met an error',
    what: (reference) => `What was kept is complete. If it happens again, give IT this reference: ${reference}`,
  },
  pageGone: {
    title: 'The window stopped working and was opened again',
    what: 'Everything that was saved is whole. Look at what you were writing last: it may not have been saved.',
    again: { title: 'The window stops working again and again', what: 'Resguardo closes. Everything that was saved is whole. Open it again and, if it happens once more, tell IT: the log says what happened.' },
  },
  torn: {
    title: 'The record cannot be read in full',
    what: 'Close Resguardo and open it again: it will offer you the newest backup. The file has not been changed.',
  },
}
