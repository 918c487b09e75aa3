import type { home as es } from '../es/home.ts'
import type { Shape } from '../shape.ts'

export const home: Shape<typeof es> = {
  question: 'What needs my attention now?',
  urgencies: { now: 'Now', today: 'Today', soon: 'In the coming days', later: 'When there is a moment' },
  account: (handle, network) => `${handle} (${network})`,
  overdue: 'Overdue',
  waiting: (count) => (count === 1 ? '1 matter waiting' : `${count} matters waiting`),
  begin: 'Resguardo is ready on this computer. This is what is left before work can begin.',
  nothing: {
    title: 'Nothing is waiting for you',
    detail: 'Passwords about to fall due, posts to review, open incidents and anything left to complete will appear here.',
  },
  items: {
    'incident-open': {
      line: (folio, accounts) => (accounts === '' ? `Incident ${folio} open` : `Incident ${folio} open: ${accounts}`),
      detail: (openSteps, unsentNotices) =>
        [
          openSteps === 0 ? 'No steps left' : openSteps === 1 ? '1 step left' : `${openSteps} steps left`,
          unsentNotices === 0 ? 'notices sent' : unsentNotices === 1 ? '1 notice not sent' : `${unsentNotices} notices not sent`,
        ].join(' · '),
      act: 'Continue',
    },
    'rotation-due': {
      line: (handle) => `Change the password of ${handle}`,
      detail: 'Passwords are changed every two months, or as the institution decides.',
      act: 'Change password',
    },
    'rotation-unfinished': {
      line: (handle) => `The password change of ${handle} was left half done`,
      detail: 'Both the old and the new password are kept until it is finished.',
      act: 'Resume',
    },
    'post-to-review': { line: (title) => `Review “${title}”`, detail: (office) => office, act: 'Review' },
    'stop-in-force': {
      line: (reason) => `Stop in force: ${reason}`,
      detail: (name) => `Ordered by ${name}. What it covers is not copied.`,
      act: 'See the stop',
    },
    'post-unchecked': { line: (title) => `Check “${title}”, approved out of turn`, act: 'Check' },
    'review-forecast': {
      line: (count) => (count === 1 ? 'At the present pace 1 post will miss its time' : `At the present pace ${count} posts will miss their time`),
      detail: (when) => `The first is due ${when}.`,
      waits: (count) => (count === 1 ? '1 post has been in review longer than usual' : `${count} posts have been in review longer than usual`),
      waitsDetail: (usual, when) => `Nine of ten are decided within ${usual}. The first is due ${when}.`,
      act: 'Go to the review',
    },
    'post-returned': { line: (title) => `Returned with remarks: “${title}”`, detail: 'Correct what was pointed out and submit it again.', act: 'Correct' },
    'post-to-publish': { line: (title) => `Approved, not yet published: “${title}”`, detail: 'Copy the sealed text and publish it on the network.', act: 'Publish' },
    'post-unproven': {
      line: (title) => `“${title}” is to be proven`,
      detail: {
        copied: (by) => `${by === '' ? 'It was copied' : `${by} copied it`} and nobody recorded what came of it.`,
        doubted: (by) => `${by === '' ? 'It was copied' : `${by} copied it`} and it is not certain that it went out: look on the network.`,
        found: (by) => `${by === '' ? 'It was copied' : `${by} copied it`}; it is on the network and its proof is missing.`,
        'to-withdraw': (by) => `It went out with differences${by === '' ? '' : `, said ${by}`}, and is still to be taken down.`,
        'to-correct': (by) => `It went out with differences${by === '' ? '' : `, said ${by}`}, and its correction is still to be published.`,
      },
      act: 'Open',
    },
    'consultation-to-answer': { line: (title) => `Answer the consultation «${title}»`, detail: (office) => office, act: 'Answer' },
    'consultation-returned': { line: (title) => `A detail is missing in the consultation «${title}»`, detail: 'Comunicación Social needs it to answer.', act: 'Add' },
    'consultation-to-reply': {
      line: (title) => `Reply to the citizen: «${title}»`,
      answered: 'Comunicación Social has answered.',
      lapsed: 'The time has passed: the citizen is pointed to INETEL or the Plataforma Nacional de Transparencia.',
      act: 'Reply',
    },
    'kit-to-adapt': {
      line: (title) => `Adapt the national message «${title}»`,
      fresh: 'It is filled in with your office’s data.',
      outdated: 'There is a new version of what your office has adapted.',
      act: 'Adapt',
    },
    'ending-to-approve': { line: (title) => `Approve the ending «${title}»`, detail: 'Until it is approved, nobody uses it.', act: 'Review' },
    'kit-to-approve': { line: (title) => `Approve the national message «${title}»`, detail: 'Once approved, the offices can adapt it.', act: 'Review' },
    'registry-empty': { line: 'Register the first account', detail: 'Its password is kept in the system keychain. Posts can be prepared afterwards.', act: 'Register account' },
    'team-missing': { line: 'Add the other people', detail: 'Whoever writes a post may not approve it: at least one more person is needed.', act: 'Add person' },
    'contact-missing': {
      line: { areaHead: 'The contact of the head of the area is missing', communication: 'The contact of Comunicación Social is missing', security: 'The contact of UNICOM is missing' },
      detail: 'It is needed to give notice of an incident as soon as it is known.',
      act: 'Add contact',
    },
    'single-operator': {
      line: (handle, operators) => (operators === 0 ? `Nobody operates ${handle}` : `Only one person operates ${handle}`),
      detail: 'If they are away, nobody else can attend to the account.',
      act: 'Assign a deputy',
    },
    'keychain-not-ready': { line: 'The system keychain does not answer', detail: 'Meanwhile passwords can be neither read nor kept.', act: 'See what to do' },
    'clock-wrong': {
      slow: (span) => `This machine’s clock is ${span} slow`,
      fast: (span) => `This machine’s clock is ${span} fast`,
      detail: 'Deadlines and acts go by the server’s hour, so nothing is spoiled. Ask for the clock to be set.',
      act: 'See details',
    },
    'sheet-unkept': { line: 'Nothing says that the recovery sheet is kept', detail: 'Without it, a forgotten passphrase leaves this machine’s vault shut.', act: 'See what to do' },
    'backup-overdue': {
      line: (last) => (last === undefined ? 'The record has no backup' : `The last backup is from ${last}`),
      detail: 'A recent backup avoids losing evidence if the disk fails.',
      act: 'Back up',
    },
    'ledger-unverified': {
      line: (last) => (last === undefined ? 'The record has not been verified' : `The record was last verified on ${last}`),
      detail: 'Verification re-reads everything and confirms that nothing was altered.',
      act: 'Verify',
    },
    'ledger-broken': {
      line: (position) => `The record has an alteration at entry ${position}`,
      detail: 'Keep the files as they are and tell the person responsible for security.',
      act: 'See details',
    },
  },
  refusals: {},
}
