import type { MutantGroup } from './mutant.ts';

const upload = 'electron/core/transfers/run/upload';

export const uploadMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/transfers/run/verify.ts',
    tests: ['upload/damaged', 'upload/rewritten', 'upload/upload.test'],
    mutants: [
      {
        guard: 'E1: the hash of the stored file is compared with the sent one',
        from: 'if (stored.quickXorHash === sent.hash) return true;',
        to: 'if (stored.quickXorHash !== null) return true;',
      },
      {
        guard: 'without a hash the stored size decides',
        from: '(stored.sizeBytes ?? sent.sizeBytes) === sent.sizeBytes) return null;',
        to: 'stored.sizeBytes !== -1) return null;',
        tests: ['upload/stored-answers', 'upload/damaged'],
      },
      {
        guard: 'only business drives change files',
        from: "driveType !== 'personal' && rewrittenExtensions",
        to: 'rewrittenExtensions',
        tests: ['upload/rewritten', 'upload/damaged'],
      },
      {
        guard: 'a download with another hash is damaged',
        from: "return listed.quickXorHash === received.hash ? true : 'damaged';",
        to: 'return true;',
        tests: ['download/download.test'],
      },
      {
        guard: 'without a hash the listed size decides about a download',
        from: 'const asListed = listed.sizeBytes === null || listed.sizeBytes === received.sizeBytes;',
        to: 'const asListed = true;',
        tests: ['download/download.test', 'download/longer-body'],
      },
    ],
  },
  {
    file: `${upload}/session-requests.ts`,
    tests: ['upload/conflicts', 'upload/two-savers'],
    mutants: [
      {
        guard: 'a session for an already stored file is deleted',
        from: '  await deleteSession(drive.graph.presigned, session.uploadUrl);\n  await jobState.update({ session: null });\n',
        to: '  await jobState.update({ session: null });\n',
      },
      {
        guard: 'E2: a session for a new name never replaces',
        from: "'@microsoft.graph.conflictBehavior': to.mode === 'create' ? 'fail' : 'replace',",
        to: "'@microsoft.graph.conflictBehavior': 'replace',",
      },
      {
        guard: 'E7: a session for a save names the version it may replace',
        from: "headers: to.mode === 'update' && isGuarded ? toGuard(to.version) : {},",
        to: 'headers: {},',
      },
      {
        guard: 'a session includes the file’s time',
        from: '    fileSystemInfo: { lastModifiedDateTime: toInstant(source.modifiedMs) },\n',
        to: '',
        tests: ['transfers/times', 'upload/upload.test'],
      },
      {
        guard: 'only a web address is accepted as an upload session',
        from: "if (typeof uploadUrl !== 'string' || !/^https?:\\/\\//.test(uploadUrl)) return undefined;",
        to: "if (typeof uploadUrl !== 'string') return undefined;",
        tests: ['upload/session-answers', 'graph/odd-bodies'],
      },
      {
        guard: 'a page instead of a response to a piece is a network error',
        from: '  if (isFromCaptivePortal(response, url))\n    throw captivePortalError(response, clock.now()).about(transfer.name);\n',
        to: '',
        tests: ['graph/block-pages', 'waits-and-cancels'],
      },
      {
        guard: 'a session that was not deleted does not count as deleted',
        from: "return !isRedirect(response.status) && !isHtml({ ...response, text: '' });",
        to: 'return true;',
        tests: ['upload/session-answers'],
      },
      {
        guard: 'an abandoned session is deleted at the service',
        from: '  await deleteSession(drive.graph.presigned, session.uploadUrl);\n  await jobState.update({ session: null, sent: null });\n',
        to: '  await jobState.update({ session: null, sent: null });\n',
        tests: ['waits-and-cancels', 'upload/session-trouble', 'transfers/restart'],
      },
      {
        guard: 'another session starts only after the previous one was deleted',
        from: "    await retry.waitOrThrow(new AppError('offline', { subject: context.transfer.name }));",
        to: '    break;',
        tests: ['upload/session-answers', 'upload/edited-source'],
      },
    ],
  },
  {
    file: `${upload}/send-session.ts`,
    tests: ['upload/session-trouble', 'transfers/restart'],
    mutants: [
      {
        guard: 'E3: the session is in the journal before the first byte is sent',
        from: '      await jobState.update({\n        session: state.session,',
        to: '      void jobState.update({\n        session: state.session,',
        tests: ['written-first', 'transfers/restart'],
      },
      {
        guard: 'sent bytes are recorded with their hash',
        from: '      await noteSent(upload);\n',
        to: '',
        tests: ['upload/edited-source'],
      },
      {
        guard: 'a large save checks the version before it sends anything',
        from: 'upload.source.sizeBytes > upload.pieceSize.pieceBytes ? await checkVersion(upload) : null;',
        to: 'null;',
        tests: ['upload/conflicts', 'upload/two-savers'],
      },
      {
        guard: 'a resumed session continues only with the same bytes',
        from: '  if (await isAsSent(upload.source, upload.jobState.job.source, state)) return state;',
        to: '  if (state !== null) return state;',
        tests: ['upload/edited-source'],
      },
      {
        guard: 'a permanently failed session is deleted at the service',
        from: '    } else if (!isWorthKeeping(error)) await abandon(upload);',
        to: '    }',
      },
      {
        guard: 'a full drive or a busy service keeps the session',
        from: "  !(error instanceof AppError) ||\n  isAppError(error, 'quotaFull', 'serviceUnavailable', 'driveReadOnly', 'signInNeeded');",
        to: '  false;',
        tests: ['upload/full-drive', 'upload/session-trouble'],
      },
      {
        guard: 'a session that expires repeatedly is a failure',
        from: '  if (upload.wasRestarted) {\n',
        to: '  if (upload.denials > 1000) {\n',
      },
      {
        guard: 'a session that expired is told apart from an outage',
        from: 'expiresAt !== null && Date.parse(expiresAt) <= nowMs',
        to: 'expiresAt === null && nowMs > 0',
      },
      {
        guard: 'a session is queried several times before it is given up',
        from: '    const state = await fetchMissing(upload, session.uploadUrl);\n    if (state !== null && state.missing.length > 0) {',
        to: '    const state = session as never as SessionState;\n    break;\n    {',
        tests: ['upload/session-trouble', 'upload/session-answers'],
      },
      {
        guard: 'a session that accepts no piece is given up',
        from: '      if (upload.denials <= maxDenials) return state;\n',
        to: '      return state;\n',
        tests: ['upload/session-trouble'],
      },
      {
        guard: 'stored files are found before everything is sent again',
        from: '  if (arrived !== null && sent !== null) return toArrived(arrived, sent.mode, source);\n  // What',
        to: '  // What',
        tests: ['upload/stored-answers', 'upload/session-trouble', 'upload/session-answers'],
        survives: 'the session is queried five seconds later, and stored files are looked for then, too',
      },
    ],
  },
  {
    file: `${upload}/send-piece.ts`,
    tests: ['upload/session-trouble', 'upload/session-answers'],
    mutants: [
      {
        guard: 'E7: the version is checked before the last byte',
        from: 'const conflict = isLast ? await checkVersion(upload) : null;',
        to: 'const conflict = null;',
        tests: ['upload/two-savers', 'upload/conflicts'],
      },
      {
        guard: 'a piece that is accepted repeatedly without progress is refused in the end',
        from: '  if (toReceivedBytes(missing, sizeBytes) <= received)\n    throw asTransient(toAppError(response, context.clock.now(), { subject: context.transfer.name }));\n',
        to: '',
      },
      {
        guard: 'a slow piece makes the next one smaller',
        from: 'if (slowStatuses.includes(error.details?.status ?? 0)) upload.pieceSize = toSmaller(upload.pieceSize);',
        to: '',
        tests: ['upload/session-trouble', 'upload/piece-pace', 'upload/upload.test'],
      },
    ],
  },
  {
    file: `${upload}/send-piece.ts`,
    tests: ['upload/session-trouble', 'upload/session-answers', 'upload/conflicts'],
    mutants: [
      {
        guard: 'a redirect instead of a response to a piece is not a success',
        from: "if (status >= 200 && status < 300) return 'taken';",
        to: "if (status >= 200 && status < 400) return 'taken';",
        tests: ['upload/session-answers', 'upload/session-trouble', 'items/refused-redirects'],
      },
      { guard: 'a locked file is waited for', from: "  if (status === 423) return 'locked';\n", to: '' },
      {
        guard: 'a changed version stops a piece',
        from: "if (status === 412) return 'changed';",
        to: "if (status === 412) return 'taken';",
      },
    ],
  },
  {
    file: `${upload}/upload-target.ts`,
    tests: ['upload/conflicts', 'upload/two-savers'],
    mutants: [
      {
        guard: 'a save over another version is a conflict',
        from: '  if (isSameContent(to.version, toVersion(existing.entry))) return null;\n  // The last',
        to: '  return null;\n  // The last',
      },
      {
        guard: 'a deleted file is a conflict',
        from: '  if (existing === null) return toConflict(null, source);\n  if (isSameContent(to.version, toVersion(existing.entry))) return null;',
        to: '  if (existing === null) return null;\n  if (isSameContent(to.version, toVersion(existing.entry))) return null;',
      },
      {
        guard: 'a name that another upload reserves is waited for',
        from: '  if (existing === null) throw retryWhenNameFree(context.transfer.name);',
        to: '  if (existing === null) return toConflict(null, source);',
        tests: ['held-names'],
      },
    ],
  },
  {
    file: `${upload}/put-small.ts`,
    tests: ['upload/conflicts', 'upload/upload.test'],
    mutants: [
      {
        guard: 'a small new file never replaces',
        from: "const behavior = to.mode === 'create' ? 'fail' : 'replace';",
        to: "const behavior = 'replace';",
      },
      {
        guard: 'E7: a small save names the version it may replace',
        from: "  if (to.mode === 'update') Object.assign(headers, toPutGuard(to.version));\n",
        to: '',
        tests: ['upload/conflicts', 'upload/two-savers'],
      },
      {
        guard: 'after a lost response the drive is checked before anything is sent again',
        from: 'if (isResponseLost(error)) await rememberSent(context, jobState, destination);',
        to: 'if (isResponseLost(error)) void 0;',
        tests: ['upload/stored-answers', 'upload/session-trouble', 'upload/upload.test', 'waits-and-cancels'],
      },
      {
        guard: 'a request with content is not repeated blindly',
        from: '      idempotent: false,\n',
        to: '      idempotent: true,\n',
        tests: ['upload/stored-answers', 'upload/upload.test', 'waits-and-cancels', 'transfers/no-wait'],
      },
      {
        guard: 'a canceled upload that arrived is reported as stored',
        from: '        const late = await findAfterCancel(context, destination, source);',
        to: '        const late = null as Awaited<ReturnType<typeof findAfterCancel>>;',
        tests: ['waits-and-cancels'],
      },
      {
        guard: 'a response without an item is looked up',
        from: 'if (isUnreadable(error)) return null;',
        to: '',
        tests: ['upload/stored-answers'],
      },
    ],
  },
  {
    file: `${upload}/confirm-stored.ts`,
    tests: ['upload/damaged', 'upload/stored-answers'],
    mutants: [
      {
        guard: 'a copy that was saved in another folder is from there',
        from: '    ...(job.target === null ? { from: transfer.path } : {}),\n',
        to: '',
        tests: ['edits/edits'],
      },
      {
        guard: 'a mismatched response is read again before it counts as damage',
        from: "    if (latest.verified !== 'damaged') return latest;",
        to: '    return latest;',
      },
    ],
  },
  {
    file: `${upload}/upload-file.ts`,
    tests: ['upload/damaged', 'upload/upload.test'],
    mutants: [
      {
        guard: 'a file’s time that is accepted by id without being kept is sent by path',
        from: '(await send(itemPath(entry))) ?? (byName === null ? null : await send(byName));',
        to: '(await send(itemPath(entry))) ?? (byName === null ? null : null);',
        tests: ['items/moves-refused'],
      },
      {
        guard: 'the stored file is confirmed',
        from: 'const { remote, verified } = await confirmStored(context, to, settled.remote, source);',
        to: 'const { remote, verified } = { remote: settled.remote, verified: true as boolean | null | "damaged", x: to };',
      },
      {
        guard: 'an edited copy gets the next free number if its name is taken before it arrives',
        from: 'const maxTaken = 3;',
        to: 'const maxTaken = 0;',
        tests: ['edits/edits.test'],
      },
      {
        guard: 'damage that a repair does not fix is reported',
        from: "    if (isRepair) throw new AppError('storedDamaged', { subject: context.transfer.name });\n",
        to: '    if (isRepair && context.signal.aborted) break;\n',
      },
      {
        guard: 'a version replaced unseen is reported',
        from: "replaced === null ? null : toFailure('versionReplaced', entry.name, { who: replaced.modifiedBy }),",
        to: 'replaced === undefined ? toFailure("versionReplaced") : null,',
        tests: ['upload/two-savers'],
      },
      {
        guard: 'a file over the service’s limit is refused',
        from: "    if (source.sizeBytes > maxFileBytes) throw new AppError('tooLarge', { subject: name });\n",
        to: '',
        tests: ['upload/upload.test', 'upload/long-paths', 'upload/local-source'],
      },
      {
        guard: 'a name that OneDrive refuses is refused before anything is sent',
        from: 'if (!mayReplace || first.keepBoth) checkNewName(',
        to: 'if (first.source === null) checkNewName(',
        tests: ['upload/upload.test', 'upload/long-paths'],
      },
      {
        guard: 'a file is replaced under a name that OneDrive gives no new file',
        from: "first.intent === 'save' && isOldName(name)",
        to: "first.intent === 'save' && name === ''",
        tests: ['cli/commands'],
      },
      {
        guard: 'an item that exists is saved under whatever name it has',
        from: 'if (!mayReplace || first.keepBoth) checkNewName(',
        to: 'checkNewName(',
        tests: ['edits/edits.test'],
      },
      {
        guard: 'a source with another size or time starts again',
        from: 'if (jobState.job.session !== null && !isSameSource(first.source, source)) {',
        to: 'if (jobState.job.session !== null && first.source === null) {',
        tests: ['transfers/restart', 'upload/edited-source'],
      },
    ],
  },
  {
    file: `${upload}/local-source.ts`,
    tests: ['upload/edited-source'],
    mutants: [
      {
        guard: 'A6: the hash of the sent bytes is compared',
        from: 'if (sent !== null && (await source.hashUpTo(sent.bytes)) !== sent.quickXorHash) return false;',
        to: '',
      },
      {
        guard: 'A6: another inode or change time is detected if more arrived than was hashed',
        from: 'return isUntouched || arrivedBytes <= (sent?.bytes ?? 0);',
        to: 'return true;',
      },
    ],
  },
  {
    file: `${upload}/local-source.ts`,
    tests: ['upload/late-edit', 'upload/edited-source', 'upload/local-source', 'upload/upload.test'],
    mutants: [
      {
        guard: 'a file that changes while it is read is not stored',
        from: '          if (at === to) await assertUnchanged();\n',
        to: '',
      },
      {
        guard: 'a file of another size or time is another file',
        from: 'if (!now.isFile() || now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) throw changed;',
        to: 'if (!now.isFile()) throw changed;',
      },
      {
        guard: 'an edit that keeps size and time is detected by the hash',
        from: '    if (asItIs !== asRead) throw changed;\n',
        to: '',
      },
      {
        guard: 'C9: an inode alone is not a change',
        from: '    if (now.ino === known.ino && now.ctimeMs === known.ctimeMs) return;',
        to: '    if (now.ino !== known.ino) throw changed;\n    if (now.ctimeMs === known.ctimeMs) return;',
      },
      {
        guard: 'B12: a link instead of a source is not followed',
        from: 'constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);',
        to: 'constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);',
        tests: ['upload/upload.test', 'upload/local-source', 'transfers/restart'],
      },
      {
        guard: 'a pipe instead of a source does not hang',
        from: 'constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);',
        to: 'constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);',
        tests: ['upload/upload.test', 'upload/local-source', 'transfers/restart'],
      },
    ],
  },
  {
    file: `${upload}/upload-target.ts`,
    tests: ['upload/conflicts', 'upload/identical', 'documents/documents'],
    mutants: [
      {
        guard: 'an edit saved in another folder replaces nothing there, and asks nothing',
        from: "  if (job.intent === 'saveBack') return decideCopy(context, job, parent, source);\n",
        to: '',
        tests: ['edits/edits'],
      },
      {
        guard: 'F15: an identical file is skipped',
        from: 'return maySame && quickXorHash === (await source.hash())',
        to: 'return maySame && quickXorHash === null',
      },
      {
        guard: 'keeping both uses a free name',
        from: "    if (existing === null) return { mode: 'create', parent, name };\n    if (await isFromEarlierRun",
        to: "    if (number > 0) return { mode: 'create', parent, name };\n    if (existing !== null && await isFromEarlierRun",
      },
      {
        guard: 'saving back a copy stops at a newer version',
        from: '  if (!isSameContent(target.version, toVersion(entry))) return { settled: toConflict(entry, source) };\n',
        to: '',
        tests: ['documents/documents', 'edits/edits', 'upload/conflicts'],
      },
      {
        guard: 'a save does not replace a folder',
        from: "taken.kind === 'identical' || entry.kind !== 'file') return { settled: taken };",
        to: "taken.kind === 'identical') return { settled: taken };",
      },
    ],
  },
  {
    file: `${upload}/upload-folder.ts`,
    tests: ['upload/upload.test', 'upload/new-folder', 'folder-stops'],
    mutants: [
      {
        guard: 'a folder never replaces a file with its name',
        from: "if (existing !== null && existing.entry.kind !== 'folder') throw taken;",
        to: '',
        tests: ['upload/upload.test', 'upload/conflicts', 'upload/new-folder'],
      },
      {
        guard: 'a link instead of a folder is not followed',
        from: "  if (self.kind === 'refused') throw new AppError(self.failure.code, { subject: name });\n",
        to: "  if (self.kind === 'refused') return [];\n",
        tests: ['upload/upload.test', 'transfers/restart', 'session/tickets'],
      },
    ],
  },
];
