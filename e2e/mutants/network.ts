import type { MutantGroup } from './mutant.ts';

const network = 'electron/core/network';

export const networkMutants: readonly MutantGroup[] = [
  {
    file: `${network}/route-finder.ts`,
    tests: ['network/routing', 'network/proxy-rules'],
    mutants: [
      {
        guard: 'addresses of this computer never use a proxy',
        from: '      if (loopback.has(hostname)) return Promise.resolve([direct]);\n',
        to: '',
      },
      {
        guard: 'C2: the environment’s proxy is used if the system has none',
        from: "return routes[0]?.kind === 'direct' ? [toEnvironmentRoute(environment, url)] : routes;",
        to: 'return routes;',
      },
      {
        guard: '"No proxy" disables all proxies',
        from: "    if (settings.proxy === 'none') return [direct];\n",
        to: '',
      },
      {
        guard: 'exceptions of an entered proxy apply',
        from: 'return route === null || isExcepted(settings.proxyExceptions, url) ? [direct] : [route];',
        to: 'return route === null ? [direct] : [route];',
      },
    ],
  },
  {
    file: `${network}/environment-proxy.ts`,
    tests: ['network/proxy-rules'],
    mutants: [
      {
        guard: 'C2: NO_PROXY applies',
        from: "if (address === '' || isExcepted(of('NO_PROXY'), url)) return direct;",
        to: "if (address === '') return direct;",
      },
      {
        guard: 'a name in NO_PROXY does not match the end of another name',
        from: 'return host === plain || host.endsWith(`.${plain}`);',
        to: 'return host.endsWith(plain);',
      },
      {
        guard: 'a port in NO_PROXY counts',
        from: '  if (onPort !== undefined && onPort !== port) return false;\n',
        to: '',
      },
    ],
  },
  {
    file: `${network}/routing.ts`,
    tests: ['network/routing', 'network/proxy-sign-in', 'network/real-proxies'],
    mutants: [
      {
        guard: 'a proxy that does not respond is followed by the next one',
        from: 'if (!isUnreachable || place === routes.length - 1) throw error;',
        to: 'if (place >= 0) throw error;',
      },
      {
        guard: 'a request refused by the service is not sent over another route',
        from: 'if (!isUnreachable || place === routes.length - 1) throw error;',
        to: 'if (place === routes.length - 1) throw error;',
      },
      {
        guard: 'a proxy that requires sign-in is reported',
        from: "    if (verdict === 'ask') setWanted({ proxy, realm, wasRefused });\n",
        to: '',
      },
    ],
  },
  {
    file: `${network}/proxy-sign-in.ts`,
    tests: ['network/proxy-sign-in', 'network/routing'],
    mutants: [
      {
        guard: 'a refused password is not sent again',
        from: '    if (known !== null) throw known;\n',
        to: '',
      },
      {
        guard: 'no password is sent to a proxy that does not ask',
        from: 'if (credential !== null && scheme !== null) return openSignedIn(target, scheme, credential);',
        to: "if (credential !== null) return openSignedIn(target, scheme ?? 'basic', credential);",
      },
      {
        guard: 'NTLM is preferred to Basic',
        from: "  if (offered.includes('ntlm')) return 'ntlm';\n  return offered.includes('basic') ? 'basic' : null;",
        to: "  if (offered.includes('basic')) return 'basic';\n  return offered.includes('ntlm') ? 'ntlm' : null;",
      },
    ],
  },
  {
    file: `${network}/proxy-credentials.ts`,
    tests: ['network/routing', 'network/proxy-sign-in'],
    mutants: [
      {
        guard: 'a proxy’s password is sealed or not stored',
        from: '      if (!(await vault.available().catch(() => false))) return false;\n',
        to: '',
        survives: 'an unavailable vault does not seal: the next line has the same effect',
      },
      {
        guard: 'a proxy’s password is also deleted from the disk',
        from: '      await rm(path, { force: true });\n',
        to: '',
      },
    ],
  },
  {
    file: `${network}/transports.ts`,
    tests: ['network/inspection', 'network/routing', 'network/check-connection'],
    mutants: [
      {
        guard: 'B4: certificates are always checked',
        from: '({ secureContext: trust.context(), rejectUnauthorized: true }) as const;',
        to: '({ secureContext: trust.context(), rejectUnauthorized: false }) as const;',
      },
    ],
  },
  {
    file: `${network}/tunnel.ts`,
    tests: ['network/routing', 'network/proxy-sign-in'],
    mutants: [
      {
        guard: 'a proxy’s refusal is not mistaken for a tunnel',
        from: '  if (response.statusCode !== 200) {',
        to: '  if (response.statusCode === 0) {',
      },
    ],
  },
  {
    file: `${network}/trusted-certificates.ts`,
    tests: ['network/inspection', 'network/'],
    mutants: [
      {
        guard: 'C2: authorities in the computer’s store are trusted',
        from: '...readDefaultCertificates(), ...systemOnce()])]',
        to: '...readDefaultCertificates()])]',
      },
    ],
  },
  {
    file: 'electron/core/bandwidth/token-bucket.ts',
    tests: ['bandwidth/bandwidth'],
    mutants: [
      {
        guard: 'a speed limit applies',
        from: 'if (limit !== null) freeMs = Math.max(now(), freeMs) + (bytes / limit) * 1000;',
        to: 'if (limit !== null) freeMs = now() + 0 * bytes;',
      },
      {
        guard: 'C16: a clock that was set back does not stop a transfer',
        from: '    if (nowMs < lastMs) freeMs -= lastMs - nowMs;\n',
        to: '',
      },
    ],
  },
];
