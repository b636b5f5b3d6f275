import type { MutantGroup } from './mutant.ts';

const network = 'electron/core/network';

export const networkMutants: readonly MutantGroup[] = [
  {
    file: `${network}/route-finder.ts`,
    tests: ['network/routing', 'network/proxy-rules'],
    mutants: [
      {
        guard: 'addresses of this computer never take a proxy',
        from: '      if (loopback.has(hostname)) return Promise.resolve([direct]);\n',
        to: '',
      },
      {
        guard: 'C2: the environment names a proxy where the system names none',
        from: "return routes[0]?.kind === 'direct' ? [toEnvironmentRoute(environment, url)] : routes;",
        to: 'return routes;',
      },
      {
        guard: '"No proxy" means none',
        from: "    if (settings.proxy === 'none') return [direct];\n",
        to: '',
      },
      {
        guard: 'exceptions of a proxy that was entered hold',
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
        guard: 'C2: NO_PROXY holds',
        from: "if (address === '' || isExcepted(of('NO_PROXY'), url)) return direct;",
        to: "if (address === '') return direct;",
      },
      {
        guard: 'a name in NO_PROXY does not count for the end of another name',
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
        guard: 'a proxy that does not answer gives way to the next one',
        from: 'if (!isUnreachable || place === routes.length - 1) throw error;',
        to: 'if (place >= 0) throw error;',
      },
      {
        guard: 'a refusal of the service is not sent once more another way',
        from: 'if (!isUnreachable || place === routes.length - 1) throw error;',
        to: 'if (place === routes.length - 1) throw error;',
      },
      {
        guard: 'a proxy that wants a name is told',
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
        guard: 'a password that was refused is not sent again',
        from: '    if (known !== null) throw known;\n',
        to: '',
      },
      {
        guard: 'no password goes to a proxy that does not ask',
        from: 'if (credential !== null && scheme !== null) return openSignedIn(target, scheme, credential);',
        to: "if (credential !== null) return openSignedIn(target, scheme ?? 'basic', credential);",
      },
      {
        guard: 'NTLM goes before Basic',
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
        guard: 'a proxy’s password is sealed or not kept',
        from: '      if (!(await vault.available().catch(() => false))) return false;\n',
        to: '',
        survives: 'a vault that is not available does not seal: the next line says the same',
      },
      {
        guard: 'a proxy’s password is forgotten on the disk, too',
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
        guard: 'a refusal of a proxy is no tunnel',
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
        guard: 'C2: authorities of the computer’s store are trusted',
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
        guard: 'a limit holds',
        from: 'if (limit !== null) freeMs = Math.max(now(), freeMs) + (bytes / limit) * 1000;',
        to: 'if (limit !== null) freeMs = now() + 0 * bytes;',
      },
      {
        guard: 'C16: a clock that was set back stops no transfer',
        from: '    if (nowMs < lastMs) freeMs -= lastMs - nowMs;\n',
        to: '',
      },
    ],
  },
];
