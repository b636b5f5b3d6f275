import type { MutantGroup } from './mutant.ts';

export const shortcutMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/transfers/run/download/download-folder.ts',
    tests: ['transfers/strangers'],
    mutants: [
      {
        guard: 'loops: the folder that a download begins with counts',
        from: 'visitFolder(visited ?? [toItemKey(item)], entry)',
        to: 'visitFolder(visited ?? [], entry)',
      },
      {
        guard: 'loops: a shortcut that leads back is a line that says so',
        from: '  if (next === null) return toLoopRecord(record, download.nowMs);\n',
        to: '  if (next === null) return { ...record, job: { kind: "refused" } };\n',
      },
      {
        guard: 'two shortcuts to one folder are two',
        from: 'entries.set(toItemKey(entry.own), entry);',
        to: 'entries.set(toItemKey(entry), entry);',
        tests: ['download/chosen-folder'],
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/carry/carry-folder.ts',
    tests: ['carry/carry'],
    mutants: [
      {
        guard: 'loops: the folder that a carry begins with counts',
        from: 'visitFolder(carried.visited ?? [toItemKey(carried.entry)], entry)',
        to: 'visitFolder(carried.visited ?? [], entry)',
      },
      {
        guard: 'loops: a carry ends where a shortcut leads back',
        from: '    if (visited === null) return toLoopRecord(record, carry.nowMs);\n',
        to: '    if (visited === null) return { ...record, job: { kind: "refused" } };\n',
      },
      {
        guard: 'two shortcuts to one folder are carried as two',
        from: 'entries.set(toItemKey(entry.own), entry);',
        to: 'entries.set(toItemKey(entry), entry);',
      },
    ],
  },
  {
    file: 'electron/core/transfers/model/visited-folders.ts',
    tests: ['transfers/strangers'],
    mutants: [
      {
        guard: 'loops: only shortcuts lead back',
        from: "if (entry.kind !== 'folder' || !isShortcut(entry)) return visited;",
        to: "if (entry.kind !== 'folder') return null;",
      },
      {
        guard: 'loops: what is not followed is not said to be downloaded',
        from: "outcome: 'skipped', failure,",
        to: "outcome: 'downloaded', failure,",
      },
    ],
  },
  {
    file: 'electron/core/transfers/start-transfers.ts',
    tests: ['edits/edits'],
    mutants: [
      {
        guard: 'one save, however many ask for it at once',
        from: 'beginning.get(documentId) ?? beginSave(documentId)',
        to: 'beginSave(documentId)',
      },
      {
        guard: 'a save that has begun does not stand for the next one',
        from: 'beginSave(documentId).finally(() => beginning.delete(documentId));',
        to: 'beginSave(documentId);',
      },
      {
        guard: 'a save that has not ended is the one that is asked for',
        from: '    if (earlier !== null && !isEnded(earlier)) return earlier.transfer.transferId;\n',
        to: '',
      },
      {
        guard: 'update: a file is replaced only as the version that was named',
        from: 'job: { ...record.job, parent: folder, target } };',
        to: 'job: { ...record.job, parent: folder } };',
        tests: ['methods/methods.test'],
      },
    ],
  },
  {
    file: 'electron/core/app/find-file.ts',
    tests: ['app/find-file'],
    mutants: [
      {
        guard: 'update from a file: a folder of that name is none',
        from: "entry?.kind === 'file' ?",
        to: 'entry !== undefined ?',
      },
      {
        guard: 'update from a file: a name is one however it is composed',
        from: "name.normalize('NFC');",
        to: 'name;',
      },
      {
        guard: 'update from a file: a name that OneDrive can not have is of no file',
        from: '    if (isAppError(error)) return null;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/methods/send-files.ts',
    tests: ['methods/methods.test'],
    mutants: [
      {
        guard: 'update: a file that is not there stops all before anything is sent',
        from: '    if (entry === null) missing(source.name, path);\n',
        to: '    if (entry === null) continue;\n',
      },
      {
        guard: 'update: no folder is updated',
        from: "if (source.kind !== 'file' || entry.kind !== 'file')",
        to: "if (source.kind !== 'file')",
      },
    ],
  },
  {
    file: 'electron/core/activity/activity-list.ts',
    tests: ['carry/carry', 'app/bin'],
    mutants: [
      {
        guard: 'undo: why what went to another drive can’t be undone is said',
        from: "  if (kind === 'move' && after === null) return 'otherDrive';\n",
        to: '',
        tests: ['carry/carry'],
      },
      {
        guard: 'undo: what only the web restores is said so',
        from: "return kind === 'delete' && undoOf === null ? 'restoreOnWeb' : null;",
        to: 'return null;',
        tests: ['app/bin'],
      },
    ],
  },
  {
    file: 'electron/core/items/undo-jobs.ts',
    tests: ['carry/carry'],
    mutants: [
      {
        guard: 'undo: what went to another drive is not offered back',
        from: ': after !== null;',
        to: ': true;',
      },
    ],
  },
  {
    file: 'electron/core/index/search/without-doubles.ts',
    tests: ['search/searches'],
    mutants: [
      {
        guard: 'search: what two accounts know is found once',
        from: 'if (common.has(driveKey)) places.set(content, kept.length);',
        to: 'void common;',
      },
      {
        guard: 'search: what two accounts know is found for its owner',
        from: 'else if (searched[hit.owner]?.driveKey === driveKey) kept[place] = hit;',
        to: '',
      },
      {
        guard: 'search: only what two accounts know may be a double',
        from: '  if (common.size === 0) return hits;\n',
        to: '',
        survives: 'without a common drive nothing is a double: it only spares the look',
      },
    ],
  },
  {
    file: 'electron/core/index/search/search-accounts.ts',
    tests: ['search/searches'],
    mutants: [
      {
        guard: 'search: a double is not counted',
        from: '  output.total -= Math.min(found.length, input.most) - kept.length;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/index/index-store.ts',
    tests: ['indexing/shared-folders'],
    mutants: [
      {
        guard: 'exclude: what another sync knows stays',
        from: 'if (row === 0 || isInSync(row)) return [];',
        to: 'if (row === 0) return [];',
      },
      {
        guard: 'exclude: a drive that is known whole stays known',
        from: 'return isWhole || sql.sync.get(above) !== undefined;',
        to: 'return sql.sync.get(above) !== undefined && isWhole !== null;',
        survives: 'what is known of a drive that is known whole lies below its root, which says the same',
      },
      {
        guard: 'exclude: a folder inside that is included by itself stays known',
        from: 'const isKept = sql.sync.get(row) !== undefined;',
        to: 'const isKept = sql.sync.get(row) === null;',
      },
      {
        guard: 'exclude: what is shared by itself stays on the list',
        from: 'if (!isKept && !isShared(row)) return',
        to: 'if (!isKept) return',
      },
      {
        guard: 'exclude: a folder counts as listed no more',
        from: '        const changes = removeInside(row);\n        sql.removeFolder.run(row);\n',
        to: '        const changes = removeInside(row);\n',
      },
    ],
  },
];
