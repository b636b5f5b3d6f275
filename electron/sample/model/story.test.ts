import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, TestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';

/**
 * A map from path to content (null for folders). Children, delta from any earlier token, and search must
 * always match it.
 */
type Model = Map<string, string | null>;

type Change =
  | { do: 'folder' | 'file'; at: number; name: number; text: string }
  | { do: 'move'; from: number; to: number; name: number }
  | { do: 'delete' | 'remember'; at: number };

const NAMES = ['a', 'b', 'Ça va', 'x.txt', 'Y (1).md', '100%'];

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('folder', 'file'),
      at: fc.nat(50),
      name: fc.nat(5),
      text: fc.string({ maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move'), from: fc.nat(50), to: fc.nat(50), name: fc.nat(5) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('delete', 'remember'), at: fc.nat(50) }) },
);

const folders = (model: Model): string[] => [
  '',
  ...[...model].filter(([, text]) => text === null).map(([path]) => path),
];
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
const taken = (model: Model, path: string): boolean =>
  [...model.keys()].some((one) => one.toLowerCase() === path.toLowerCase());
const inside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const url = (path: string): string =>
  path === '' ? '/me/drive/root' : `/me/drive/root:/${path.split('/').map(encodeURIComponent).join('/')}:`;

async function apply(client: TestClient, model: Model, one: Change): Promise<void> {
  if (one.do === 'folder' || one.do === 'file') {
    const parent = pick(folders(model), one.at);
    const path = join(parent, pick(NAMES, one.name));
    const existing = [...model.keys()].find((other) => other.toLowerCase() === path.toLowerCase());
    if (one.do === 'folder') {
      const answer = await client.post(`${url(parent)}/children`, {
        name: pick(NAMES, one.name),
        folder: {},
      });
      expect(answer.status).toBe(existing === undefined ? 201 : 409);
      if (existing === undefined) model.set(path, null);
      return;
    }
    const answer = await client.put(`${url(path)}/content`, one.text);
    const blocked = existing !== undefined && model.get(existing) === null;
    expect(answer.status).toBe(blocked ? 400 : existing === undefined ? 201 : 200);
    if (!blocked) model.set(existing ?? path, one.text);
  } else if (one.do === 'move') {
    await move(client, model, one);
  } else if (one.do === 'delete' && model.size > 0) {
    const path = pick([...model.keys()], one.at);
    expect((await client.remove(url(path))).status).toBe(204);
    for (const key of model.keys()) if (inside(key, path)) model.delete(key);
  }
}

async function move(
  client: TestClient,
  model: Model,
  one: { from: number; to: number; name: number },
): Promise<void> {
  if (model.size === 0) return;
  const from = pick([...model.keys()], one.from);
  const parent = pick(folders(model), one.to);
  const to = join(parent, pick(NAMES, one.name));
  const id = (await client.get(parent === '' ? '/me/drive/root' : url(parent))).json['id'] as string;
  const answer = await client.patch(url(from), { name: pick(NAMES, one.name), parentReference: { id } });
  const expected = inside(parent, from) ? 400 : from !== to && taken(model, to) ? 409 : 200;
  expect(answer.status).toBe(expected);
  if (expected !== 200) return;
  const moved = [...model].filter(([key]) => inside(key, from));
  for (const [key] of moved) model.delete(key);
  for (const [key, text] of moved) model.set(to + key.slice(from.length), text);
}

/** A client that syncs with delta: items by id. */
interface Follower {
  items: Map<string, Json>;
  link: string;
}

async function catchUp(client: TestClient, follower: Follower): Promise<void> {
  for (let next: string | undefined = follower.link; next !== undefined;) {
    const page: Json = (await client.get(next)).json;
    for (const row of page['value'] as Json[]) {
      if (row['deleted'] === undefined) follower.items.set(row['id'] as string, row);
      else follower.items.delete(row['id'] as string);
    }
    follower.link = (page['@odata.deltaLink'] as string | undefined) ?? follower.link;
    next = page['@odata.nextLink'] as string | undefined;
  }
}

function toPaths(items: Map<string, Json>): string[] {
  const pathOf = (row: Json): string => {
    const parent = items.get(row['parentReference'].id as string);
    return join(
      parent === undefined || parent['root'] !== undefined ? '' : pathOf(parent),
      row['name'] as string,
    );
  };
  return [...items.values()]
    .filter((row) => row['root'] === undefined)
    .map(pathOf)
    .sort();
}

async function walk(client: TestClient, path: string, found: Model): Promise<void> {
  for (const row of await client.list(`${url(path)}/children?$top=3`)) {
    const at = join(path, row['name'] as string);
    found.set(at, row['folder'] === undefined ? '' : null);
    if (row['folder'] !== undefined) await walk(client, at, found);
  }
}

describe('random changes to the drive', () => {
  it('children, delta from any earlier token, and search agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 30 }), async (changes) => {
        const { service, client } = await start();
        const model: Model = new Map();
        const followers: Follower[] = [];
        for (const one of changes) {
          if (one.do === 'remember') {
            const follower = { items: new Map<string, Json>(), link: '/me/drive/root/delta?$top=4' };
            await catchUp(client, follower);
            followers.push(follower);
          } else {
            await apply(client, model, one);
          }
        }
        const expected = [...model.keys()].sort();
        const walked: Model = new Map();
        await walk(client, '', walked);
        expect([...walked.keys()].sort()).toEqual(expected);
        for (const follower of followers) {
          await catchUp(client, follower);
          expect(toPaths(follower.items)).toEqual(expected);
        }
        for (const [path, text] of model)
          if (text !== null) expect(service.drive.bytes(path).toString()).toBe(text);
        const hits = await client.list(`/me/drive/root/search(q='a')`);
        expect(hits.length).toBe(
          expected.filter((path) => (path.split('/').at(-1) ?? '').toLowerCase().includes('a')).length,
        );
        expect(service.world.mine.root.sizeBytes).toBe(
          [...model.values()].reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0),
        );
        await service.close();
      }),
      { numRuns: 15 },
    );
  });
});
