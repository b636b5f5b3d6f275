import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { app } from 'electron';
import type { Profiles } from '../core/ports.ts';

/** `base` is the folder of the default profile; `profile` the name or path of this one. */
export const createProfiles = (base: string, profile: string | null): Profiles => ({
  base,
  current: profile === null || profile === '' ? null : basename(profile),
  async start(name) {
    const program = toProgram(name);
    const child = spawn(program.path, [...program.args], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    // It keeps running after this process ends.
    child.unref();
  },
});

export interface Program {
  path: string;
  args: readonly string[];
}

export function toProgram(profile: string | null): Program {
  const userData = app.commandLine.getSwitchValue('user-data-dir');
  return {
    // An AppImage runs from a temporary mount, so its file has to be started.
    path: process.env['APPIMAGE'] ?? process.execPath,
    args: [
      ...(app.isPackaged ? [] : [app.getAppPath()]),
      ...(userData === '' ? [] : [`--user-data-dir=${userData}`]),
      ...(profile === null ? [] : [`--profile=${profile}`]),
    ],
  };
}
