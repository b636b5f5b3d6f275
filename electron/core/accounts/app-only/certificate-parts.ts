import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { AppError } from '../../errors.ts';
import type { CertificateFault } from './certificate.ts';

export interface CertificateParts {
  keys: KeyObject[];
  certificates: X509Certificate[];
}

type Refuse = (fault: CertificateFault) => AppError;

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;

export function readPemParts(text: string, password: string | null, refuse: Refuse): CertificateParts {
  const parts: CertificateParts = { keys: [], certificates: [] };
  for (const [pem, label = ''] of text.matchAll(block)) {
    if (label === 'CERTIFICATE') parts.certificates.push(attempt(() => new X509Certificate(pem), refuse));
    else if (label.endsWith('PRIVATE KEY')) parts.keys.push(readKey(pem, password, refuse));
  }
  if (parts.keys.length + parts.certificates.length === 0) throw refuse('notUnderstood');
  return parts;
}

function readKey(pem: string, password: string | null, refuse: Refuse): KeyObject {
  const isEncrypted = pem.includes('ENCRYPTED');
  if (isEncrypted && password === null) throw refuse('passwordNeeded');
  try {
    return createPrivateKey({ key: pem, ...(password === null ? {} : { passphrase: password }) });
  } catch {
    // Errors may quote what was read, so they are not passed on.
    throw refuse(isEncrypted ? 'wrongPassword' : 'notUnderstood');
  }
}

export async function readDerParts(
  bytes: Buffer,
  password: string | null,
  refuse: Refuse,
): Promise<CertificateParts> {
  const certificate = tryTo(() => new X509Certificate(bytes));
  if (certificate !== null) return { keys: [], certificates: [certificate] };
  const key = tryTo(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));
  if (key !== null) return { keys: [key], certificates: [] };
  return readPfx(bytes, password, refuse);
}

/** Node can use a PFX for TLS, but does not expose its contents. */
async function readPfx(bytes: Buffer, password: string | null, refuse: Refuse): Promise<CertificateParts> {
  // Large and rarely needed, so it is loaded on demand.
  const { default: forge } = await import('node-forge');
  const asn1 = tryTo(() => forge.asn1.fromDer(forge.util.createBuffer(bytes.toString('binary'))));
  if (asn1 === null) throw refuse('notUnderstood');
  // Some programs write an empty password for "no password", some none at all.
  const open = (word?: string) => tryTo(() => forge.pkcs12.pkcs12FromAsn1(asn1, false, word));
  const pfx = password === null ? (open('') ?? open()) : open(password);
  if (pfx === null) {
    // Without a password, only the header distinguishes a locked file from an invalid one.
    if (!namesPfx(bytes)) throw refuse('notUnderstood');
    throw refuse(password === null ? 'passwordNeeded' : 'wrongPassword');
  }
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
  const bagsOf = (type: string | undefined) =>
    type === undefined ? [] : (pfx.getBags({ bagType: type })[type] ?? []);
  const derOf = (tree: Parameters<typeof forge.asn1.toDer>[0]) =>
    Buffer.from(forge.asn1.toDer(tree).getBytes(), 'binary');
  return {
    certificates: bagsOf(certBag).map(({ cert, asn1: tree }) =>
      attempt(
        () => new X509Certificate(derOf(cert == null ? tree : forge.pki.certificateToAsn1(cert))),
        refuse,
      ),
    ),
    keys: [...bagsOf(keyBag), ...bagsOf(pkcs8ShroudedKeyBag)].map(({ key, asn1: tree }) =>
      attempt(
        () =>
          key == null
            ? createPrivateKey({ key: derOf(tree), format: 'der', type: 'pkcs8' })
            : createPrivateKey(forge.pki.privateKeyToPem(key)),
        refuse,
      ),
    ),
  };
}

/** A PFX begins with its version, 3, followed by PKCS #7 data (1.2.840.113549.1.7.x). */
const namesPfx = (bytes: Buffer): boolean =>
  bytes.subarray(0, 64).includes(Buffer.from([0x02, 0x01, 0x03])) &&
  bytes.subarray(0, 64).includes(Buffer.from('2a864886f70d0107', 'hex'));

function tryTo<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function attempt<T>(work: () => T, refuse: Refuse): T {
  const done = tryTo(work);
  if (done === null) throw refuse('notUnderstood');
  return done;
}
