import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import { addSample } from '../../testing/steps.ts';
import { parseLog } from './read-log.ts';

test('log entries are filtered by level and words, without names of people or folders', async () => {
  await using rig = await createRig({
    adjust: (ports) =>
      (ports.folders = { ...ports.folders, logFile: join(ports.folders.userData, 'slipway.log') }),
  });
  await addSample(rig);
  const [account] = await rig.call('accounts.list', {});
  expect(await rig.call('program.log', { level: 'info', text: '' })).toEqual([]);
  const lines = [
    '[2026-11-21T10:00:00.000Z] [info] started',
    `[2026-11-21T10:00:01.000Z] [warn] ${account?.address} GET https://graph.microsoft.com/v1.0/drives/d failed`,
    `[2026-11-21T10:00:02.000Z] [error] bug {"error":"ENOENT '/mnt/secret place/x/a.ts'"}`,
    `    at ${homedir()}/code/b.ts:3`,
    '[2026-11-21T10:00:03.000Z] [error] C:\\Users\\dana\\file.ts is gone',
  ];
  writeFileSync(join(rig.userData, 'slipway.log'), `${lines.join('\n')}\n`);
  const all = await rig.call('program.log', { level: 'info', text: '' });
  expect(all.map(({ level }) => level)).toEqual(['info', 'warn', 'error', 'error']);
  expect(all[1]?.text).toBe('[account 1] GET https://graph.microsoft.com/v1.0/drives/d failed');
  expect(all[3]).toEqual({ at: '2026-11-21T10:00:03.000Z', level: 'error', text: '…/file.ts is gone' });
  for (const secret of [
    'dana',
    'Users',
    '/mnt/',
    'secret place',
    homedir() === '/root' ? '/root/code' : homedir(),
  ])
    expect(JSON.stringify(all)).not.toContain(secret);
  expect(await rig.call('program.log', { level: 'error', text: '' })).toHaveLength(2);
  const errors = await rig.call('program.log', { level: 'error', text: ' GONE  file ' });
  expect(errors).toHaveLength(1);
});

test('lines without a beginning belong to the entry before them', () => {
  expect(parseLog('half a line\n[t] [error] bug\n  at a\n\n  at b\n[u] [info]  fine\n')).toEqual([
    { at: 't', level: 'error', text: 'bug\n  at a\n  at b' },
    { at: 'u', level: 'info', text: 'fine' },
  ]);
});
