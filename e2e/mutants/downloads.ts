import type { MutantGroup } from './mutant.ts';

const download = 'electron/core/transfers/run/download';

export const downloadMutants: readonly MutantGroup[] = [
  {
    file: `${download}/download-file.ts`,
    tests: ['download/download.test', 'download/download-disk', 'download/chosen-folder'],
    mutants: [
      {
        guard: 'a download that another one overtook leaves no part',
        from: '    await removePart(documents, context, job);\n',
        to: '',
        tests: ['download/resume'],
      },
      {
        guard: 'E3: a final rename is recorded before it happens',
        from: '    await saveFinalizing(context, job, path, fetched);\n',
        to: '',
        tests: ['download/crash-at-rename'],
      },
      {
        guard: 'E3: a file renamed before a crash is found',
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
        guard: 'a deleted chosen folder is not created again',
        from: '  if (job.to === null) await place.documents.makeFolder(folder);',
        to: '  await place.documents.makeFolder(folder);',
        tests: ['download/chosen-folder'],
      },
      {
        guard: 'a failed download leaves no partial file',
        from: '      await rm(path, { force: true });\n      // A restart',
        to: '      // A restart',
      },
      {
        guard: 'B2: a download is marked with its origin',
        from: '    await documents.markOrigin(path);\n',
        to: '',
        tests: ['documents/opening', 'download/download.test', 'documents/documents'],
      },
      {
        guard: 'A9: a file is kept if its time can’t be set',
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
        guard: 'a download starts a new part unless the journal knows one',
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
        guard: 'A8: a link created meanwhile is detected before the final rename',
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
        guard: 'a copy removed and restored meanwhile is not deleted as an old version',
        from: "if (now?.state === 'present' && now.path !== wanted) await",
        to: 'if (now !== null) await',
        tests: ['copies/keep.test'],
      },
      {
        guard: 'a download counts as unedited only in its state before the final rename',
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
        guard: 'an earlier part with a second name is not written to',
        from: 'if (stats.isFile() && stats.nlink === 1) return handle;',
        to: 'if (stats.isFile()) return handle;',
      },
      {
        guard: 'E4: a part is flushed before it is renamed',
        from: '      await handle.truncate(countBytes(received));\n      await flush(handle);',
        to: '      await handle.truncate(countBytes(received));',
      },
      {
        guard: 'E4: a checkpoint covers only flushed data',
        from: "      await flush(handle, 'datasync');\n      return flushed;",
        to: '      return flushed;',
      },
      {
        guard: 'B11: a part in Slipway’s own folder is readable by its user only',
        from: 'isShared ? 0o666 : 0o600),',
        to: '0o666),',
        tests: ['download/chosen-folder', 'download/download.test', 'download/resume', 'documents/documents'],
      },
      {
        guard: 'a new part never overwrites a file with its name',
        from: 'constants.O_RDWR | constants.O_CREAT | constants.O_EXCL',
        to: 'constants.O_RDWR | constants.O_CREAT',
        survives:
          'any file with this name is removed one line earlier; the flag covers the moment in between',
      },
    ],
  },
  {
    file: `${download}/write-body.ts`,
    tests: ['download/longer-body', 'download/download.test'],
    mutants: [
      {
        guard: 'E5: a body longer than announced is refused',
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
        guard: 'a page is never mistaken for the content',
        from: '    await refuseHtml(response, remote.entry, context.clock.now());\n',
        to: '',
      },
      {
        guard: 'C7: a part of a compressed response is not a part of the file',
        from: '|| isEncoded) {',
        to: '|| (isEncoded && range === null)) {',
        tests: ['download/odd-ranges'],
      },
      {
        guard: 'a range that starts elsewhere is refused',
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
        guard: 'a virus found during the download is reported',
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
        guard: 'T39: a download that does not fit is refused before it starts',
        from: 'if (free !== null && free.bavail * free.bsize < sizeBytes + minFreeBytes)',
        to: 'if (free !== null && sizeBytes < 0)',
      },
      {
        guard: 'a part of another version is not continued',
        from: 'if (!canBeChecked || !isSameContent(version, now) || version.sizeBytes !== now.sizeBytes) {',
        to: 'if (!canBeChecked) {',
      },
      {
        guard: 'a part that can’t be verified is continued only if it was paused cleanly',
        from: 'const canBeChecked = now.quickXorHash !== null || isAtRest;',
        to: 'const canBeChecked = true;',
      },
      {
        guard: 'content that changed in transit and has no hash is downloaded again',
        from: 'if (verified === null && isUnchanged(remote, now))',
        to: 'if (verified === null)',
      },
      {
        guard: 'content that differs each time is not kept',
        from: 'contents.size === 1 && ',
        to: '',
      },
      {
        guard: 'repeated damage is reported',
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
        guard: 'a response with another range is not written',
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
        guard: 'a new URL for another version restarts the download',
        from: '  if (!same) await startOver(download);\n',
        to: '  if (same === null) await startOver(download);\n',
      },
      {
        guard: 'a URL that expires repeatedly is a refusal',
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
        guard: 'existing files are never overwritten',
        from: "    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;\n    // Missing support",
        to: '    // Missing support',
        survives: 'the name check one line below has the same effect',
      },
      {
        guard: 'nothing is overwritten where hard links are not supported',
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
        guard: 'a folder with content is not mistaken for the new one',
        from: 'return isFolder && (await readdir(path)).length === 0 && !isTaken(path);',
        to: 'return isFolder && !isTaken(path);',
        tests: ['download/chosen-folder'],
      },
      {
        guard: 'two folders with the same name are not merged',
        from: 'return isFolder && (await readdir(path)).length === 0 && !isTaken(path);',
        to: 'return isFolder && (await readdir(path)).length === 0;',
        tests: ['download/chosen-folder'],
      },
    ],
  },
];
