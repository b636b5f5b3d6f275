import { homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** An empty HOME counts as unset; else its folders would be in the working folder. */
export function homeFolder(): string {
  try {
    return homedir() || userInfo().homedir;
  } catch {
    // A user without an entry in the system's list, as in a container. Chromium does the same.
    return tmpdir();
  }
}

export function xdgFolder(
  variable: 'XDG_CACHE_HOME' | 'XDG_CONFIG_HOME' | 'XDG_DATA_HOME',
  usual: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const named = environment[variable] ?? '';
  return isAbsolute(named) ? named : join(homeFolder(), usual);
}
