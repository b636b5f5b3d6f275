import { basename } from 'node:path';
import { AppError } from '../../errors.ts';
import { noCredential, type Credential } from '../credential-store.ts';
import { readCertificate } from './certificate.ts';
import { readSecret, SecretFault, type UnattendedSource, type WrittenSecret } from './secret-source.ts';

export interface UnattendedProof {
  credential: Credential;
  /** Of a certificate; null where nobody says. */
  expiresAt: string | null;
}

/**
 * What an app proves itself with, from where its administrator put it. It is used and forgotten.
 *
 * @throws AppError secretUnreadable with the fault as `facts.offending`, certificateUnreadable
 */
export async function readUnattended(source: UnattendedSource, nowMs: number): Promise<UnattendedProof> {
  if (source.from !== 'certificate')
    return { credential: { ...noCredential, secret: await read(source) }, expiresAt: null };
  const password = source.password === null ? null : await read(source.password);
  const file = { name: basename(source.path), path: source.path };
  const { expiresAt, ...certificate } = await readCertificate([file], password, nowMs);
  return { credential: { ...noCredential, certificate }, expiresAt };
}

async function read(source: WrittenSecret): Promise<string> {
  try {
    return await readSecret(source, process.env, process.platform);
  } catch (cause) {
    if (!(cause instanceof SecretFault)) throw cause;
    // The path stays out of reports: the file's name is enough to find it.
    const subject = source.from === 'environment' ? source.name : basename(source.path);
    throw new AppError('secretUnreadable', { subject, facts: { offending: cause.fault }, cause });
  }
}
