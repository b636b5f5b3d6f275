import type { MutantGroup } from './mutant.ts';

const shell = 'electron/shell';

export const shellMutants: readonly MutantGroup[] = [
  {
    file: `${shell}/bridge-ipc.ts`,
    tests: ['shell/bridge-ipc'],
    mutants: [
      {
        guard: 'E6: only the top frame of the app’s own page may call',
        from: ' || !mayCall(event.senderFrame)) {',
        to: ') {',
      },
      {
        guard: 'E6: only admitted windows may call',
        from: 'if (!admitted.has(event.sender) || leaving.has(event.sender)',
        to: 'if (leaving.has(event.sender)',
      },
      {
        guard: 'B8: a page that is leaving may not call',
        from: ' || leaving.has(event.sender) ||',
        to: ' ||',
      },
      {
        guard: 'B8: a refused navigation ends nothing',
        from: '        if (details.defaultPrevented) stay();\n',
        to: '',
      },
      {
        guard: 'B8: a new page gets its own session',
        from: '        stay();\n        end(webContents);\n      });\n      webContents.once',
        to: '        stay();\n      });\n      webContents.once',
      },
      {
        guard: 'a navigation within the page ends nothing',
        from: 'if (details.isMainFrame && !details.isSameDocument) leaving.add(webContents);',
        to: 'if (details.isMainFrame) leaving.add(webContents);',
      },
      {
        guard: 'a navigating frame ends nothing',
        from: 'if (details.isMainFrame && !details.isSameDocument) leaving.add(webContents);',
        to: 'if (!details.isSameDocument) leaving.add(webContents);',
      },
      {
        guard: 'a closed window ends its session',
        from: '        end(webContents);\n        admitted.delete(webContents);',
        to: '        admitted.delete(webContents);',
      },
      {
        guard: 'only the app’s own page offers files',
        from: "    if (!connection) return refuse('forbidden');\n    const opened",
        to: '    if (!connection) return { ok: true as const, value: [] };\n    const opened',
      },
      {
        guard: 'the method name must be a string',
        from: "return typeof method === 'string' ? connection.session.call(method, input) : refuse('unknownMethod');",
        to: 'return connection.session.call(method as string, input);',
      },
    ],
  },
  {
    file: `${shell}/guard.ts`,
    tests: ['shell/guard'],
    mutants: [
      {
        guard: 'E6: navigating away is blocked',
        from: '      details.preventDefault();\n      log.warn',
        to: '      log.warn',
      },
      {
        guard: 'E6: a redirect of the page is blocked',
        from: '      if (details.isMainFrame) details.preventDefault();',
        to: '      void details;',
      },
      {
        guard: 'no page can be embedded',
        from: "    contents.on('will-attach-webview', (event) => event.preventDefault());\n",
        to: '',
      },
      {
        guard: 'a page can’t open a window',
        from: "return { action: 'deny' };",
        to: "return { action: 'allow' };",
      },
      {
        guard: 'B12: the browser downloads nothing',
        from: 'if (!mayDownload(item.getURL())) event.preventDefault();',
        to: 'mayDownload(item.getURL());',
      },
      {
        guard: 'B12: permission requests are checked against the list',
        from: 'answer(isPermitted(permission, details.requestingUrl, isDevelopment)),',
        to: 'answer(isPermitted(permission, details.requestingUrl, isDevelopment) || true),',
      },
      {
        guard: 'B12: permission checks use the list',
        from: '    isPermitted(permission, origin, isDevelopment),\n',
        to: '    isPermitted(permission, origin, isDevelopment) || true,\n',
      },
      {
        guard: 'a page gets no device',
        from: 'setDevicePermissionHandler(() => false);',
        to: 'setDevicePermissionHandler(() => true);',
      },
      {
        guard: 'the page has no network',
        from: 'answer({ cancel: !mayRequest(details.url, serverUrl) }),',
        to: 'answer({ cancel: details.url === "" && !mayRequest(details.url, serverUrl) }),',
      },
      {
        guard: 'B1: WebRTC needs a proxy',
        from: "    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');\n",
        to: '',
      },
      {
        guard: 'B1: the page’s proxy is dead',
        from: '  await own.setProxy(toDeadProxy(serverUrl));\n',
        to: '',
      },
    ],
  },
  {
    file: `${shell}/renderer-security.ts`,
    tests: ['shell/renderer-security'],
    mutants: [
      {
        guard: 'the browser writes only what is dragged to other programs',
        from: 'export const mayDownload = (url: string): boolean => mayBeSaved(url);',
        to: "export const mayDownload = (url: string): boolean => url.startsWith('content:');",
      },
      {
        guard: 'E6: a frame within the page may not call',
        from: 'return frame !== null && frame.parent === null && isAppUrl(frame.url);',
        to: 'return frame !== null && isAppUrl(frame.url);',
      },
      {
        guard: 'E6: another page may not call',
        from: 'return frame !== null && frame.parent === null && isAppUrl(frame.url);',
        to: 'return frame !== null && frame.parent === null;',
      },
      {
        guard: 'another host of the scheme is not the app',
        from: "protocol === 'app:' && host === 'main' &&",
        to: "protocol === 'app:' &&",
      },
      {
        guard: 'B12: no permission beyond the clipboard',
        from: 'return granted.has(permission) || (isDevelopment && grantedInDevelopment.has(permission));',
        to: 'return permission !== "" || (isDevelopment && grantedInDevelopment.has(permission)) || granted.size > 0;',
      },
      {
        guard: 'B12: no permission for another page',
        from: '  if (!isAppUrl(requestingUrl)) return false;\n',
        to: '',
      },
      {
        guard: 'links lead to known hosts only',
        from: "protocol === 'https:' && outsideHosts.has(host) ?",
        to: "protocol === 'https:' ?",
      },
      {
        guard: 'the page requests its own schemes only',
        from: '  if (requestSchemes.has(protocol)) return true;',
        to: "  if (requestSchemes.has(protocol) || protocol === 'https:') return true;",
      },
      {
        guard: 'the page connects to nothing',
        from: '"connect-src \'none\'",\n  "base-uri \'none\'",\n  "form-action \'none\'",\n  "frame-ancestors \'none\'",\n  "require',
        to: '"connect-src *",\n  "base-uri \'none\'",\n  "form-action \'none\'",\n  "frame-ancestors \'none\'",\n  "require',
      },
      {
        guard: 'B1: loopback addresses do not bypass the dead proxy',
        from: 'proxyBypassRules: `<-loopback>${development}`,',
        to: 'proxyBypassRules: `${development}`,',
        tests: ['shell/renderer-security', 'shell/guard'],
      },
    ],
  },
  {
    file: `${shell}/app-files.ts`,
    tests: ['shell/app-files'],
    mutants: [
      {
        guard: 'no file outside the package is served',
        from: 'return path.startsWith(folder + sep) && type',
        to: 'return path !== "" && sep !== "" && type',
      },
      {
        guard: 'no unknown kind is served',
        from: ' && type !== undefined ? { path, type } : null;',
        to: " ? { path, type: type ?? 'text/plain' } : null;",
      },
    ],
  },
  {
    file: `${shell}/content-headers.ts`,
    tests: ['shell/content-headers'],
    mutants: [
      {
        guard: 'content of a drive runs nothing',
        from: "\"default-src 'none'; style-src 'unsafe-inline'; sandbox\",",
        to: "\"default-src 'none'; style-src 'unsafe-inline'\",",
      },
      {
        guard: 'content of a drive is a picture, audio, video or plain text',
        from: "imageMimeTypes.has(bare) || mediaMimeTypes.has(bare) ? bare : 'text/plain; charset=utf-8';",
        to: 'bare;',
      },
      {
        guard: 'the type of a drive’s content is not guessed',
        from: "    'x-content-type-options': 'nosniff',\n",
        to: '',
      },
    ],
  },
  {
    file: `${shell}/environment.ts`,
    tests: ['shell/environment'],
    mutants: [
      {
        guard: 'B4: NODE_TLS_REJECT_UNAUTHORIZED is cleared',
        from: "  'NODE_TLS_REJECT_UNAUTHORIZED',\n",
        to: '',
      },
      { guard: 'B4: a debugger port is refused', from: "  'remote-debugging-port',\n", to: '' },
      {
        guard: 'B4: switches with one dash or a slash count',
        from: '/^(?:--?|\\/)([a-z0-9-]+)(?:=.*)?$/is',
        to: '/^--([a-z0-9-]+)(?:=.*)?$/is',
      },
      {
        guard: 'B4: variables count in any case',
        from: 'dangerousVariables.includes(name.toUpperCase())',
        to: 'dangerousVariables.includes(name)',
      },
    ],
  },
  {
    file: `${shell}/detour.ts`,
    tests: ['shell/detour'],
    mutants: [
      {
        guard: 'a packaged app accepts no redirected hosts',
        from: 'if (text === undefined || isPackaged) return null;',
        to: 'if (text === undefined) return null;',
      },
      {
        guard: 'redirected hosts are on this computer only',
        from: "protocol === 'http:' && loopback.has(hostname) && pathname",
        to: "protocol === 'http:' && loopback.size > 0 && hostname !== '' && pathname",
      },
    ],
  },
  {
    file: `${shell}/launch.ts`,
    tests: ['shell/launch'],
    mutants: [
      {
        guard: 'a packaged app accepts no other sample drive',
        from: 'if (text === undefined || isPackaged || !URL.canParse(text)) return null;',
        to: 'if (text === undefined || !URL.canParse(text)) return null;',
      },
      {
        guard: 'another sample drive is on this computer',
        from: "protocol !== 'http:' || !loopback.has(hostname) ||",
        to: "protocol !== 'http:' || loopback.size === 0 || hostname === '' ||",
      },
    ],
  },
  {
    file: `${shell}/redact.ts`,
    tests: ['shell/redact', 'shell/log'],
    mutants: [
      { guard: 'tokens are removed from the log', from: '    .replace(jwt, redacted)\n', to: '' },
      {
        guard: 'pre-signed addresses are removed from the log',
        from: '    .replace(url, redactUrl)\n',
        to: '',
      },
      {
        guard: 'bearer headers are removed from the log',
        from: '    .replace(bearer, (_, kind: string) => `${kind} ${redacted}`)\n',
        to: '',
      },
      {
        guard: 'fields named like secrets are removed from the log',
        from: 'secretName.test(key) && entry !== null',
        to: 'secretName.test(key) && entry === undefined',
      },
      {
        guard: 'tickets are removed from the log',
        from: "  if (protocol === 'content:') return `content://${redacted}`;\n",
        to: '',
      },
    ],
  },
  {
    file: `${shell}/vault.ts`,
    tests: ['shell/vault'],
    mutants: [
      {
        guard: 'B7: a fixed key is not a seal',
        from: 'return !isFixedKey && !sealed.includes(probe);',
        to: 'return (isFixedKey || true) && !sealed.includes(probe);',
      },
      {
        guard: 'B7: plain text is not a seal',
        from: 'return !isFixedKey && !sealed.includes(probe);',
        to: 'return !isFixedKey;',
      },
      {
        guard: 'B7: what the system asks to seal again is sealed again',
        from: 'if (shouldReEncrypt && (await available()))',
        to: 'if (shouldReEncrypt === null && (await available()))',
      },
    ],
  },
  {
    file: `${shell}/installation.ts`,
    tests: ['shell/installation'],
    mutants: [
      {
        guard: 'B9: a deb or rpm does not replace itself',
        from: "return packageType === null ? 'notInstalled' : 'packaged';",
        to: "return packageType === null ? 'notInstalled' : null;",
      },
      {
        guard: 'an update on Windows is signed',
        from: "if (platform === 'win32' && !/^publisherName:/m.test(updateConfiguration ?? '')) return 'unsigned';",
        to: '',
      },
    ],
  },
  {
    file: `${shell}/offered-files.ts`,
    tests: ['shell/offered-files'],
    mutants: [
      {
        guard: 'a page writes no more than announced',
        from: ' || file.written + bytes.length > declared) return false;',
        to: ') return false;',
      },
      {
        guard: 'the number of files created by a page is limited',
        from: "      if (total > maxInMemoryBytes) return 'tooLarge';\n",
        to: '',
      },
      {
        guard: 'an incomplete file is not offered',
        from: '      if (isWhole) {',
        to: '      if (isWhole || offer !== null) {',
      },
      {
        guard: 'a file name from a page can’t change the path',
        from: "toLocalName(described[index]?.name ?? '')",
        to: "(described[index]?.name ?? '')",
      },
    ],
  },
  {
    file: `${shell}/closing.ts`,
    tests: ['shell/closing'],
    mutants: [
      {
        guard: 'A11: a running delete is asked about',
        from: 'const unfinished = active + quiet + waiting',
        to: 'const unfinished = active + waiting',
      },
      {
        guard: 'F16: closing warns if the list can’t be saved',
        from: 'const isAtRest = summary.allPaused && summary.persisted && summary.conflicts + summary.quiet === 0;',
        to: 'const isAtRest = summary.allPaused && summary.conflicts + summary.quiet === 0;',
      },
      {
        guard: 'unsent edits are asked about',
        from: "return edits.length === 0 ? 'close' : toEditsQuestion(edits);",
        to: "return edits.length >= 0 ? 'close' : toEditsQuestion(edits);",
      },
    ],
  },
  {
    file: `${shell}/foreign-mark.ts`,
    tests: ['shell/foreign-mark'],
    mutants: [
      {
        guard: 'B2: Windows is told where a file comes from',
        from: "if (platform === 'win32') await",
        to: "if (platform === 'darwin') await",
      },
    ],
  },
  {
    file: 'electron/core/drags/drags.ts',
    tests: ['core/drags'],
    mutants: [
      {
        guard: 'a file from elsewhere is not mistaken for one dragged from here',
        from: 'return offered.length === own.size && offered.every((path) => own.has(path));',
        to: 'return offered.length === own.size;',
      },
    ],
  },
  {
    file: 'electron/core/drags/find-copies.ts',
    tests: ['core/drags'],
    mutants: [
      {
        guard: 'an outdated copy is not given to other programs',
        from: "state === 'changed' || (state === 'present' && isSameContent(record.version, toVersion(entry)));",
        to: "state === 'changed' || state === 'present';",
      },
    ],
  },
];
