import type { DriveEntry } from '../../graph/drive-item.ts';
import { toExtension } from '../../../contract/file-families.ts';

/**
 * SharePoint, and so every work drive, adds properties to these after an upload: size and hash then differ
 * without damage.
 */
const rewrittenExtensions = new Set(
  `doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xltx xltm ppt pptx pptm pot potx potm pps ppsx ppsm
  vsdx one pub mpp odt ods odp pdf htm html aspx`.split(/\s+/),
);

export const mayBeRewrittenByService = (
  name: string,
  driveType: 'personal' | 'business' | 'documentLibrary',
): boolean => driveType !== 'personal' && rewrittenExtensions.has(toExtension(name));

/** null if the service provides no hash, false if it legitimately changed the file on arrival. */
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

/** Live photos are listed with the combined size of picture and video, but delivered as the picture. */
const extensionsWithOtherSize = new Set(['heic', 'heif']);

export const mayHaveOtherSize = (
  name: string,
  driveType: 'personal' | 'business' | 'documentLibrary',
): boolean => extensionsWithOtherSize.has(toExtension(name)) || mayBeRewrittenByService(name, driveType);

/** If there is a hash it alone decides: listed sizes are sometimes wrong. */
export function verifyDownload(
  listed: Pick<DriveEntry, 'name' | 'quickXorHash' | 'sizeBytes'>,
  received: { hash: string; sizeBytes: number },
): true | null | 'damaged' {
  if (listed.quickXorHash !== null) return listed.quickXorHash === received.hash ? true : 'damaged';
  const asListed = listed.sizeBytes === null || listed.sizeBytes === received.sizeBytes;
  return asListed || extensionsWithOtherSize.has(toExtension(listed.name)) ? null : 'damaged';
}

/** The least share of the listed size: a short notice in place of a document is never taken for it. */
const minShare = 0.1;

/**
 * Microsoft lists live photos, protected documents and some Office and PDF files with another size and
 * checksum than they are delivered with, on all kinds of drives.
 */
export function isKnownToBeListedWrong(name: string): boolean {
  const extension = toExtension(name);
  return extensionsWithOtherSize.has(extension) || rewrittenExtensions.has(extension);
}

/** How often content that differs from what is listed is fetched again: damage would differ each time. */
export const unlistedRepeats = 2;

/** Whether every download may arrive with another checksum than the listed one. */
export const mayBeListedWrong = (
  { name, sizeBytes }: Pick<DriveEntry, 'name' | 'sizeBytes'>,
  received: { sizeBytes: number },
): boolean => isKnownToBeListedWrong(name) && received.sizeBytes >= (sizeBytes ?? 0) * minShare;
