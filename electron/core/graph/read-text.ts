import { releaseMemory } from '../lib/release-memory.ts';

/** Well above any listing: 1,000 items are about 2 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;
/** Errors state their reason at the beginning. */
const maxRefusalBytes = 256 * 1024;

export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * For errors the beginning suffices; a caller that stops reading closes the connection. @throws
 * AnswerTooLarge
 */
export async function readText(
  status: number,
  blocks: AsyncIterable<Uint8Array>,
  maxBytes = maxAnswerBytes,
): Promise<string> {
  const isRefusal = status >= 300;
  const limitBytes = isRefusal ? Math.min(maxRefusalBytes, maxBytes) : maxBytes;
  const read = await readBlocks(blocks, limitBytes, isRefusal);
  return new TextDecoder().decode(Buffer.concat(read).subarray(0, limitBytes));
}

/** The buffer can be transferred to another thread, and leaves no garbage. @throws AnswerTooLarge */
export async function readBytes(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const read = await readBlocks(blocks, maxAnswerBytes, false);
  const bytes = new Uint8Array(read.reduce((sum, block) => sum + block.length, 0));
  let used = 0;
  for (const block of read) {
    bytes.set(block, used);
    used += block.length;
    releaseMemory(block);
  }
  return bytes;
}

async function readBlocks(
  blocks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  mayBeCut: boolean,
): Promise<Uint8Array[]> {
  const read: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of blocks) {
    read.push(block);
    sizeBytes += block.length;
    if (sizeBytes <= limitBytes) continue;
    if (!mayBeCut) throw new AnswerTooLarge();
    break;
  }
  return read;
}
