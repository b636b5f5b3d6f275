import type { MutantGroup } from './mutant.ts';

const documents = 'electron/core/documents';

export const documentMutants: readonly MutantGroup[] = [
  {
    file: `${documents}/copy-removal.ts`,
    tests: ['documents/links'],
    mutants: [
      {
        guard: 'A8: removing a copy behind a link removes no other file',
        from: '    if ((await findLink(root, path)) !== null) return;\n    try',
        to: '    try',
      },
    ],
  },
  {
    file: `${documents}/documents.ts`,
    tests: ['documents/documents', 'documents/links', 'documents/opening'],
    mutants: [
      {
        guard: 'A8: a copy behind a link counts as missing',
        from: "    if ((await linkTo(place.root(), path)) !== null)\n      return { record, path, state: 'missing', stat: null, sizeBytes: record.local.sizeBytes };\n",
        to: '',
        tests: ['documents/links'],
      },
      {
        guard: 'B2: potentially harmful kinds are not opened',
        from: '      assertOpens(basename(path), find(documentId).source);\n',
        to: '',
        tests: ['documents/opening'],
      },
      {
        guard: 'replacing a copy leaves only an edited one',
        from: '      await removeUnchanged(copy.record);\n',
        to: '      await removeFile(copy.record);\n',
        tests: ['documents/documents', 'download/download.test', 'edits/edits'],
      },
      {
        guard: 'an edited copy is the one that opens',
        from: "        all.find(({ state }) => state === 'changed') ??\n",
        to: '',
        tests: ['documents/documents', 'documents/opening', 'edits/edits'],
      },
      {
        guard: 'freeing space never removes an edited copy',
        from: '            if (onlyUnchanged && !(await removeUnchanged(record))) return;\n            if (!onlyUnchanged) await',
        to: '            await',
        tests: ['copies/copies', 'documents/documents'],
      },
    ],
  },
  {
    file: `${documents}/own-path.ts`,
    tests: ['documents/links'],
    mutants: [
      {
        guard: 'A8: no folder is created behind a link',
        from: "    if ((await lstat(path)).isSymbolicLink()) throw new AppError('folderIsLink', { subject: basename(path) });\n",
        to: '',
      },
    ],
  },
  {
    file: `${documents}/document-record.ts`,
    tests: ['documents/documents', 'profile/unreadable-files'],
    mutants: [
      {
        guard: 'a list of copies can’t name a path outside',
        from: 'z.array(z.string().regex(/^(?!\\.{1,2}$)[^/\\\\]+$/)).min(1),',
        to: 'z.array(z.string()).min(1),',
      },
    ],
  },
  {
    file: `${documents}/local-copy.ts`,
    tests: ['documents/documents', 'edits/edits'],
    mutants: [
      {
        guard: 'a touched copy with the same content counts as unchanged',
        from: 'if (hash !== local.quickXorHash) return changed;',
        to: "if (hash !== '') return changed;",
      },
      {
        guard: 'an edit that keeps the size is detected',
        from: 'if (hash !== local.quickXorHash) return changed;',
        to: '',
      },
      {
        guard: 'a time that another write may share proves nothing',
        from: 'if (isSame && !isWithinTick(local)) return present;',
        to: 'if (isSame) return present;',
        tests: ['documents/edited-meanwhile'],
      },
    ],
  },
  {
    file: `${documents}/local-name.ts`,
    tests: ['documents/local-name', 'download/download-disk'],
    mutants: [
      {
        guard: 'B12: direction controls are removed from names on the disk',
        from: ".replace(directionOverrides, '_');",
        to: ';',
      },
      {
        guard: 'B12: isolates (U+2066 to U+2069) count as direction controls',
        from: 'const directionOverrides = /\\p{Bidi_Control}/gu;',
        to: 'const directionOverrides = /[\\u200e\\u200f\\u202a-\\u202e]/gu;',
      },
      {
        guard: 'C15: device names are replaced, also with a blank before the dot',
        from: '(?= *(?:\\.|$))/i;',
        to: '(?=(?:\\.|$))/i;',
      },
      {
        guard: 'C15: a file in a chosen folder is not hidden by its name',
        from: "toLocalName(name).replace(/^\\./, '_');",
        to: 'toLocalName(name);',
      },
      {
        guard: 'A10: a drive file with the name of a partial download gets another name',
        from: 'folderCustomisation.test(safe) || partName.test(safe)',
        to: 'folderCustomisation.test(safe)',
      },
      {
        guard: 'a folder customization is never written',
        from: 'deviceName.test(safe) || folderCustomisation.test(safe)',
        to: 'deviceName.test(safe)',
      },
      {
        guard: 'slashes and colons are removed from names on the disk',
        from: "name.toWellFormed().replace(forbidden, '_')",
        to: 'name.toWellFormed()',
      },
    ],
  },
  {
    file: `${documents}/open-kinds.ts`,
    tests: ['documents/open-kinds'],
    mutants: [
      {
        guard: 'B2: an unknown kind is not opened',
        from: "  return kinds.get(extension) ?? 'unknown';",
        to: '  return kinds.get(extension) ?? null;',
      },
      {
        guard: 'B2: a name that is only an extension is not opened',
        from: "if (name.lastIndexOf('.') > 0 && opened.has(extension)) return null;",
        to: 'if (opened.has(extension)) return null;',
      },
    ],
  },
  {
    file: `${documents}/disk-error.ts`,
    tests: ['documents/disk-error', 'download/chosen-folder', 'download/download-disk'],
    mutants: [
      {
        guard: 'an exceeded disk quota counts as a full disk',
        from: "  EDQUOT: 'diskFull',\n",
        to: '',
      },
      {
        guard: 'a missing chosen folder is named',
        from: "  return isGone ? new AppError('localFolderMissing', { subject, cause }) : error;",
        to: '  return isGone ? error : error;',
      },
    ],
  },
  {
    file: `${documents}/json-lines-file.ts`,
    tests: ['documents/documents', 'profile/unreadable-files', 'lib/atomic-file', 'download/weak-disk'],
    mutants: [
      {
        guard: 'an incomplete line does not damage the next one',
        from: '      await handle.truncate(before).catch(() => undefined);\n',
        to: '',
      },
      {
        guard: 'E4: a line is flushed',
        from: "      await flush(handle, 'datasync');\n",
        to: '',
      },
      {
        guard: 'a truncated list is detected',
        from: "isWhole: end === '' && values.length === lines.length };",
        to: 'isWhole: values.length === lines.length };',
      },
    ],
  },
  {
    file: `${documents}/registry.ts`,
    tests: ['documents/documents', 'profile/unreadable-files', 'app/expected-trouble'],
    mutants: [
      {
        guard: 'A4: an unreadable list of copies is not overwritten',
        from: '    if (!isUnread) return;\n',
        to: '    if (isUnread || !isUnread) return;\n',
      },
      {
        guard: 'the name of a removed copy is deleted from the disk',
        from: 'if (removed.length > 0) await rewrite();',
        to: 'if (removed.length > 1_000) await rewrite();',
      },
      {
        guard: 'memory never has more about a copy than the disk',
        from: '        if (index.get(record.documentId) === record) index.remove(record.documentId);\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/lib/atomic-file.ts',
    tests: ['download/weak-disk', 'lib/atomic-file', 'settings/settings'],
    mutants: [
      {
        guard: 'E4: a settings file is flushed before the rename',
        from: '      await flush(handle);\n',
        to: '',
      },
      {
        guard: 'E4: the folder is flushed after the rename',
        from: '  await syncFolder(dirname(path));\n}\n\n/** Errors',
        to: '}\n\n/** Errors',
      },
      {
        guard: 'a failed write leaves no temporary file',
        from: '    await unlink(temporary).catch(() => undefined);\n',
        to: '',
      },
      {
        guard: 'B11: a profile file is readable by its user only',
        from: "open(temporary, 'wx', 0o600);",
        to: "open(temporary, 'wx', 0o644);",
        tests: ['lib/atomic-file', 'settings/settings', 'core/core.test', 'accounts/sealed'],
      },
      {
        guard: 'only an unsupported flush is ignored, any other error is thrown',
        from: '    if (!cannotFlush.includes(cause.code)) throw cause;\n',
        to: '    void cause;\n',
        tests: ['lib/atomic-file', 'download/weak-disk'],
      },
    ],
  },
  {
    file: 'electron/core/lib/read-regular-file.ts',
    tests: ['app-only/secret-source', 'app-only/certificate'],
    mutants: [
      {
        guard: 'B12: a secret file that is a link is refused',
        from: 'const flags = constants.O_RDONLY | noWait | (refusesLinks ? noFollow : 0);',
        to: 'const flags = constants.O_RDONLY | noWait | (refusesLinks ? 0 : 0 * noFollow);',
      },
      {
        guard: 'B5: a FIFO does not hang',
        from: "    if (!stats.isFile()) throw new FileRefused('notAFile');\n",
        to: '',
      },
      {
        guard: 'B5: files generated by the system are refused',
        from: "    if (length !== stats.size) throw new FileRefused('notAFile');\n",
        to: '',
      },
      {
        guard: 'B5: an endless file is refused',
        from: "    if (stats.size > maxBytes) throw new FileRefused('tooLarge');\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/profile/profile-lock.ts',
    tests: ['profile/profile-lock'],
    mutants: [
      {
        guard: 'C17: a second owner of a profile does not start',
        from: 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE',
        to: 'PRAGMA journal_mode = MEMORY; BEGIN DEFERRED',
      },
    ],
  },
  {
    file: 'electron/core/profile/profile-file.ts',
    tests: ['profile/unreadable-files', 'app/expected-trouble', 'settings/settings'],
    mutants: [
      {
        guard: 'A4: only a missing file counts as empty',
        from: "    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;",
        to: '    if ((error as NodeJS.ErrnoException).code !== "") return null;',
      },
      {
        guard: 'a file set aside earlier is not overwritten',
        from: '    if (!taken.has(name)) return name;',
        to: '    if (!taken.has("") && name !== "") return name;',
      },
      {
        guard: 'a full disk is reported if a setting can’t be saved',
        from: "cause instanceof Error && 'syscall' in cause\n    ? new AppError('profileUnwritable'",
        to: "cause instanceof AppError\n    ? new AppError('profileUnwritable'",
      },
    ],
  },
  {
    file: 'electron/core/profile/file-modes.ts',
    tests: ['core/core.test', 'profile/', 'accounts/sealed', 'documents/documents', 'settings/settings'],
    mutants: [
      {
        guard: 'B11: the profile is closed to other users',
        from: '    await chmod(folder, ownFolderMode);\n',
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/app/reset-app.ts',
    tests: ['core/core.test', 'documents/documents', 'index/index-crash', 'accounts/sealed'],
    mutants: [
      {
        guard: 'Erase all data removes copies in a former folder',
        from: '    await deps.place.removeLeftovers();\n',
        to: '',
        tests: ['documents/forget'],
      },
      {
        guard: 'Erase all data reports what stays in a former folder',
        from: 'addLeftovers(await documents.forget(), await deps.place.leftovers())',
        to: 'await documents.forget()',
        tests: ['documents/forget'],
      },
      {
        guard: 'B12: Erase all data empties the log',
        from: '  if (folders.logFile !== null) await emptyLog(folders.logFile);\n',
        to: '',
      },
      {
        guard: 'B12: Erase all data removes the previous log',
        from: "  await rm(logFile.replace(/(\\.[^.]*)?$/, '.old$1'), { force: true });\n",
        to: '',
      },
      {
        guard: 'Erase all data removes sealed files left by a crash',
        from: '  for (const folder of [credentials, offered]) await rm(folder, { recursive: true, force: true });\n',
        to: '  for (const folder of [credentials, offered]) void folder;\n',
      },
      {
        guard: 'Erase all data removes the notices',
        from: '  await notices.forget();\n',
        to: '',
        tests: ['profile/unreadable-files', 'core/core.test'],
      },
      {
        guard: 'Erase all data removes the settings',
        from: '  await settings.forget();\n',
        to: '',
        tests: ['core/core.test', 'settings/settings', 'documents/documents'],
      },
    ],
  },
  {
    file: 'electron/core/app/open-item.ts',
    tests: ['documents/opening', 'documents/documents'],
    mutants: [
      {
        guard: 'B2: a potentially harmful file is asked about before it is downloaded',
        from: "  if (how === 'open') assertOpens(toLocalName(entry.name), toSource(entry));\n",
        to: '',
      },
      {
        guard: 'without a network the local copy opens',
        from: "if (copy?.state === 'present' && isAppError(error, ...unreachable))",
        to: "if (copy?.state === 'present' && isAppError(error, 'badInput'))",
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/delete-item.ts',
    tests: ['items/deletes', 'items/moved-tags', 'items/item-edits'],
    mutants: [
      {
        guard: 'a file that changed meanwhile is not deleted',
        from: "kind === 'file' && eTag !== null ? { 'if-match': eTag } : {};",
        to: '{};',
      },
      {
        guard: 'C4: a changed tag with the same content does not stop a delete',
        from: '    if (now === null || !isSameContent(entry, now.entry)) return latest;',
        to: '    if (now !== undefined) return latest;',
      },
      {
        guard: 'C3: a new item that is not found yet does not count as deleted',
        from: "if (!response.ok && isAppError(response.error, 'notFound')) throw response.error;",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/items/deletes.ts',
    tests: ['items/deletes', 'items/moved-tags', 'items/refused-redirects'],
    mutants: [
      {
        guard: 'only items the user was asked about are deleted',
        from: 'const entries = isPlanned ? selected.filter(({ own }) => planned.keys.has(toItemKey(own))) : selected;',
        to: 'const entries = selected;',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/carry/carry-file.ts',
    tests: ['carry/carry'],
    mutants: [
      {
        guard: 'an original is deleted only after its copy is verified',
        from: "const canEnd = latest.verb === 'copy' || (await isProven(context, result, latest));",
        to: 'const canEnd = true;',
      },
      {
        guard: 'a newer version of the original is sent from the beginning',
        from: '  if (jobState.job.session !== null) {',
        to: '  if (jobState.job.session === null) {',
      },
    ],
  },
  {
    file: 'electron/core/items/undo-jobs.ts',
    tests: ['items/item-edits', 'items/moves'],
    mutants: [
      {
        guard: 'undo does not restore what was already gone',
        from: "if (result !== 'done' || account === undefined) return null;",
        to: "if (result === 'failed' || account === undefined) return null;",
      },
      {
        guard: 'undo does not remove a copy that was edited since',
        from: 'eTag: noTag, cTag: null };\n      return',
        to: 'eTag: null, cTag: null };\n      return',
      },
    ],
  },
  {
    file: 'electron/core/transfers/run/change/copy-item.ts',
    tests: ['items/moves', 'items/changes-kill'],
    mutants: [
      {
        guard: 'a copy whose response was lost is not created twice',
        from: 'const mayBeThere = came.isRepeated || made.kind !== ',
        to: 'const mayBeThere = made === null && made !== ',
      },
    ],
  },
  {
    file: 'electron/core/items/moves.ts',
    tests: ['items/moves'],
    mutants: [
      {
        guard: 'no folder is moved into itself',
        from: "if (inside !== undefined) throw new AppError('intoItself', { subject: inside.name });",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/items/delete-plan.ts',
    tests: ['items/delete-plan'],
    mutants: [
      { guard: 'shared items are asked about', from: "  if (sharedCount > 0) return 'shared';\n", to: '' },
      { guard: 'folders are asked about', from: "  if (folders > 0) return 'folder';\n", to: '' },
      {
        guard: 'items that can’t be restored are asked about',
        from: "return canUndo ? 'no' : 'noUndo';",
        to: "return canUndo ? 'no' : 'no';",
      },
    ],
  },
  {
    file: 'electron/core/items/item-edits.ts',
    tests: ['items/item-edits'],
    mutants: [
      {
        guard: 'a rename that is accepted by id without being made is sent by path',
        from: '        if (renamed.name !== entry.name) return renamed;\n',
        to: "        if (renamed.name !== '') return renamed;\n",
        tests: ['items/moves-refused'],
      },
      {
        guard: 'a new folder never replaces another one',
        from: "const json = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };",
        to: "const json = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'replace' };",
      },
      {
        guard: 'a name that OneDrive refuses is refused at once',
        from: "      checkName(name, entry.kind === 'folder' ? 'folder' : 'file', parentPath);\n",
        to: '',
      },
    ],
  },
  {
    file: 'electron/core/edits/edits.ts',
    tests: ['edits/edits'],
    mutants: [
      {
        guard: 'an edit is saved automatically only if the file was opened from Slipway',
        from: "return record.isOpened && account?.saveEdits === 'automatically' && account.canWrite;",
        to: "return account?.saveEdits === 'automatically' && account.canWrite;",
      },
      {
        guard: 'an account set to ask first is asked',
        from: "return record.isOpened && account?.saveEdits === 'automatically' && account.canWrite;",
        to: 'return record.isOpened && account?.canWrite === true;',
      },
      {
        guard: 'nothing is replaced if the trash does not take the edited copy',
        from: '      await documents.moveToTrash(documentId);\n',
        to: '      await documents.moveToTrash(documentId).catch(() => undefined);\n',
      },
      {
        guard: 'an edit during a save is also sent',
        from: "    if (copy.state !== 'changed') {\n      const { item, from } = copy.record;",
        to: "    if (copy.state !== 'missing') {\n      const { item, from } = copy.record;",
      },
      {
        guard: 'edits made while Slipway was closed are found',
        from: '      work(reviewAll);\n',
        to: '',
      },
      {
        guard: 'an edit that can’t be sent says why',
        from: "      set(known, 'failed', { transferId, failure });",
        to: "      set(known, 'failed', { transferId, failure: null });",
      },
    ],
  },
  {
    file: 'electron/core/edits/edit-schedule.ts',
    tests: ['edits/'],
    mutants: [
      {
        guard: 'a save waits until its editor is idle',
        from: 'const dueMs = Math.min(touchedMs + quietMs, noticedMs + maxUnsavedMs);',
        to: 'const dueMs = Math.min(touchedMs, noticedMs + maxUnsavedMs);',
      },
      {
        guard: 'continuous edits are still saved to OneDrive',
        from: 'const dueMs = Math.min(touchedMs + quietMs, noticedMs + maxUnsavedMs);',
        to: 'const dueMs = touchedMs + quietMs + 0 * noticedMs * maxUnsavedMs;',
      },
      {
        guard: 'C16: a clock that was set back does not delay a save',
        from: 'return Math.max(0, Math.min(dueMs - nowMs, quietMs));',
        to: 'return Math.max(0, dueMs - nowMs);',
      },
    ],
  },
  {
    file: 'electron/core/copies/free-space.ts',
    tests: ['core/copies'],
    mutants: [
      {
        guard: 'files always kept stay when space is freed',
        from: 'if (isKeptCopy(kept, record) || (remote',
        to: 'if ((remote',
      },
    ],
  },
  {
    file: 'electron/core/copies/review-kept.ts',
    tests: ['copies/keep'],
    mutants: [
      {
        guard: 'an edited copy of a kept file is not overwritten by a download',
        from: "  if (copy.state !== 'present' || isSameContent",
        to: '  if (isSameContent',
      },
      {
        guard: 'a renamed kept folder is kept under its new path',
        from: '  if (toOwnPath(now) !== toOwnPath(item)) await kept.noteMoved(now);\n',
        to: '',
      },
    ],
  },
  {
    file: `${documents}/documents.ts`,
    tests: ['copies/move-copies'],
    mutants: [
      {
        guard: 'A10: only parts of abandoned transfers are deleted',
        from: 'if (isAbandoned(part) && ',
        to: 'if (isAbandoned !== null && ',
        tests: ['download/download-disk'],
      },
      {
        guard: 'Erase all data moves edited copies to the trash',
        from: ' && (await isTrashed(pathOf(record)))',
        to: ' && pathOf(record) === null',
        tests: ['documents/forget'],
      },
      {
        guard: 'files that a crash left aside are put back',
        from: '(restored ??= restoreAsides());',
        to: '(restored ??= Promise.resolve(new Set<string>()));',
        tests: ['documents/edited-meanwhile'],
      },
      {
        guard: 'a copy that a crash left aside is not judged before it has its name back',
        from: `    await asidesRestored();
    const path = pathOf(record);
    if ((await linkTo(`,
        to: `    const path = pathOf(record);
    if ((await linkTo(`,
        tests: ['documents/edited-meanwhile'],
      },
    ],
  },
  {
    file: 'electron/core/copies/freshness.ts',
    tests: ['copies/copies.test'],
    mutants: [
      {
        guard: 'the list shows the size of a version that is newer than the copy',
        from: 'if (listed !== null && !isSameContent(listed, entry))',
        to: 'if (listed === null)',
      },
    ],
  },
  {
    file: 'electron/core/documents/clear-folder.ts',
    tests: ['documents/forget', 'documents/links'],
    mutants: [
      {
        guard: 'A8: a documents folder that is a link is cleared and stays a link',
        from: 'if (kept === 0 && !isLink) await',
        to: 'if (kept === 0) await',
      },
      {
        guard: 'Erase all data keeps a user’s own file',
        from: 'if (!entry.isSymbolicLink() && !isPartial(entry.name)) return 1;',
        to: '',
      },
      {
        guard: 'Erase all data removes a partial file',
        from: '!entry.isSymbolicLink() && !isPartial(entry.name)',
        to: '!entry.isSymbolicLink()',
      },
      {
        guard: 'Erase all data removes a link',
        from: '!entry.isSymbolicLink() && !isPartial',
        to: '!isPartial',
        tests: ['documents/links'],
      },
    ],
  },
  {
    file: 'electron/core/documents/set-aside.ts',
    tests: ['documents/edited-meanwhile'],
    mutants: [
      {
        guard: 'a copy that a crash left under two names becomes two files',
        from: '  await separate(aside, documentId);\n',
        to: '',
        tests: ['copies/move-copies'],
      },
      {
        guard: 'a copy is checked again before it is removed',
        from: 'if (await isAsItWas(aside, stat, record.local.quickXorHash)) return',
        to: 'return',
      },
      {
        guard: 'an edited copy gets its name back',
        from: '  await putBack(aside, path);\n  return null;',
        to: '  return null;',
      },
      {
        guard: 'an edited copy is never set aside',
        from: "if (state !== 'present' || stat === null) return null;",
        to: 'if (stat === null) return null;',
        tests: ['copies/move-copies', 'documents/documents'],
      },
      {
        guard: 'an earlier version that a crash left aside does not return beside the new one',
        from: 'if (isReplaced && (await hashFile(aside)) === quickXorHash) return removeAside(aside);',
        to: 'void isReplaced;',
      },
      {
        guard: 'a copy that could not be moved is put back',
        from: '    await putBack(aside, path);\n    throw error;',
        to: '    throw error;',
        tests: ['documents/edited-meanwhile', 'copies/move-copies'],
      },
    ],
  },
  {
    file: 'electron/core/copies/kept-reviews.ts',
    tests: ['app/move-documents-folder'],
    mutants: [
      {
        guard: 'copies in a former folder are removed once that is possible',
        from: '    void deps.place.removeLeftovers();\n',
        to: '',
      },
    ],
  },
  {
    file: `${documents}/place/documents-place.ts`,
    tests: ['documents/place', 'app/move-documents-folder'],
    mutants: [
      {
        guard: 'everything is copied before the new location is used',
        from: '      await copyAll(from, to).catch((cause: unknown) => undoCopies(from, to, isChosen, cause));\n',
        to: '',
      },
      {
        guard: 'a failed move leaves no copies behind',
        from: '      await discardCopies(from, to);\n',
        to: '',
      },
      {
        guard: 'a disconnected disk is not mistaken for an empty folder',
        from: '    if (!hasCome) await demandReachable();\n',
        to: '',
      },
      {
        guard: 'nothing of an old location is moved to where the disk of the new one is missing',
        from: '    await demandReachable();\n    const left',
        to: '    const left',
      },
    ],
  },
  {
    file: `${documents}/place/move-tree.ts`,
    tests: ['documents/place', 'app/move-documents-folder'],
    mutants: [
      {
        guard: 'a copy edited in the old location replaces the moved one',
        from: '  const isNewer = there === null || here.mtimeMs > there.mtimeMs;\n',
        to: '  const isNewer = there === null;\n',
      },
      {
        guard: 'a copy edited in the new location is not replaced by the old one',
        from: '  if (isNewer && isUntouched) {',
        to: '  if (isNewer) {',
      },
      {
        guard: 'a former folder with files in it is not forgotten',
        from: '  return isGone && (await removeFolder(from, removal.live));',
        to: '  await removeFolder(from, removal.live);\n  return isGone;',
      },
      {
        guard: 'what differs in an old location stays until the next start',
        from: '    if (!removal.keepsOthers && !(await isCopied(source, here, target))) return false;\n',
        to: '',
      },
      {
        guard: 'a copy older than its file is created again',
        from: '  if (there?.isFile() !== true || there.size !== stats.size) return false;\n  return there.mtimeMs',
        to: '  if (there === null) return false;\n  return there.size > 0 || there.mtimeMs',
      },
    ],
  },
];
