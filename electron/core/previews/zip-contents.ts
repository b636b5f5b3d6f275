import type { ArchiveContents } from '../../contract/previews.ts';

/** Bytes [start, end) of a file; fewer at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** The end-of-central-directory record: 22 bytes, and a comment of up to 65,535. */
const endBytes = 22;
const maxTailBytes = endBytes + 0xff_ff;
const maxTableBytes = 8 * 1024 * 1024;
const maxEntries = 1_000;

const endMark = 0x06_05_4b_50;
const end64Mark = 0x06_06_4b_50;
const locator64Mark = 0x07_06_4b_50;
const entryMark = 0x02_01_4b_50;

interface Table {
  start: number;
  sizeBytes: number;
  count: number;
}

/** Without unpacking anything. null if it is not a readable ZIP. */
export async function readZipContents(sizeBytes: number, read: ReadBytes): Promise<ArchiveContents | null> {
  try {
    const tail = Buffer.from(await read(Math.max(0, sizeBytes - maxTailBytes), sizeBytes));
    const table = await findTable(tail, read);
    if (table === null || !isInside(table, sizeBytes)) return null;
    const length = Math.min(table.sizeBytes, maxTableBytes);
    return readEntries(Buffer.from(await read(table.start, table.start + length)), table);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Each entry takes at least 46 bytes, and the numbers may be any. */
const isInside = ({ start, sizeBytes, count }: Table, fileBytes: number): boolean =>
  start + sizeBytes <= fileBytes && count * 46 <= sizeBytes;

async function findTable(tail: Buffer, read: ReadBytes): Promise<Table | null> {
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endMark) continue;
    const table = {
      count: tail.readUInt16LE(at + 10),
      sizeBytes: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
    };
    const isLarge =
      table.start === 0xff_ff_ff_ff || table.sizeBytes === 0xff_ff_ff_ff || table.count === 0xff_ff;
    const locator = at - 20;
    if (!isLarge || locator < 0 || tail.readUInt32LE(locator) !== locator64Mark) return table;
    const start = Number(tail.readBigUInt64LE(locator + 8));
    const end = Buffer.from(await read(start, start + 56));
    if (end.readUInt32LE(0) !== end64Mark) return null;
    return {
      count: Number(end.readBigUInt64LE(32)),
      sizeBytes: Number(end.readBigUInt64LE(40)),
      start: Number(end.readBigUInt64LE(48)),
    };
  }
  return null;
}

function readEntries(table: Buffer, { count, sizeBytes: tableBytes }: Table): ArchiveContents {
  const isPartial = table.length < tableBytes;
  const entries: ArchiveContents['entries'] = [];
  let sizeBytes = 0;
  let files = 0;
  let at = 0;
  let isCut = isPartial;
  while (at + 46 <= table.length && table.readUInt32LE(at) === entryMark) {
    const nameBytes = table.readUInt16LE(at + 28);
    const extraBytes = table.readUInt16LE(at + 30);
    const extra = at + 46 + nameBytes;
    // Bit 11: the name is UTF-8. Otherwise the encoding is unknown, usually that of the system.
    const isUtf8 = (table.readUInt16LE(at + 8) & 0x08_00) !== 0;
    const name = table.toString(isUtf8 ? 'utf8' : 'latin1', at + 46, extra).slice(0, 1024);
    const isFolder = name.endsWith('/');
    const short = table.readUInt32LE(at + 24);
    const size = short === 0xff_ff_ff_ff ? readSize64(table.subarray(extra, extra + extraBytes)) : short;
    if (!isFolder) files += 1;
    sizeBytes = Math.min(sizeBytes + (size ?? 0), Number.MAX_SAFE_INTEGER);
    if (entries.length === maxEntries) isCut = true;
    else if (name !== '') entries.push({ name, isFolder, sizeBytes: isFolder ? null : size });
    at = extra + extraBytes + table.readUInt16LE(at + 32);
  }
  return {
    entries,
    count: isPartial ? count : files,
    sizeBytes: isPartial ? null : sizeBytes,
    isCut,
  };
}

/** The unpacked size comes first in the field for sizes of 4 GiB and more. null: there is none that can be true. */
function readSize64(extra: Buffer): number | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1 || at + 12 > extra.length) continue;
    const size = Number(extra.readBigUInt64LE(at + 4));
    return Number.isSafeInteger(size) ? size : null;
  }
  return null;
}
