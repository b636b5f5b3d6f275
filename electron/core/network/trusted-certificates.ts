import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';
import type { Trust } from '../ports.ts';

export function createTrust(readSystem: () => string[] = readSystemCertificates): Trust {
  let system: string[] | null = null;
  let all: SecureContext | null = null;
  let own: SecureContext | null = null;
  const systemOnce = () => (system ??= readSystem());
  return {
    context: () =>
      (all ??= createSecureContext({ ca: [...new Set([...readDefaultCertificates(), ...systemOnce()])] })),
    publicContext: () => (own ??= createSecureContext({ ca: [...rootCertificates] })),
    systemCount: () => systemOnce().length,
  };
}

const readDefaultCertificates = (): readonly string[] =>
  typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates;

function readSystemCertificates(): string[] {
  // Missing in some Electron versions, which use another TLS library.
  if (typeof getCACertificates !== 'function') return [];
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
