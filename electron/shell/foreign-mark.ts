import { writeFile } from 'node:fs/promises';
import type { About } from '../core/ports.ts';

/**
 * The mark is an alternate stream with zone 3, the internet: Windows warns before running the file. It omits
 * the download URL, which is a secret. macOS quarantines files itself (LSFileQuarantineEnabled); Linux has no
 * such mark.
 */
export async function markAsForeign(path: string, platform: About['platform']): Promise<void> {
  if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
}
