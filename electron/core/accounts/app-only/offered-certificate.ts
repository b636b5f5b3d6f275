import { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { OfferedSource } from '../../lib/inspect-source.ts';
import { noCredential } from '../credential-store.ts';
import type { AppProof } from '../sign-in/app-flow.ts';
import { readCertificate, type CertificateFile } from './certificate.ts';

/** @throws AppError localNotAFile, or why an offered file can't be read */
export function toCertificateFiles(sources: readonly OfferedSource[]): CertificateFile[] {
  return sources.map((source) => {
    if (source.kind === 'refused') throw new AppError(source.failure.code, { subject: source.name });
    if (source.kind === 'folder') throw new AppError('localNotAFile', { subject: source.name });
    return { name: source.name, path: source.path };
  });
}

export async function readOffered(
  { password }: { password: string | null },
  files: readonly CertificateFile[],
  { clock }: { clock: Clock },
): Promise<AppProof> {
  const { expiresAt, ...certificate } = await readCertificate(files, password, clock.now());
  return { credential: { ...noCredential, certificate }, expiresAt };
}
