import type { ScopeName } from '../../electron/contract/sign-in.ts';
import { formatDuration } from './format.ts';

/** What each permission opens, in one line, least first. */
export const scopeWords: Record<ScopeName, string> = {
  'Files.ReadWrite.AppFolder': 'One folder of Slipway’s own in your OneDrive, and nothing else.',
  'Files.Read': 'Look at your files and download them. Nothing can be changed.',
  'Files.ReadWrite': 'Look at your files, upload, change and delete them.',
  'Files.Read.All': 'Look at everything you may see, what others share with you included.',
  'Files.ReadWrite.All': 'Change everything you may change, what others share with you included.',
  'Sites.Read.All': 'Look at the document libraries of SharePoint sites.',
  'Sites.ReadWrite.All': 'Change files in the document libraries of SharePoint sites.',
  'User.Read.All': 'Find people of your organisation by name. An administrator has to agree.',
  'Directory.Read.All':
    'Read your organisation’s whole directory. Rarely needed; an administrator has to agree.',
};

/** Shown so that nobody looks for them in vain. */
export const unusableScopes = ['Files.Read.Selected', 'Files.ReadWrite.Selected'] as const;

export const signInWords = {
  title: 'Sign in with Microsoft',
  leads: {
    browser: 'Your browser opens Microsoft’s own page. Your password is typed there, never into Slipway.',
    device: 'You type a short code on Microsoft’s own page, on this or any other device.',
    password: 'For accounts of an organisation that asks for nothing but a password.',
    secret: 'For administrators: an app of your organisation opens the drives of people you choose.',
    certificate: 'For administrators: an app of your organisation opens the drives of people you choose.',
  },
  back: 'Back',
  again: {
    title: 'Sign in again',
    lead: (address: string) =>
      `As ${address}. Unfinished transfers are kept and go on once you are signed in.`,
    moreTitle: 'Allow access to more files',
    moreLead: (address: string) =>
      `As ${address}. Microsoft’s page asks whether Slipway may also open these files.`,
    done: 'You are signed in again. What was waiting goes on.',
    gone: 'This account is no longer in Slipway',
    goneText: 'It was removed meanwhile. Sign in to add it again.',
  },
  policyClosed: 'An administrator’s policy on this computer allows no sign-in',
  policyClosedText:
    'It fixes the client id or the permissions but leaves none to use. Whoever looks after this computer can change it.',
  locked: 'Fixed by the administrator of this computer.',
  clientId: {
    label: 'Client id',
    hint: 'Application (client) ID on the Overview page of the app registration.',
    hintOptional: 'Leave it empty to use the one that Slipway brings.',
    none: 'I have no client id',
    missing: 'Enter the client id of an app registration.',
    shape:
      'A client id has 32 digits and letters a to f in five groups, like 0f3a5c1e-8b2d-4c6f-9a7e-1b2c3d4e5f60. A secret or a name can’t be used here.',
  },
  kind: {
    label: 'Kind of account',
    kinds: {
      any: { label: 'Any Microsoft account', text: 'Microsoft’s page finds out which kind it is.' },
      personal: { label: 'Personal', text: 'outlook.com, hotmail.com, live.com and the like.' },
      work: { label: 'Work or school', text: 'From any organisation.' },
      tenant: { label: 'My organisation', text: 'Needed where the app belongs to one organisation only.' },
    },
    organisationOnly: 'User name and password work for accounts of an organisation only.',
  },
  tenant: {
    label: 'Domain or tenant id of the organisation',
    hint: 'The domain is what follows the @ in the work address, such as contoso.com. The id stands as Directory (tenant) ID on the Overview page of the Entra admin centre.',
    missing: 'Enter the domain or the tenant id.',
    shape: 'This is neither a domain, such as contoso.com, nor a tenant id of 32 digits and letters a to f.',
    shared: 'An app without a person needs one organisation: its domain or its tenant id.',
  },
  advanced: 'Advanced',
  advancedHint: 'other ways to sign in, permissions, cloud',
  advancedHintAgain: 'other ways to sign in',
  method: {
    label: 'Way to sign in',
    methods: {
      browser: {
        label: 'In the browser',
        text: 'Safest: your password and second proof stay with Microsoft.',
      },
      device: { label: 'With a code', text: 'You type a short code on any device with a browser.' },
      password: {
        label: 'User name and password',
        text: 'Discouraged. For accounts of an organisation without a second proof.',
      },
      secret: {
        label: 'As an app, with a client secret',
        text: 'For administrators: opens the drives of people you choose, without anyone signing in.',
      },
      certificate: { label: 'As an app, with a certificate', text: 'The same, and safer than a secret.' },
    },
  },
  password: {
    warning: 'Better not',
    warningText:
      'Microsoft advises against it: your password passes through Slipway, no second proof can be asked for, and many organisations refuse it. Slipway uses it once and never stores it.',
    username: 'User name',
    usernameHint: 'The work address you sign in with, such as alex@contoso.com.',
    usernameMissing: 'Enter the user name: a work address with an @.',
    label: 'Password',
    missing: 'Enter the password.',
    blanks: 'A password can’t begin or end with a blank this way. Sign in with the browser.',
    cleared: 'Cleared on purpose: Slipway keeps no password. Enter it again.',
  },
  secret: {
    label: 'Client secret',
    hint: 'Its Value, not its Secret ID. The portal shows the value once, right after the secret was made: if that is past, make a new one under Certificates & secrets.',
    missing: 'Enter the value of the client secret.',
    isId: 'This looks like the Secret ID. Enter the Value, which stands beside it.',
    cleared: 'Cleared on purpose: what did not work is not kept. Enter it again.',
    expires: 'It ends on (optional)',
    expiresHint: 'As the portal shows it. Slipway reminds you 14 days before.',
    expired: 'This day is past. Make a new secret, or leave the date out.',
  },
  certificate: {
    label: 'Certificate with its private key',
    hint: 'One PFX file (.pfx, .p12); or one PEM file with both; or the certificate and the key as two PEM files.',
    choose: 'Choose files…',
    change: 'Choose others…',
    none: 'Nothing chosen yet',
    missing: 'Choose the file with the certificate and its private key.',
    tooMany: 'At most two files: the certificate and its private key.',
    password: 'Password of the file (leave empty if it has none)',
    cleared: 'Cleared on purpose. Enter it again if the file has one. The chosen files are kept.',
  },
  appScopes:
    'An app has the permissions that its registration lists as application permissions and that an administrator has agreed to. Slipway checks them before it shows any drive.',
  scopes: {
    label: 'What Slipway may do',
    hint: 'Take no more than you need. More can be allowed later, when something needs it.',
    missing: 'Choose at least one.',
    notAllowed: 'Not allowed by the administrator of this computer.',
    unusable: 'For file handlers inside Office on the web only: Microsoft grants it to no other app.',
  },
  cloud: {
    label: 'Microsoft cloud',
    hint: 'Global unless your organisation is in a cloud of its own country.',
  },
  authority: {
    label: 'Custom authority (rarely needed)',
    hint: 'A full address such as https://login.example.org/contoso, instead of Microsoft’s usual one. Only if your organisation told you so.',
    shape: 'This is not an address that begins with https:// and names a host.',
    locked: 'Can’t be used: the administrator of this computer has fixed cloud or organisation.',
  },
  keep: {
    label: 'Stay signed in',
    sealed: 'On this computer',
    sealedText: 'The key is sealed by your operating system.',
    session: 'Until Slipway is closed',
    sessionText: 'Nothing of the key is written to the disk.',
    cannotSeal:
      'This system offers no keyring that protects keys, and Slipway never writes a key to the disk in clear. Where there is one (GNOME Keyring, KWallet), unlock it and start Slipway again.',
  },
  start: {
    browser: 'Continue in the browser',
    device: 'Get a code',
    password: 'Sign in',
    secret: 'Sign in as the app',
    certificate: 'Sign in as the app',
  },
  codeInstead: 'Sign in with a code instead',
  browserInstead: 'Sign in with the browser instead',
  cancelled: 'Cancelled. Nothing was changed.',
  someMistakes: 'Something above still needs a look.',
  progress: {
    starting: 'Asking Microsoft…',
    finishing: 'Signing you in…',
    finishingText: 'Slipway fetches the key to your files and opens your OneDrive.',
    browser: 'A page has opened in your browser',
    browserText:
      'Sign in there. Slipway goes on by itself as soon as you are done; you can close that page then.',
    openAgain: 'Open the page again',
    left: (ms: number) => `Slipway waits ${formatDuration(ms)} more.`,
    cancel: 'Cancel',
    code: 'Enter this code on Microsoft’s page',
    codeText: 'On this or any other device, open',
    codeLabel: 'Your code',
    copyCode: 'Copy the code',
    copyAddress: 'Copy the address',
    openAddress: 'Open the page here',
    codeLeft: (ms: number) => `The code is valid for ${formatDuration(ms)} more.`,
    codeWarning:
      'Enter it only on Microsoft’s page, and give it to nobody: it signs in whoever holds it as you.',
  },
  consent: {
    title: 'An administrator has to agree',
    text: 'Send this link to an administrator of your organisation, or open it if you are one. It holds no secret.',
    label: 'Link for the administrator',
    copy: 'Copy the link',
    open: 'Open it in my browser',
    waiting: 'Slipway waits here for the answer when the link is opened on this computer.',
    elsewhere:
      'If it is opened on another computer, the answer does not reach Slipway (the last page may even fail to load, which is fine): sign in again when the administrator tells you.',
    done: 'Your administrator has agreed',
    doneText: 'Sign in now. It can take a few minutes until it counts everywhere.',
    granted: (names: readonly string[]) => `Granted: ${names.join(', ')}.`,
    signIn: 'Sign in now',
  },
  copied: 'Copied',
  notCopied: 'The system refused. Select the text and press Ctrl+C.',
  actions: {
    retry: 'Try again',
    signIn: 'Start again',
    newCode: 'Get a new code',
    inBrowser: 'Sign in with the browser',
    withCode: 'Sign in with a code',
    chooseTenant: 'Enter the organisation',
    chooseKind: 'Choose the kind of account',
    chooseCloud: 'Choose the cloud',
    chooseScopes: 'Choose the permissions',
    enterSecret: 'Enter another secret',
    anotherAccount: 'Use another account',
    adminConsent: 'Get the link for an administrator',
    openGuide: 'Open the registration guide',
    chooseAgain: 'Choose another file…',
    session: 'Stay signed in until Slipway is closed',
  },
} as const;

/** Where an account asks for a person while its files are looked at. */
export const signInNeededWords = {
  again: 'Sign in again',
  sessionOver:
    'You chose to stay signed in until Slipway was closed. The list of your files and unfinished transfers are kept and go on once you are signed in.',
  more: 'Allow access to shared files',
} as const;
