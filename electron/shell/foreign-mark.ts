import { writeFile } from 'node:fs/promises';
import type { About } from '../core/ports.ts';

/**
 * Windows warns before running a file with this mark, and Office opens it in protected view: an alternate
 * stream with zone 3, the internet. It omits the download URL, which is a secret. macOS quarantines files
 * itself (LSFileQuarantineEnabled); Linux has no such mark.
 */
export async function markAsForeign(path: string, platform: About['platform']): Promise<void> {
  if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
}
