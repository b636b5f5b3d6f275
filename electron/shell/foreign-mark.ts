import { writeFile } from 'node:fs/promises';
import type { About } from '../core/ports.ts';

/**
 * The mark by which Windows warns before a file runs and Office opens it in its protected view: a stream beside the
 * content, zone 3 for the internet. No address in it: those of downloads are secrets. On macOS the system puts every file of
 * an app with LSFileQuarantineEnabled into quarantine by itself; Linux has no such mark.
 */
export async function markAsForeign(path: string, platform: About['platform']): Promise<void> {
  if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
}
