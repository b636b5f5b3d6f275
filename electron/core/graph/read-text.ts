/** Well above any listing: 1,000 items are about 2 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;
/** Errors state their reason at the beginning. */
const maxRefusalBytes = 256 * 1024;

/** The response is longer than any legitimate one. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Reads the text of a response and limits its decoded length. For errors the beginning suffices; a caller that
 * stops reading closes the connection.
 *
 * @throws AnswerTooLarge
 */
export async function readText(
  status: number,
  blocks: AsyncIterable<Uint8Array>,
  maxBytes = maxAnswerBytes,
): Promise<string> {
  const isRefusal = status >= 300;
  const limitBytes = isRefusal ? Math.min(maxRefusalBytes, maxBytes) : maxBytes;
  const all: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of blocks) {
    all.push(block);
    sizeBytes += block.length;
    if (sizeBytes <= limitBytes) continue;
    if (!isRefusal) throw new AnswerTooLarge();
    break;
  }
  return new TextDecoder().decode(Buffer.concat(all).subarray(0, limitBytes));
}
