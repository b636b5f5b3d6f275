import './harden.ts';
import { app, dialog } from 'electron';
import { registerSchemes } from './app-scheme.ts';
import { getLocale } from '../contract/strings/translate.ts';
import { assertOwnProfile, toProfileFolder } from '../cli/profile.ts';
import { prepareCommandLine } from './command-session.ts';
import { keepCrashReports } from './crash-reports.ts';
import { explainFailedStart } from './failed-start.ts';
import { createLanguageChoice, preferredInTerminal, readChosenLanguage } from './language.ts';
import { parseLaunch } from './launch.ts';
import { findFolderArgument } from './recent-folders.ts';
import { collectAddresses } from './opened-addresses.ts';
import { findPortableFolder } from './portable-folder.ts';
import { startApp } from './start-app.ts';
import { startSmoke } from './smoke.ts';

app.enableSandbox();
registerSchemes();
const { isSmoke, isHidden, commandLine, profile } = parseLaunch(process.argv, app.isPackaged);
const smoke = isSmoke ? startSmoke() : null;

const systemLanguages = app.getPreferredSystemLanguages();
const language = createLanguageChoice({
  folder: new URL('../strings/', import.meta.url),
  preferred: commandLine === null ? systemLanguages : preferredInTerminal(systemLanguages),
  override: app.isPackaged ? null : (process.env.SLIPWAY_LOCALE ?? null),
});
language.choose('system');

const portable = isSmoke || app.commandLine.hasSwitch('user-data-dir') ? null : findOwnPortableFolder();
const base = portable ?? app.getPath('userData');
if (profile !== null || portable !== null) {
  try {
    assertOwnProfile(base);
    const folder = toProfileFolder(base, profile);
    assertOwnProfile(folder);
    app.setPath('userData', folder);
  } catch (error) {
    process.stderr.write(`slipway: ${error instanceof Error ? error.message : String(error)}\n`);
    app.exit(2);
  }
}

keepCrashReports();

if (commandLine === null) language.choose(readChosenLanguage(app.getPath('userData')));
app.commandLine.appendSwitch('lang', getLocale());

const addresses = collectAddresses(commandLine === null ? process.argv : []);

if (commandLine !== null) {
  prepareCommandLine();
  app
    .whenReady()
    // Imported late because a window doesn't need it.
    .then(async () => (await import('./command-line.ts')).runCommandLine(commandLine, language))
    .catch((error: unknown) => {
      process.stderr.write(`slipway: ${String(error)}\n`);
      app.exit(1);
    });
} else if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() =>
      startApp({
        smoke,
        addresses,
        language,
        isHidden,
        folder: findFolderArgument(process.argv),
        profile,
        base,
      }),
    )
    .catch((error: unknown) => {
      const { title, text } = explainFailedStart(error, app.getPath('userData'));
      process.stderr.write(`${title}: ${text}\n`);
      dialog.showErrorBox(title, text);
      app.exit(1);
    });
} else {
  app.quit();
}

function findOwnPortableFolder(): string | null {
  if (!app.isPackaged) return null;
  const { platform, execPath: path, env } = process;
  return findPortableFolder({ platform, path, appImage: env['APPIMAGE'] ?? null });
}
