import { expect, test } from 'vitest';
import { parseImportFile } from './parse-import-file.ts';

const clientId = '5a3b1e00-0c1d-4e2f-9a8b-7c6d5e4f3a21';
const contoso = [
  'tenants:',
  '  contoso:',
  '    tenant: contoso.example',
  `    client-id: ${clientId}`,
  '    secret: env:CONTOSO_SECRET',
];

const lines = (...texts: string[]): string => `${texts.join('\n')}\n`;
const problemsOf = (...texts: string[]) =>
  parseImportFile(lines(...texts)).problems.map(({ problem, line, subject, found, suggestion }) =>
    [problem, line, subject, found, suggestion].filter((word) => word !== null).join(' | '),
  );

const sourceOf = (text: string) =>
  parseImportFile(lines(...contoso.slice(0, 4), `    ${text}`, 'categories: {}')).tenants[0]?.secret;

test('reads tenants, headings and users as documented', () => {
  const { tenants, users, problems } = parseImportFile(
    lines(
      '# Everybody in Finance',
      'tenants:',
      '  contoso:',
      '    cloud: usGovL4',
      '    tenant: contoso.example',
      `    client-id: ${clientId}`,
      '    secret: prompt',
      '    secret-expires: 2027-01-31',
      '  fabrikam:',
      '    tenant: 11111111-2222-4333-8444-555566667777',
      `    client-id: "${clientId}"`,
      '    certificate: /etc/slipway/fabrikam.pfx',
      '    certificate-password: env:PFX_PASSWORD',
      'categories:',
      '  Finance:',
      '    - Dana Whitfield: contoso:dana@contoso.example:/Finance/2026/',
      '    - "Leo Marsh: contoso:leo@contoso.example"',
      '  Labs & more:',
      '    Invoices: fabrikam:0a1b2c3d-1111-4222-8333-444455556666',
    ),
  );
  expect(problems).toEqual([]);
  expect(tenants).toEqual([
    {
      name: 'contoso',
      line: 3,
      cloud: 'usGovL4',
      tenant: 'contoso.example',
      clientId,
      secret: { from: 'prompt' },
      secretExpiresAt: '2027-01-31T00:00:00.000Z',
    },
    {
      name: 'fabrikam',
      line: 9,
      cloud: 'global',
      tenant: '11111111-2222-4333-8444-555566667777',
      clientId,
      secret: {
        from: 'certificate',
        path: '/etc/slipway/fabrikam.pfx',
        password: { from: 'environment', name: 'PFX_PASSWORD' },
      },
      secretExpiresAt: null,
    },
  ]);
  expect(users).toEqual([
    {
      line: 16,
      group: 'Finance',
      name: 'Dana Whitfield',
      tenant: 'contoso',
      address: 'dana@contoso.example',
      rootPath: '/Finance/2026',
      isWrong: false,
    },
    {
      line: 17,
      group: 'Finance',
      name: 'Leo Marsh',
      tenant: 'contoso',
      address: 'leo@contoso.example',
      rootPath: null,
      isWrong: false,
    },
    {
      line: 19,
      group: 'Labs & more',
      name: 'Invoices',
      tenant: 'fabrikam',
      address: '0a1b2c3d-1111-4222-8333-444455556666',
      rootPath: null,
      isWrong: false,
    },
  ]);
});

test('finds a secret wherever the file says it is', () => {
  expect(sourceOf('secret: prompt')).toEqual({ from: 'prompt' });
  expect(sourceOf('secret: env:A_1')).toEqual({ from: 'environment', name: 'A_1' });
  expect(sourceOf('secret: file:/run/secrets/a')).toEqual({ from: 'file', path: '/run/secrets/a' });
  expect(sourceOf('secret: file: /run/secrets/a')).toEqual(undefined);
  expect(sourceOf('secret: { file: /run/secrets/a }')).toEqual({ from: 'file', path: '/run/secrets/a' });
  expect(sourceOf('certificate: /etc/a.pem')).toEqual({
    from: 'certificate',
    path: '/etc/a.pem',
    password: null,
  });
  expect(sourceOf('secret: certificate:/etc/a.pem')).toEqual({
    from: 'certificate',
    path: '/etc/a.pem',
    password: null,
  });
});

