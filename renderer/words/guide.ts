import type { Cloud } from '../../electron/contract/records.ts';
import type { ScopeName } from '../../electron/contract/sign-in.ts';
import { formatDuration } from './format.ts';

/** What the registration is for: the steps differ. */
export type GuideUse = 'person' | 'app';

/** The steps of the guide, in their order. */
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

/** Where the portal of each cloud is. */
export const portals: Record<Cloud, string> = {
  global: 'https://entra.microsoft.com',
  usGovL4: 'https://entra.microsoft.us',
  usGovL5: 'https://entra.microsoft.us',
  china: 'https://portal.azure.cn',
};

/** What people want to do, and the least permission for it. Delegated, then application. */
export const guideWishes: Record<
  'readMine' | 'changeMine' | 'appFolder' | 'shared' | 'sites',
  { label: string; person: readonly ScopeName[] | null; app: readonly ScopeName[] | null }
> = {
  readMine: {
    label: 'Look at files and download them',
    person: ['Files.Read'],
    app: ['Files.Read.All', 'User.Read.All'],
  },
  changeMine: {
    label: 'Upload, change and delete files, too',
    person: ['Files.ReadWrite'],
    app: ['Files.ReadWrite.All', 'User.Read.All'],
  },
  appFolder: {
    label: 'Only a folder of Slipway’s own, nothing else',
    person: ['Files.ReadWrite.AppFolder'],
    app: null,
  },
  shared: {
    label: 'Also what others share with me',
    person: ['Files.ReadWrite.All'],
    app: null,
  },
  sites: {
    label: 'Also document libraries of SharePoint sites',
    person: ['Files.ReadWrite.All', 'Sites.Read.All'],
    app: ['Files.ReadWrite.All', 'Sites.Read.All', 'User.Read.All'],
  },
};

export const guideWords = {
  heading: 'Get a client id',
  lead: 'Microsoft lets only registered apps sign people in. Registering one is free and takes about five minutes. At the end Slipway tries it out and says which step is still wrong.',
  back: 'Back',
  question: 'What will Slipway do with it?',
  uses: {
    person: {
      label: 'Let people sign in with their own account',
      text: 'For yourself, or for everybody in your organisation. No secret is needed.',
    },
    app: {
      label: 'Open drives of an organisation without anyone signing in',
      text: 'For administrators. Needs an administrator’s consent and a secret or a certificate.',
    },
  } satisfies Record<GuideUse, { label: string; text: string }>,
  cloudLabel: 'Microsoft cloud',
  clouds: {
    global: 'Global (nearly everybody)',
    usGovL4: 'US Government L4 (GCC High)',
    usGovL5: 'US Government L5 (DoD)',
    china: 'China (21Vianet)',
  } satisfies Record<Cloud, string>,
  stepsLabel: 'Steps',
  stepNumber: (number: number) => `Step ${number}`,
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  notCopied: 'The system refused. Select the text and press Ctrl+C.',
  invisible: 'Slipway can’t see this from outside: if the check fails here, look at this switch first.',
  states: {
    passed: 'Checked: right',
    wrong: 'Checked: still wrong',
    unknown: '',
  },
  portal: {
    title: 'Open the Entra admin centre',
    text: 'Sign in there with an account that may register apps: most work accounts may. With a personal account, sign in and choose “Default Directory”.',
    link: 'Open the Entra admin centre',
    next: 'Go to Identity › Applications › App registrations, and press New registration.',
  },
  register: {
    title: 'Register the app',
    name: 'Name',
    nameValue: 'Slipway',
    types: 'Supported account types',
    personTypes: [
      ['Only people of one organisation', 'Accounts in this organizational directory only'],
      ['People of any organisation', 'Accounts in any organizational directory'],
      [
        'Personal accounts (outlook.com, hotmail.com), too',
        'Accounts in any organizational directory and personal Microsoft accounts',
      ],
    ],
    appTypes: [['Always', 'Accounts in this organizational directory only']],
    next: 'Leave Redirect URI empty for now and press Register.',
  },
  redirect: {
    title: 'Say where Slipway answers',
    text: 'Open Authentication, press Add a platform, choose Mobile and desktop applications, and enter this under Custom redirect URIs:',
    value: 'http://localhost',
    valueName: 'the redirect address',
    warning:
      'Many guides say Web here. That is for web servers: Microsoft would then ask Slipway for a secret. If Web is listed, remove it.',
  },
  publicFlows: {
    title: 'Allow public client flows',
    text: 'On the same page, at the bottom, set Allow public client flows to Yes and press Save. Signing in with a code, or with user name and password, needs it.',
  },
  credential: {
    title: 'Make a secret or upload a certificate',
    text: 'Open Certificates & secrets. A certificate is safer: upload the public half, keep the private key in a PFX or PEM file for Slipway. Or press New client secret and choose how long it lives.',
    warning:
      'Copy the secret’s Value (not its Secret ID) before you leave that page: the portal shows it only once.',
  },
  permissions: {
    title: 'Add the permissions',
    wish: 'What do you want to do?',
    text: {
      person:
        'Open API permissions, press Add a permission, Microsoft Graph, Delegated permissions, and tick:',
      app: 'Open API permissions, press Add a permission, Microsoft Graph, Application permissions (not Delegated), and tick:',
    } satisfies Record<GuideUse, string>,
    valueName: (scope: string) => scope,
    always: 'User.Read is there already. Keep it.',
  },
  consent: {
    title: 'Let an administrator agree',
    text: {
      person:
        'Personal accounts can skip this. In an organisation, press Grant admin consent on the same page if you are an administrator. If you are not: many organisations let people agree for themselves; if yours does not, the sign-in gives you a link for your administrator.',
      app: 'Press Grant admin consent on the same page. Without it Microsoft still lets the app in, but with no rights at all. It can take a few minutes until it counts.',
    } satisfies Record<GuideUse, string>,
  },
  ids: {
    title: 'Copy two ids and check',
    text: 'Open Overview. Copy Application (client) ID and Directory (tenant) ID to here.',
    clientId: 'Application (client) ID',
    clientIdHint: 'Looks like 0f3a5c1e-8b2d-4c6f-9a7e-1b2c3d4e5f60',
    clientIdWrong: 'A client id has 32 digits and letters a to f in five groups. Is this perhaps the secret?',
    tenant: 'Directory (tenant) ID, or your domain',
    tenantHint: {
      person: 'Or: common for any account, organizations for work accounts, consumers for personal ones',
      app: 'Must be one organisation: its id or its domain, such as contoso.com',
    } satisfies Record<GuideUse, string>,
    tenantWrong: 'An app without people needs one organisation: its id or its domain.',
    secret: 'The secret’s value',
    secretHint:
      'It is used for this check only and not kept. With a certificate, skip the check and sign in.',
  },
  check: {
    start: 'Check it',
    again: 'Check again',
    cancel: 'Cancel',
    openAgain: 'Open the page again',
    waiting: {
      starting: 'Asking Microsoft…',
      browser: 'Sign in on the page that has opened in your browser.',
      finishing: 'Looking at the answer…',
    },
    left: (ms: number) => `Slipway waits ${formatDuration(ms)} more.`,
    good: 'Everything works',
    goodText: 'Slipway could sign in with this registration and open a drive.',
    goodApp: 'Microsoft lets the app in, with the permissions it needs.',
    granted: 'Granted',
    bad: (number: number, title: string) => `Step ${number} is still wrong: ${title}`,
    badElsewhere: 'The check did not get through',
    use: 'Sign in with it now',
    skip: 'Sign in without a check',
  },
} as const;
