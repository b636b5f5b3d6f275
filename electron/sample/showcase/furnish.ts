import { textContent } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import type { Grant } from '../model/grant.ts';
import { rareOf, type DriveNode } from '../model/node.ts';
import { ALEX, DANA, KIM, type Person } from '../model/people.ts';
import type { World } from '../model/world.ts';
import { contentFor } from './content-for.ts';
import type { Mood } from './landscape.ts';
import { danasFiles, kimsFiles, myFiles } from './my-files.ts';
import type { Plan } from './plan.ts';
import { createDice } from './random.ts';
import { WELCOME } from './welcome.ts';

const SHOWCASE_DAY_MS = Date.UTC(2026, 10, 16);
const DAY_MS = 24 * 3_600_000;
const welcome = textContent(WELCOME);

export function furnish(world: World): void {
  const [alex, dana, kim] = [ALEX, DANA, KIM].map((person) => world.drives.of(person)) as [
    Drive,
    Drive,
    Drive,
  ];
  fill(alex, alex.root, myFiles, 'day');
  fill(dana, dana.root, danasFiles, 'day');
  fill(kim, kim.root, kimsFiles, 'day');

  lock(alex, ['Finance', 'Budget 2026 (open elsewhere).xlsx']);
  const pictures = alex.child(alex.root, 'Pictures');
  const roll = pictures === null ? null : alex.child(pictures, 'Camera Roll');
  if (pictures !== null) rareOf(pictures).specialFolder = 'photos';
  if (roll !== null) rareOf(roll).specialFolder = 'cameraroll';
  const documents = alex.child(alex.root, 'Documents');
  if (documents !== null) rareOf(documents).specialFolder = 'documents';

  offer(world, dana, ['HR'], 90);
  share(dana, at(dana, ['Team offsite agenda.docx']), DANA, ALEX, 'read', 14);
  offer(world, dana, ['Team offsite agenda.docx'], 14);
  offer(world, kim, ['Brand assets'], 65);
  // Revoked by Kim: still listed, and answers 404.
  offer(world, kim, ['Quarterly figures.xlsx'], 120);
}

function fill(drive: Drive, folder: DriveNode, plan: Plan, mood: Mood): number {
  const dice = createDice(`${plan.name}/dates`);
  const owner = drive.owner;
  const newestMs = SHOWCASE_DAY_MS - (plan.daysAgo ?? 0) * DAY_MS;
  const spanMs = (plan.spanDays ?? 1) * DAY_MS;
  let latestMs = plan.files === undefined ? newestMs : 0;
  const moment = (): number => {
    const day = Math.floor((newestMs - dice.next() * spanMs) / DAY_MS) * DAY_MS;
    const ms = day + dice.between(7 * 60, 19 * 60) * 60_000 + dice.between(0, 59) * 1000;
    latestMs = Math.max(latestMs, ms);
    return ms;
  };

  for (const name of plan.files ?? []) {
    const { content, rare } = name.startsWith('Welcome to')
      ? { content: welcome, rare: null }
      : contentFor(name, plan.mood ?? mood);
    const modifiedMs = moment();
    const by = dice.next() < 0.15 ? DANA : owner;
    const node = drive.add(folder, {
      kind: 'file',
      name,
      by,
      content,
      createdMs: modifiedMs - dice.between(0, 9) * DAY_MS,
      modifiedMs,
    });
    node.rare = rare?.picture === undefined ? rare : { ...rare, takenMs: modifiedMs };
  }
  for (const name of plan.notebooks ?? []) {
    drive.add(folder, {
      kind: 'package',
      name,
      by: owner,
      createdMs: newestMs - 200 * DAY_MS,
      modifiedMs: moment(),
      sizeBytes: 48_213,
    });
  }
  for (const inner of plan.folders ?? []) {
    const node = drive.add(folder, { kind: 'folder', name: inner.name, by: owner });
    const modifiedMs = fill(drive, node, inner, plan.mood ?? mood);
    latestMs = Math.max(latestMs, modifiedMs);
    if (inner.sharedWith === 'dana') share(drive, node, owner, DANA, 'write', 30);
    if (inner.sharedWith === 'alex-write') share(drive, node, owner, ALEX, 'write', 90);
    if (inner.sharedWith === 'alex-read') share(drive, node, owner, ALEX, 'read', 65);
  }
  for (const key of ['modifiedMs', 'serverModifiedMs'] as const) folder[key] = latestMs;
  for (const key of ['createdMs', 'serverCreatedMs'] as const) folder[key] = latestMs - 300 * DAY_MS;
  return latestMs;
}

function share(
  drive: Drive,
  node: DriveNode,
  sharedBy: Person,
  withPerson: Person,
  role: 'read' | 'write',
  daysAgo: number,
): void {
  const grant: Grant = {
    id: `grant-${drive.number}-${node.seq}`,
    roles: [role],
    people: [withPerson],
    link: null,
    sharedBy,
    sharedMs: SHOWCASE_DAY_MS - daysAgo * DAY_MS,
    expiresMs: null,
    hasPassword: false,
  };
  const rare = rareOf(node);
  rare.grants = [...(rare.grants ?? []), grant];
}

function offer(world: World, drive: Drive, path: readonly string[], daysAgo: number): void {
  world.shared.push({
    drive,
    node: at(drive, path),
    withPerson: ALEX,
    sharedBy: drive.owner,
    sharedMs: SHOWCASE_DAY_MS - daysAgo * DAY_MS,
  });
}

function lock(drive: Drive, path: readonly string[]): void {
  rareOf(at(drive, path)).locked = true;
}

function at(drive: Drive, path: readonly string[]): DriveNode {
  let node: DriveNode | null = drive.root;
  for (const name of path) node = node === null ? null : drive.child(node, name);
  if (node === null) throw new Error(`the showcase has no ${path.join('/')}`);
  return node;
}
