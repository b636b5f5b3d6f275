import type { MutantGroup } from './mutant.ts';

const accounts = 'electron/core/accounts';

export const accountMutants: readonly MutantGroup[] = [
  {
    file: `${accounts}/sign-in/loopback.ts`,
    tests: ['sign-in/loopback'],
    mutants: [
      {
        guard: 'B12: a request for another host is refused',
        from: "    if (!isAtHome(request, server)) return say(response, 403, 'stranger');\n",
        to: '',
      },
      {
        guard: 'B12: the listener accepts connections from this computer only',
        from: "server.listen(0, '127.0.0.1', done);",
        to: "server.listen(0, '0.0.0.0', done);",
      },
      {
        guard: 'B12: a GET is refused where a form post is expected',
        from: "if (request.method !== 'POST' || request.url !== '/' ||",
        to: "if (request.url !== '/' ||",
      },
      {
        guard: 'B12: a response on another path is refused',
        from: "if (request.method !== 'POST' || request.url !== '/' ||",
        to: "if (request.method !== 'POST' ||",
      },
      {
        guard: 'B12: a response is accepted once',
        from: "if (isAnswered || fields.getAll('state').length !== 1",
        to: "if (fields.getAll('state').length !== 1",
      },
      {
        guard: 'a response with two states is refused',
        from: "fields.getAll('state').length !== 1 || fields.get('state') !== state)",
        to: "fields.get('state') !== state)",
      },
      {
        guard: 'a response to another attempt is refused',
        from: "fields.getAll('state').length !== 1 || fields.get('state') !== state)",
        to: "fields.getAll('state').length !== 1)",
      },
      {
        guard: 'an oversized response is not read',
        from: '    if (sizeBytes > maxBytes) return null;\n',
        to: '',
      },
      {
        guard: 'a response of another content type is refused',
        from: " || type !== 'application/x-www-form-urlencoded')",
        to: ' || type === null)',
      },
      {
        guard: 'pages of the listener run no script',
        from: "    'content-security-policy': csp,\n",
        to: '    "x-policy": csp,\n',
      },
    ],
  },
  {
    file: `${accounts}/sign-in/browser-flow.ts`,
    tests: ['sign-in/browser-flow', 'sign-in/flows'],
    mutants: [
      {
        guard: 'PKCE: the code is redeemed only with the verifier',
        from: "        codeChallenge: challenge,\n        codeChallengeMethod: 'S256',\n",
        to: '',
      },
      {
        guard: 'a wrong registration is reported before a page opens',
        from: '  if (code !== null && shownOnly.has(code)) {',
        to: '  if (code !== null && url === null) {',
      },
      {
        guard: 'no page opens for a canceled attempt',
        from: "    if (attempt.signal.aborted) throw new AppError('cancelled');\n    await attempt.openPage",
        to: '    await attempt.openPage',
      },
      {
        guard: 'a page that never responds ends the attempt',
        from: "await waitForPerson(attempt, ports.clock, pageWaitMs, 'signInTimedOut', loopback.answer);",
        to: 'await loopback.answer; void waitForPerson; void pageWaitMs;',
      },
    ],
  },
  {
    file: `${accounts}/sign-in/sign-ins.ts`,
    tests: ['sign-in/flows', 'policy/policy', 'accounts/sealed'],
    mutants: [
      {
        guard: 'permissions beyond the policy are refused before any request',
        from: "      if (refused.length > 0) throw new AppError('scopeNotAllowed', { facts: { scopes: refused } });\n",
        to: '',
      },
      {
        guard: 'a sealed sign-in does not start without sealing',
        from: "request.keep === 'sealed' && !(await credentials.canSeal()))",
        to: "request.keep === 'sealed' && request.keep === null)",
      },
      {
        guard: 'an attempt belongs to the window that started it',
        from: "if (one === undefined || one.session !== session) throw new AppError('notFound');",
        to: "if (one === undefined || session === null) throw new AppError('notFound');",
        tests: ['sign-in/flows', 'app-only/app-drives'],
      },
      {
        guard: 'checking the registration adds no account',
        from: "one.request.purpose === 'check' ? null : await addPerson({ ports, accounts }, attempt, grant);",
        to: 'await addPerson({ ports, accounts }, attempt, grant);',
      },
      {
        guard: 'a canceled attempt adds nothing',
        from: "      if (one.abort.signal.aborted) throw new AppError('cancelled');\n      show(one, end);",
        to: '      show(one, end);',
        survives: 'an ended attempt no longer shows anything, and `addPerson` checks this itself',
      },
    ],
  },
  {
    file: `${accounts}/sign-in/add-person.ts`,
    tests: ['sign-in/flows'],
    mutants: [
      {
        guard: 'signing in again as someone else is refused',
        from: "  if (!isSame(record)) throw new AppError('anotherAccount', { facts: { who: record.account.address } });\n",
        to: '',
        tests: ['sign-in/flows', 'accounts/tokens', 'accounts/clouds'],
      },
      {
        guard: 'a guest’s account is not the one in their own organization',
        from: '    account.tenant === grant.tenantId &&\n',
        to: '',
        tests: ['sign-in/flows'],
      },
      {
        guard: 'accounts in two clouds are different accounts',
        from: '    account.cloud === registration.cloud &&\n    account.tenant',
        to: '    account.tenant',
        tests: ['accounts/clouds', 'sign-in/flows'],
        survives:
          'as far as is known, a person has a different id in each cloud; nothing here can distinguish them',
      },
    ],
  },
  {
    file: `${accounts}/sign-in/password-flow.ts`,
    tests: ['sign-in/flows'],
    mutants: [
      {
        guard: 'a password is sent to organizations only',
        from: "  if (['common', 'consumers'].includes(registration.tenant.toLowerCase()))\n    throw new AppError('wrongAudience');\n",
        to: '',
      },
    ],
  },
  {
    file: `${accounts}/credential-store.ts`,
    tests: ['accounts/sealed'],
    mutants: [
      {
        guard: 'B12: a seal contains its owner',
        from: 'if (accountId === undefined || accountId === owner.accountId) return credential;',
        to: 'if (accountId !== owner.credentials) return credential;',
      },
      {
        guard: 'B12: the account is part of the seal',
        from: '.seal(JSON.stringify({ ...credential, accountId: owner.accountId }))',
        to: '.seal(JSON.stringify(credential))',
      },
      {
        guard: 'a sign-in for the session only is not written to disk',
        from: "        if (owner.credentials === 'session') return;\n        const sealed",
        to: '        const sealed',
      },
      {
        guard: 'what can’t be sealed is not written to disk',
        from: "        if (sealed === null) throw new AppError('keyringMissing');\n",
        to: '        if (sealed === null) return;\n',
      },
      {
        guard: 'a locked keyring loses no credential',
        from: "      throw new AppError('keyringUnusable');\n    }\n  };",
        to: '      await rm(fileOf(owner), { force: true });\n      return null;\n    }\n  };',
      },
      {
        guard: 'nothing is left of a forgotten organization',
        from: '        await rm(file, { force: true });\n        // Removes empty',
        to: '        // Removes empty',
      },
      {
        guard: 'organization names can’t change the path',
        from: "      .replaceAll(/[^a-z0-9.-]/g, '_')\n      .replace(/^\\.+/, '_')\n",
        to: '',
      },
    ],
  },
  {
    file: `${accounts}/token-provider.ts`,
    tests: ['accounts/token-provider', 'accounts/tokens'],
    mutants: [
      {
        guard: 'C10: an old token is used while the sign-in service is down',
        from: '      .catch((error: unknown) => makeDo(force, claims, error))\n',
        to: '',
      },
      {
        guard: 'E8: an expired token is not used',
        from: "if (left === null || left.text === '' || left.expiresMs <= clock.now()) throw error;",
        to: "if (left === null || left.text === '') throw error;",
      },
      {
        guard: 'a refused token is not used',
        from: 'if (force || claims !== null || !isAppError(error, ...passing)) throw error;',
        to: 'if (!isAppError(error, ...passing)) throw error;',
      },
      {
        guard: 'concurrent callers share one request',
        from: 'asking ??= begin(',
        to: 'asking = begin(',
      },
      {
        guard: 'a busy service is not called again before its Retry-After',
        from: '    if (leftMs > 0) throw toStillThrottled(leftMs, clock.now());\n',
        to: '',
      },
      {
        guard: 'an empty token is not accepted',
        from: "      if (token.text === '') throw new AppError('unexpectedAnswer');\n",
        to: '',
      },
      {
        guard: 'an account that only a user can fix makes no requests',
        from: '    refused(error);\n',
        to: '',
      },
      {
        guard: 'E8: a token is renewed minutes before it expires',
        from: '(token.expiresMs - clock.now() > spareMs ||',
        to: '(token.expiresMs - clock.now() > -Infinity + 0 * spareMs ||',
      },
    ],
  },
  {
    file: `${accounts}/open-account.ts`,
    tests: ['accounts/tokens', 'accounts/waiting-transfers', 'accounts/token-provider'],
    mutants: [
      {
        guard: 'an account that needs the user makes no requests',
        from: "          if (state === 'signInNeeded')\n",
        to: '          if (state === null)\n',
      },
    ],
  },
  {
    file: `${accounts}/account-store.ts`,
    tests: ['profile/unreadable-files', 'accounts/accounts.test'],
    mutants: [
      {
        guard: 'A4: an unreadable account list is not overwritten',
        from: '    if (!isUnread) return [];\n',
        to: '    if (isUnread || !isUnread) return [];\n',
      },
      {
        guard: 'A4: unknown content is set aside',
        from: '    if (!isWhole) await setAside(records);\n',
        to: '',
      },
      {
        guard: 'nothing is stored without an account',
        from: '    if (records.length === 0) await rm(path, { force: true });\n    else await',
        to: '    await',
        tests: ['core/core.test', 'accounts/accounts.test', 'index/index-crash'],
      },
    ],
  },
  {
    file: `${accounts}/accounts.ts`,
    tests: ['accounts/accounts.test', 'app/expected-trouble', 'accounts/sealed', 'core/core.test'],
    mutants: [
      {
        guard: 'a change to the account list is undone if it can’t be saved',
        from: '      await undo();\n',
        to: '',
      },
      {
        guard: 'removing an account deletes its credentials',
        from: '      await credentials.forget(account.account);\n',
        to: '',
      },
      {
        guard: 'removing an account deletes its index',
        from: '      await files.remove(accountId);\n      await credentials',
        to: '      await credentials',
        tests: ['accounts/accounts.test', 'core/core.test', 'index/index-crash', 'accounts/many-accounts'],
      },
      {
        guard: 'removing an account deletes its usage record',
        from: '      await usage.forget(accountId);\n',
        to: '',
        tests: ['permissions/permissions', 'core/core.test', 'accounts/accounts.test'],
      },
      {
        guard: 'signing in again wakes waiting transfers',
        from: '    for (const accountId of renewed) deps.signedInAgain(accountId);\n',
        to: '',
        tests: ['accounts/waiting-transfers', 'accounts/tokens'],
      },
    ],
  },
  {
    file: `${accounts}/msal-network.ts`,
    tests: ['sign-in/flows', 'accounts/tokens', 'graph/block-pages', 'accounts/clouds'],
    mutants: [
      {
        guard: 'a page instead of a sign-in response is a network error',
        from: '      if (isFromCaptivePortal(read, url)) throw captivePortalError(read, clock.now());\n',
        to: '',
      },
      {
        guard: 'a redirect of the sign-in service is not followed',
        from: "      if (isRedirect(read.status)) throw unexpectedResponse(read, clock.now(), 'redirect');\n",
        to: '',
      },
      {
        guard: 'B3: a sign-in response has a size limit',
        from: 'text: await response.text(maxAnswerBytes),',
        to: 'text: await response.text(maxAnswerBytes * 1e6),',
      },
    ],
  },
  {
    file: `${accounts}/clouds.ts`,
    tests: ['accounts/clouds', 'sign-in/flows'],
    mutants: [
      {
        guard: 'a tenant name can’t change the sign-in address',
        from: "  if (!tenantShape.test(tenant)) throw new AppError('tenantUnclear', { subject: tenant });\n",
        to: '',
      },
      {
        guard: 'a custom sign-in address must be encrypted',
        from: "if (!isPlain || url.protocol !== 'https:' ||",
        to: 'if (!isPlain ||',
      },
      {
        guard: 'a custom sign-in address contains no user name',
        from: "url !== null && url.username === '' &&",
        to: 'url !== null &&',
      },
    ],
  },
  {
    file: `${accounts}/app-only/secret-source.ts`,
    tests: ['app-only/secret-source'],
    mutants: [
      {
        guard: 'B5: a secret file that others can read is refused',
        from: '  if ((mode & 0o077) !== 0) throw new SecretFault(`mode ${(mode & 0o777).toString(8)}`);\n',
        to: '',
      },
      {
        guard: 'B5: a secret file owned by someone else is refused',
        from: "  if (process.getuid !== undefined && uid !== process.getuid()) throw new SecretFault('owner');\n",
        to: '',
      },
      {
        guard: 'B5: links to secret files are refused',
        from: '      refusesLinks: true,\n',
        to: '',
      },
    ],
  },
  {
    file: `${accounts}/app-only/certificate.ts`,
    tests: ['app-only/certificate'],
    mutants: [
      {
        guard: 'an expired certificate is refused',
        from: "  if (certificate.validToDate.getTime() <= nowMs) throw unreadable(name, 'expired', lastDay);\n",
        to: '',
      },
      {
        guard: 'a key of another certificate is refused',
        from: 'const key = keys.find((one) => certificate.checkPrivateKey(one));',
        to: 'const key = keys.find((one) => one.type === "private");',
      },
    ],
  },
  {
    file: `${accounts}/app-access.ts`,
    tests: ['sign-in/flows', 'app-only/app-drives', 'many-accounts'],
    mutants: [
      {
        guard: 'an app without roles is reported',
        from: "  if (text !== '' && readRoles(text).length === 0) throw new AppError('noApplicationRoles');\n",
        to: '',
      },
    ],
  },
  {
    file: `${accounts}/permissions/permission-usage.ts`,
    tests: ['permissions/permissions', 'core/core.test'],
    mutants: [
      {
        guard: 'forgotten data does not come back',
        from: '    if (pages.has(accountId)) await writeFileAtomically',
        to: '    if (pages !== null) await writeFileAtomically',
        survives:
          'forgetting waits for pending work, and the account can’t be used afterward, since it is gone',
      },
    ],
  },
];
