import { app } from 'electron';
import { registerSchemes } from './app-scheme.ts';
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
      process.stderr.write(
        `Slipway could not start: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      app.exit(1);
    });
} else {
  // The running one brings its window to the front.
  app.quit();
}
