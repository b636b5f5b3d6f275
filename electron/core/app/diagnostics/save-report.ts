import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { t } from '../../../contract/strings/translate.ts';
import { AppError, isAppError } from '../../errors.ts';
import { toDiskError, toPlaceError } from '../../documents/disk-error.ts';
import { toNumberedName } from '../../documents/local-name.ts';
import { readDiagnostics, type DiagnosticsDeps } from './diagnostics.ts';
import { createPersonalFilter } from './personal-words.ts';
import { readEnd } from './read-log.ts';

const fileName = 'slipway-diagnostics.zip';
const maxNumber = 1_000;
const maxLogBytes = 4 * 1024 * 1024;

/** Returns the file's name; null if cancelled. @throws AppError diskFull, diskDenied … */
export async function saveReport(deps: DiagnosticsDeps): Promise<string | null> {
  const folder = await deps.ports.picker.chooseFolder();
  if (folder === null) return null;
  const report = await makeReport(deps);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? fileName : toNumberedName(fileName, number);
    try {
      await writeReport(join(folder, name), report);
      return name;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isTaken || number > maxNumber) throw toDiskError(error, folder);
    }
  }
}

/** Never overwrites a file. @throws AppError nameExists, diskFull, diskDenied … */
export async function saveReportAs(deps: DiagnosticsDeps, path: string): Promise<void> {
  const report = await makeReport(deps);
  try {
    await writeReport(path, report);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new AppError('nameExists', { subject: basename(path) });
    const folder = dirname(path);
    const expected = await toPlaceError(error, basename(path), folder);
    if (!isAppError(expected, 'localFolderMissing')) throw expected;
    throw new AppError(expected.code, {
      subject: expected.subject,
      facts: { missing: basename(folder) },
      cause: error,
    });
  }
}

const writeReport = (path: string, report: Uint8Array): Promise<void> =>
  writeFile(path, report, { flag: 'wx', mode: 0o600 });

/** Text files only, so that people can read all of it before sharing it. */
async function makeReport(deps: DiagnosticsDeps): Promise<Uint8Array> {
  const { logFile } = deps.ports.folders;
  const withoutPeople = createPersonalFilter(deps.accounts.list());
  const report = JSON.stringify(await readDiagnostics(deps), null, 2);
  const files: Record<string, string> = {
    'READ-ME.txt': `${t('diagnostics.readMe')}\n`,
    'report.json': `${withoutPeople(report)}\n`,
  };
  const logs = logFile === null ? [] : [logFile.replace(/(\.[^.]*)?$/, '.old$1'), logFile];
  for (const [at, path] of logs.entries()) {
    const text = await readEnd(path, maxLogBytes);
    if (text !== null) files[at === 0 ? 'log-earlier.txt' : 'log.txt'] = withoutPeople(text);
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
