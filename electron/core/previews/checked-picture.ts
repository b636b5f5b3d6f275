import type { HttpResponse } from '../ports.ts';
import { readDimensions } from './picture-dimensions.ts';
import { maxPictureBytes, maxPixels } from './preview-plan.ts';
import { readUpTo } from './read-picture.ts';
import { isLightSvg } from './svg-weight.ts';
import { toText } from './text-head.ts';

/** More metadata than this before the size of a picture isn't read. */
const maxHeaderBytes = 1024 * 1024;

export async function checkPicture(
  body: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array> | null> {
  const blocks = body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const next = await blocks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
    const found = readDimensions(head);
    if (found === 'unknown') break;
    const isTooLarge =
      found === 'incomplete' ? head.length > maxHeaderBytes : found.width * found.height > maxPixels;
    if (isTooLarge) {
      await blocks.return?.();
      return null;
    }
    if (found !== 'incomplete') break;
  }
  return withHead(head, blocks);
}

export async function checkDrawing(response: HttpResponse): Promise<Uint8Array | null> {
  const bytes = await readUpTo(response, maxPictureBytes);
  if (bytes.length === maxPictureBytes) return null;
  const text = toText(bytes, false);
  return text !== null && isLightSvg(text) ? bytes : null;
}

async function* withHead(
  head: Uint8Array,
  blocks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (head.length > 0) yield head;
    for (let next = await blocks.next(); next.done !== true; next = await blocks.next()) yield next.value;
  } finally {
    await blocks.return?.();
  }
}
