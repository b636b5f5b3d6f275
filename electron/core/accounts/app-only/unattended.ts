import { basename } from 'node:path';
import { AppError } from '../../errors.ts';
import { noCredential, type Credential } from '../credential-store.ts';
import { readCertificate } from './certificate.ts';
import { readSecret, SecretFault, type UnattendedSource, type WrittenSecret } from './secret-source.ts';

export interface UnattendedProof {
  credential: Credential;
  expiresAt: string | null;
}

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
    // The file name suffices: the path must not appear in reports.
    const subject = source.from === 'environment' ? source.name : basename(source.path);
    throw new AppError('secretUnreadable', { subject, facts: { offending: cause.fault }, cause });
  }
}
