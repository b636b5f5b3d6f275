import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOnedriveClient, whyNoOnedrive, type OnedriveClient } from './testing/onedrive-client.ts';

const reason = whyNoOnedrive();
if (reason !== null) process.stdout.write(`skipped: the onedrive client suite (${reason})\n`);

const IN_ORDER = { concurrent: false };

for (const driveType of ['personal', 'business', 'documentLibrary'] as const) {
  // Each test continues from the previous one.
  describe.skipIf(reason !== null)(
    `the onedrive client for Linux on a ${driveType} drive`,
    { shuffle: false },
    () => {
      let client: OnedriveClient;

      let seconds = Math.floor(Date.now() / 1000) - 3600;
      const write = (path: string, content: string | Uint8Array): void => {
        const file = join(client.syncFolder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        // The client detects an edit by its time in seconds, so two edits must not share one.
        seconds += 2;
        utimesSync(file, seconds, seconds);
      };
      const localTree = (): string[] =>
        (readdirSync(client.syncFolder, { recursive: true }) as string[])
          .map((path) => (statSync(join(client.syncFolder, path)).isDirectory() ? `${path}/` : path))
          .sort();
      /** Synchronizes and expects both sides to be equal, byte for byte. */
      const agree = async (expected: string[], ...args: string[]): Promise<void> => {
        const ended = await client.sync(...args);
        expect(ended).toMatchObject({ exitCode: 0 });
        expect({ tree: client.service.drive.tree(), output: ended.output }).toMatchObject({ tree: expected });
        expect({ tree: localTree(), output: ended.output }).toMatchObject({ tree: expected });
        for (const path of expected.filter((one) => !one.endsWith('/'))) {
          const local = readFileSync(join(client.syncFolder, path));
          expect([path, local.equals(client.service.drive.bytes(path))]).toEqual([path, true]);
        }
      };

      beforeAll(async () => {
        client = await createOnedriveClient({ driveType });
      });
      afterAll(async () => {
        const { service, complaints } = client;
        await client.close();
        expect(service.bugs).toEqual([]);
        expect(complaints).toEqual([]);
      });

      it('downloads what the drive has and uploads what the folder has', IN_ORDER, async () => {
        const { drive } = client.service;
        drive.addFile('Finance/a.txt', 'down');
        drive.addFile('Odd/100% & #1.txt', 'odd');
        drive.addFile('large down.bin', { sizeBytes: 12_000_000 });
        write('Local/deep/b.txt', 'up');
        write('Local/Grüße 世界.txt', 'up');
        write('large up.bin', new Uint8Array(11_000_000).fill(7));
        write('empty.txt', '');
        await agree([
          'Finance/',
          'Finance/a.txt',
          'Local/',
          'Local/Grüße 世界.txt',
          'Local/deep/',
          'Local/deep/b.txt',
          'Odd/',
          'Odd/100% & #1.txt',
          'empty.txt',
          'large down.bin',
          'large up.bin',
        ]);
      });

      it('syncs edits, renames and deletes from either side', IN_ORDER, async () => {
        const { drive } = client.service;
        drive.addFile('Finance/a.txt', 'edited there');
        drive.rename('Odd', 'Even');
        drive.remove('large down.bin');
        write('Local/deep/b.txt', 'edited here');
        renameSync(join(client.syncFolder, 'empty.txt'), join(client.syncFolder, 'still empty.txt'));
        rmSync(join(client.syncFolder, 'large up.bin'));
        await agree([
          'Even/',
          'Even/100% & #1.txt',
          'Finance/',
          'Finance/a.txt',
          'Local/',
          'Local/Grüße 世界.txt',
          'Local/deep/',
          'Local/deep/b.txt',
          'still empty.txt',
        ]);
      });

      it('matches by path what both sides already have', IN_ORDER, async () => {
        const { drive } = client.service;
        const before = drive.tree();
        drive.addFile('Both/deep/same.txt', 'same');
        write('Both/deep/same.txt', 'same');
        write('Both/deep/new.txt', 'new');
        const added = ['Both/', 'Both/deep/', 'Both/deep/new.txt', 'Both/deep/same.txt'];
        await agree([...before, ...added].sort(), '--local-first');
      });

      it('survives throttling and an interrupted upload', IN_ORDER, async () => {
        const { faults } = client.service;
        const throttled = { status: 429, headers: { 'Retry-After': '1' } };
        const struck = [
          faults.add({ route: 'GET delta', ...throttled }),
          faults.add({ route: 'PUT upload range', nth: 2, status: 503 }),
        ];
        write('again.bin', new Uint8Array(25_000_000).fill(3));
        const before = client.service.drive.tree();
        await agree([...before, 'again.bin'].sort());
        expect(struck.map((one) => one.struck)).toEqual([1, 1]);
      });
    },
  );
}
