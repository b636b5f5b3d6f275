import type { MutantGroup } from './mutant.ts';

const graph = 'electron/core/graph';

export const graphMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/graph/settle-change.ts',
    tests: ['core/lost-answers', 'items/item-edits'],
    mutants: [
      {
        guard: 'A7: a change whose response was lost is looked up',
        from: '!(error instanceof AppError) || !error.mayBeDone',
        to: 'true',
      },
      {
        guard: 'what was not executed for certain is not looked up',
        from: ' || !error.mayBeDone',
        to: '',
      },
      {
        guard: 'an outcome that can’t be looked up is reported as unclear',
        from: 'throw reason instanceof AppError ? toAnswerLost(error) : reason;',
        to: 'throw error;',
      },
    ],
  },
  {
    file: `${graph}/authorized-exchange.ts`,
    tests: ['graph/graph-client', 'accounts/tokens', 'graph/block-pages'],
    mutants: [
      {
        guard: 'a refused token is renewed once',
        from: 'const second = await send(deps, request, renewed, signal);',
        to: 'const second = renewed === null ? response : response;',
      },
      {
        guard: 'C5: a block page with 401 does not end a sign-in',
        from: '    if (isForeignRefusal(response)) return response;\n',
        to: '',
      },
      {
        guard: 'a refused new token asks the user to sign in',
        from: 'if (isRejected && renewed !== token) access.rejected',
        to: 'if (isRejected && renewed === "") access.rejected',
        tests: ['accounts/tokens', 'accounts/waiting-transfers', 'graph/graph-client'],
      },
      {
        guard: 'a claims challenge is answered with its claims',
        from: "status === 401 || status === 403 ? parseClaimsChallenge(headers['www-authenticate']) : null;",
        to: "status === 999 ? parseClaimsChallenge(headers['www-authenticate']) : null;",
        tests: ['accounts/tokens', 'graph/claims-challenge', 'graph/graph-client'],
      },
    ],
  },
  {
    file: `${graph}/graph-client.ts`,
    tests: ['graph/graph-client', 'items/refused-redirects', 'graph/odd-bodies'],
    mutants: [
      {
        guard: 'A1: an unexpected redirect is not a success',
        from: 'if (isRedirect(response.status) && request.isRedirected !== true)',
        to: 'if (isRedirect(response.status) && request.isRedirected === false)',
      },
      {
        guard: 'a page instead of JSON is a network error',
        from: 'if (isFromCaptivePortal(response, access.graphUrl, request.isRedirected) || isForeignRefusal(response))',
        to: 'if (isForeignRefusal(response))',
        tests: ['graph/graph-client', 'graph/block-pages', 'graph/odd-bodies', 'graph/network-errors'],
      },
      {
        guard: 'text instead of a JSON error is a network error',
        from: 'if (isFromCaptivePortal(response, access.graphUrl, request.isRedirected) || isForeignRefusal(response))',
        to: 'if (isFromCaptivePortal(response, access.graphUrl, request.isRedirected))',
        tests: ['graph/block-pages'],
      },
      {
        guard: 'JSON of another shape is not accepted as the response',
        from: '      if (parsed !== undefined) return parsed;\n',
        to: '      return parsed as NonNullable<typeof parsed>;\n',
        tests: ['graph/graph-client', 'graph/odd-bodies'],
      },
      {
        guard: 'what was sent before a refusal may have been executed',
        from: '    if (mayHaveWorked(response.status) && !isFinal(response)) tries.mayBeDone = true;\n',
        to: '',
        tests: ['core/lost-answers'],
      },
      {
        guard: 'a POST is not repeated',
        from: "idempotent: request.idempotent ?? request.method !== 'POST',",
        to: 'idempotent: request.idempotent ?? true,',
        tests: ['graph/graph-client', 'graph/items.test', 'items/item-edits'],
      },
      {
        guard: 'content does not delay the user’s clicks',
        from: '    const response = await (request.content === undefined',
        to: '    const response = await (request.method !== "" as string',
        tests: ['graph/graph-client', 'upload/upload.test', 'transfers/two-accounts'],
        survives: 'only the order under load differs, which a test could detect only by time',
      },
      {
        guard: 'a drive that is being set up does not pause others',
        from: "  if (isFinal(response)) return { kind: 'return' };",
        to: '',
        tests: ['places/not-ready', 'graph/graph-client', 'graph/graph-errors'],
      },
    ],
  },
  {
    file: `${graph}/graph-request.ts`,
    tests: ['graph/graph-client', 'graph/odd-bodies', 'places/listings'],
    mutants: [
      {
        guard: 'a link to another host gets no token',
        from: '  if (path.startsWith(`${root}/`)) return path;',
        to: "  if (path.startsWith('http')) return path;",
      },
    ],
  },
  {
    file: `${graph}/presigned-client.ts`,
    tests: ['download/redirects', 'upload/upload.test', 'graph/graph-client'],
    mutants: [
      {
        guard: 'T33: a pre-signed request has no token',
        from: 'headers: withoutToken(request.headers ?? {}),',
        to: "headers: { ...request.headers, authorization: 'Bearer x' },",
      },
      {
        guard: 'A2: at most five redirects are followed',
        from: "if (hops > maxHops) throw refusedRedirect('unexpectedAnswer', response, clock.now());",
        to: "if (hops > 40) throw refusedRedirect('unexpectedAnswer', response, clock.now());",
      },
      {
        guard: 'A2: unencrypted redirects are refused',
        from: "if (hop.kind === 'insecure') throw refusedRedirect('networkSignIn', response, clock.now());",
        to: "if (hop.kind === 'insecure') return response;",
      },
      {
        guard: 'a throttled content host pauses the account',
        from: '        scheduler.pause(waitMs);\n',
        to: '',
        tests: ['waits-and-cancels', 'upload/upload.test', 'download/download.test'],
      },
    ],
  },
  {
    file: `${graph}/redirect-hop.ts`,
    tests: ['graph/redirect-hop', 'download/redirects'],
    mutants: [
      {
        guard: 'a redirect to plain http is reported as insecure',
        from: "const isProtected = ({ protocol }: URL): boolean => protocol === 'https:';",
        to: "const isProtected = ({ protocol }: URL): boolean => protocol.startsWith('http');",
      },
      {
        guard: 'only a redirect between local hosts may be unencrypted',
        from: '[from, to].every(',
        to: '[from, to].some(',
      },
    ],
  },
  {
    file: `${graph}/read-text.ts`,
    tests: ['graph/odd-bodies', 'graph/undici-http'],
    mutants: [
      {
        guard: 'B3: an endless response is not read to its end',
        from: '    if (!mayBeCut) throw new AnswerTooLarge();\n',
        to: '    if (!mayBeCut) continue;\n',
      },
      {
        guard: 'B3: an endless error is cut off',
        from: '    break;\n',
        to: '    continue;\n',
      },
    ],
  },
  {
    file: `${graph}/paging-guard.ts`,
    tests: ['places/listings', 'graph/items.test', 'graph/odd-bodies'],
    mutants: [
      {
        guard: 'B3: a repeated link ends a listing',
        from: "if (seen.has(nextLink)) throw endless('repeatedLink');",
        to: '',
      },
      {
        guard: 'B3: repeated empty pages end a listing',
        from: "if (emptyInRow >= maxEmptyResponses) throw endless('emptyPages');",
        to: '',
      },
    ],
  },
  {
    file: `${graph}/decoded-body.ts`,
    tests: ['graph/odd-bodies', 'graph/undici-http'],
    mutants: [
      {
        guard: 'C7: unrequested compression is decoded',
        from: 'if (codings.length === 0 || status === 206 || !codings.every(isKnown)) return { headers, blocks };',
        to: 'if (codings.length >= 0) return { headers, blocks };',
      },
    ],
  },
  {
    file: `${graph}/undici-http.ts`,
    tests: ['graph/undici-http', 'graph/odd-bodies', 'network/routing'],
    mutants: [
      {
        guard: 'B4: no variable disables certificate checks',
        from: 'connect: { timeout: connectTimeoutMs, rejectUnauthorized: true }',
        to: 'connect: { timeout: connectTimeoutMs }',
      },
      {
        guard: 'C7: content is requested without compression',
        from: "headers: { 'accept-encoding': 'identity', ...headers },",
        to: 'headers,',
        tests: ['graph/undici-http', 'graph/odd-bodies'],
      },
      {
        guard: 'a canceled request ends',
        from: "        else signal?.addEventListener('abort', abort, { once: true });",
        to: '',
        tests: ['graph/undici-http', 'waits-and-cancels'],
      },
    ],
  },
  {
    file: `${graph}/retry-policy.ts`,
    tests: ['graph/retry-policy', 'graph/graph-client'],
    mutants: [
      {
        guard: 'C1: a wait of zero is at least one second',
        from: 'waitMs: Math.max(minPauseMs, retryAfterMs ?? ownMs) };',
        to: 'waitMs: retryAfterMs ?? 0 };',
      },
      {
        guard: 'C1: a wait in the past is ignored',
        from: '  waitMs <= 0 ? null : Math.min(Math.max(waitMs, minPauseMs), maxRetryAfterMs);',
        to: '  Math.min(Math.max(waitMs, 0), maxRetryAfterMs);',
      },
      {
        guard: 'a wait of years is limited to a day',
        from: 'Math.min(Math.max(waitMs, minPauseMs), maxRetryAfterMs);',
        to: 'Math.max(waitMs, minPauseMs);',
      },
      {
        guard: 'E8: a date from the service is compared with the service’s clock',
        from: 'const fromMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;',
        to: 'const fromMs = nowMs;',
      },
      {
        guard: 'requests that are not idempotent are not repeated after a server error',
        from: "if (transientStatuses.includes(status) && idempotent && profile.retries === 'all') {",
        to: "if (transientStatuses.includes(status) && profile.retries === 'all') {",
      },
      {
        guard: 'retries are limited',
        from: "if (noRetryStatuses.includes(status) || number >= profile.attempts) return { kind: 'return' };",
        to: "if (noRetryStatuses.includes(status) || number >= 500) return { kind: 'return' };",
      },
      {
        guard: 'a POST is not repeated after a lost response',
        from: "return idempotent && number < 2 ? { kind: 'retry', waitMs: 0 } : { kind: 'return' };",
        to: "return number < 2 ? { kind: 'retry', waitMs: 0 } : { kind: 'return' };",
      },
    ],
  },
  {
    file: `${graph}/account-pause.ts`,
    tests: ['graph/scheduler', 'graph/graph-client'],
    mutants: [
      {
        guard: 'a later end extends a pause',
        from: '    if (pausedUntilMs !== untilMs) return;\n',
        to: '',
      },
      {
        guard: 'a shorter wait does not end a longer one',
        from: "      if (before !== null && before.leftMs() >= waitMs) return 'kept';\n",
        to: '',
      },
      {
        guard: 'a long wait is reported at once',
        from: 'return waitMs > maxWaitMs ? toStillThrottled(waitMs, clock.now()) : null;',
        to: 'return waitMs > Infinity ? toStillThrottled(waitMs, clock.now()) : null;',
      },
    ],
  },
  {
    file: `${graph}/request-queue.ts`,
    tests: ['graph/scheduler'],
    mutants: [
      {
        guard: 'the user’s clicks have priority',
        from: "const order: readonly Priority[] = ['person', 'transfer', 'background'];",
        to: "const order: readonly Priority[] = ['background', 'transfer', 'person'];",
      },
      {
        guard: 'throttling halves the number of parallel requests',
        from: '      limit = Math.max(1, Math.floor(limit / 2));\n',
        to: '',
      },
    ],
  },
  {
    file: `${graph}/graph-errors.ts`,
    tests: ['graph/graph-errors', 'graph/block-pages', 'places/personal-vault'],
    mutants: [
      {
        guard: 'C5: a block page is a network error, whatever its status',
        from: "  if (isBlockPage(response)) return 'networkSignIn';\n",
        to: '',
      },
      {
        guard: 'C14: the Personal Vault is reported',
        from: "  if (response.status === 400 && vaultMessage.test(message)) return 'vaultLocked';\n",
        to: '',
      },
      {
        guard: 'a virus is reported by its header',
        from: "  if (response.headers['x-virus-infected'] !== undefined) return 'malware';\n",
        to: '',
        tests: ['graph/graph-errors', 'download/download.test'],
      },
      {
        guard: 'a gateway page from a proxy is a network error',
        from: "  if (isProxyTrouble(response)) return 'offline';\n",
        to: '',
        tests: ['graph/graph-errors', 'graph/network-errors', 'network/'],
      },
    ],
  },
  {
    file: `${graph}/same-content.ts`,
    tests: ['items/moved-tags', 'upload/conflicts', 'documents/documents'],
    mutants: [
      {
        guard: 'C4: a changed tag with the same content is not a change',
        from: '    return known.quickXorHash === now.quickXorHash;',
        to: '    return known.eTag === now.eTag;',
      },
      {
        guard: 'a different content tag means different content',
        from: '  if (known.cTag !== null && now.cTag !== null && known.cTag !== now.cTag) return false;\n',
        to: '',
        survives: 'known hashes give the same result; without hashes the last line does',
      },
    ],
  },
  {
    file: `${graph}/json-batch.ts`,
    tests: ['graph/json-batch', 'items/refused-redirects', 'graph/items.test', 'items/deletes'],
    mutants: [
      {
        guard: 'A1: a redirect of a part is not a success',
        from: "  if (status >= 300) return failed(unexpectedResponse(response, nowMs, 'redirect', part.subject));\n",
        to: '',
      },
      {
        guard: 'T44: a throttled part pauses the account',
        from: '    if (waits.pauseMs > 0) deps.pause(waits.pauseMs);\n',
        to: '',
      },
      {
        guard: 'a part that is not idempotent is not repeated without a response',
        from: "const isIdempotent = part.method !== 'POST';",
        to: 'const isIdempotent = part.method.length > 0;',
      },
    ],
  },
  {
    file: `${graph}/drive-item.ts`,
    tests: ['places/hostile-rows', 'places/listings', 'graph/odd-bodies', 'core/core.test'],
    mutants: [
      {
        guard: 'C12: an oversized name is cut off',
        from: 'return name.length <= maxShownChars ? name :',
        to: 'return name.length >= 0 ? name :',
      },
      {
        guard: 'C12: an oversized id does not hide a folder',
        from: '  if (ids.some((id) => id.length > maxIdChars)) return null;\n',
        to: '',
      },
      {
        guard: 'a deleted item is not listed',
        from: '  if (name === null || wire.deleted) return null;',
        to: '  if (name === null) return null;',
      },
    ],
  },
  {
    file: `${graph}/network-errors.ts`,
    tests: ['graph/network-errors', 'network/check-connection', 'graph/undici-http'],
    mutants: [
      {
        guard: 'an untrusted certificate is reported',
        from: "return certificateErrorPattern.test(code) ? 'certificateUntrusted' : 'offline';",
        to: "return 'offline';",
      },
      {
        guard: 'a redirect to another host is a network error',
        from: 'return !expectsRedirect && new URL(hop.url).origin !== new URL(serviceUrl).origin;',
        to: 'return false;',
        tests: [
          'graph/network-errors',
          'graph/graph-client',
          'items/refused-redirects',
          'download/redirects',
        ],
      },
      {
        guard: 'programming errors are reported as bugs',
        from: 'if (code === null || programmingErrorCodes.includes(code)) return error;',
        to: 'if (code === null) return error;',
      },
    ],
  },
];
