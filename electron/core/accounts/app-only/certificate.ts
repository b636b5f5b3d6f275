import { X509Certificate, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { FileRefused, readRegularFile } from '../../lib/read-regular-file.ts';
import { readPemParts, readDerParts, type CertificateParts } from './certificate-parts.ts';

export interface AppCertificate {
  /** SHA-256 of the certificate, hex in lower case */
  thumbprintSha256: string;
  /** PKCS #8, PEM, without a password */
  privateKey: string;
  /** The certificate and its chain, PEM, the app's own first. */
  x5c: string;
  /** ISO 8601, UTC */
  expiresAt: string;
}

export interface CertificateFile {
  name: string;
  path: string;
}

/** Why a file is unusable, as `facts.offending`; the renderer has a text for each. */
export type CertificateFault =
  | 'passwordNeeded'
  | 'wrongPassword'
  | 'noCertificate'
  | 'noKey'
  | 'otherKey'
  | 'notRsa'
  | 'expired'
  | 'notYetValid'
  | 'notUnderstood'
  | 'tooLarge';

/** Far above any certificate chain. */
const maxBytes = 1024 * 1024;

/**
 * A PFX, a PEM with certificate and key, or the two in separate files. @throws AppError certificateUnreadable
 * about the file, with a CertificateFault as `facts.offending` and, for an expired one, its last day as
 * `facts.missing`; localFileMissing, localFileUnreadable
 */
export async function readCertificate(
  files: readonly CertificateFile[],
  password: string | null,
  nowMs: number,
): Promise<AppCertificate> {
  const parts: CertificateParts = { keys: [], certificates: [] };
  for (const file of files) {
    const { keys, certificates } = await readParts(file, password);
    parts.keys.push(...keys);
    parts.certificates.push(...certificates);
  }
  // If something is missing in both files, the first one is named.
  return judge(parts, files[0]?.name ?? '', nowMs);
}

export const unreadable = (name: string, fault: CertificateFault, day: string | null = null): AppError =>
  new AppError('certificateUnreadable', { subject: name, facts: { offending: fault, missing: day } });

async function readParts(
  { name, path }: CertificateFile,
  password: string | null,
): Promise<CertificateParts> {
  const bytes = await readSmallFile(name, path);
  const text = bytes.toString('latin1');
  return text.includes('-----BEGIN ')
    ? readPemParts(text, password, (fault) => unreadable(name, fault))
    : readDerParts(bytes, password, (fault) => unreadable(name, fault));
}

async function readSmallFile(name: string, path: string): Promise<Buffer> {
  try {
    return await readRegularFile(path, { maxBytes });
  } catch (cause) {
    if (cause instanceof FileRefused)
      throw cause.reason === 'tooLarge'
        ? unreadable(name, 'tooLarge')
        : new AppError('localNotAFile', { subject: name, cause });
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new AppError(isMissing ? 'localFileMissing' : 'localFileUnreadable', { subject: name, cause });
  }
}

function judge({ keys, certificates }: CertificateParts, name: string, nowMs: number): AppCertificate {
  if (certificates.length === 0) throw unreadable(name, 'noCertificate');
  if (keys.length === 0) throw unreadable(name, 'noKey');
  const pair = findPair(certificates, keys);
  if (pair === null) throw unreadable(name, 'otherKey');
  const { certificate, key } = pair;
  if (key.asymmetricKeyType !== 'rsa') throw unreadable(name, 'notRsa');
  const lastDay = certificate.validToDate.toISOString().slice(0, 10);
  if (certificate.validToDate.getTime() <= nowMs) throw unreadable(name, 'expired', lastDay);
  if (certificate.validFromDate.getTime() > nowMs) throw unreadable(name, 'notYetValid');
  const others = certificates.filter((one) => one.fingerprint256 !== certificate.fingerprint256);
  return {
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    x5c: [certificate, ...others].map((one) => one.toString()).join(''),
    expiresAt: certificate.validToDate.toISOString(),
  };
}

/** Chains contain several certificates, and files come in any order. */
function findPair(
  certificates: readonly X509Certificate[],
  keys: readonly KeyObject[],
): { certificate: X509Certificate; key: KeyObject } | null {
  for (const certificate of certificates) {
    const key = keys.find((one) => certificate.checkPrivateKey(one));
    if (key !== undefined) return { certificate, key };
  }
  return null;
}
