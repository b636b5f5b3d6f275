import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { command, commandFailure } from '../../testing/command-steps.ts';
import { createTransferRig } from '../../testing/transfer-steps.ts';

const read = async (path: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await readFile(path))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );

test('a report is a zip of text files with request IDs, but without names, addresses or secrets', async () => {
  await using rig = await createTransferRig({
    adjust: (ports) => {
      const chosen = join(ports.folders.userData, 'chosen');
      ports.picker = { chooseFolder: async () => chosen };
      ports.folders = { ...ports.folders, logFile: join(ports.folders.userData, 'slipway.log') };
    },
  });
  const folder = join(rig.userData, 'chosen');
  await mkdir(folder);
  const [account] = await rig.call('accounts.list', {});
  const said = `${account?.displayName} has ${homedir()}/Documents at ${account?.address}`;
  await writeFile(join(rig.userData, 'slipway.log'), `[2026-11-21] [warn] ${said}\n`);
  await rig.call('settings.change', {
    recentSearches: ['salaries'],
    network: { proxy: 'system', proxyAddress: 'http://dana:hunter2@proxy.example', proxyExceptions: '' },
  });
  rig.service.drive.addFile('Salaries.xlsx', 'x');
  rig.service.faults.add({ route: 'GET children', status: 403, code: 'accessDenied' });
  await rig.call('view.open', {
    accountId: rig.accountId,
    place: 'myfiles',
    folder: null,
    sort: [{ key: 'name', direction: 'ascending' }],
    filter: '',
  });
  await rig.waitForEvent('view.changed', ({ freshness }) => freshness.failure !== null);

  expect(await rig.call('program.saveReport', {})).toEqual({ name: 'slipway-diagnostics.zip' });
  // Never overwrites an existing file.
  const again = await rig.call('program.saveReport', {});
  expect(again?.name).not.toBe('slipway-diagnostics.zip');

  const files = await read(join(folder, 'slipway-diagnostics.zip'));
  expect(Object.keys(files).sort()).toEqual(['READ-ME.txt', 'log.txt', 'report.json']);
  expect(files['log.txt']).toBe('[2026-11-21] [warn] [name 1] has ~/Documents at [account 1]\n');
  const report: unknown = JSON.parse(files['report.json'] ?? '');
  expect(report).toMatchObject({
    program: { version: '0.0.0', language: 'en' },
    accounts: [{ account: 1, kind: 'sample', state: 'ready' }],
    settings: { recentSearches: 1, network: { hasAddress: true } },
    transfers: { persisted: true },
    refusedCalls: [{ method: 'GET', status: 403, requestId: expect.any(String) as string }],
  });
  const all = Object.values(files).join('\n');
  for (const secret of ['hunter2', 'salaries', 'Salaries', account?.address ?? '?', account?.driveId ?? '?'])
    expect(all).not.toContain(secret);
});

test('a command reports the profile’s health, and saves the same report without overwriting a file', async () => {
  await using rig = await createTransferRig();
  const path = join(rig.userData, 'report.zip');
  const { value } = await command(rig, 'program.diagnose', { reportTo: path });
  const bad = value.checks.filter(({ isGood }) => !isGood).map(({ name }) => name);
  expect(bad).toEqual(['keyring']);
  expect(Object.keys(await read(path))).toContain('report.json');
  expect(await commandFailure(rig, 'program.diagnose', { reportTo: path })).toMatchObject({
    code: 'nameExists',
    subject: 'report.zip',
  });
});

test('crash reports are counted, are in no diagnostics report, and are erased with all data', async () => {
  await using rig = await createTransferRig();
  const crashes = join(rig.userData, 'crashes');
  await mkdir(join(crashes, 'completed'), { recursive: true });
  await writeFile(join(crashes, 'completed', '1.dmp'), 'a minidump');
  await writeFile(join(crashes, 'completed', '1.meta'), '');
  await writeFile(join(crashes, 'settings.dat'), '');
  const path = join(rig.userData, 'report.zip');
  const { value } = await command(rig, 'program.diagnose', { reportTo: path });
  expect(value.checks.find(({ name }) => name === 'crashes')).toEqual({
    name: 'crashes',
    isGood: false,
    count: 1,
  });
  expect(Object.values(await read(path)).join('\n')).not.toContain('a minidump');
  await rig.call('storage.forgetEverything', { includeDocuments: false });
  expect((await readdir(crashes, { recursive: true })).sort()).toEqual(['completed', 'settings.dat']);
});
