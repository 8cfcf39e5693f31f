import { CATALOGUE, type TemplateKey } from '../knowledge/index.ts';
import { DEFAULT_DIGEST_HOURS, KINDS } from './kinds.ts';
import { GROUPS, NOTICE_RULES } from './rules.ts';

const MAIL = { now: 'at once', digest: 'digest', none: '–' } as const;

/** The text of docs/notices.md, drawn from the data that the reader of events uses. */
export function noticesPage(): string {
  const rows = Object.entries(NOTICE_RULES).flatMap(([type, rules]) =>
    rules.map((rule) => {
      const { name } = CATALOGUE[`notice.${rule.kind}` as TemplateKey];
      const to =
        rule.to.map((g) => `\`${g}\``).join(', ') +
        (rule.orElse ? `; nobody there: \`${rule.orElse}\`` : '') +
        (rule.codeOnly ? ' (the code only)' : '');
      const { mail, pressing, offDesk } = KINDS[rule.kind];
      return `| \`${type}\` | ${rule.when?.words ?? ''} | ${to} | ${name.en} (\`${rule.kind}\`) | ${pressing ? 'yes' : ''} | ${MAIL[mail]}${offDesk ? ', not on the desk' : ''} |`;
    }),
  );
  const groups = Object.entries(GROUPS).map(([name, { words }]) => `- \`${name}\`: ${words}`);
  return `# Notices: who is told what

Made from [server/notifications/rules.ts](../server/notifications/rules.ts) by \`npm run gen\`; do not edit by hand.

Each event of the log is read once by the reader \`notifications\`, in the transaction that moves its cursor. The rules
of its type name groups of people. Then for everybody:

- one notice per person and event: the first rule that names him decides which;
- never the person who did it;
- only who may see the case at this moment, by the same function as lists and pages. A unit that a conduct report is
  about is told nothing; a unit that lost the case (recall, return) only that it has, by the code that it knew, without
  a link. Sight is asked again whenever a notice is shown, counted or mailed;
- as he wishes: on the desk or not, by mail at once, in a digest (default ${DEFAULT_DIGEST_HOURS.join(' and ')} o’clock, in the working time of his unit)
  or not at all. What was read on the desk is not mailed any more.

A notice keeps codes, names of officials and units, moments and officials' words; never those of citizens. Of a sealed
case it keeps no words at all. The texts are templates (\`notice.*\`, \`mail.*\`) that an administrator may rewrite.

| event | when | told | notice | pressing | mail by default |
|---|---|---|---|---|---|
${rows.join('\n')}

## Groups

${groups.join('\n')}
`;
}
