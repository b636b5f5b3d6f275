import type { MutantGroup } from './mutant.ts';

const transfers = 'electron/core/transfers';

export const queueMutants: readonly MutantGroup[] = [
  {
    file: `${transfers}/transfers.ts`,
    tests: ['written-first', 'transfers/restart'],
    mutants: [
      {
        guard: 'E3: a transfer is in the journal before it starts',
        from: '    void store.add(records.map(holdIfPaused)).then(() => queue.enqueue(store.current(records)));',
        to: '    void store.add(records.map(holdIfPaused));\n    queue.enqueue(store.current(records));',
      },
      {
        guard: 'nothing new starts in a paused account',
        from: 'drives.find(accountId)?.account.isPaused === true',
        to: "accountId === ''",
        tests: ['app/many-accounts'],
      },
      {
        guard: 'removing an account deletes its keys',
        from: '      await deps.deleteKeys(accountId);\n',
        to: '',
        tests: ['journal/journal.test', 'core/core.test', 'accounts/accounts', 'accounts/sealed'],
      },
    ],
  },
  {
    file: `${transfers}/load-earlier.ts`,
    tests: ['transfers/restart'],
    mutants: [
      {
        guard: 'pasted files are kept while a damaged list may still need them',
        from: 'isLoaded && damage.fileName() === null;',
        to: 'isLoaded;',
        tests: ['journal/journal.test', 'journal-trouble', 'transfers/restart'],
      },
      {
        guard: 'the partial file of a download that runs again is not removed',
        from: 'return now === undefined || isPartAbandoned(now);',
        to: 'return true;',
        tests: ['transfers/abandoned-parts'],
      },
    ],
  },
  {
    file: `${transfers}/store/local-copies.ts`,
    tests: ['documents/opening'],
    mutants: [
      {
        guard: 'B2: harmful files do not open automatically after a download',
        from: "          if (!isAppError(error, 'notOpened')) throw error;\n          return documents.show(documentId);",
        to: '          throw error;',
        tests: ['documents/opening'],
      },
    ],
  },
  {
    file: `${transfers}/model/transitions.ts`,
    tests: ['transfers/restart', 'documents/opening', 'control-transfers'],
    mutants: [
      {
        guard: 'B2: nothing opens automatically after a restart',
        from: '  const record = withoutOpening(stored);',
        to: '  const record = stored ?? withoutOpening(stored);',
        tests: ['documents/opening', 'transfers/restart'],
      },
      {
        guard: 'a change that waited for a connection may have been made',
        from: 'isChangeJob(job) && isDisconnected(waitReason)',
        to: 'isChangeJob(job) && !isDisconnected(waitReason)',
        tests: ['core/lost-answers'],
      },
      {
        guard: 'an edited copy is put back beside another file that has taken its name',
        from: "const intent = job.documentId === null ? 'upload' : 'saveBack';",
        to: "const intent = 'upload';",
        tests: ['edits/edits.test'],
      },
      {
        guard: 'paused transfers stay paused after a restart',
        from: "return state === 'paused' ? { ...queued, transfer: { ...queued.transfer, state } } : queued;",
        to: 'return queued;',
      },
      {
        guard: 'a conflict is kept over a restart',
        from: "  if (isEnded(record) || state === 'conflict') return record;",
        to: '  if (isEnded(record)) return record;',
        tests: ['transfers/restart', 'upload/conflicts'],
      },
      {
        guard: 'an interrupted upload is marked as such',
        from: "job: job.kind === 'uploadFile' || isChangeJob(job) ? { ...job, interrupted: true } : job,",
        to: 'job,',
        tests: ['transfers/restart', 'control-transfers', 'upload/stored-answers'],
      },
      {
        guard: 'replacing a folder by a file is refused',
        from: "if (choice === 'replace' && job.conflictTarget === 'notAFile') {",
        to: "if (choice === 'replace' && job.conflictTarget === null) {",
        tests: ['upload/conflicts'],
      },
    ],
  },
  {
    file: `${transfers}/queue/queue.ts`,
    tests: ['control-transfers', 'folder-stops', 'upload/full-drive', 'waits-and-cancels'],
    mutants: [
      {
        guard: 'a folder stopped at the last moment starts no children',
        from: "if (result.kind === 'done' && (result.next ?? []).length > 0) running.abort.signal.throwIfAborted();",
        to: '',
      },
      {
        guard: '"Pause all" prevents every start',
        from: 'deps.isPaused() ? [quick] : [quick, ...Object.values(others)];',
        to: '[quick, ...Object.values(others)];',
        tests: ['control-transfers', 'written-first', 'transfers/restart'],
      },
      {
        guard: 'nothing starts for an account that must sign in',
        from: 'if (closing.signal.aborted || needsSignIn(lane)) return;',
        to: 'if (closing.signal.aborted) return;',
        tests: ['accounts/waiting-transfers', 'fault-schedules'],
      },
      {
        guard: 'T38: a full drive is not retried repeatedly',
        from: 'if (goesToFullDrive(lane, record)) void outcomes.awaitSpace(transferId);\n      else start(lane, record);',
        to: 'start(lane, record);',
        tests: ['upload/full-drive'],
      },
      {
        guard: 'signing in wakes waiting transfers',
        from: "      requeueWaiting(accountId, 'signInNeeded');\n      const lane",
        to: '      const lane',
        tests: ['accounts/waiting-transfers'],
      },
      {
        guard: 'a restored network wakes waiting transfers',
        from: '          if (isWaitingForNetwork(store.get(transferId))) void endWaitSoon(transferId);',
        to: '          if (transferId === "") void endWaitSoon(transferId);',
        tests: ['waits-and-cancels', 'control-transfers'],
      },
    ],
  },
  {
    file: `${transfers}/queue/record-outcome.ts`,
    tests: ['waits-and-cancels', 'held-names', 'accounts/waiting-transfers', 'control-transfers'],
    mutants: [
      {
        guard: 'a folder’s children are stored with its completion',
        from: '      (record) => ({ ...record, transfer: { ...record.transfer, ...done }, retry: null }),\n      next,',
        to: '      (record) => ({ ...record, transfer: { ...record.transfer, ...done }, retry: null }),\n      [],',
        tests: ['upload/upload.test', 'folder-stops', 'download/chosen-folder'],
      },
      {
        guard: 'being offline means waiting, not failing',
        from: "    if (isAppError(error, 'offline', 'networkSignIn', 'proxySignIn'))\n      return scheduleRetry(lane, transferId, retryWhenOnline(error));\n",
        to: '',
        tests: ['waits-and-cancels', 'graph/block-pages', 'download/resume', 'no-wait'],
      },
      {
        guard: 'a missing sign-in means waiting, not failing',
        from: "if (isAppError(error, 'signInNeeded') && needsSignIn(lane)) return awaitSignIn(transferId);",
        to: '',
        tests: ['accounts/waiting-transfers', 'fault-schedules', 'accounts/tokens'],
      },
      {
        guard: 'a choice for the whole batch applies to later conflicts',
        from: '      deps.applyChoice({\n        transfer: { ...transfer, ...patch },',
        to: '      ((one: Parameters<typeof deps.applyChoice>[0]) => one)({\n        transfer: { ...transfer, ...patch },',
        tests: ['upload/conflicts'],
      },
    ],
  },
  {
    file: `${transfers}/queue/retry-schedule.ts`,
    tests: ['retry-schedule', 'held-names'],
    mutants: [
      {
        guard: 'C16: a clock that was set back does not extend a reserved name',
        from: 'const leftMs = maxReservedNameMs - Math.max(0, nowMs - Date.parse(since));',
        to: 'const leftMs = maxReservedNameMs - (nowMs - Date.parse(since));',
      },
      {
        guard: 'a reserved name is given up after a day',
        from: '    return leftMs <= 0\n      ? undefined\n      :',
        to: '    return leftMs <= -Infinity\n      ? undefined\n      :',
      },
      {
        guard: 'losing the network does not give up a reserved name',
        from: '    : { reason, times: 1, since: now, heldSince };',
        to: '    : { reason, times: 1, since: now };',
      },
    ],
  },
  {
    file: `${transfers}/run/backoff.ts`,
    tests: ['upload/session-trouble', 'waits-and-cancels', 'no-wait', 'download/resume'],
    mutants: [
      {
        guard: 'C1: throttling without a wait is counted',
        from: '  if (number >= maxRefusals) throw error;\n',
        to: '',
      },
      {
        guard: 'server errors without progress end the transfer',
        from: '          if (refusals >= maxRefusals) throw error;\n',
        to: '',
      },
      {
        guard: 'one broken connection does not count as offline',
        from: 'if (noResponses === 1) return context.clock.sleep(backoffs.serviceError.firstMs, context.signal);',
        to: '',
      },
    ],
  },
  {
    file: `${transfers}/run/run-transfer.ts`,
    tests: [
      'upload/gone-folder',
      'upload/new-folder',
      'upload/full-drive',
      'shared-places',
      'sharing/missing-consent',
    ],
    mutants: [
      {
        guard: 'C3: a folder that is not visible yet is waited for',
        from: "throw isAppError(explained, 'notFound', 'folderGone') &&",
        to: "throw isAppError(explained, 'badInput') &&",
      },
      {
        guard: 'nothing waits for a folder that has been deleted',
        from: "(error.code === 'notFound' || justMade.isNew(folder))",
        to: 'true',
      },
    ],
  },
  {
    file: `${transfers}/run/explain-failure.ts`,
    tests: ['upload/gone-folder', 'upload/full-drive'],
    mutants: [
      {
        guard: 'a missing destination folder is named',
        from: "if (isAppError(error, 'notFound') && (await isFolderGone(context, folder)))",
        to: "if (isAppError(error, 'badInput') && (await isFolderGone(context, folder)))",
      },
      {
        guard: 'T38: the free space is reported',
        from: "if (isAppError(error, 'quotaFull')) return explainFull(error.about(transfer.name), job, context, deps);",
        to: "if (isAppError(error, 'badInput')) return explainFull(error.about(transfer.name), job, context, deps);",
      },
      {
        guard: 'figures that contradict the refusal are left out',
        from: 'freeBytes < (neededBytes ?? Number.POSITIVE_INFINITY)',
        to: 'freeBytes < Number.POSITIVE_INFINITY',
      },
    ],
  },
  {
    file: `${transfers}/store/journal/journal-file.ts`,
    tests: ['journal/journal.test', 'journal-trouble'],
    mutants: [
      {
        guard: 'A3: an empty journal file counts as damaged, not new',
        from: "else if (existsSync(file) && statSync(file).size === 0) throw new DamagedFile('empty file');",
        to: '',
      },
      {
        guard: 'a journal of another version is set aside',
        from: 'else if (version !== schemaVersion) throw new DamagedFile(`journal of version ${version}`);',
        to: '',
      },
      {
        guard: 'B11: the journal is readable by its user only',
        from: "closeSync(openSync(unfinished, 'wx', 0o600));",
        to: "closeSync(openSync(unfinished, 'wx', 0o644));",
      },
      {
        guard: 'forgotten transfers leave no names behind',
        from: ' PRAGMA secure_delete = ON;',
        to: '',
      },
    ],
  },
  {
    file: `${transfers}/store/journal/journal-worker.ts`,
    tests: ['journal/journal.test', 'journal-trouble'],
    mutants: [
      {
        guard: 'A3: only damage sets a journal aside',
        from: 'if (setAside !== null || !isJournalDamage(error)) return',
        to: 'if (setAside !== null) return',
      },
      {
        guard: 'names of removed transfers are deleted from the write-ahead log',
        from: "      if (removed.length > 0) open.exec('PRAGMA wal_checkpoint(TRUNCATE)');\n",
        to: '',
      },
    ],
  },
  {
    file: `${transfers}/store/journal/journal.ts`,
    tests: ['journal/journal.test', 'journal-trouble', 'store/persistence'],
    mutants: [
      {
        guard: 'A3: a damaged row loses only that row',
        from: '      if (record === null) unreadable += 1;\n      else records.push(record);',
        to: "      if (record === null) throw new JournalDamaged('row');\n      else records.push(record);",
      },
      {
        guard: 'a journal that could not be read is opened at the next write',
        from: '      waiting.resolve(stored);\n',
        to: '      void waiting;\n',
      },
      {
        guard: 'erasing removes every file of the journal',
        from: '      for (const name of ours) await rm(join(folder, name), { force: true });',
        to: '      for (const name of ours.slice(1)) await rm(join(folder, name), { force: true });',
      },
      {
        guard: 'the journal’s thread is restarted after a crash',
        from: "    if (isClosed || crashes > maxCrashes) throw new Error('the journal has ended');",
        to: "    if (isClosed || crashes > 0) throw new Error('the journal has ended');",
      },
    ],
  },
  {
    file: `${transfers}/store/journal/stored-record.ts`,
    tests: ['journal/journal.test', 'transfers/restart'],
    mutants: [
      {
        guard: 'an upload URL is sealed on the disk',
        from: 'const session: StoredSession = { sealedUrl: await keys.seal(transfer.accountId, uploadUrl), expiresAt };',
        to: 'const session: StoredSession = { sealedUrl: (await keys.seal(transfer.accountId, uploadUrl)) && uploadUrl, expiresAt };',
      },
      {
        guard: 'a session lost with the vault is reported as restarting',
        from: 'const lost = isEnded(record) ? {} : { restartReason: session, bytesDone: 0, bytesInFlight: 0 };',
        to: 'const lost = {};',
        tests: ['transfers/restart', 'journal/journal.test', 'held-names'],
      },
    ],
  },
  {
    file: `${transfers}/store/journal/session-keys.ts`,
    tests: ['journal/journal.test', 'transfers/restart', 'accounts/sealed'],
    mutants: [
      {
        guard: 'without a keyring no key is created',
        from: '  if (!(await vault.available())) return null;\n',
        to: '',
      },
    ],
  },
  {
    file: `${transfers}/store/persistence.ts`,
    tests: ['store/persistence', 'journal-trouble'],
    mutants: [
      {
        guard: 'failed writes are included in the next write',
        from: '      for (const transferId of records.keys()) unwritten.add(transferId);',
        to: '      void unwritten;',
      },
    ],
  },
  {
    file: `${transfers}/store/transfer-store.ts`,
    tests: ['transfer-store', 'journal-trouble', 'transfers/restart'],
    mutants: [
      {
        guard: 'a late journal does not replace newer data',
        from: 'const restored = earlier.filter(({ transfer }) => !ids.has(transfer.transferId));',
        to: 'const restored = [...earlier];',
      },
    ],
  },
];
