/** More than any page of a listing comes to: a thousand items are about two megabytes. */
const maxAnswerBytes = 32 * 1024 * 1024;
/** Who refuses says so at the beginning. */
const maxRefusalBytes = 256 * 1024;

/** An answer that is longer than any that the service has reason to give. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * The text of an answer, counted as it comes and after it is decoded. Of a refusal the beginning is enough; a caller who stops
 * reading closes the connection.
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
