import { describe, expect, test } from 'vitest';
import type { MethodName } from '../contract/api.ts';
import type { Fault } from '../sample/http/faults.ts';
import { deleteAll, endOf, undoAll } from './testing/change-steps.ts';
import type { Rig } from './testing/rig.ts';
import { openListed } from './testing/steps.ts';
import { createTransferRig } from './testing/transfer-steps.ts';

const guest = 'guest@elsewhere.example';

async function openFile(driveType: 'personal' | 'business' = 'personal') {
  const rig = await createTransferRig({
    driveType,
    adjust: (ports) => void (ports.desktop = { ...ports.desktop, copyText: async () => {} }),
  });
  const { drive } = rig.service;
  drive.addFile('a.txt', 'old');
  drive.addFile('a.txt', 'newer');
  drive.addFolder('Sub');
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId });
  const item = { driveId: drive.id, itemId: drive.idOf('a.txt') };
  const sub = { driveId: drive.id, itemId: drive.idOf('Sub') };
  return { rig, drive, accountId, viewId, item, sub };
}

type Opened = Awaited<ReturnType<typeof openFile>>;

const link = {
  type: 'view',
  scope: 'anonymous',
  emails: [] as string[],
  expiresAt: null,
  password: null,
} as const;
const invitation = {
  emails: [guest],
  role: 'read' as const,
  message: null,
  notify: false,
  expiresAt: null,
};

async function makePeopleLink({ rig, accountId, item }: Opened) {
  const wanted = { ...link, scope: 'users' as const, emails: [guest] };
  const { grantId } = await rig.call('sharing.createLink', { accountId, item, ...wanted });
  return { accountId, item, grantId };
}

const addressesOf = ({ drive }: Opened): string[] =>
  (drive.find('a.txt')?.rare?.grants ?? []).flatMap(({ people }) => people.map(({ email }) => email));

async function inviteGuest({ rig, accountId, item }: Opened): Promise<string> {
  await rig.call('sharing.invite', { accountId, item, ...invitation });
  const { grants } = await rig.call('sharing.access', { accountId, item });
  return grants.find(({ role }) => role === 'read')!.grantId;
}

const rolesOf = ({ drive }: Opened): string[] =>
  (drive.find('a.txt')?.rare?.grants ?? []).flatMap(({ roles }) => roles);

interface Case {
  method: MethodName;
  driveType?: 'business';
  route: string;
  /** Requests that read before it. */
  reads: number;
  begin: (opened: Opened) => Promise<() => Promise<unknown>>;
  isDone: (opened: Opened) => boolean;
}

