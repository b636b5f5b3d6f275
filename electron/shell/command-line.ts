import { app } from 'electron';
import { runCli } from '../cli/run-cli.ts';
import type { Runtime } from '../cli/runtime.ts';
import type { LanguageChoice } from './language.ts';
import { createPorts } from './ports.ts';
import { createProfiles } from './profiles.ts';
import { createShellParts } from './shell-parts.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export async function runCommandLine(given: readonly string[], language: LanguageChoice): Promise<void> {
  process.stdout.on('error', () => {});
  const code = await runCli(createRuntime(given, language));
  await Promise.all([process.stdout, process.stderr].map(flush));
  app.exit(code);
}

const flush = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

function createRuntime(given: readonly string[], language: LanguageChoice): Runtime {
  const userData = app.getPath('userData');
  return {
    arguments: given,
    environment: process.env,
    folder: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    version: app.getVersion(),
    userData,
    programName: 'slipway',
    speakEnglish: () => language.speakEnglish(),
    async openPorts(profile) {
      app.setPath('userData', profile);
      const parts = await createShellParts(profile, true, () => {});
      const { sample } = parts;
      const ports = createPorts(parts, language, createProfiles(userData, null));
      return { ports, close: () => sample.close() };
    },
    onInterrupt(listener) {
      let times = 0;
      const onSignal = (): void => {
        times += 1;
        if (times > 1) app.exit(130);
        listener();
      };
      for (const signal of signals) process.on(signal, onSignal);
      return () => {
        for (const signal of signals) process.off(signal, onSignal);
      };
    },
  };
}
