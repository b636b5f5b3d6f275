import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { checked, enumerated, indexedTree, showAccount, nextState } from './testing/index-steps.ts';

type Change =
  | { do: 'folder' | 'file' | 'remove' | 'rename'; at: number; name: number }
  | { do: 'move'; at: number; to: number; name: number };
type Step = Change | { do: 'sync' } | { do: 'killed' } | { do: 'resync' } | { do: 'earlier'; at: number };

const names = ['a', 'b.txt', 'Ça va', '100%'];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('folder', 'folder', 'file', 'file', 'rename', 'remove'),
      at: fc.nat(40),
      name: fc.nat(names.length - 1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move'),
      at: fc.nat(40),
      to: fc.nat(40),
      name: fc.nat(names.length - 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom({ do: 'sync' as const }, { do: 'killed' as const }, { do: 'resync' as const }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('earlier'), at: fc.nat(20) }) },
);

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
const isFree = ({ drive }: Rig['service'], path: string) => drive.find(path) === null;
const join = (folder: string, name: string) => `${folder}${name}`;

function happen(service: Rig['service'], one: Change): void {
  const { drive } = service;
  const tree = drive.tree();
  const folders = ['', ...tree.filter((path) => path.endsWith('/'))];
  const name = names[one.name] ?? 'x';
  if (one.do === 'folder' || one.do === 'file') {
    const path = join(pick(folders, one.at) ?? '', name);
    if (!isFree(service, path)) return;
    if (one.do === 'folder') drive.addFolder(path);
    else drive.addFile(path, path);
    return;
  }
  const path = pick(tree, one.at)?.replace(/\/$/, '');
  if (path === undefined) return;
  if (one.do === 'remove') drive.remove(path);
  else {
    const folder =
      one.do === 'move' ? (pick(folders, one.to) ?? '') : path.slice(0, path.lastIndexOf('/') + 1);
    if (`${folder}/`.startsWith(`${path}/`) || !isFree(service, join(folder, name))) return;
    const node = drive.find(path);
    const parent = folder === '' ? drive.raw.root : drive.find(folder.slice(0, -1));
    if (node !== null && parent !== null) drive.raw.place(node, parent, name, drive.raw.owner);
  }
}

/** Stops between two responses, and restarts. */
async function kill(rig: Rig, accountId: string): Promise<void> {
  const held = rig.service.faults.hold({ route: 'GET delta', nth: 2 });
  rig.core.networkBack();
  const ended = nextState(rig, 'fresh').then(() => 'whole');
  await Promise.race([ended, expect.poll(() => held.struck).toBeGreaterThan(0)]);
  const restarted = rig.restart();
  held.letGo();
  await restarted;
  held.remove();
  const fresh = nextState(rig, 'fresh');
  await showAccount(rig, accountId);
  await fresh;
}

function fileIn(userData: string): string {
  const folder = joinPath(userData, 'index');
  const name = readdirSync(folder).find((one) => one.endsWith('.sqlite')) ?? '';
  return joinPath(folder, name);
}

/** Copies of the index as it was after each sync; a restart can begin with any of them and its delta link. */
function createEarlier() {
  const copies: string[] = [];
  let chosen: string | null = null;
  return {
    keep({ userData }: Rig): void {
      const folder = joinPath(userData, 'earlier');
      mkdirSync(folder, { recursive: true });
      const copy = joinPath(folder, `${copies.length}.sqlite`);
      const database = new DatabaseSync(fileIn(userData), { readOnly: true });
      database.prepare('VACUUM INTO ?').run(copy);
      database.close();
      copies.push(copy);
    },
    restore(userData: string): void {
      if (chosen === null) return;
      const file = fileIn(userData);
      for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
      copyFileSync(chosen, file);
      chosen = null;
    },
    async goBack(rig: Rig, accountId: string, at: number): Promise<void> {
      chosen = pick(copies, at) ?? null;
      await rig.restart();
      const fresh = nextState(rig, 'fresh');
      await showAccount(rig, accountId);
      await fresh;
    },
  };
}

test('T73 T74 T75 T76 T77 after any history and from any earlier link, the index equals what a walk of the drive finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const earlier = createEarlier();
      await using rig = await createRig({
        indexing: true,
        content: 'empty',
        // Events come at once.
        clock: createFastClock(),
        adjust: ({ folders }) => earlier.restore(folders.userData),
        quirks: { deltaPageItems: 4, deltaDuplicates: true, driveIdDrift: true },
      });
      const { service } = rig;
      const accountId = await enumerated(rig);
      earlier.keep(rig);
      let isResynced = false;
      for (const one of [...steps, { do: 'sync' } as const, { do: 'earlier', at: steps.length } as const]) {
        if (one.do === 'sync') {
          await checked(rig);
          expect(await indexedTree(rig, accountId)).toEqual(service.drive.tree());
          earlier.keep(rig);
        } else if (one.do === 'earlier') {
          await earlier.goBack(rig, accountId, one.at);
          expect(await indexedTree(rig, accountId)).toEqual(service.drive.tree());
        } else if (one.do === 'killed') {
          await kill(rig, accountId);
          expect(await indexedTree(rig, accountId)).toEqual(service.drive.tree());
        } else if (one.do === 'resync') {
          if (!isResynced) service.world.delta.generation += 1;
          isResynced = true;
        } else happen(service, one);
      }
    }),
    { numRuns: 3 },
  );
}, 120_000);