test('refuses a secret in the file itself, and doesn’t repeat it anywhere', () => {
  const secret = 'Zx8Q~verySecretIndeed.00';
  for (const field of [`secret: ${secret}`, `secret: file:${secret}`, `client-secret: ${secret}`]) {
    const read = parseImportFile(lines(...contoso.slice(0, 4), `    ${field}`, 'categories: {}'));
    expect(read.problems).toMatchObject([{ problem: 'secretInFile', line: 5, found: null }]);
    expect(JSON.stringify(read)).not.toContain(secret);
  }
  const broken = parseImportFile(`tenants:\n  contoso: {secret: ${secret}\n`);
  expect(broken.problems[0]?.problem).toBe('notYaml');
  expect(JSON.stringify(broken)).not.toContain(secret);
});

test('reports every mistake with its line, and suggests a close match', () => {
  expect(
    problemsOf(
      'tenants:',
      '  contoso:',
      '    cloud: usGovL3',
      '    tenant: common',
      '    clientid: 1',
      '    secret: prompt',
      'categoris: {}',
    ),
  ).toEqual([
    'missingField | categories',
    'missingField | 2 | tenants.contoso.client-id',
    'badValue | 3 | tenants.contoso.cloud | usGovL3 | usGovL4',
    'badValue | 4 | tenants.contoso.tenant | common',
    'unknownField | 5 | tenants.contoso.clientid | client-id',
    'unknownField | 7 | categoris | categories',
  ]);
  expect(
    problemsOf(
      ...contoso,
      'categories:',
      '  Finance:',
      '    - Dana: contosso:dana@contoso.example',
      '    - Leo: contoso:leo at contoso.example',
      '    - Mia: contoso:mia@contoso.example:Finance',
      '    - Mia: contoso:mia@contoso.example:/Fin?nce',
      '    - Ann: contoso:ann@contoso.example',
      '    - Ann again: contoso:ANN@contoso.example',
      '    - just words',
      '    - Bo: contoso',
    ),
  ).toEqual([
    'unknownTenant | 8 | Dana | contosso | contoso',
    'badUser | 9 | Leo | leo at contoso.example',
    'badPath | 10 | Mia | Finance',
    'badPath | 11 | Mia | /Fin?nce',
    'duplicate | 13 | Ann again | ANN@contoso.example | 12',
    'badValue | 14 | categories.Finance | just words',
    'badValue | 15 | Bo | contoso',
  ]);
});

test('a wrong tenant invalidates its lines without reporting each of them', () => {
  const { users, problems } = parseImportFile(
    lines(
      'tenants:',
      '  contoso:',
      '    tenant: contoso.example',
      '    client-id: nonsense',
      '    secret: prompt',
      'categories:',
      '  A:',
      '    - Dana: contoso:dana@contoso.example',
    ),
  );
  expect(problems).toHaveLength(1);
  expect(users.map(({ isWrong }) => isWrong)).toEqual([true]);
});

test('other files are reported as not being import files', () => {
  expect(problemsOf('just a sentence')).toEqual(['notYaml | 1 | file']);
  expect(problemsOf('- a', '- b')).toEqual(['notYaml | 1 | file']);
  expect(problemsOf('')).toEqual(['notYaml | 1 | file']);
  expect(problemsOf('tenants: [', 'categories: {}')[0]).toMatch(/^notYaml \| \d/);
  expect(problemsOf('tenants: yes', 'categories: no')).toEqual([
    'badValue | 1 | tenants',
    'badValue | 2 | categories',
  ]);
  expect(problemsOf('a: &a {b: 1}', 'tenants: *a', 'categories: {}')).toContain('badValue | 2 | tenants');
});

test('accepts 5,000 lines and refuses more', () => {
  const users = Array.from(
    { length: 5001 },
    (_, at) => `    - Person ${at}: contoso:person${at}@contoso.example`,
  );
  const file = parseImportFile(lines(...contoso, 'categories:', '  All:', ...users));
  expect(file.problems.map(({ problem, found }) => [problem, found])).toEqual([['tooMany', '5001']]);
  expect(file.users).toHaveLength(5000);
});

test('reads a file with very many organizations in one pass and reports it', () => {
  const tenants = Array.from({ length: 30_000 }, (_, at) => `  t${at}: {}`);
  const users = Array.from({ length: 10_000 }, (_, at) => `    - P${at}: x${at}:p@contoso.example`);
  const file = parseImportFile(lines('tenants:', ...tenants, 'categories:', '  All:', ...users));
  expect(file.problems).toContainEqual({
    problem: 'tooMany',
    line: null,
    subject: 'tenants',
    found: '30000',
    suggestion: '1000',
  });
  expect(file.problems.length).toBeLessThanOrEqual(1000);
});
