import type { MutantGroup } from './mutant.ts';

const transfers = 'electron/core/transfers';

export const queueMutants: readonly MutantGroup[] = [
  {
    file: `${transfers}/transfers.ts`,
    tests: ['written-first', 'transfers/restart'],
    mutants: [
      {
        guard: 'E3: a transfer is in the journal before it begins',
        from: '    void store.add(records).then(() => queue.enqueue(store.current(records)));',
        to: '    void store.add(records);\n    queue.enqueue(store.current(records));',
      },
      {
        guard: 'taking an account off ends its keys',
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
    ],
  },
  {
    file: `${transfers}/run/download/download-results.ts`,
    tests: ['documents/opening'],
    mutants: [
      {
        guard: 'B2: nothing harmful opens by itself after a download',
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
        guard: 'B2: nothing opens by itself after a restart',
        from: '  const record = withoutOpening(stored);',
        to: '  const record = stored ?? withoutOpening(stored);',
        tests: ['documents/opening', 'transfers/restart'],
      },
      {
        guard: 'what was paused stays paused over a restart',
        from: "return state === 'paused' ? { ...queued, transfer: { ...queued.transfer, state } } : queued;",
        to: 'return queued;',
      },
      {
        guard: 'a conflict waits over a restart',
        from: "  if (isEnded(record) || state === 'conflict') return record;",
        to: '  if (isEnded(record)) return record;',
        tests: ['transfers/restart', 'upload/conflicts'],
      },
      {
        guard: 'an upload that was interrupted knows it',
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
        guard: 'a folder that was stopped at the last moment starts no children',
        from: "if (result.kind === 'done' && (result.next ?? []).length > 0) running.abort.signal.throwIfAborted();",
        to: '',
      },
      {
        guard: '"Pause all" begins nothing',
        from: 'deps.isPaused() ? [quick] : [quick, ...Object.values(others)];',
        to: '[quick, ...Object.values(others)];',
        tests: ['control-transfers', 'written-first', 'transfers/restart'],
      },
      {
        guard: 'nothing begins for an account that must sign in',
        from: 'if (closing.signal.aborted || needsSignIn(lane)) return;',
        to: 'if (closing.signal.aborted) return;',
        tests: ['accounts/waiting-transfers', 'fault-schedules'],
      },
      {
        guard: 'T38: a full drive is not asked again and again',
        from: 'if (goesToFullDrive(lane, record)) void outcomes.awaitSpace(transferId);\n      else start(lane, record);',
        to: 'start(lane, record);',
        tests: ['upload/full-drive'],
      },
      {
        guard: 'a sign-in wakes what waited for it',
        from: "      requeueWaiting(accountId, 'signInNeeded');\n      const lane",
        to: '      const lane',
        tests: ['accounts/waiting-transfers'],
      },
      {
        guard: 'a network that is back wakes what waited for it',
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
        guard: 'the children of a folder are stored with its end',
        from: '      (record) => ({ ...record, transfer: { ...record.transfer, ...done }, retry: null }),\n      next,',
        to: '      (record) => ({ ...record, transfer: { ...record.transfer, ...done }, retry: null }),\n      [],',
        tests: ['upload/upload.test', 'folder-stops', 'download/chosen-folder'],
      },
      {
        guard: 'offline is waited out, not failed',
        from: "    if (isAppError(error, 'offline', 'networkSignIn', 'proxySignIn'))\n      return scheduleRetry(lane, transferId, retryWhenOnline(error));\n",
        to: '',
        tests: ['waits-and-cancels', 'graph/block-pages', 'download/resume', 'no-wait'],
      },
      {
        guard: 'a sign-in is waited for, not failed',
        from: "if (isAppError(error, 'signInNeeded') && needsSignIn(lane)) return awaitSignIn(transferId);",
        to: '',
        tests: ['accounts/waiting-transfers', 'fault-schedules', 'accounts/tokens'],
      },
      {
        guard: 'the choice for a whole batch holds for later conflicts',
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
        guard: 'C16: a clock that was set back adds nothing to a held name',
        from: 'const leftMs = maxReservedNameMs - Math.max(0, nowMs - Date.parse(since));',
        to: 'const leftMs = maxReservedNameMs - (nowMs - Date.parse(since));',
      },
      {
        guard: 'a held name is given up after a day',
        from: '    return leftMs <= 0\n      ? undefined\n      :',
        to: '    return leftMs <= -Infinity\n      ? undefined\n      :',
      },
      {
        guard: 'a network that goes does not let go of a held name',
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
        guard: 'server errors without progress end',
        from: '          if (refusals >= maxRefusals) throw error;\n',
        to: '',
      },
      {
        guard: 'one broken connection is not called offline',
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
        from: "throw isAppError(explained, 'notFound', 'folderGone') && createsInFolder(job)",
        to: "throw isAppError(explained, 'badInput') && createsInFolder(job)",
      },
      {
        guard: 'a destination folder that is gone is named',
        from: "if (isAppError(error, 'notFound') && (await isFolderGone(context, folder)))",
        to: "if (isAppError(error, 'badInput') && (await isFolderGone(context, folder)))",
      },
      {
        guard: 'T38: how much room is left is said',
        from: "if (isAppError(error, 'quotaFull')) return withFreeSpace(context, folder, error);",
        to: "if (isAppError(error, 'badInput')) return withFreeSpace(context, folder, error);",
      },
    ],
  },
  {
    file: `${transfers}/store/journal/journal-file.ts`,
    tests: ['journal/journal.test', 'journal-trouble'],
    mutants: [
      {
        guard: 'A3: a journal without a byte is damaged, not new',
        from: "else if (existsSync(file) && statSync(file).size === 0) throw new DamagedFile('empty file');",
        to: '',
      },
      {
        guard: 'a journal of another version is put aside',
        from: 'else if (version !== schemaVersion) throw new DamagedFile(`journal of version ${version}`);',
        to: '',
      },
      {
        guard: 'B11: the journal is for the person alone',
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
        guard: 'A3: only damage puts a journal aside',
        from: 'if (setAside !== null || !isJournalDamage(error)) return',
        to: 'if (setAside !== null) return',
      },
      {
        guard: 'names of what was removed leave the log of writes',
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
        guard: 'A3: a damaged row costs that row',
        from: '      if (record === null) unreadable += 1;\n      else records.push(record);',
        to: "      if (record === null) throw new JournalDamaged('row');\n      else records.push(record);",
      },
      {
        guard: 'a journal that can not be read is taken up with the next write',
        from: '      waiting.resolve(stored);\n',
        to: '      void waiting;\n',
      },
      {
        guard: 'everything is erased with the app',
        from: '      for (const name of ours) await rm(join(folder, name), { force: true });',
        to: '      for (const name of ours.slice(1)) await rm(join(folder, name), { force: true });',
      },
      {
        guard: 'the thread of the journal is started again after a crash',
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
        guard: 'an upload’s address is sealed on the disk',
        from: 'const session: StoredSession = { sealedUrl: await keys.seal(transfer.accountId, uploadUrl), expiresAt };',
        to: 'const session: StoredSession = { sealedUrl: (await keys.seal(transfer.accountId, uploadUrl)) && uploadUrl, expiresAt };',
      },
      {
        guard: 'a session that is lost with the vault is said to begin again',
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
        guard: 'without a keyring no key is made',
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
        guard: 'what could not be written goes along with the next write',
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
        guard: 'a late journal does not replace what is newer',
        from: 'const restored = earlier.filter(({ transfer }) => !ids.has(transfer.transferId));',
        to: 'const restored = [...earlier];',
      },
    ],
  },
];
