import type { DriveEntry } from '../../graph/drive-item.ts';
import { toExtension } from '../../graph/file-types.ts';

/**
 * SharePoint, and so every work drive, puts properties of its own into Office, PDF and web files after an upload:
 * size and hash are then others than those of what was sent, and that is no damage.
 */
const rewrittenExtensions = new Set(
  `doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xltx xltm ppt pptx pptm pot potx potm pps ppsx ppsm
  vsdx one pub mpp odt ods odp pdf htm html aspx`.split(/\s+/),
);

export const mayBeRewrittenByService = (
  name: string,
  driveType: 'personal' | 'business' | 'documentLibrary',
): boolean => driveType !== 'personal' && rewrittenExtensions.has(toExtension(name));

/**
 * What is to be said about an upload: true when the service stored what was sent, null where it gives no hash, false
 * where it changed the file on arrival as it may.
 */
export function verifyUpload(
  stored: Pick<DriveEntry, 'name' | 'quickXorHash' | 'sizeBytes'>,
  sent: { hash: string; sizeBytes: number },
  driveType: 'personal' | 'business' | 'documentLibrary',
): boolean | null | 'damaged' {
  if (stored.quickXorHash === sent.hash) return true;
  if (mayBeRewrittenByService(stored.name, driveType)) return stored.quickXorHash === null ? null : false;
  if (stored.quickXorHash === null && (stored.sizeBytes ?? sent.sizeBytes) === sent.sizeBytes) return null;
  return 'damaged';
}

/** Live photos are listed with the size of picture and film together, and delivered as the picture. */
const extensionsWithOtherSize = new Set(['heic', 'heif']);

/** Whether a whole file of that name may have another size than the one that is listed. */
export const mayHaveOtherSize = (
  name: string,
  driveType: 'personal' | 'business' | 'documentLibrary',
): boolean => extensionsWithOtherSize.has(toExtension(name)) || mayBeRewrittenByService(name, driveType);

/** The same of a download. Where there is a hash it decides alone: listed sizes are known to be wrong at times. */
export function verifyDownload(
  listed: Pick<DriveEntry, 'name' | 'quickXorHash' | 'sizeBytes'>,
  received: { hash: string; sizeBytes: number },
): true | null | 'damaged' {
  if (listed.quickXorHash !== null) return listed.quickXorHash === received.hash ? true : 'damaged';
  const asListed = listed.sizeBytes === null || listed.sizeBytes === received.sizeBytes;
  return asListed || extensionsWithOtherSize.has(toExtension(listed.name)) ? null : 'damaged';
}
