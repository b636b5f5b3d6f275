import type { PolicyProblem, UpdateState } from '../../electron/contract/program.ts';

type OffReason = NonNullable<UpdateState['offReason']>;
type UpdateFailure = NonNullable<UpdateState['failure']>;

/** What happened with an update, and what is safe. */
const updateFailures: Record<UpdateFailure['during'], string> = {
  check: 'Slipway could not find out whether there is an update.',
  download: 'The update could not be downloaded.',
  install: 'The update could not be installed.',
};

const updateReasons: Record<UpdateFailure['reason'], string> = {
  unreachable: 'The place where updates are kept did not answer. Check the network, then try again.',
  damaged: 'What arrived is not what was promised, so it was thrown away. Try again later.',
  unsigned:
    'It is not signed by whoever made this version, so it was thrown away. Do not install it by hand.',
  notUnderstood:
    'The place where updates are kept gave an answer Slipway does not understand. Try again later.',
  other: 'The log says more. Try again, or install the new version by hand.',
};

export const updateWords = {
  title: 'Updates',
  off: {
    noFeed:
      'This build does not look for updates: nobody told it where. Newer versions come the way this one came.',
    policy: 'Your administrator brings updates to this computer.',
    notInstalled: 'This copy was not installed, so it can’t replace itself with a newer one.',
    unsigned:
      'This build is not signed, so Slipway could not tell whose an update is. Install newer versions by hand.',
  } satisfies Record<OffReason, string>,
  idle: 'Slipway looks once a day and asks before it downloads or installs anything.',
  checking: 'Looking for updates…',
  current: (version: string, checked: string) =>
    `Slipway ${version} is the newest version. Checked ${checked}.`,
  available: (version: string) => `Slipway ${version} is available.`,
  downloading: (version: string, percent: number) => `Downloading Slipway ${version}: ${percent}%`,
  downloadingLabel: 'Download of the update',
  ready: (version: string) => `Slipway ${version} is downloaded and checked. Installing it restarts Slipway.`,
  waiting: (version: string, count: number) =>
    count === 1
      ? `Slipway ${version} will be installed after this 1 transfer.`
      : `Slipway ${version} will be installed after these ${count} transfers.`,
  installing: (version: string) => `Installing Slipway ${version}. Slipway starts again by itself.`,
  failed: ({ during, reason }: UpdateFailure) =>
    `${updateFailures[during]} ${updateReasons[reason]} This version keeps working.`,
  check: 'Look for updates',
  download: 'Download',
  install: 'Restart and install',
  postpone: 'Not now',
  retry: 'Try again',
} as const;

const problemKinds: Record<PolicyProblem['kind'], (problem: PolicyProblem) => string> = {
  unreadable: ({ expected }) => `It can’t be read. It must be ${expected}.`,
  notTrusted: ({ expected }) => `Others than the administrator could have written it. It needs: ${expected}.`,
  notJson: ({ expected }) => `It is not understood. It must be ${expected}`,
  unknownField: ({ field, expected }) =>
    `There is no “${field ?? ''}”. It is left alone; known are ${expected}.`,
  wrongValue: ({ field, expected }) =>
    `“${field ?? ''}” must be ${expected}. Until it is, nothing takes its place.`,
};

export const managementWords = {
  title: 'Managed',
  text: 'Your administrator decides about these on this computer:',
  from: (path: string) => `From ${path}`,
  nothing: 'none',
  fields: {
    clientId: 'Client id',
    tenant: 'Organisation',
    cloud: 'Cloud',
    allowedScopes: 'Permissions that may be asked for',
    updateFeed: 'Updates come from',
  } as Readonly<Record<string, string>>,
  problems: 'The administrator’s file has mistakes',
  problemsText: 'What they govern stays closed until they are repaired. The sample drive works.',
  problem: (problem: PolicyProblem) =>
    `${problem.line === null ? '' : `Line ${problem.line}: `}${problemKinds[problem.kind](problem)}`,
} as const;

export const licenceWords = {
  open: 'Licences…',
  title: 'Licences',
  text: (count: number) =>
    `Slipway is free software under the MIT licence and contains the work of ${count} other packages. Electron and Chromium bring their licences in files beside the program.`,
  none: 'This build was made without its list of licences.',
  noText: 'Its package names the licence and brings no text.',
  filter: 'Find a package',
  noMatch: (text: string) => `No package has “${text}” in its name.`,
  close: 'Close',
} as const;
