import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCore } from '../core.ts';
import { createUndiciHttp } from '../graph/undici-http.ts';
import { lockProfile } from './profile-lock.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

describe('a second core on the same profile', () => {
  test('does not start, and the first one continues', async () => {
    await using rig = await createTransferRig();
    const ports = { ...rig.ports, http: createUndiciHttp() };
    await expect(createCore(ports)).rejects.toMatchObject({ code: 'profileInUse' });
    expect(await rig.upload([await rig.write('a.txt', 'a')])).toMatchObject([{ state: 'done' }]);
  });

  test('starts although the lock of the first one is still renewed after its end', async () => {
    await using rig = await createTransferRig();
    await rig.core.close();
    const lock = lockProfile(rig.userData, rig.ports.log);
    lock.release();
    lock.renew();
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toHaveLength(1);
  });

  test('starts once the first one has ended', async () => {
    await using rig = await createTransferRig();
    await rig.restart();
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toHaveLength(1);
  });
});

/** Paths below a folder that others may access. */
async function openToOthers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true }))
    if (((await stat(join(folder, name))).mode & 0o077) !== 0) found.push(name);
  return found;
}

async function useEverything(rig: TransferRig): Promise<void> {
  rig.service.drive.addFile('a.txt', 'text');
  await rig.call('settings.change', { theme: 'dark' });
  await rig.upload([await rig.write('b.txt', 'b')]);
  await rig.download(['a.txt']);
}

describe.skipIf(process.platform === 'win32')('permissions on the disk', () => {
  test('keep others from reading Slipway’s files', async () => {
    await using rig = await createTransferRig();
    await useEverything(rig);
    expect(await openToOthers(rig.userData)).toEqual([]);
    await rig.core.close();
    expect(await openToOthers(rig.userData)).toEqual([]);
  });

  test('are tightened on files that an earlier version left open', async () => {
    await using rig = await createTransferRig();
    await useEverything(rig);
    await rig.core.close();
    await chmod(rig.userData, 0o755);
    await chmod(join(rig.userData, 'transfers.sqlite'), 0o644);
    await rig.restart();
    await rig.call('transfers.list', {});
    expect((await stat(rig.userData)).mode & 0o777).toBe(0o700);
    expect((await stat(join(rig.userData, 'transfers.sqlite'))).mode & 0o777).toBe(0o600);
  });
});
