import type { MutantGroup } from './mutant.ts';

const session = 'electron/core/session';

export const sessionMutants: readonly MutantGroup[] = [
  {
    file: `${session}/server.ts`,
    tests: ['session/server', 'core/core.test'],
    mutants: [
      {
        guard: 'B12: inputs have a size limit',
        from: "        if (!isSmallEnough(input)) return { ok: false, error: toFailure('badInput') };\n",
        to: '',
      },
      {
        guard: 'only declared fields are returned',
        from: 'value: row.output.parse(await handler(parsed.data, context)) };',
        to: 'value: await handler(parsed.data, context) };',
      },
      {
        guard: 'only declared fields are accepted',
        from: "        if (!parsed.success) return { ok: false, error: toFailure('badInput') };\n",
        to: '',
      },
      {
        guard: 'properties of every object are not methods',
        from: "typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;",
        to: "typeof name === 'string' ? table[name] : undefined;",
      },
      {
        guard: 'a bug reveals no details',
        from: "  return toFailure('bug');",
        to: "  return toFailure('bug', String(error));",
      },
      {
        guard: 'only declared fields are sent in events',
        from: 'send({ event, payload: parsed.data });',
        to: 'send({ event, payload });',
      },
      {
        guard: 'a closed window does not stop others',
        from: "      log.warn('an event was not heard', { event, error: describe(error) });",
        to: '      throw error;',
      },
    ],
  },
  {
    file: `${session}/tickets.ts`,
    tests: ['session/tickets', 'core/core.test'],
    mutants: [
      {
        guard: 'B12: a ticket works once',
        from: '      for (const ticket of tickets) open.delete(ticket);\n',
        to: '',
      },
      {
        guard: 'a ticket used twice in one call is refused',
        from: 'if (new Set(tickets).size !== tickets.length || sources.includes(undefined))',
        to: 'if (sources.includes(undefined))',
      },
      {
        guard: 'tickets expire with their window',
        from: '      closed = true;\n      open.clear();',
        to: '      closed = true;',
      },
      {
        guard: 'an offer pending when its window closes creates no tickets',
        from: "      if (closed) throw new AppError('ticketUnknown');\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/lib/inspect-source.ts',
    tests: ['session/tickets', 'core/core.test'],
    mutants: [
      {
        guard: 'a link is not offered as a file',
        from: "    if (!stats.isDirectory()) return refuse('localNotAFile');",
        to: "    if (stats.isFIFO()) return refuse('localNotAFile');",
      },
    ],
  },
  {
    file: `${session}/content-urls.ts`,
    tests: ['session/content-urls'],
    mutants: [
      {
        guard: 'pictures expire with their window',
        from: '      sources.clear();\n',
        to: '',
      },
      {
        guard: 'no pictures are created for a closed window',
        from: 'if (!closed) sources.set(contentId, source);',
        to: 'sources.set(contentId, source);',
      },
      {
        guard: 'old pictures make room for new ones',
        from: 'if (sources.size > maxContentUrls && !oldest.done) sources.delete(oldest.value);',
        to: 'if (sources.size < 0 && !oldest.done) sources.delete(oldest.value);',
      },
    ],
  },
  {
    file: `${session}/windows.ts`,
    tests: ['session/', 'core/core.test', 'accounts/sign-in/flows', 'previews/previews'],
    mutants: [
      {
        guard: 'a closed window receives nothing',
        from: '          contexts.delete(context);\n',
        to: '',
      },
      {
        guard: 'closing a window deletes its tickets',
        from: '          context.tickets.close();\n          context.contentUrls.close();\n          closed(context);',
        to: '          context.contentUrls.close();\n          closed(context);',
      },
      {
        guard: 'a sign-in ends with its window',
        from: '          closed(context);\n',
        to: '',
      },
    ],
  },
  {
    file: `${session}/command-sessions.ts`,
    tests: ['socket/command-socket', 'methods/methods'],
    mutants: [
      {
        guard: 'only declared fields are returned in a part',
        from: 'send: (value) => send(part?.parse(value)),',
        to: 'send: (value) => send(value),',
        survives: 'no method returns more than it declares; the parser checks future ones',
      },
      {
        guard: 'a command ends with its caller',
        from: "          closing.abort(new AppError('cancelled'));\n",
        to: '',
        survives: 'the socket also ends its calls; this is for other callers',
      },
    ],
  },
  {
    file: 'electron/core/socket/command-socket.ts',
    tests: ['socket/command-socket'],
    mutants: [
      {
        guard: 'a caller without the key is refused',
        from: "      if (!isSameKey(hello.data.key, key)) return hangUp('wrongKey');\n",
        to: '',
      },
      {
        guard: 'a silent caller is disconnected',
        from: '  socket.setTimeout(helloTimeoutMs, () => socket.destroy());\n',
        to: '',
      },
      {
        guard: 'no socket is created in another user’s folder',
        from: '    if (!isOwnFolder(folder)) throw new Error(`${folder} belongs to somebody else`);\n',
        to: '',
      },
      {
        guard: 'an endless line is not read',
        from: "readLines(socket, maxCallerChars, receive, () => hangUp('tooLong'));",
        to: "readLines(socket, Infinity + 0 * maxCallerChars, receive, () => hangUp('tooLong'));",
      },
      {
        guard: 'B11: the socket is accessible to its user only',
        from: '      if (keyFile === null) chmodSync(path, 0o600);\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/policy/policy-file.ts',
    tests: ['policy/policy'],
    mutants: [
      {
        guard: 'B6: the folder of the administrator’s file is checked, too',
        from: 'const isRoots = isTrusted(uid, mode) && isTrusted(folder.uid, folder.mode);',
        to: 'const isRoots = isTrusted(uid, mode);',
      },
      {
        guard: 'B6: a file that others can write is refused',
        from: 'return uid === 0 && (mode & writableByOthers) === 0;',
        to: 'return uid === 0;',
      },
      {
        guard: 'an unreadable file blocks, instead of counting as missing',
        from: "return refuse('unreadable', { kind: 'readable', values: '' });",
        to: 'return noPolicy;',
      },
    ],
  },
  {
    file: 'electron/core/policy/registration.ts',
    tests: ['policy/policy', 'accounts/sign-in/flows'],
    mutants: [
      {
        guard: 'the administrator’s setting overrides the user’s',
        from: "tenant: isFixed('tenant') ? policy.tenant : (wanted.tenant ?? 'common'),",
        to: "tenant: wanted.tenant ?? policy.tenant ?? 'common',",
      },
      {
        guard: 'permissions beyond the policy are refused',
        from: 'wanted.filter((scope) => !allowedScopes.includes(scope));',
        to: 'wanted.filter((scope) => allowedScopes.includes(scope) && scope.length === 0);',
      },
    ],
  },
  {
    file: 'electron/core/updates/updates.ts',
    tests: ['updates/updates'],
    mutants: [
      {
        guard: 'no update is installed during a transfer',
        from: 'return allPaused ? 0 : active + waiting - waitingForPerson;',
        to: 'return allPaused ? 0 : 0 * (active + waiting - waitingForPerson);',
      },
    ],
  },
];
