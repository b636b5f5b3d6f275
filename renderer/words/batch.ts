import type {
  ImportPlan,
  ImportProblem,
  ImportRow,
  ImportTenant,
} from '../../electron/contract/account-import.ts';
import { quoted } from './en-app.ts';
import { formatCount } from './format.ts';
import { toSecretReason } from './sign-in-failures.ts';

const accounts = (count: number): string => (count === 1 ? '1 account' : `${formatCount(count)} accounts`);
const lines = (count: number): string => (count === 1 ? '1 line' : `${formatCount(count)} lines`);

export const batchWords = {
  open: 'Set up many accounts…',
  title: 'Set up many accounts',
  lead: 'From one file of organisations and people, whose drives an app of each organisation opens. You see what would be added before anything is.',
  back: 'Back',
  choose: 'Choose a file…',
  chooseOther: 'Choose another file…',
  chooseAgain: 'Read the file again…',
  exportOpen: 'Write down the accounts there are',
  exportTitle: 'The accounts of apps, as a file',
  exportText: 'Secrets are not in it: where Slipway keeps one, the file says “prompt”, and it is asked for.',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Could not copy',
  formatOpen: 'What the file looks like',
  formatText:
    'YAML. A tenant says where its secret is: prompt (you are asked), env:NAME, file:/path (a file that only you may read), or certificate:/path. The secret itself never stands in the file. A line under a heading is a name, then tenant:user, and a folder if only that is to be opened.',
  example: [
    'tenants:',
    '  contoso:',
    '    cloud: global          # or usGovL4, usGovL5, china',
    '    tenant: contoso.example',
    '    client-id: 00000000-0000-0000-0000-000000000000',
    '    secret: prompt         # or env:NAME, file:/path, certificate:/path',
    '    secret-expires: 2027-01-31',
    'categories:',
    '  Finance:',
    '    - Dana Reyes: contoso:dana@contoso.example',
    '    - Invoices: contoso:kim@contoso.example:/Finance/Invoices',
    '',
  ].join('\n'),
  file: (name: string) => `From ${quoted(name)}`,
  summary: ({ rows, problems }: ImportPlan): string => {
    const count = (state: ImportRow['state']) => rows.filter((row) => row.state === state).length;
    const [toAdd, exists, wrong] = [count('toAdd'), count('exists'), count('wrong')];
    const parts = [
      toAdd === 0 ? 'Nothing can be added' : `${accounts(toAdd)} can be added`,
      exists === 0 ? null : `${formatCount(exists)} there already`,
      wrong === 0 ? null : `${lines(wrong)} left out`,
    ].filter((part) => part !== null);
    const mistakes = problems.length === 1 ? '1 mistake' : `${formatCount(problems.length)} mistakes`;
    return `${parts.join(', ')}.${problems.length === 0 ? '' : ` ${mistakes} found.`}`;
  },
  noRows: 'There is no line in this file that could become an account.',
  problems: 'What is wrong in the file',
  problemsText: 'What is right can be added all the same. Or put the file right and choose it again.',
  line: (line: number | null) => (line === null ? 'File' : `Line ${formatCount(line)}`),
  secrets: 'Secrets',
  secretsText: 'Each is used to sign in, then sealed by your system, or forgotten when Slipway closes.',
  secretOf: (tenant: string) => `Client secret of ${tenant}`,
  secretHint: 'Its value, not its id.',
  credentials: {
    prompt: 'secret: you type it',
    environment: 'secret: from the environment',
    file: 'secret: from a file',
    certificate: 'certificate',
  } satisfies Record<ImportTenant['credential'], string>,
  run: (count: number) => `Add ${accounts(count)}`,
  secretMissing: 'Enter the secrets first.',
  running: (done: number, all: number) => `${formatCount(done)} of ${formatCount(all)} done…`,
  done: (added: number, failed: number) =>
    failed === 0
      ? `${accounts(added)} added.`
      : `${accounts(added)} added, ${formatCount(failed)} could not be.`,
  failures: 'What could not be added',
  failedOnes: (names: readonly string[]) =>
    names.length <= 3
      ? names.map(quoted).join(', ')
      : `${names.slice(0, 2).map(quoted).join(', ')} and ${formatCount(names.length - 2)} others`,
  goOn: 'Go to the files',
  table: 'Lines of the file',
  columns: { line: 'Line', name: 'Name', group: 'Heading', user: 'User', folder: 'Folder', state: 'State' },
  wholeDrive: 'whole drive',
  states: {
    toAdd: 'To be added',
    exists: 'There already',
    wrong: 'Left out',
    running: 'Being added…',
    added: 'Added',
    failed: 'Not added',
  } satisfies Record<ImportRow['state'], string>,
} as const;

