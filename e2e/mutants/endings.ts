import type { MutantGroup } from './mutant.ts';

export const endingMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/accounts/sign-in/sign-ins.ts',
    tests: ['sign-in/flows'],
    mutants: [
      {
        guard: 'a sign-in does not start after its window was closed',
        from: "      if (session.closed.aborted) throw new AppError('cancelled');\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/account-import/account-imports.ts',
    tests: ['account-import/account-imports'],
    mutants: [
      {
        guard: 'a batch read after its window was closed is discarded',
        from: "      if (session.closed.aborted) throw new AppError('cancelled');\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/accounts/accounts.ts',
    tests: ['accounts/accounts.test'],
    mutants: [
      {
        guard: 'an order of accounts that can’t be saved is undone',
        from: '        open = new Map([...kept, ...open]);\n',
        to: '        void kept;\n',
      },
      {
        guard: 'groups of accounts that can’t be saved are undone',
        from: '        for (const [accountId, account] of before) account.record = records.get(accountId) ?? account.record;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/documents/move-out.ts',
    tests: ['documents/edited-meanwhile'],
    mutants: [
      {
        guard: 'a failed copy to another disk leaves no part there',
        from: '    await rm(part, { force: true });\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/documents/place/move-tree.ts',
    tests: ['documents/place'],
    mutants: [
      {
        guard: 'a file that can’t be put in the new location leaves no part there',
        from: '    await rename(part, target);\n  } catch (cause) {\n    await rm(part, { force: true });\n',
        to: '    await rename(part, target);\n  } catch (cause) {\n',
      },
    ],
  },
  {
    file: 'electron/core/items/undo.ts',
    tests: ['items/moves.test'],
    mutants: [
      {
        guard: 'undo: a restored folder is not deleted with new content in it',
        from: "kind === 'newFolder' || kind === 'copy' || kind === 'restore';",
        to: "kind === 'newFolder' || kind === 'copy';",
      },
      {
        guard: 'undo: nor with new content deeper in it',
        from: "      (kind === 'restore' && (await hasGrown(drive, now, entry.sizeBytes))) ||\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/restore-item.ts',
    tests: ['items/moves.test'],
    mutants: [
      {
        guard: 'undo: the number of items in a restored folder is recorded',
        from: "  if (back.kind === 'folder')\n",
        to: "  if (back.kind === 'package')\n",
      },
      {
        guard: 'a restore that may have been made and can’t be read is reported as unclear',
        from: '      return throwLost(reason, error);\n',
        to: '      throw reason;\n',
        tests: ['core/lost-answers'],
      },
      {
        guard: 'a restore that was refused is reported as refused',
        from: '      if (error !== null && !mayBeSecond) throw error;\n',
        to: '',
        tests: ['core/lost-answers'],
      },
    ],
  },
  {
    file: 'electron/core/items/holds-more.ts',
    tests: ['items/holds-more', 'items/moves.test'],
    mutants: [
      {
        guard: 'undo: a copy with very many folders is compared by size',
        from: 'return mine !== null && mine === theirs;',
        to: 'return true;',
        tests: ['items/holds-more'],
      },
      {
        guard: 'undo: a copy without its original does not count as unchanged',
        from: '    if (there === null) return true;\n',
        to: '    if (there === null) return false;\n',
        tests: ['items/holds-more'],
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/copy-item.ts',
    tests: ['transfers/strangers'],
    mutants: [
      {
        guard: 'the error of SharePoint’s own operations is read',
        from: "[errorCode, asObject(error)?.['code']].find(",
        to: '[errorCode, asObject(error) === null].find(',
      },
    ],
  },
  {
    file: 'electron/core/copies/review-kept.ts',
    tests: ['copies/keep.test'],
    mutants: [
      {
        guard: 'a failed kept file is retried in its existing transfer',
        from: "'unfinished', 'failed', 'cancelled'),",
        to: "'unfinished', 'cancelled'),",
      },
      {
        guard: 'a kept file that the user canceled is not requested again',
        from: "'unfinished', 'failed', 'cancelled'),",
        to: "'unfinished', 'failed'),",
      },
      {
        guard: 'a failed kept file is retried',
        from: '  if (failed.length > 0) await transfers.retry({ transferIds: failed.slice(0, 5000) });\n',
        to: '',
      },
      {
        guard: 'a file already being downloaded is not requested again for being kept',
        from: "'unfinished', 'failed', 'cancelled'),",
        to: "'failed', 'cancelled'),",
      },
      {
        guard: 'one broken account does not stop the files of others',
        from: "      deps.log.warn('kept items were not fetched', { cause: String(cause) });\n",
        to: '      throw cause;\n',
        survives: 'none of its calls rejects today: what can’t be written to the journal is kept in memory',
      },
    ],
  },
];
