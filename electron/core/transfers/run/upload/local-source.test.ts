import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from './local-source.ts';

test.skipIf(process.platform === 'win32')('a link that replaced a chosen file isn’t followed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-source-'));
  const secret = join(folder, 'secret');
  await writeFile(secret, 'a secret');
  await symlink(secret, join(folder, 'chosen.txt'));
  const opened = openSource(join(folder, 'chosen.txt'), 'chosen.txt').then((source) => source.close());
  await expect(opened).rejects.toMatchObject({ name: 'AppError', subject: 'chosen.txt' });
  const real = await openSource(secret, 'secret');
  await real.close();
  await rm(folder, { recursive: true });
});
