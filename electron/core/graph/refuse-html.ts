import type { HttpResponse } from '../ports.ts';
import type { DriveEntry } from './drive-item.ts';
import { toExtension } from '../../contract/file-families.ts';
import { isHtml, type TextResponse } from './graph-errors.ts';
import { captivePortalError } from './network-errors.ts';

const htmlExtensions: ReadonlySet<string> = new Set('htm html xhtml shtml mht mhtml asp aspx url'.split(' '));

/** It comes from the network. For HTML files, length and hash tell.  @throws AppError networkSignIn */
export async function refuseHtml(
  response: HttpResponse,
  { name, mimeType }: Pick<DriveEntry, 'name' | 'mimeType'>,
  nowMs: number,
): Promise<void> {
  const head: TextResponse = { status: response.status, headers: response.headers, text: '' };
  if (!isHtml(head) || htmlExtensions.has(toExtension(name)) || (mimeType ?? '').includes('html')) return;
  await response.discard();
  throw captivePortalError(head, nowMs).about(name);
}
