import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';

const DAY_MS = 24 * 3_600_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Self-signed for these hosts and 127.0.0.1, in PEM. */
export function makeServerCertificate(hostNames: readonly string[] = []): { key: string; cert: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(
    pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 2 * DAY_MS);
  const name = [{ name: 'commonName', value: hostNames[0] ?? '127.0.0.1' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  const altNames = [
    ...hostNames.map((value) => ({ type: DNS_NAME, value })),
    { type: IP_ADDRESS, ip: '127.0.0.1' },
  ];
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(certificate) };
}

export function writeServerCertificate(
  folder: string,
  hostNames: readonly string[],
): { key: string; cert: string } {
  const made = makeServerCertificate(hostNames);
  writeFileSync(join(folder, 'key.pem'), made.key);
  writeFileSync(join(folder, 'cert.pem'), made.cert);
  return made;
}
