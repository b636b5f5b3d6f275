import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { ItemRef } from '../../contract/records.ts';
import type { ConflictChoice, Transfer } from '../../contract/transfers.ts';
import { defaultPieceBytes } from '../transfers/run/byte-ranges.ts';
import { createFastClock, type FastClock } from './fast-clock.ts';
import { createRig, type Rig, type RigOptions } from './rig.ts';
import { addSample, offerPaths, openListed } from './steps.ts';
import { realClock } from './test-ports.ts';

/** The clock does not wait. */
export interface TransferRig extends Rig {
  accountId: string;
  clock: FastClock;
  root: ItemRef;
  local: string;
  write(path: string, content: string | Uint8Array): Promise<string>;
  upload(paths: readonly string[], options?: UploadOptions): Promise<Transfer[]>;
  begin(paths: readonly string[], options?: UploadOptions): Promise<string>;
  download(names: readonly string[], folderPath?: string): Promise<Transfer[]>;
  beginDownload(names: readonly string[], folderPath?: string): Promise<string>;
  settled(batchId: string, isStopped?: (transfer: Transfer) => boolean): Promise<Transfer[]>;
  until(batchId: string, test: (transfer: Transfer) => boolean): Promise<Transfer>;
  of(batchId: string): Promise<Transfer[]>;
  resolve(transfer: Transfer, choice: ConflictChoice, applyToBatch?: boolean): Promise<Transfer[]>;
  documents: string;
}

export interface UploadOptions {
  intent?: 'upload' | 'save';
  parent?: ItemRef;
}

export const threePieces = 2 * defaultPieceBytes + 1000;

const pollMs = 25;
const stopped: readonly string[] = ['done', 'failed', 'cancelled', 'conflict'];
const hasStopped = ({ state }: Transfer): boolean => stopped.includes(state);

export async function createTransferRig(options: RigOptions = {}): Promise<TransferRig> {
  const clock = createFastClock();
  const rig = await createRig({ content: 'empty', clock, ...options });
  const accountId = await addSample(rig);
  const local = await mkdtemp(join(tmpdir(), 'slipway-local-'));
  const root = { driveId: rig.service.drive.id, itemId: rig.service.drive.rootId };

  const of = async (batchId: string) =>
    (await rig.call('transfers.list', {})).transfers.filter((transfer) => transfer.batchId === batchId);

  /** Checks after each event, and periodically: requests of the service cause no event. */
  async function poll<T>(find: () => Promise<T | null>): Promise<T> {
    for (;;) {
      const heard = rig.events.length;
      const found = await find();
      if (found !== null) return found;
      const news = rig.waitForEvent('transfers.changed', () => rig.events.length > heard);
      await Promise.race([news, realClock.sleep(pollMs)]);
    }
  }

  const settled = (batchId: string, isStopped = hasStopped) =>
    poll(async () => {
      const transfers = await of(batchId);
      return transfers.every(isStopped) ? transfers : null;
    });

  const begin = async (
    paths: readonly string[],
    { intent = 'upload', parent = root }: UploadOptions = {},
  ) => {
    const tickets = await offerPaths(rig.session, paths);
    return (await rig.call('transfers.upload', { accountId, parent, tickets, intent })).batchId;
  };

  const beginDownload = async (names: readonly string[], folderPath = '') => {
    const { drive } = rig.service;
    const folder = folderPath === '' ? null : { driveId: drive.id, itemId: drive.idOf(folderPath) };
    const { viewId } = await openListed(rig, { accountId, folder });
    const itemIds = names.map((name) => drive.idOf(folderPath === '' ? name : `${folderPath}/${name}`));
    const selection = { viewId, mode: 'only' as const, itemIds };
    return (await rig.call('transfers.download', { accountId, selection }))!.batchId;
  };

  const dispose = rig[Symbol.asyncDispose].bind(rig);
  return Object.assign(rig, {
    accountId,
    clock,
    root,
    local,
    documents: join(rig.userData, 'documents'),
    of,
    settled,
    begin,
    beginDownload,
    async write(path: string, content: string | Uint8Array) {
      const whole = join(local, path);
      await mkdir(dirname(whole), { recursive: true });
      await writeFile(whole, content);
      return whole;
    },
    upload: async (paths: readonly string[], uploading?: UploadOptions) =>
      settled(await begin(paths, uploading)),
    download: async (names: readonly string[], folderPath?: string) =>
      settled(await beginDownload(names, folderPath)),
    until: (batchId: string, test: (transfer: Transfer) => boolean) =>
      poll(async () => (await of(batchId)).find(test) ?? null),
    async resolve({ transferId, batchId }: Transfer, choice: ConflictChoice, applyToBatch = false) {
      await rig.call('transfers.resolve', { transferId, choice, applyToBatch });
      return settled(batchId);
    },
    async [Symbol.asyncDispose]() {
      await dispose();
      await rm(local, { recursive: true, force: true });
    },
  });
}

export async function beginToPiece(
  rig: TransferRig,
  nth: number,
  content: Uint8Array,
  options?: UploadOptions,
): Promise<{ batchId: string; transferId: string; letGo: () => void }> {
  const path = await rig.write('a.bin', content);
  const held = rig.service.faults.hold({ route: 'PUT upload range', nth });
  const batchId = await rig.begin([path], options);
  const { transferId } = await rig.until(batchId, () => held.struck > 0);
  return { batchId, transferId, letGo: () => held.letGo() };
}

export async function stopAtPiece(
  rig: TransferRig,
  nth: number,
  content: Uint8Array,
  options?: UploadOptions,
): Promise<string> {
  const { batchId, letGo } = await beginToPiece(rig, nth, content, options);
  await rig.restart();
  letGo();
  return batchId;
}

export function bytesOf(length: number, seed = 1): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed >>> 0 || 1;
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}

export async function expectStored(
  rig: TransferRig,
  transfers: readonly Transfer[],
  content: Uint8Array,
): Promise<void> {
  expect(transfers).toMatchObject([
    { state: 'done', outcome: 'created', verified: true, finalName: 'a.bin' },
  ]);
  expect(rig.service.drive.tree()).toEqual(['a.bin']);
  expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
}
