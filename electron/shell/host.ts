import type { About as Whole } from '../core/ports.ts';

type About = Omit<Whole, 'greets'>;

export function describeHost(version: string): About {
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return versions.electron === undefined
    ? {
        version,
        platform,
        host: 'stand-in',
        hostVersion: `${versions['stand-in']} (Chromium ${versions.chrome})`,
      }
    : { version, platform, host: 'electron', hostVersion: versions.electron };
}
