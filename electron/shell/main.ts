import './harden.ts';
import { app, dialog } from 'electron';
import { registerSchemes } from './app-scheme.ts';
import { explainFailedStart } from './failed-start.ts';
import { parseLaunch } from './launch.ts';
import { collectAddresses } from './opened-addresses.ts';
import { startApp } from './start-app.ts';
import { startSmoke } from './smoke.ts';

app.enableSandbox();
registerSchemes();
const smoke = parseLaunch(process.argv).isSmoke ? startSmoke() : null;

const addresses = collectAddresses(process.argv);

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startApp(smoke, addresses))
    .catch((error: unknown) => {
      const { title, text } = explainFailedStart(error, app.getPath('userData'));
      process.stderr.write(`${title}: ${text}\n`);
      dialog.showErrorBox(title, text);
      app.exit(1);
    });
} else {
  // The running one brings its window to the front.
  app.quit();
}
