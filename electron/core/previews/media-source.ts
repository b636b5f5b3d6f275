import type { AccountDrive } from '../accounts/account-drive.ts';
import type { HttpResponse } from '../ports.ts';
import type { Content, ContentSource, WantedBytes } from '../session/content-urls.ts';
import { isPicture } from './read-picture.ts';

/** Players ask for everything from an offset; they get this much at a time. */
const partBytes = 4 * 1024 * 1024;

/**
 * A long video starts at once and is never held whole. `contentPath`: of the item, of an earlier version, or
 * of its PDF. An expired content URL is renewed.
 */
export function createMediaSource(drive: AccountDrive, contentPath: string, mimeType: string): ContentSource {
  let url: string | null = null;

  const fetchPart = async (range: string): Promise<HttpResponse> => {
    url ??= await drive.graph.location({ method: 'GET', path: contentPath });
    return drive.graph.presigned.request({
      method: 'GET',
      url,
      headers: { range },
      priority: 'person',
      followsRedirects: true,
    });
  };

  return async (wanted) => {
    const { start, end } = toPart(wanted);
    const range = `bytes=${start}-${end - 1}`;
    let response = await fetchPart(range);
    if ([401, 403, 404, 410].includes(response.status)) {
      await response.discard();
      url = null;
      response = await fetchPart(range);
    }
    return toContent(response, mimeType, { start, end });
  };
}

function toPart(wanted: WantedBytes | null): { start: number; end: number } {
  const start = wanted?.start ?? 0;
  return { start, end: Math.min(wanted?.end ?? Number.POSITIVE_INFINITY, start + partBytes) };
}

async function toContent(
  response: HttpResponse,
  mimeType: string,
  asked: { start: number; end: number },
): Promise<Content | null> {
  const given = response.status === 206 ? parsePart(response.headers['content-range']) : null;
  // A player would take other bytes for those it asked for.
  const part = given !== null && given.start === asked.start && given.end <= asked.end ? given : null;
  if ((part === null && response.status !== 200) || !isPicture(response)) {
    await response.discard();
    return null;
  }
  if (part !== null) return { mimeType, sizeBytes: part.end - part.start, body: response.body, part };
  // The host does not support ranges: it plays from the beginning, without seeking.
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  return { mimeType, sizeBytes: Number.isSafeInteger(length) ? length : null, body: response.body };
}

/** "bytes 0-99/1000" */
export function parsePart(text: string | undefined): Required<Content>['part'] | null {
  const [, start, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(text ?? '') ?? [];
  if (start === undefined || last === undefined || total === undefined) return null;
  return { start: Number(start), end: Number(last) + 1, totalBytes: Number(total) };
}