const cases: Case[] = [
  {
    method: 'items.rename',
    route: 'PATCH item',
    reads: 0,
    begin:
      async ({ rig, accountId, item }) =>
      () =>
        rig.call('items.rename', { accountId, item, name: 'b.txt' }),
    isDone: ({ drive }) => drive.find('b.txt') !== null,
  },
  {
    method: 'sharing.createLink',
    route: 'POST createLink',
    reads: 1,
    begin:
      async ({ rig, accountId, item }) =>
      () =>
        rig.call('sharing.createLink', { accountId, item, ...link }),
    isDone: (opened) => rolesOf(opened).length === 1,
  },
  {
    method: 'sharing.invite',
    route: 'POST invite',
    reads: 2,
    begin:
      async ({ rig, accountId, item }) =>
      () =>
        rig.call('sharing.invite', { accountId, item, ...invitation }),
    isDone: (opened) => rolesOf(opened).length === 1,
  },
  {
    method: 'sharing.setRole',
    route: 'PATCH permission',
    reads: 1,
    async begin(opened) {
      const { rig, accountId, item } = opened;
      const grantId = await inviteGuest(opened);
      return () => rig.call('sharing.setRole', { accountId, item, grantId, role: 'write' });
    },
    isDone: (opened) => rolesOf(opened)[0] === 'write',
  },
  {
    method: 'sharing.remove',
    route: 'DELETE permission',
    reads: 1,
    async begin(opened) {
      const { rig, accountId, item } = opened;
      const grantId = await inviteGuest(opened);
      return () => rig.call('sharing.remove', { accountId, item, grantId });
    },
    isDone: (opened) => rolesOf(opened).length === 0,
  },
  {
    method: 'sharing.addToLink',
    driveType: 'business',
    route: 'POST grant',
    reads: 2,
    async begin(opened) {
      const of = await makePeopleLink(opened);
      return () => opened.rig.call('sharing.addToLink', { ...of, emails: ['dana@contoso.example'] });
    },
    isDone: (opened) => addressesOf(opened).length === 2,
  },
  {
    method: 'sharing.removeFromLink',
    driveType: 'business',
    route: 'POST revokeGrants',
    reads: 2,
    async begin(opened) {
      const of = await makePeopleLink(opened);
      return () => opened.rig.call('sharing.removeFromLink', { ...of, personId: guest });
    },
    isDone: (opened) => addressesOf(opened).length === 0,
  },
  {
    method: 'versions.restore',
    route: 'POST restoreVersion',
    reads: 2,
    async begin({ rig, accountId, item }) {
      const { versionId } = (await rig.call('versions.list', { accountId, item })).at(-1)!;
      return () => rig.call('versions.restore', { accountId, item, versionId });
    },
    isDone: ({ drive }) => drive.bytes('a.txt').toString() === 'old',
  },
];

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: Error) => (error.cause as { code: string }).code,
  );

/** The request is answered once, after it was executed, and all repetitions are refused. */
function loseAnswer({ service }: Rig, route: string): void {
  service.faults.add({ route, status: 504, afterEffect: true });
  service.faults.add({ route, status: 403, times: Infinity });
}

describe.each(cases)('$method', ({ driveType, route, reads, begin, isDone }) => {
  test('isn’t reported as failed if only its answer was lost', async () => {
    const opened = await openFile(driveType);
    await using rig = opened.rig;
    const run = await begin(opened);
    loseAnswer(rig, route);
    await run();
    expect(isDone(opened)).toBe(true);
  });

  test('is reported as unclear if that can’t be looked up', async () => {
    const opened = await openFile(driveType);
    await using rig = opened.rig;
    const run = await begin(opened);
    rig.service.faults.add({ route, reset: 'afterEffect', times: 2 });
    rig.service.faults.add({ method: 'GET', nth: reads + 1, status: 403, times: Infinity });
    expect([await failureOf(run()), isDone(opened)]).toEqual(['answerLost', true]);
  });

  test('is reported as failed if it wasn’t made', async () => {
    const opened = await openFile(driveType);
    await using rig = opened.rig;
    const run = await begin(opened);
    rig.service.faults.add({ route, status: 504, times: Infinity });
    expect(await failureOf(run())).toBe('serviceUnavailable');
    expect(isDone(opened)).toBe(false);
  });
});

test('a delete whose answer was lost can be undone, and is not reported as someone else’s', async () => {
  const opened = await openFile();
  await using rig = opened.rig;
  const { accountId, viewId, item, drive } = opened;
  const selection = { viewId, mode: 'only' as const, itemIds: [item.itemId] };
  rig.service.faults.add({ route: 'DELETE item', reset: 'afterEffect' });
  const outcome = await deleteAll(rig, { accountId, selection });
  expect(outcome).toMatchObject({ doneCount: 1, canUndo: true });
  await undoAll(rig, outcome);
  expect(drive.find('a.txt')).not.toBeNull();
});

