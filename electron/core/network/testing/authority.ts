import { generateKeyPairSync } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import forge from 'node-forge';
import type { Inspection } from './test-proxy.ts';

export interface Authority {
  certificate: string;
  /** Presents its own certificates to clients; trusts the service by `serviceCertificate`. */
  inspect(serviceCertificate: string): Inspection;
}

const dayMs = 24 * 3_600_000;
const dnsName = 2;

export function createAuthority(organization: string): Authority {
  const own = createKey();
  const name = [
    { name: 'commonName', value: `${organization} root` },
    { name: 'organizationName', value: organization },
  ];
  const sign = (certificate: forge.pki.Certificate) => {
    certificate.setIssuer(name);
    certificate.sign(own.forPrivate, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  };
  const root = createCertificate(own, '01', name);
  root.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  const certificate = sign(root);

  const shown = createKey();
  const contexts = new Map<string, SecureContext>();
  const contextFor = (hostname: string): SecureContext => {
    const known = contexts.get(hostname);
    if (known !== undefined) return known;
    const subject = [{ name: 'commonName', value: hostname }];
    const leaf = createCertificate(shown, `0${contexts.size + 2}`, subject);
    leaf.setExtensions([{ name: 'subjectAltName', altNames: [{ type: dnsName, value: hostname }] }]);
    const context = createSecureContext({ key: shown.pem, cert: sign(leaf) });
    contexts.set(hostname, context);
    return context;
  };

  return {
    certificate,
    inspect: (serviceCertificate) => (client, hostname, origin) => ({
      near: new TLSSocket(client, { isServer: true, secureContext: contextFor(hostname) }),
      far: reach(origin, hostname, serviceCertificate),
    }),
  };
}

function reach(origin: string, servername: string, ca: string): Socket {
  const { protocol, port } = new URL(origin);
  const at = { host: '127.0.0.1', port: Number(port) };
  return protocol === 'https:' ? connectTls({ ...at, servername, ca }) : connect(at);
}

interface Key {
  pem: string;
  forPublic: forge.pki.PublicKey;
  forPrivate: forge.pki.rsa.PrivateKey;
}

function createKey(): Key {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    pem,
    forPublic: forge.pki.publicKeyFromPem(publicPem),
    forPrivate: forge.pki.privateKeyFromPem(pem),
  };
}

function createCertificate(
  { forPublic }: Key,
  serialNumber: string,
  subject: forge.pki.CertificateField[],
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forPublic;
  certificate.serialNumber = serialNumber;
  certificate.validity.notBefore = new Date(Date.now() - dayMs);
  certificate.validity.notAfter = new Date(Date.now() + 2 * dayMs);
  certificate.setSubject(subject);
  return certificate;
}
