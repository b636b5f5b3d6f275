import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transfer } from '../../../../contract/transfers.ts';
import type { DriveView } from '../../../../sample/drive-view.ts';
import { carrySchedules, type CarrySchedule, type MeanwhileName } from '../../../testing/carry-schedule.ts';
import { createTestBrowser, signInAs } from '../../../testing/sign-in-steps.ts';
import { openListed } from '../../../testing/steps.ts';
import { createTestVault } from '../../../testing/test-vault.ts';
import { bytesOf, createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

const numRuns = Number(process.env['SCHEDULES'] ?? 8);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const slowestMs = 60_000 + numRuns * 10_000;

const longestSessionMs = 8 * 24 * 3_600_000;

interface Accounts {
  rig: TransferRig;
  kimId: string;
  here: DriveView;
  there: DriveView;
}

const accounts = new Map<string, Accounts>();
let runs = 0;

beforeAll(async () => {
  for (const driveType of ['personal', 'business'] as const) {
    const browser = createTestBrowser();
    const vault = createTestVault();
    const rig = await createTransferRig({
      driveType,
      adjust(ports) {
        browser.adjust(ports);
        ports.vault = vault;
      },
    });
    rig.clock.hold();
    const kim = await signInAs(rig, browser, 'Kim', { keep: 'sealed' });
    rig.clock.letPass();
    const there = rig.service.driveOf('kim@contoso.example');
    accounts.set(driveType, { rig, kimId: kim.accountId, here: rig.service.drive, there });
  }
});
afterAll(async () => {
  for (const { rig } of accounts.values()) await rig[Symbol.asyncDispose]();
});

interface Scene extends Accounts {
  /** A folder in either drive for this schedule only. */
  place: string;
  files: Map<string, Uint8Array>;
  viewId: string;
}

const toHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const filesIn = (drive: DriveView, place: string): string[] =>
  drive.find(place) === null ? [] : drive.tree(place).filter((path) => !path.endsWith('/'));

async function prepare(schedule: CarrySchedule): Promise<Scene> {
  const opened = accounts.get(schedule.driveType)!;
  const { rig, here, there } = opened;
  runs += 1;
  const place = `run ${runs}`;
  const files = new Map<string, Uint8Array>();
  schedule.top.forEach((size, at) => files.set(`top${at}.bin`, bytesOf(size, runs + at + size)));
  schedule.inFolder.forEach((size, at) =>
    files.set(`Box/${at % 2 === 0 ? '' : 'deep/'}in${at}.bin`, bytesOf(size, runs + at + size)),
  );
  for (const [path, bytes] of files) here.addFile(`${place}/${path}`, bytes);
  there.addFolder(place);
  const { noHashes, ignoresRange } = schedule;
  Object.assign(rig.service.world.quirks, { noHashes, ignoresRange });
  rig.events.length = 0;
  const folder = { driveId: here.id, itemId: here.idOf(place) };
  const { viewId } = await openListed(rig, { accountId: rig.accountId, folder });
  return { ...opened, place, files, viewId };
}

/** Only a person can restore a revoked sign-in or free up a full drive. */
const isForPerson = ({ state, waitReason }: Transfer): boolean =>
  state === 'waiting' && (waitReason === 'signInNeeded' || waitReason === 'quotaFull');
const isStopped = (transfer: Transfer): boolean =>
  ['done', 'failed', 'conflict', 'cancelled'].includes(transfer.state) || isForPerson(transfer);

/** What others put where, and what they took. */
interface Others {
  happened: boolean;
  /** Contents that exist from then on. */
  added: Uint8Array[];
  deleted: string[];
  deletedTarget: boolean;
}

const others: Record<MeanwhileName, (scene: Scene, done: Others) => void> = {
  editsOriginal({ here, place, files }, done) {
    const path = [...files.keys()][0]!;
    if (here.find(`${place}/${path}`) === null) return;
    const edited = bytesOf(files.get(path)!.length + 3, 99 + runs);
    here.addFile(`${place}/${path}`, edited);
    done.added.push(edited);
  },
  renamesOriginal({ here, place, files }) {
    const path = [...files.keys()].at(-1)!;
    if (here.find(`${place}/${path}`) !== null) here.rename(`${place}/${path}`, 'renamed.bin');
  },
  deletesOriginal({ here, place, files }, done) {
    const path = [...files.keys()][0]!;
    if (here.find(`${place}/${path}`) === null) return;
    here.remove(`${place}/${path}`);
    done.deleted.push(path);
  },
  addsToSource({ here, place }, done) {
    const added = bytesOf(77, 1000 + runs);
    if (here.find(`${place}/Box`) === null) return;
    here.addFile(`${place}/Box/added.bin`, added);
    done.added.push(added);
  },
  takesName({ there, place, files }, done) {
    const path = [...files.keys()].find((one) => one.startsWith('top')) ?? '';
    if (path === '' || there.find(place) === null || there.find(`${place}/${path}`) !== null) return;
    const theirs = bytesOf(55, 2000 + runs);
    there.addFile(`${place}/${path}`, theirs);
    done.added.push(theirs);
  },
  renamesTarget({ there, place }) {
    if (there.find(place) !== null) there.rename(place, `${place} renamed`);
  },
  deletesTarget({ there, place }, done) {
    if (there.find(place) === null) return;
    there.remove(place);
    done.deletedTarget = true;
  },
};

interface Ran {
  batchId: string;
  done: Others;
  /** A session that can't be deleted stays until it expires. */
  refusedDeletes: number;
}

async function run(scene: Scene, schedule: CarrySchedule): Promise<Ran> {
  const { rig, kimId, there, place, viewId } = scene;
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const { pickId } = await rig.call('items.pick', { accountId: rig.accountId, selection });
  const to = { driveId: there.id, itemId: there.idOf(place) };
  const done: Others = { happened: false, added: [], deleted: [], deletedTarget: false };
  const { meanwhile } = schedule;
  rig.service.counters.reset();
  if (meanwhile !== null)
    rig.service.faults.add({
      route: meanwhile.route,
      nth: meanwhile.nth,
      edit(json) {
        if (!done.happened) others[meanwhile.name](scene, done);
        done.happened = true;
        return json;
      },
    });
  const placed = schedule.faults.map((fault) => rig.service.faults.add(fault));
  const { batchId } = await rig.call('items.carry', {
    verb: schedule.verb,
    pickId,
    accountId: kimId,
    to,
  });
  await rig.settled(batchId, isStopped);
  const strikes = placed.reduce((sum, { struck }) => sum + struck, 0);
  rig.service.faults.clear();
  rig.service.faults.add({ route: 'GET socketIo', status: 404, times: Infinity });
  // A session whose answer was lost keeps its name until it expires: the service is asked now and then.
  const strikesOf = (route: string): number =>
    placed.reduce((sum, { struck }, at) => (schedule.faults[at]?.route === route ? sum + struck : sum), 0);
  const lost = strikesOf('POST createUploadSession');
  // A folder that is not found may be new, so each file looks for it again for half a minute.
  const perFile = done.deletedTarget ? 40 : 20;
  expect(rig.service.counters.count(), 'requests').toBeLessThan(
    60 + scene.files.size * perFile + strikes * 20 + lost * 80,
  );
  return { batchId, done, refusedDeletes: strikesOf('DELETE upload session') };
}

/** Of everything that is not in a recycle bin. */
const contentsOf = (drive: DriveView, place: string): Set<string> =>
  new Set(filesIn(drive, place).map((path) => toHash(drive.bytes(`${place}/${path}`))));

const targetOf = ({ there, place }: Scene): string =>
  there.find(place) === null && there.find(`${place} renamed`) !== null ? `${place} renamed` : place;

function expectNothingLost(scene: Scene, schedule: CarrySchedule, done: Others): void {
  const { here, there, place, files } = scene;
  const target = targetOf(scene);
  const inSource = contentsOf(here, place);
  const inTarget = contentsOf(there, target);
  const known = new Set([...files.values(), ...done.added].map(toHash));
  for (const hash of inTarget) expect(known, 'only whole files arrive').toContain(hash);
  for (const [path, bytes] of files) {
    if (done.deleted.includes(path) || done.deletedTarget) continue;
    const hash = toHash(bytes);
    const isReplaced = done.added.length > 0 && schedule.meanwhile?.name === 'editsOriginal';
    if (isReplaced && path === [...files.keys()][0]) continue;
    expect(inSource.has(hash) || inTarget.has(hash), `${path} is somewhere`).toBe(true);
    if (schedule.verb === 'copy') expect(inSource, `${path} stays`).toContain(hash);
  }
  for (const bytes of done.added) {
    const isThere = inSource.has(toHash(bytes)) || inTarget.has(toHash(bytes));
    expect(isThere || wentWithFolder(schedule, here, bytes), 'of others').toBe(true);
  }
}

/** Folders of work drives have no tag for what is in them: what is added after the last look goes to the bin. */
const wentWithFolder = (
  { driveType, meanwhile }: CarrySchedule,
  here: DriveView,
  bytes: Uint8Array,
): boolean =>
  driveType !== 'personal' &&
  meanwhile?.name === 'addsToSource' &&
  here.raw.binned().some(({ node }) => node.name === 'Box' && node.sizeBytes === bytes.length);

function expectTold(scene: Scene, schedule: CarrySchedule, transfers: readonly Transfer[]): void {
  const { here, there, place, files } = scene;
  for (const transfer of transfers) {
    const { name, state, failure, outcome, verified } = transfer;
    const what = `${name} ${state} ${outcome ?? ''} ${failure?.code ?? ''}`;
    expect(failure?.code, what).not.toBe('bug');
    if (schedule.meanwhile !== null) continue;
    expect(state, what).not.toBe('conflict');
    const path = [...files.keys()].find((one) => one.endsWith(name));
    if (path === undefined) continue;
    const isHere = here.find(`${place}/${path}`) !== null;
    const isThere = there.find(`${place}/${path}`) !== null;
    if (state === 'done') expect(isThere, what).toBe(true);
    if (state === 'done') expect(verified, what).not.toBe(false);
    if (outcome === 'moved') expect(isHere, what).toBe(false);
    if (state === 'failed') expect(isHere, what).toBe(true);
    if (failure?.code === 'originalKept') expect(isHere, what).toBe(true);
  }
}

/** Once nothing goes wrong any more, "try again" brings everything to its end. */
async function expectFinishes(scene: Scene, schedule: CarrySchedule, batchId: string): Promise<void> {
  const { rig, here, there, place, files } = scene;
  const before = await rig.of(batchId);
  if (before.some(isForPerson)) return;
  // Names are reserved by sessions whose addresses were lost.
  rig.service.clock.advance(longestSessionMs);
  const wasKept = before.some(({ failure }) => failure?.code === 'originalKept');
  for (let round = 0; round < 3; round += 1) {
    const failed = (await rig.of(batchId)).filter(({ state }) => state === 'failed');
    if (failed.length === 0) break;
    await rig.call('transfers.retry', { batchId });
    await rig.settled(batchId, isStopped);
  }
  const ended = await rig.of(batchId);
  expect(ended.map(({ name, state, failure }) => [name, state, failure?.code])).toEqual(
    ended.map(({ name, failure }) => [name, 'done', failure?.code]),
  );
  expect(filesIn(there, place)).toEqual([...files.keys()].sort());
  if (schedule.verb !== 'move' || wasKept) return;
  const isFolderKept = ended.some(({ failure }) => failure?.code === 'folderKept');
  const left = here.tree(place);
  expect(isFolderKept ? left.filter((path) => !path.endsWith('/')) : left).toEqual([]);
}

async function check(schedule: CarrySchedule): Promise<void> {
  const scene = await prepare(schedule);
  const { rig, here, there, place } = scene;
  const { batchId, done, refusedDeletes } = await run(scene, schedule);
  expectNothingLost(scene, schedule, done);
  expectTold(scene, schedule, await rig.of(batchId));
  if (schedule.meanwhile === null) await expectFinishes(scene, schedule, batchId);
  expectNothingLost(scene, schedule, done);
  await clearAway(scene, batchId, refusedDeletes);
  for (const drive of [here, there])
    for (const name of [place, `${place} renamed`]) {
      const node = drive.find(name);
      if (node !== null) drive.raw.remove(node, true, drive.raw.owner);
    }
  expect(rig.bugs).toEqual([]);
  rig.service.clock.advance(Math.max(0, rig.clock.now() - rig.service.clock.now()));
}

/** Of earlier schedules. */
const leftSessions = new Set<object>();

async function clearAway({ rig, viewId }: Scene, batchId: string, mayBeLeft: number): Promise<void> {
  const open = (await rig.of(batchId)).filter(({ endedAt }) => endedAt === null);
  const transferIds = open.map(({ transferId }) => transferId);
  if (transferIds.length > 0) await rig.call('transfers.cancel', { transferIds });
  await rig.call('transfers.clearEnded', {});
  await rig.call('view.close', { viewId });
  const left = rig.service.world.uploads.open.filter((session) => !leftSessions.has(session));
  for (const session of left) leftSessions.add(session);
  const used = left.filter(({ received }) => received.length > 0).map(({ name }) => name);
  expect(used.slice(mayBeLeft), 'sessions left behind').toEqual([]);
}

test(
  `a copy or move to another account loses nothing, is told as it is, and can be finished (seed ${seed})`,
  async () => {
    await fc.assert(fc.asyncProperty(carrySchedules, check), { numRuns, seed, verbose: true });
  },
  slowestMs,
);