test.each(['items.delete', 'items.move', 'items.copy'] as const)(
  '%s isn’t reported as failed if it was done, but nothing but errors came back',
  async (method) => {
    const opened = await openFile();
    await using rig = opened.rig;
    const { accountId, viewId, item, sub, drive } = opened;
    const selection = { viewId, mode: 'only' as const, itemIds: [item.itemId] };
    const route = { 'items.delete': 'DELETE item', 'items.move': 'PATCH item', 'items.copy': 'POST copy' }[
      method
    ];
    rig.service.faults.add({ route, status: 500, afterEffect: true });
    rig.service.faults.add({ route, status: 500, times: Infinity });
    const pick = async () => (await rig.call('items.pick', { accountId, selection })).pickId;
    const batch =
      method === 'items.delete'
        ? await rig.call(method, { accountId, selection })
        : await rig.call(method, { pickId: await pick(), accountId, to: sub });
    expect(await endOf(rig, batch)).toMatchObject({ doneCount: 1, failed: [] });
    expect([drive.find('a.txt') !== null, drive.find('Sub/a.txt') !== null]).toEqual(
      {
        'items.delete': [false, false],
        'items.move': [false, true],
        'items.copy': [true, true],
      }[method],
    );
  },
);

test('a batch of deletes whose response can’t be read is not reported as done by someone else', async () => {
  const opened = await openFile();
  await using rig = opened.rig;
  const { accountId, viewId, drive } = opened;
  rig.service.faults.add({ route: 'POST batch', edit: () => ({}) });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const outcome = await deleteAll(rig, { accountId, selection });
  expect(drive.tree()).toEqual([]);
  expect(outcome).toMatchObject({ doneCount: 2, canUndo: true });
});

test('a delete that can’t be looked up while offline is tried again', async () => {
  const opened = await openFile();
  await using rig = opened.rig;
  const { accountId, viewId, item, drive } = opened;
  const selection = { viewId, mode: 'only' as const, itemIds: [item.itemId] };
  rig.service.faults.add({ route: 'DELETE item', reset: 'beforeEffect', times: 2 });
  rig.service.faults.add({ route: 'DELETE item', nth: 3, status: 400 });
  const offline = rig.service.faults.add({ route: 'GET item', reset: 'beforeEffect', times: 2 });
  const outcome = await deleteAll(rig, { accountId, selection });
  expect(offline.struck).toBe(2);
  expect(outcome).toMatchObject({ doneCount: 1, canUndo: true });
  expect(drive.find('a.txt')).toBeNull();
});

test.each([
  ['sharing.createLink', 'POST createLink', link],
  ['sharing.invite', 'POST invite', invitation],
] as const)(
  '%s isn’t reported as refused if it was done, and only its repetition was refused',
  async (method, route, wanted) => {
    const opened = await openFile();
    await using rig = opened.rig;
    const { accountId, item } = opened;
    const headers = { 'Retry-After': '1' };
    rig.service.faults.add({ route, status: 503, headers, afterEffect: true });
    rig.service.faults.add({ route, status: 400, times: Infinity });
    rig.service.faults.add({ route: 'GET permissions', status: 403, times: Infinity });
    expect(await failureOf(rig.call(method, { accountId, item, ...wanted }))).toBe('answerLost');
    expect(rolesOf(opened)).toHaveLength(1);
  },
);

describe('what may be somebody else’s is reported as unclear', () => {
  test('an invitation of people who had that access before', async () => {
    const opened = await openFile('business');
    await using rig = opened.rig;
    const { accountId, item } = opened;
    await inviteGuest(opened);
    rig.service.faults.add({ route: 'POST invite', status: 504, times: Infinity });
    const again = { accountId, item, ...invitation, notify: true };
    expect(await failureOf(rig.call('sharing.invite', again))).toBe('answerLost');
    const both = { ...again, emails: [guest, 'dana@contoso.example'] };
    expect(await failureOf(rig.call('sharing.invite', both))).toBe('serviceUnavailable');
    rig.service.faults.clear();
    loseAnswer(rig, 'POST invite');
    expect(await failureOf(rig.call('sharing.invite', both))).toBeNull();
  });

  test('a save of the same size as the version to restore', async () => {
    const opened = await openFile();
    await using rig = opened.rig;
    const { accountId, item, drive } = opened;
    const { versionId } = (await rig.call('versions.list', { accountId, item })).at(-1)!;
    rig.service.faults.add({ route: 'POST restoreVersion', status: 504, times: Infinity });
    rig.service.faults.add({
      route: 'GET versions',
      nth: 2,
      edit: (json) => {
        drive.addFile('a.txt', 'two');
        const [current] = json.value as { id: string; size: number }[];
        return { ...json, value: [{ ...current, id: '99.0', size: 3 }, ...(json.value as object[])] };
      },
    });
    expect(await failureOf(rig.call('versions.restore', { accountId, item, versionId }))).toBe('answerLost');
    expect(drive.bytes('a.txt').toString()).toBe('two');
  });
});

