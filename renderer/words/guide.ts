import type { Cloud } from '../../electron/contract/records.ts';
import type { ScopeName } from '../../electron/contract/sign-in.ts';

export type GuideUse = 'person' | 'app';

export const guideSteps = [
  'portal',
  'register',
  'redirect',
  'publicFlows',
  'credential',
  'permissions',
  'consent',
  'ids',
] as const;
export type GuideStep = (typeof guideSteps)[number];

export const clouds: readonly Cloud[] = ['global', 'usGovL4', 'usGovL5', 'china'];

export const portals: Record<Cloud, string> = {
  global: 'https://entra.microsoft.com',
  usGovL4: 'https://entra.microsoft.us',
  usGovL5: 'https://entra.microsoft.us',
  china: 'https://portal.azure.cn',
};

/** The least privileged permission: delegated, then application. */
export const accessLevels: Record<
  'readMine' | 'changeMine' | 'appFolder' | 'shared' | 'sites',
  { person: readonly ScopeName[] | null; app: readonly ScopeName[] | null }
> = {
  readMine: {
    person: ['Files.Read'],
    app: ['Files.Read.All', 'User.Read.All'],
  },
  changeMine: {
    person: ['Files.ReadWrite'],
    app: ['Files.ReadWrite.All', 'User.Read.All'],
  },
  appFolder: {
    person: ['Files.ReadWrite.AppFolder'],
    app: null,
  },
  shared: {
    person: ['Files.ReadWrite.All'],
    app: null,
  },
  sites: {
    person: ['Files.ReadWrite.All', 'Sites.Read.All'],
    app: ['Files.ReadWrite.All', 'Sites.Read.All', 'User.Read.All'],
  },
};
