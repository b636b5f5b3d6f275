import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { judgeSentBytes } from './judge-sent-bytes.ts';
import type { KillReport } from './kill-order.ts';
import type { KillScene } from './kill-scene.ts';

type Tree = Map<string, Uint8Array | null>;

export function judgeDriveMeanwhile({ service: { drive }, allowed }: KillScene): string[] {
  return drive
    .tree()
    .filter((path) => !path.endsWith('/'))
    .filter((path) => !(allowed.get(path) ?? []).some((content) => drive.bytes(path).equals(content)))
    .map((path) => `meanwhile ${path} in the drive is neither the old version nor the new one`);
}

export async function judgeEditsMeanwhile(scene: KillScene): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, { path, content }] of scene.edits) {
    const save = scene.saves.get(name);
    if (save === undefined) continue;
    await save;
    const here = await readFile(await documentPath(scene, path)).catch(() => null);
    if (here === null || !here.equals(content)) problems.push(`the edit of ${name} is not here any more`);
  }
  return problems;
}

export const documentPath = async ({ documents }: KillScene, path: string): Promise<string> =>
  join(await onlyFolder(documents), path);

export async function judgeScene(scene: KillScene, report: KillReport, kills: number): Promise<string[]> {
  const { service, order } = scene;
  const { drive, counters } = service;
  const there = new Map(
    drive.tree().map((path) => [path, path.endsWith('/') ? null : drive.bytes(path)] as const),
  );
  const removals = /^DELETE item|^POST permanentDelete/;
  return [
    ...report.bugs.map((bug) => `logged: ${bug}`),
    ...service.bugs.map((bug) => `the service failed: ${String(bug)}`),
    ...judgeTransfers(report),
    ...compare('in the drive', there, scene.remote),
    ...compare('in the documents', await readTree(await onlyFolder(scene.documents)), scene.documentsHere),
    ...compare('in the chosen folder', await readTree(order.chosen), scene.chosenHere),
    ...judgeVersions(scene),
    ...(await findTemporary(scene.folder)).map((path) => `${path} was left`),
    ...(counters.count(removals) > 0 ? ['something in the drive was deleted'] : []),
    ...judgeSessions(scene, report, kills),
    ...judgeSentBytes(counters.seen, kills),
  ];
}

function judgeTransfers({ transfers }: KillReport): string[] {
  const wrong = transfers.filter(({ state, verified }) => state !== 'done' || verified === false);
  return wrong.map(
    ({ kind, path, name, state, failure }) => `${kind} of ${path}/${name} is ${state} ${failure?.code ?? ''}`,
  );
}

function compare(where: string, found: Tree, wanted: Tree): string[] {
  const wrong: string[] = [];
  for (const [path, content] of wanted) {
    const there = found.get(path);
    if (there === undefined) wrong.push(`${path} is missing ${where}`);
    else if (content !== null && (there === null || Buffer.compare(there, content) !== 0))
      wrong.push(`${path} is another one ${where}`);
  }
  const stray = [...found.keys()].filter((path) => !wanted.has(path));
  return [...wrong, ...stray.map((path) => `${path} is stray ${where}`)];
}

function judgeVersions({ service: { drive }, allowed }: KillScene): string[] {
  return [...allowed].flatMap(([path, contents]) => {
    const versions = drive.find(path)?.rare?.versions?.length ?? 0;
    return versions === contents.length - 1 ? [] : [`${path} has ${versions} older versions`];
  });
}

/**
 * A session created at the moment of a kill can't be ended: it holds nothing, and expires. Up to three
 * uploads run at a time.
 */
function judgeSessions({ service }: KillScene, { transfers }: KillReport, kills: number): string[] {
  const { open } = service.world.uploads;
  const used = open.filter(({ received }) => received.length > 0);
  const unheard = open.length - used.length;
  return [
    ...used.map(({ name, received }) => {
      const ofName = transfers.filter((one) => one.name === name);
      const told = ofName.map(({ kind, state, outcome }) => `${kind} ${state} ${outcome}`);
      const bytes = received.map((extent) => extent.bytes);
      return `a session of ${name} was left open with ${bytes.join(' and ')} bytes; ${told.join(', ')}`;
    }),
    ...(unheard > kills * 4 ? [`${unheard} sessions were begun for nothing`] : []),
  ];
}

const temporary = /\.(?:part|tmp)$/;

async function findTemporary(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths.filter((path) => temporary.test(path));
}

async function onlyFolder(documents: string): Promise<string> {
  const names = await readdir(documents).catch(() => []);
  return join(documents, names.length === 1 ? (names[0] ?? '') : '', 'myfiles');
}

async function readTree(folder: string): Promise<Tree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const tree: Tree = new Map();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split('\\').join('/');
    if (entry.isDirectory()) tree.set(`${name}/`, null);
    else tree.set(name, await readFile(path));
  }
  return tree;
}
