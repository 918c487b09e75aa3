import type { RuleId } from '#shared/rules/finding.ts'
import type { rules as es } from '../es/rules.ts'
import { day, isInBytes, kind, network, networks, number, text, weight } from '../rule-detail.ts'
import type { Detail, RefusalWords, Shape } from '../shape.ts'

type RuleWords = { readonly what: (detail: Detail) => string; readonly mend: string }

const overWhere = (d: Detail) => {
  const where: Readonly<Record<string, string>> = { title: 'Title on', comment: 'First comment on', tag: 'Tags on' }
  return `${where[text(d, 'of')] ?? 'On'} ${network(d)}`
}

export const rules = {
  fault: (file: string, line: number, reason: string) => `The rules file ${file} has an error on line ${line} and is not used (${reason}). The product's own rules stay in force.`,
  checks: {
    'text-missing': { what: () => 'The text is missing.', mend: 'Write the message.' },
    'title-missing': { what: () => 'The title of the video is missing.', mend: 'Say what it is about, in few words.' },
    'accounts-missing': { what: () => 'No account is chosen.', mend: 'Mark where it will be published.' },
    'source-missing': { what: () => 'The source of the information is missing.', mend: 'Name the document or link it comes from.' },
    'source-link': { what: () => 'The source’s link is not a whole address.', mend: 'Begin with https://' },
    'over-limit': {
      what: (d) => {
        const unit = isInBytes(d) ? (d['over'] === 1 ? 'byte' : 'bytes') : d['over'] === 1 ? 'character' : 'characters'
        return `${overWhere(d)}: ${number(d, 'over')} ${unit} too many. There are ${number(d, 'count')}${d['of'] === 'tag' ? ', commas included,' : ''} and the limit is ${number(d, 'limit')}.${isInBytes(d) ? ' A letter with an accent takes two.' : ''}`
      },
      mend: 'Shorten the text, or write one for that network alone.',
    },
    'too-many-images': { what: (d) => `${network(d)} takes ${number(d, 'limit')} images and there are ${number(d, 'count')}.`, mend: 'Remove some.' },
    'image-too-big': { what: (d) => `The image weighs ${weight(d, 'count')}; ${network(d)} takes up to ${weight(d, 'limit')}.`, mend: 'Use a lighter version.' },
    'mixed-media': { what: (d) => `${network(d)} takes neither video with images nor two videos.`, mend: 'Keep one video, or images only.' },
    'media-missing': { what: (d) => `${network(d)} publishes nothing without an image or a film.`, mend: 'Add a file that goes to that network.' },
    'media-type': { what: (d) => `${network(d)} does not take this kind of file (${kind(d)}).`, mend: 'Convert it, or leave that network out.' },
    'film-too-big': { what: (d) => `The film weighs ${weight(d, 'count')}; ${network(d)} takes up to ${weight(d, 'limit')}.`, mend: 'Use a lighter version.' },
    'film-length': { what: (d) => `The film lasts ${text(d, 'count')} s; ${network(d)} takes ${d['over'] === undefined ? 'from' : 'up to'} ${text(d, 'limit')} s.`, mend: 'Cut it, or leave that network out.' },
    'media-shape': { what: (d) => `The file is ${d['over'] === undefined ? 'taller' : 'wider'} than ${network(d)} shows whole.`, mend: 'Crop it, or check that nothing important is lost.' },
    'gif-alone': { what: (d) => `${network(d)} takes one GIF in a post, without other images.`, mend: 'Leave the GIF alone; if it does not move, save it as PNG or JPEG.' },
    'gif-too-large': { what: (d) => `The GIF measures ${number(d, 'width')} × ${number(d, 'height')} points; ${network(d)} takes up to ${number(d, 'widest')} × ${number(d, 'tallest')}.`, mend: 'Make it smaller, or publish it as a film.' },
    'time-window': {
      what: (d) => (d['inverted'] === 1 ? 'The time for publishing ends before it begins.' : 'The wanted date is outside the time for publishing.'),
      mend: 'Correct the dates so that the wanted one is inside.',
    },
    'alt-missing': { what: (d) => `“${text(d, 'name')}” has no description.`, mend: 'Describe the image, or mark it decorative and say why.' },
    'alt-too-long': { what: (d) => `The description has ${number(d, 'count')} characters; ${network(d)} takes up to ${number(d, 'limit')}.`, mend: 'Shorten the description.' },
    'alt-repeats': { what: () => 'The description repeats the text.', mend: 'Say what is seen, not what is already read.' },
    'alt-opening': { what: () => 'There is no need to say “image of”.', mend: 'Begin with what is seen.' },
    curp: { what: (d) => `There is a CURP: ${text(d, 'words')}.`, mend: 'Remove it: it is personal data.' },
    'curp-like': { what: (d) => `“${text(d, 'words')}” looks like a CURP.`, mend: 'Remove it if it is one.' },
    'rfc-person': { what: (d) => `There is a person’s RFC: ${text(d, 'words')}.`, mend: 'Remove it: it is personal data.' },
    'rfc-like': { what: (d) => `“${text(d, 'words')}” looks like an RFC.`, mend: 'Remove it if it is one.' },
    'rfc-company': { what: (d) => `There is a company’s RFC: ${text(d, 'words')}.`, mend: 'Make sure that it belongs here.' },
    phone: { what: (d) => `There is a phone number: ${text(d, 'words').trim()}.`, mend: 'Keep institutional service numbers only.' },
    'mail-personal': { what: (d) => `There is a personal mail address: ${text(d, 'words')}.`, mend: 'Remove it or use an institutional one.' },
    'mail-outside': { what: (d) => `There is a mail address outside the institution: ${text(d, 'words')}.`, mend: 'Make sure that it is public and belongs here.' },
    'mail-institutional': { what: (d) => `There is an institutional mail address: ${text(d, 'words')}.`, mend: 'Prefer an office’s mailbox to a person’s.' },
    insult: { what: (d) => `There is an offensive word: “${text(d, 'words')}”.`, mend: 'Remove it: courtesy always.' },
    disqualification: { what: (d) => `“${text(d, 'words')}” may run somebody down.`, mend: 'Say the fact without judging the person.' },
    'hidden-characters': { what: (d) => `There is a character that cannot be seen (${text(d, 'code')}).`, mend: 'Remove it: what is read must be what is published.' },
    'costly-character': { what: (d) => `“${text(d, 'words')}” counts double on X.`, mend: 'If room is short, use another sign.' },
    capitals: { what: () => 'Several words in a row are in capitals.', mend: 'Use lower case: easier to read, and no shouting.' },
    'text-too-long': { what: (d) => `The text has ${text(d, 'count')} characters: no network takes it, and it was not checked.`, mend: 'Keep only the message.' },
    'too-many-hashtags': { what: (d) => `${network(d)} takes ${number(d, 'limit')} hashtags and there are ${number(d, 'count')}.`, mend: 'Keep the most useful ones.' },
    'too-many-mentions': { what: (d) => `${network(d)} takes ${number(d, 'limit')} mentions and there are ${number(d, 'count')}.`, mend: 'Remove some.' },
    'too-many-links': { what: (d) => `${network(d)} takes ${number(d, 'limit')} links and there are ${number(d, 'count')}.`, mend: 'Remove some: with more the network does not publish.' },
    'forbidden-character': { what: (d) => `YouTube does not take “${text(d, 'words')}”.`, mend: 'Write it in words.' },
    'alt-filename': { what: (d) => `The description is the name of a file: “${text(d, 'words')}”.`, mend: 'Say what the image shows.' },
    'elector-key': { what: (d) => `There is a voter’s key: ${text(d, 'words')}.`, mend: 'Remove it: it is personal data.' },
    'credential-number': { what: (d) => `There is a credential’s number (CIC or OCR): ${text(d, 'words')}.`, mend: 'Remove it: it identifies a person.' },
    clabe: { what: (d) => `There is a CLABE or bank account: ${text(d, 'words')}.`, mend: 'Remove it: it is financial data.' },
    card: { what: (d) => `There is a card number: ${text(d, 'words')}.`, mend: 'Remove it: it is financial data.' },
    address: { what: (d) => `This looks like where a person lives: “${text(d, 'words')}”.`, mend: 'Remove it, or say that it is an office’s address.' },
    hate: { what: (d) => `“${text(d, 'words')}” may promote hate or discrimination.`, mend: 'Remove it: the institution does not spread it.' },
    violence: { what: (d) => `“${text(d, 'words')}” may threaten or call for violence.`, mend: 'Remove it: the institution does not spread it.' },
    'first-person': { what: (d) => `“${text(d, 'words')}” is a personal opinion.`, mend: 'Say the fact: the account is the institution’s.' },
    'personal-matter': { what: (d) => `“${text(d, 'words')}” is a personal or private matter.`, mend: 'Publish institutional activities only.' },
    promotion: { what: (d) => `“${text(d, 'words')}” names or praises a public servant.`, mend: 'Speak of the post, the area or the act, not of the person.' },
    'vote-call': { what: (d) => `“${text(d, 'words')}” calls to vote for or against an option.`, mend: 'Remove it: invite people to vote, never for whom.' },
    'party-mention': { what: (d) => `“${text(d, 'words')}” names a party between ${day('en', d, 'from')} and ${day('en', d, 'to')}, an electoral period.`, mend: 'Remove it, or wait for the period to end.' },
    'candidate-mention': { what: (d) => `“${text(d, 'words')}” names a candidacy between ${day('en', d, 'from')} and ${day('en', d, 'to')}, an electoral period.`, mend: 'Speak of candidacies in general.' },
    poll: { what: (d) => `“${text(d, 'words')}” speaks of polls or preferences in the silence (${day('en', d, 'from')} to ${day('en', d, 'to')}).`, mend: 'Remove it: none is spread until every polling station of the country has closed.' },
    'government-propaganda': { what: (d) => `“${text(d, 'words')}” may be government propaganda during campaigns (${day('en', d, 'from')} to ${day('en', d, 'to')}).`, mend: 'Remove it; only health, education, civil protection and electoral information go on.' },
    'reserved-information': { what: (d) => `“${text(d, 'words')}” may be reserved, confidential or not yet public.`, mend: 'Confirm its classification with the Transparency Unit, or remove it.' },
    proceeding: { what: (d) => `“${text(d, 'words')}” may reveal a complaint or proceeding without a final sanction.`, mend: 'Remove it, or cite the final ruling.' },
    'link-outside': { what: (d) => `The link ${text(d, 'words')} leads outside the official sites.`, mend: 'Use an official page, or make sure that it belongs here.' },
    'link-shortener': { what: (d) => `The link ${text(d, 'words')} hides where it leads.`, mend: 'Give the whole address.' },
    'look-alike-letters': { what: (d) => `“${text(d, 'words')}” has letters of another alphabet that look Latin.`, mend: 'Write it again with the keyboard.' },
    'decorative-letters': { what: (d) => `“${text(d, 'words')}” is in decorative letters.`, mend: 'Use common letters: a screen reader does not read these.' },
    'hashtag-case': { what: (d) => (d['instead'] === undefined ? `The words in ${text(d, 'words')} cannot be told apart.` : `The words in ${text(d, 'words')} cannot be told apart: ${text(d, 'instead')} reads better.`), mend: 'Begin each word with a capital: #ProcesoElectoral.' },
    'emoji-excess': { what: () => 'There are many emoji, or they stand inside words or as bullets.', mend: 'Keep three or fewer, at the end of the idea.' },
    'numeric-date': { what: (d) => `The date “${text(d, 'words')}” is in figures.`, mend: 'Write it in full: 6 de junio de 2027.' },
    'vague-link': { what: (d) => `“${text(d, 'words')}” does not say where the link leads.`, mend: 'Say what is there: “Consulta los requisitos en ine.mx”.' },
    'inclusive-language': { what: (d) => `Instead of “${text(d, 'words')}” one may say “${text(d, 'instead')}”.`, mend: 'It is a suggestion; you decide.' },
    'unreadable-ending': { what: (d) => `“${text(d, 'words')}” cannot be read aloud.`, mend: 'Use a collective noun, or “las y los”.' },
    'identical-text': {
      what: (d) => (d['office'] === undefined ? `${text(d, 'count')} accounts of ${networks(d)} have the same text, or nearly.` : `${text(d, 'office')} has an almost equal text (${networks(d)}): “${text(d, 'title')}”.`),
      mend: 'X suspends accounts for repeating and Meta counts it as spam: repost the original, or adapt it to your place.',
    },
    'contradicts-line': { what: (d) => `“${text(d, 'words')}” does not agree with the line of Comunicación Social: ${text(d, 'subject')}, ${text(d, 'value')}.`, mend: 'Correct the fact, or ask for the line to be updated.' },
    'contradicts-post': { what: (d) => `“${text(d, 'words')}” does not agree with what ${text(d, 'office')} says: ${text(d, 'value')}.`, mend: 'Verify it with that office or with Comunicación Social.' },
    'unfilled-blank': { what: (d) => `${text(d, 'words')} is still to be filled in.`, mend: 'Write what belongs there, or take the blank out.' },
  } satisfies Record<RuleId, RuleWords> as Record<RuleId, RuleWords>, // widened to what it satisfies, as in es
  refusals: {} as RefusalWords,
} satisfies Shape<typeof es>
