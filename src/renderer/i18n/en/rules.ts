import type { RuleId } from '#shared/rules/finding.ts'
import type { rules as es } from '../es/rules.ts'
import type { Detail, RefusalWords, Shape } from '../shape.ts'

type RuleWords = { readonly what: (detail: Detail) => string; readonly mend: string }

const text = (detail: Detail, key: string) => String(detail[key] ?? '')

export const rules = {
  fault: (file: string, line: number, reason: string) => `The rules file ${file} has an error on line ${line} and is not used (${reason}). The product's own rules stay in force.`,
  checks: {
    'text-missing': { what: () => 'The text is missing.', mend: 'Write the message.' },
    'accounts-missing': { what: () => 'No account is chosen.', mend: 'Mark where it will be published.' },
    'source-missing': { what: () => 'The source of the information is missing.', mend: 'Name the document or link it comes from.' },
    'source-link': { what: () => 'The source’s link is not a whole address.', mend: 'Begin with https://' },
    'over-limit': { what: (d) => `${text(d, 'over')} characters too many: ${text(d, 'count')} of ${text(d, 'limit')}.`, mend: 'Shorten the text, or write one for that network alone.' },
    'too-many-images': { what: (d) => `There are ${text(d, 'count')} images; the limit is ${text(d, 'limit')}.`, mend: 'Remove some.' },
    'image-too-big': { what: () => 'The image is larger than the network accepts.', mend: 'Use a lighter version.' },
    'mixed-media': { what: () => 'The network takes neither video with images nor two videos.', mend: 'Keep one video, or images only.' },
    'alt-missing': { what: (d) => `“${text(d, 'name')}” has no description.`, mend: 'Describe the image, or mark it decorative and say why.' },
    'alt-too-long': { what: (d) => `The description has ${text(d, 'count')} characters; the limit is ${text(d, 'limit')}.`, mend: 'Shorten the description.' },
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
  } satisfies Record<RuleId, RuleWords> as Record<RuleId, RuleWords>, // widened to what it satisfies, as in es
  refusals: {} as RefusalWords,
} satisfies Shape<typeof es>
