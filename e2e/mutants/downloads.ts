import type { MutantGroup } from './mutant.ts';

const download = 'electron/core/transfers/run/download';

export const downloadMutants: readonly MutantGroup[] = [
  {
    file: `${download}/download-file.ts`,
    tests: ['download/download.test', 'download/download-disk', 'download/chosen-folder'],
    mutants: [
      {
        guard: 'E3: what is being put in place is noted before the rename',
        from: '    await saveFinalizing(context, job, path, fetched);\n',
        to: '',
        tests: ['download/crash-at-rename'],
      },
      {
        guard: 'E3: what was put in place before a crash is found',
        from: '  if (before !== null) return before;',
        to: '  if (before === undefined) return before;',
        tests: ['download/crash-at-rename'],
      },
      {
        guard: 'a virus is not downloaded',
        from: "  if (entry.problem === 'malware') throw new AppError('malware', { subject: name });\n",
        to: '',
        tests: ['download/download.test'],
      },
      {
        guard: 'a notebook is not downloaded',
        from: "  if (entry.kind === 'package') throw new AppError('packageRefused', { subject: name });\n",
        to: '',
      },
      {
        guard: 'A8: nothing is written behind a link',
        from: '  if (job.to === null) await place.documents.assertOwn(path);\n  const before',
        to: '  const before',
        tests: ['download/crash-at-rename'],
      },
      {
        guard: 'a chosen folder that is gone is not made again',
        from: '  if (job.to === null) await place.documents.makeFolder(folder);',
        to: '  await place.documents.makeFolder(folder);',
        tests: ['download/chosen-folder'],
      },
      {
        guard: 'a failed download leaves nothing half',
        from: '      await rm(path, { force: true });\n      // A restart',
        to: '      // A restart',
      },
      {
        guard: 'B2: a download carries the mark of its origin',
        from: '    await documents.markOrigin(path);\n',
        to: '',
        tests: ['documents/opening', 'download/download.test', 'documents/documents'],
      },
      {
        guard: 'A9: a time that can not be set costs no file',
        from: "  await utimes(part, time, time).catch((cause: NodeJS.ErrnoException) =>\n    log.info('the time of a download could not be set', { cause: cause.code }),\n  );",
        to: '  await utimes(part, time, time);\n  log.info("");',
        tests: ['download/weak-disk'],
      },
      {
        guard: 'C8: times before 1970 are kept',
        from: '  await utimes(part, time, time)',
        to: '  await utimes(part, time.getTime() / 1000, time.getTime() / 1000)',
        tests: ['transfers/times'],
      },
      {
        guard: 'a download begins with a new part unless the journal knows of one',
        from: 'reuses: job.part !== null, isShared',
        to: 'reuses: true, isShared',
        tests: ['download/resume'],
      },
    ],
  },
  {
    file: `${download}/finalize-download.ts`,
    tests: ['download/download.test', 'download/download-disk', 'download/chosen-folder'],
    mutants: [
      {
        guard: 'A8: a link that came meanwhile is noticed before the file is put in place',
        from: '    await documents.assertOwn(part);\n',
        to: '',
        tests: ['documents/links'],
      },
      {
        guard: 'an edited copy is never replaced by a download',
        from: '  const replaced = now?.path === wanted ? await documents.replace(now, part) : null;\n  if (replaced !== null) return replaced;\n',
        to: '  if (now?.path === wanted) return replaceByPart(part, folder, local).then(() => wanted);\n',
        tests: ['documents/documents', 'download/download.test'],
      },
      {
        guard: 'a copy that went and came again is not removed as its own earlier version',
        from: "if (now?.state === 'present' && now.path !== wanted) await",
        to: 'if (now !== null) await',
        tests: ['copies/keep.test'],
      },
      {
        guard: 'what a download looked like before it had its name is what counts as unedited',
        from: '  return isUntouched ? { ...known, changedMs: now.changedMs } : known;',
        to: '  return now ?? known;',
        tests: ['documents/edited-meanwhile'],
      },
    ],
  },
  {
    file: `${download}/part-file.ts`,
    tests: ['download/resume', 'download/weak-disk'],
    mutants: [
      {
        guard: 'B12: an earlier part that is a link is not followed',
        from: 'await open(path, constants.O_RDWR | noFollow)',
        to: 'await open(path, constants.O_RDWR)',
      },
      {
        guard: 'an earlier part with a second name is not written into',
        from: 'if (stats.isFile() && stats.nlink === 1) return handle;',
        to: 'if (stats.isFile()) return handle;',
      },
      {
        guard: 'E4: a part is flushed before it is renamed',
        from: '      await handle.truncate(countBytes(received));\n      await flush(handle);',
        to: '      await handle.truncate(countBytes(received));',
      },
      {
        guard: 'E4: a checkpoint says only what is flushed',
        from: "      await flush(handle, 'datasync');\n      return flushed;",
        to: '      return flushed;',
      },
      {
        guard: 'B11: a part in Slipway’s own folder is for the person alone',
        from: 'isShared ? 0o666 : 0o600),',
        to: '0o666),',
        tests: ['download/chosen-folder', 'download/download.test', 'download/resume', 'documents/documents'],
      },
      {
        guard: 'a new part never overwrites what has its name',
        from: 'constants.O_RDWR | constants.O_CREAT | constants.O_EXCL',
        to: 'constants.O_RDWR | constants.O_CREAT',
        survives: 'what has the name is removed a line before; the flag closes the moment between',
      },
    ],
  },
  {
    file: `${download}/write-body.ts`,
    tests: ['download/longer-body', 'download/download.test'],
    mutants: [
      {
        guard: 'E5: a body longer than promised is refused',
        from: "      if (at + block.length > limit) throw new AppError('integrity', { subject: name });\n",
        to: '',
      },
      {
        guard: 'a body that ends early is continued',
        from: "  if (response.to !== null && at < response.to) throw new AppError('offline', { subject: name });\n",
        to: '',
        tests: ['download/odd-ranges'],
      },
    ],
  },
  {
    file: `${download}/request-range.ts`,
    tests: ['download/redirects', 'download/resume', 'graph/block-pages', 'download/pieces'],
    mutants: [
      {
        guard: 'a page is never taken for the content',
        from: '    await refuseHtml(response, remote.entry, context.clock.now());\n',
        to: '',
      },
      {
        guard: 'C7: a part of something compressed is no part of the file',
        from: '|| isEncoded) {',
        to: '|| (isEncoded && range === null)) {',
        tests: ['download/odd-ranges'],
      },
      {
        guard: 'a range that begins elsewhere is refused',
        from: 'if (range === null || Number(range[1]) !== wantedFrom ||',
        to: 'if (range === null ||',
        tests: ['download/odd-ranges'],
      },
      {
        guard: 'A2: redirects of a download are followed',
        from: '    followsRedirects: true,\n',
        to: '',
      },
      {
        guard: 'a virus that is found on the way is named',
        from: "  if (isAppError(refusal, 'malware')) throw refusal;\n",
        to: '',
        tests: ['download/download.test'],
      },
    ],
  },
  {
    file: `${download}/fetch-verified.ts`,
    tests: ['download/resume', 'download/download.test', 'download/download-disk'],
    mutants: [
      {
        guard: 'T39: a download that does not fit is refused before it begins',
        from: 'if (free !== null && free.bavail * free.bsize < sizeBytes + minFreeBytes)',
        to: 'if (free !== null && sizeBytes < 0)',
      },
      {
        guard: 'a part of another version is not continued',
        from: 'if (!canBeChecked || !isSameContent(version, now) || version.sizeBytes !== now.sizeBytes) {',
        to: 'if (!canBeChecked) {',
      },
      {
        guard: 'a part that nothing can check is continued only where it was put to rest',
        from: 'const canBeChecked = now.quickXorHash !== null || isAtRest;',
        to: 'const canBeChecked = true;',
      },
      {
        guard: 'content that changed on its way without a hash is fetched again',
        from: 'if (verified === null && isUnchanged(remote, now))',
        to: 'if (verified === null)',
      },
      {
        guard: 'damage again and again is told',
        from: "    if (attempt >= maxAttempts) throw new AppError('integrity', { subject: context.transfer.name });",
        to: "    if (attempt >= 50) throw new AppError('offline', { subject: context.transfer.name });",
      },
    ],
  },
  {
    file: `${download}/fetch-content.ts`,
    tests: ['download/pieces'],
    mutants: [
      {
        guard: 'an answer with another range is not written',
        from: 'if (!isPiece || (response.sizeBytes ?? sizeBytes) !== sizeBytes) {',
        to: 'if (!isPiece && response.from < 0) {',
      },
    ],
  },
  {
    file: `${download}/fetch-content.ts`,
    tests: ['download/resume', 'download/download.test'],
    mutants: [
      {
        guard: 'a new address of another version begins again',
        from: '  if (!same) await startOver(download);\n',
        to: '  if (same === null) await startOver(download);\n',
      },
      {
        guard: 'an address that ends again and again is a refusal',
        from: '  if (isLastUrl) throw toAccessDenied(error.refusal);\n',
        to: '  if (isLastUrl && error.refusal === null) throw toAccessDenied(error.refusal);\n',
      },
    ],
  },
  {
    file: 'electron/core/documents/local-target.ts',
    tests: ['documents/local-target', 'download/chosen-folder', 'download/weak-disk'],
    mutants: [
      {
        guard: 'nothing that has a name is overwritten',
        from: "    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;\n    // Those",
        to: '    // Those',
        survives: 'the look at the name a line below says the same',
      },
      {
        guard: 'nothing is overwritten where there are no hard links',
        from: '    if ((await lstat(path).catch(() => null)) !== null) return false;\n',
        to: '',
      },
      {
        guard: 'E4: a folder is flushed after the rename',
        from: '      await syncFolder(folder);\n      return candidate;',
        to: '      return candidate;',
        tests: ['documents/local-target', 'download/weak-disk', 'download/chosen-folder'],
      },
      {
        guard: 'a folder with something in it is not taken for the new one',
        from: 'return isFolder && (await readdir(path)).length === 0 && !isTaken(path);',
        to: 'return isFolder && !isTaken(path);',
        tests: ['download/chosen-folder'],
      },
      {
        guard: 'two folders of one name do not become one',
        from: 'return isFolder && (await readdir(path)).length === 0 && !isTaken(path);',
        to: 'return isFolder && (await readdir(path)).length === 0;',
        tests: ['download/chosen-folder'],
      },
    ],
  },
];
