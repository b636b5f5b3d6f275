import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls';

/**
 * Whom connections trust: the authorities that come with the app, and those of this computer's own store, where companies
 * put theirs. Read once, when the first connection needs them: on some systems that takes a moment.
 */
export interface Trust {
  context(): SecureContext;
  /** The app's own authorities alone: tells a certificate of a company's inspection from one of the public. */
  publicContext(): SecureContext;
  systemCount(): number;
}

export function createTrust(readSystem: () => string[] = readSystemCertificates): Trust {
  let system: string[] | null = null;
  let all: SecureContext | null = null;
  let own: SecureContext | null = null;
  const systemOnce = () => (system ??= readSystem());
  return {
    context: () =>
      (all ??= createSecureContext({ ca: [...new Set([...rootCertificates, ...systemOnce()])] })),
    publicContext: () => (own ??= createSecureContext({ ca: [...rootCertificates] })),
    systemCount: () => systemOnce().length,
  };
}

function readSystemCertificates(): string[] {
  // Not in every Electron, whose TLS is another library.
  if (typeof getCACertificates !== 'function') return [];
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