const meant = ({ suggestion }: ImportProblem): string =>
  suggestion === null ? '' : ` Did you mean ${quoted(suggestion)}?`;
const said = ({ found }: ImportProblem): string =>
  found === null || found === '' ? '' : ` ${quoted(found)}`;

/** One sentence about what is wrong with a line, and what it takes. */
export function toProblemText(problem: ImportProblem): string {
  return texts[problem.problem](problem);
}

const texts: Record<ImportProblem['problem'], (problem: ImportProblem) => string> = {
  notYaml: () =>
    'Slipway can’t read this as YAML. Check the indentation and the quotes here and just above, and that the file has “tenants” and “categories”.',
  unknownField: (problem) => `${problem.subject}: there is no such field.${meant(problem)}`,
  missingField: ({ subject }) => `${subject} is missing.`,
  badValue: (problem) => toBadValueText(problem),
  unknownTenant: (problem) =>
    `${quoted(problem.subject)}: no tenant of this file is called${said(problem)}.${meant(problem)}`,
  duplicate: ({ subject, suggestion }) =>
    suggestion === null
      ? `${subject} stands there twice. The first one counts.`
      : `${quoted(subject)}: the same drive stands in line ${suggestion} already.`,
  badUser: (problem) =>
    `${quoted(problem.subject)}:${said(problem)} is no user. It takes a user principal name like dana@contoso.example, or an object id.`,
  badPath: (problem) =>
    `${quoted(problem.subject)}:${said(problem)} can be no folder. It takes a path from the top of the drive, like /Finance/2026.`,
  secretInFile: ({ subject }) =>
    `${subject}: a secret has no place in this file. Say where it is instead: prompt, env:NAME, file:/path or certificate:/path. If the file was passed on, make a new secret.`,
  secretUnreadable: ({ subject, found, suggestion }) => `${subject}: ${toUnreadableText(found, suggestion)}`,
  tooMany: ({ found, suggestion }) =>
    `The file has ${found ?? 'too many'} lines, and Slipway takes ${suggestion ?? '5000'}. Divide it: what is beyond that is left out.`,
};

/** Fields whose value can be explained by an example. */
const examples: Readonly<Record<string, string>> = {
  tenant: 'It takes the domain or the tenant id of one organisation, like contoso.example.',
  'client-id': 'It takes the application (client) id, like 00000000-0000-0000-0000-000000000000.',
  cloud: 'It takes global, usGovL4, usGovL5 or china.',
  secret: 'A certificate takes a whole path, like certificate:/etc/slipway/app.pfx.',
  'secret-expires': 'It takes a day, like 2027-01-31.',
};

function toBadValueText(problem: ImportProblem): string {
  const { subject } = problem;
  const field = /^tenants\..*\.([a-z-]+)$/.exec(subject)?.[1] ?? '';
  const example = examples[field];
  if (example !== undefined) return `${subject}:${said(problem)} does not fit. ${example}`;
  if (subject === 'tenants' || subject === 'categories' || subject.startsWith('tenants.'))
    return `${subject}: it takes fields below it, each with its value.`;
  return `${subject}:${said(problem)} is not understood. A line is a name, then tenant:user, like Dana Reyes: contoso:dana@contoso.example.`;
}

const toUnreadableText = (found: string | null, fault: string | null): string =>
  `${found === null ? '' : `${quoted(found)}. `}${toUnreadableReason(fault)}`;

const certificateFaults = new Set(['passwordNeeded', 'wrongPassword', 'noCertificate', 'noKey', 'otherKey']);

function toUnreadableReason(fault: string | null): string {
  if (fault === 'expired') return 'The certificate has expired.';
  if (fault !== null && certificateFaults.has(fault))
    return 'It can’t be used as a certificate: it takes certificate and private key in one file, and its password, if it has one, in certificate-password.';
  const facts = { missing: null, nearest: null, suggestion: null, waitMs: null, who: null };
  return toSecretReason({ facts: { ...facts, freeBytes: null, scopes: null, offending: fault } });
}