test('a rename that is answered without the item isn’t reported as failed if it can’t be read again', async () => {
  const opened = await openFile();
  await using rig = opened.rig;
  const { accountId, item, drive } = opened;
  rig.service.faults.add({ route: 'PATCH item', status: 204, afterEffect: true });
  rig.service.faults.add({ route: 'GET item', status: 403, times: Infinity });
  expect(await rig.call('items.rename', { accountId, item, name: 'b.txt' })).toMatchObject({ name: 'b.txt' });
  expect(drive.find('b.txt')).not.toBeNull();
});

describe('a deleted file that is restored', () => {
  const restoreWith = async (faults: readonly Fault[]) => {
    const opened = await openFile();
    const { rig, accountId, viewId, item, drive } = opened;
    const selection = { viewId, mode: 'only' as const, itemIds: [item.itemId] };
    const deleted = await deleteAll(rig, { accountId, selection });
    for (const fault of faults) rig.service.faults.add(fault);
    const { doneCount, failed } = await undoAll(rig, deleted);
    const isThere = drive.find('a.txt') !== null;
    await rig[Symbol.asyncDispose]();
    return { isThere, doneCount, codes: failed.map(({ failure }) => failure.code) };
  };
  const unread = { route: 'GET item', status: 400, times: Infinity };
  const lost = { route: 'POST restore', cutAfterBytes: 0 };

  test('is reported as unclear if the answer was lost, its repetition refused, and it can’t be read', async () => {
    const refused = { route: 'POST restore', nth: 2, status: 400, times: Infinity };
    const ended = await restoreWith([lost, refused, unread]);
    expect(ended).toEqual({ isThere: true, doneCount: 0, codes: ['answerLost'] });
  });

  test('is looked up again after a network that asks people to sign in', async () => {
    const portal = { route: 'GET item', redirect: 'http://127.0.0.1:9/portal', times: 2 };
    const ended = await restoreWith([lost, portal]);
    expect(ended).toEqual({ isThere: true, doneCount: 1, codes: [] });
  });

  test('is reported as refused if it was, even if nothing can be read', async () => {
    const refused = { route: 'POST restore', status: 403, code: 'accessDenied', times: Infinity };
    const ended = await restoreWith([refused, unread]);
    expect(ended).toEqual({ isThere: false, doneCount: 0, codes: ['changeRefused'] });
  });
});

test('a move that is answered without the item is reported as unclear if it can’t be read', async () => {
  const opened = await openFile();
  await using rig = opened.rig;
  const { accountId, viewId, item, sub, drive } = opened;
  rig.service.faults.add({ route: 'PATCH item', status: 204, afterEffect: true });
  rig.service.faults.add({ route: 'GET item', status: 403, times: Infinity });
  const selection = { viewId, mode: 'only' as const, itemIds: [item.itemId] };
  const { pickId } = await rig.call('items.pick', { accountId, selection });
  const outcome = await endOf(rig, await rig.call('items.move', { pickId, accountId, to: sub }));
  expect(outcome.failed.map(({ failure }) => failure.code)).toEqual(['answerLost']);
  expect(drive.find('Sub/a.txt')).not.toBeNull();
});
