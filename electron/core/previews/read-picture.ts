import type { AccountDrive } from '../accounts/account-drive.ts';
import { isHtml } from '../graph/graph-errors.ts';
import type { HttpResponse } from '../ports.ts';
import type { Content } from '../session/content-urls.ts';

const maxThumbnailBytes = 4 * 1024 * 1024;

export async function showThumbnail(drive: AccountDrive, url: string): Promise<Content | null> {
  const bytes = await readThumbnail(drive, url);
  return bytes === null ? null : toPictureContent(bytes);
}

export function toPictureContent(bytes: Uint8Array): Content {
  return { mimeType: toPictureType(bytes), sizeBytes: bytes.length, body: bytes };
}

/** null once the thumbnail's URL has expired. */
export async function readThumbnail(drive: AccountDrive, url: string): Promise<Uint8Array | null> {
  const response = await drive.graph.presigned.request({ method: 'GET', url, followsRedirects: true });
  if (response.status !== 200 || !isPicture(response)) {
    await response.discard();
    return null;
  }
  return readUpTo(response, maxThumbnailBytes);
}

/** The stated type is untrusted: the content is only ever shown as a picture. */
export const isPicture = (response: HttpResponse): boolean => !isHtml({ ...response, text: '' });

export async function readUpTo(response: HttpResponse, limitBytes: number): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of response.body) {
    blocks.push(block);
    sizeBytes += block.length;
    if (sizeBytes >= limitBytes) break;
  }
  return new Uint8Array(Buffer.concat(blocks).subarray(0, limitBytes));
}

/** Thumbnails are JPEG, or PNG if there is transparency. */
function toPictureType(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0x52 && bytes[1] === 0x49) return 'image/webp';
  return 'image/jpeg';
}
