import type { MutantGroup } from './mutant.ts';

export const shortcutMutants: readonly MutantGroup[] = [
  {
    file: 'electron/core/transfers/run/download/download-folder.ts',
    tests: ['transfers/strangers'],
    mutants: [
      {
        guard: 'loops: the folder where a download starts counts',
        from: 'visitFolder(visited ?? [toItemKey(item)], entry)',
        to: 'visitFolder(visited ?? [], entry)',
      },
      {
        guard: 'loops: a shortcut that leads back is reported in its row',
        from: '  if (next === null) return toLoopRecord(record, download.nowMs);\n',
        to: '  if (next === null) return { ...record, job: { kind: "refused" } };\n',
      },
      {
        guard: 'two shortcuts to one folder are two folders',
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
        guard: 'loops: the folder where a copy between drives starts counts',
        from: 'visitFolder(carried.visited ?? [toItemKey(carried.entry)], entry)',
        to: 'visitFolder(carried.visited ?? [], entry)',
      },
      {
        guard: 'loops: a copy between drives stops where a shortcut leads back',
        from: '    if (visited === null) return toLoopRecord(record, carry.nowMs);\n',
        to: '    if (visited === null) return { ...record, job: { kind: "refused" } };\n',
      },
      {
        guard: 'two shortcuts to one folder are copied as two',
        from: 'entries.set(toItemKey(entry.own), entry);',
        to: 'entries.set(toItemKey(entry), entry);',
      },
    ],
  },
  {
    file: 'electron/core/transfers/model/new-record.ts',
    tests: ['transfers/strangers'],
    mutants: [
      {
        guard: 'loops: only shortcuts lead back',
        from: "if (entry.kind !== 'folder' || !isShortcut(entry)) return visited;",
        to: "if (entry.kind !== 'folder') return null;",
      },
      {
        guard: 'loops: skipped folders are not reported as downloaded',
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
        guard: 'concurrent saves of one file are one save',
        from: 'beginning.get(documentId) ?? beginSave(documentId, to)',
        to: 'beginSave(documentId, to)',
      },
      {
        guard: 'a running save does not replace the next one',
        from: 'beginSave(documentId, to).finally(() => beginning.delete(documentId));',
        to: 'beginSave(documentId, to);',
      },
      {
        guard: 'a pending save is the one returned',
        from: "earlier === null || (isEnded(earlier) && earlier.transfer.state !== 'failed')",
        to: "earlier?.transfer.state !== 'failed'",
      },
      {
        guard: 'an edit that waits for an answer is redirected to the chosen folder',
        from: 'toSavedElsewhere(record, to));',
        to: 'record);',
      },
      {
        guard: 'update: a file is replaced only in the given version',
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
        guard: 'update from a file: a folder with that name does not match',
        from: "entry?.kind === 'file' ?",
        to: 'entry !== undefined ?',
      },
      {
        guard: 'update from a file: composed and decomposed names are equal',
        from: "name.normalize('NFC');",
        to: 'name;',
      },
      {
        guard: 'update from a file: a name that OneDrive refuses matches no file',
        from: '  if (findNameFault(sent) !== null && !isOldName(sent)) return null;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/methods/sent-name.ts',
    tests: ['cli/commands'],
    mutants: [
      {
        guard: 'a file that exists is replaced under a name that OneDrive gives no new file',
        from: "if (existing?.kind === 'file') return;",
        to: '',
      },
      {
        guard: 'a name that OneDrive gives no new file creates none',
        from: "if (existing?.kind === 'file') return;",
        to: 'return;',
      },
    ],
  },
  {
    file: 'electron/core/methods/send-files.ts',
    tests: ['methods/methods.test'],
    mutants: [
      {
        guard: 'update: a missing file stops everything before anything is sent',
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
    tests: ['items/undo-between', 'app/bin'],
    mutants: [
      {
        guard: 'undo: says why a move to another drive can’t be undone',
        from: "  if (kind === 'move' && after === null) return 'otherDrive';\n",
        to: '',
        tests: ['items/undo-between'],
      },
      {
        guard: 'undo: says what only the web can restore',
        from: "return kind === 'delete' && undoOf === null ? 'restoreOnWeb' : null;",
        to: 'return null;',
        tests: ['app/bin'],
      },
    ],
  },
  {
    file: 'electron/core/items/undo-jobs.ts',
    tests: ['items/undo-between'],
    mutants: [
      {
        guard: 'undo: what replaced something in another drive is not offered for undo',
        from: '  if (after === null) return null;\n  if (kind',
        to: '  if (kind',
      },
      {
        guard: 'undo: a copy is deleted only as the version that was stored',
        from: 'carried.version ?? { eTag: noTag, cTag: null }',
        to: '{ eTag: null, cTag: null }',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/carry/carry-file.ts',
    tests: ['items/undo-between'],
    mutants: [
      {
        guard: 'undo: says when a copy stays',
        from: "const failure = isAway ? null : toFailure('copyKept', copy.entry.name);",
        to: 'const failure = null;',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/delete-item.ts',
    tests: ['items/undo-between'],
    mutants: [
      {
        guard: 'undo: a copied folder that was filled stays',
        from: 'if (onlyEmpty === true) {',
        to: 'if (onlyEmpty === undefined) {',
      },
    ],
  },
  {
    file: 'electron/core/index/search/without-doubles.ts',
    tests: ['search/searches'],
    mutants: [
      {
        guard: 'search: an item known to two accounts is found once',
        from: 'if (common.has(driveKey)) places.set(content, kept.length);',
        to: 'void common;',
      },
      {
        guard: 'search: an item known to two accounts is found for its owner',
        from: 'else if (searched[hit.owner]?.driveKey === driveKey) kept[place] = hit;',
        to: '',
      },
      {
        guard: 'search: only items known to two accounts can be duplicates',
        from: '  if (common.size === 0) return hits;\n',
        to: '',
        survives: 'without a common drive there are no duplicates: this only saves the lookup',
      },
    ],
  },
  {
    file: 'electron/core/index/search/search-accounts.ts',
    tests: ['search/searches'],
    mutants: [
      {
        guard: 'search: a duplicate is not counted',
        from: '  output.total -= Math.min(found.length, input.max) - kept.length;\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/index/index-store.ts',
    tests: ['indexing/shared-folders'],
    mutants: [
      {
        guard: 'exclude: items known to another sync stay',
        from: 'if (row === 0 || isInSync(row)) return [];',
        to: 'if (row === 0) return [];',
      },
      {
        guard: 'exclude: a folder no longer counts as listed',
        from: '        const changes = removeInside(row);\n        sql.removeFolder.run(row);\n',
        to: '        const changes = removeInside(row);\n',
      },
      {
        guard: 'exclude: a listing of the folder that lost its first rows counts for nothing',
        from: '        listings.delete(row);\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/index/row-remover.ts',
    tests: ['indexing/shared-folders'],
    mutants: [
      {
        guard: 'exclude: a completely indexed drive stays indexed',
        from: 'return isWhole || sql.sync.get(above) !== undefined;',
        to: 'return sql.sync.get(above) !== undefined && isWhole !== null;',
        survives: 'items of a completely indexed drive are below its root, which has the same effect',
      },
      {
        guard: 'exclude: a folder inside that is included separately stays indexed',
        from: 'if (!synced.has(row)) pending.push(row);',
        to: 'pending.push(row);',
      },
      {
        guard: 'exclude: a separately shared item stays listed',
        from: 'if (synced.has(row) || isShared(row)) changes',
        to: 'if (synced.has(row)) changes',
      },
    ],
  },
];
