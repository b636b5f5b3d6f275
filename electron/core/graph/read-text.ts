/** Well above any listing: 1,000 items are about 2 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;
/** Errors state their reason at the beginning. */
const maxRefusalBytes = 256 * 1024;

/** The response is longer than any legitimate one. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Reads a response and limits its decoded length. For errors the beginning suffices; a caller that stops reading
 * closes the connection. The bytes are in a buffer of their own, so they can be transferred to another thread.
 *
 * @throws AnswerTooLarge
 */
export async function readBytes(
  status: number,
  blocks: AsyncIterable<Uint8Array>,
  maxBytes = maxAnswerBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const isRefusal = status >= 300;
  const limitBytes = isRefusal ? Math.min(maxRefusalBytes, maxBytes) : maxBytes;
  const read: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of blocks) {
    read.push(block);
    sizeBytes += block.length;
    if (sizeBytes <= limitBytes) continue;
    if (!isRefusal) throw new AnswerTooLarge();
    break;
  }
  const bytes = new Uint8Array(sizeBytes);
  let used = 0;
  for (const block of read) {
    bytes.set(block, used);
    used += block.length;
  }
  return bytes.subarray(0, limitBytes);
}

export const readText = async (...response: Parameters<typeof readBytes>): Promise<string> =>
  new TextDecoder().decode(await readBytes(...response));
