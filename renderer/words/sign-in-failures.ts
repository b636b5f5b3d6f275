import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import type { FailureWords } from './failures.ts';
import { formatDuration } from './format.ts';

/** Of the codes a person meets while signing in: one sentence for what happened, one for what to do. */
type SignInCode = Extract<
  ErrorCode,
  | 'signInTimedOut'
  | 'browserNotOpened'
  | 'accountNotInTenant'
  | 'accountLocked'
  | 'accountDisabled'
  | 'wrongPassword'
  | 'passwordExpired'
  | 'moreProofNeeded'
  | 'managedDeviceNeeded'
  | 'blockedByPolicy'
  | 'tenantRestricted'
  | 'notAssigned'
  | 'noLicence'
  | 'consentMissing'
  | 'consentDeclined'
  | 'adminConsentNeeded'
  | 'noApplicationRoles'
  | 'clientIdMissing'
  | 'appUnknown'
  | 'redirectNotRegistered'
  | 'publicFlowsOff'
  | 'secretNotWanted'
  | 'wrongSecret'
  | 'secretExpired'
  | 'certificateUnreadable'
  | 'secretUnreadable'
  | 'batchTooLarge'
  | 'userUnknown'
  | 'noSharedPlace'
  | 'permissionNotRegistered'
  | 'scopeNotAllowed'
  | 'tenantUnclear'
  | 'tenantUnknown'
  | 'wrongAudience'
  | 'wrongCloud'
  | 'signInSpoilt'
  | 'signInLoop'
  | 'signInBusy'
  | 'codeExpired'
  | 'cannotSeal'
  | 'keyringUnusable'
  | 'anotherAccount'
>;

const says = (title: string, text: string, action?: FailureWords['action']) => (): FailureWords => ({
  title,
  text,
  ...(action === undefined ? {} : { action }),
});

const soon = ({ facts }: Failure): string =>
  facts.waitMs === null ? 'in a few minutes' : `in ${formatDuration(facts.waitMs)}`;

/** facts.offending says what is wrong with the file; an expired one has its last day as facts.missing. */
function toCertificateReason({ facts }: Failure): string {
  switch (facts.offending) {
    case 'passwordNeeded':
      return 'It is locked with a password: enter that as well.';
    case 'wrongPassword':
      return 'The password does not open it. Check capital letters and blanks, and try again.';
    case 'noCertificate':
      return 'It holds a private key without its certificate. Choose the certificate’s file (.cer, .crt or .pem) together with it.';
    case 'noKey':
      return 'It holds a certificate without its private key. Choose the key’s file together with it, or a PFX that holds both.';
    case 'otherKey':
      return 'The private key belongs to another certificate. Choose the two that were made together.';
    case 'notRsa':
      return 'Microsoft takes certificates with an RSA key only, and this one has a key of another kind. Make a new one.';
    case 'expired':
      return `It was valid until ${facts.missing ?? 'some time ago'}. Make a new one, and upload it in the app registration under Certificates & secrets.`;
    case 'notYetValid':
      return 'It is not valid yet. Check the date of this computer, or wait until it is.';
    case 'tooLarge':
      return 'It is far too large for a certificate.';
    default:
      return 'Slipway needs a PFX file, or a PEM file with the certificate and its private key, or the two as two files.';
  }
}

/** facts.offending says why: "unset", "missing", "unreadable", "empty", "tooLarge" or the mode of the file. */
export function toSecretReason({ facts }: Pick<Failure, 'facts'>): string {
  const mode = /^mode (\d+)$/.exec(facts.offending ?? '')?.[1];
  if (mode !== undefined)
    return `Others on this computer may read that file: its mode is ${mode}. Make it yours alone with chmod 600, then try again.`;
  switch (facts.offending) {
    case 'unset':
      return 'The environment variable is not set for Slipway. Set it where Slipway is started, then start it again.';
    case 'missing':
      return 'The file is not there. Check its path, then try again.';
    case 'empty':
      return 'Nothing stands there. Put the secret’s value in, then try again.';
    case 'tooLarge':
      return 'What stands there is far too long for a secret. Check what it is.';
    default:
      return 'You may not read that file. Check its permissions, then try again.';
  }
}

export const signInFailureWords: Record<SignInCode, (failure: Failure) => FailureWords> = {
  signInTimedOut: says(
    'Nobody finished signing in',
    'Slipway waited for the page in your browser and gave up. Nothing was changed. Start again when you are ready.',
    'signIn',
  ),
  browserNotOpened: says(
    'No browser could be opened',
    'Slipway needs one to show Microsoft’s own sign-in page. Sign in with a code instead: it works on any device.',
    'useCode',
  ),
  accountNotInTenant: says(
    'This account does not belong to the organisation you chose',
    'Choose another account, or enter the organisation that it belongs to.',
    'chooseTenant',
  ),
  accountLocked: says(
    'This account is locked for the moment',
    'There were too many failed attempts, or the network you are in is not trusted. Wait a while, or ask your administrator.',
  ),
  accountDisabled: says(
    'This account is switched off',
    'Only an administrator of your organisation can switch it on again.',
  ),
  wrongPassword: says(
    'The user name or the password is not right',
    'Check both and try again. A password never begins or ends with a blank here.',
    'retry',
  ),
  passwordExpired: says(
    'The password has expired',
    'Sign in with the browser: Microsoft’s page lets you set a new one.',
    'useBrowser',
  ),
  moreProofNeeded: says(
    'Your organisation asks for a second proof',
    'That can only be given on Microsoft’s own page. Sign in with the browser.',
    'useBrowser',
  ),
  managedDeviceNeeded: says(
    'Your organisation lets in only devices that it manages',
    'Use such a device, or ask your administrator to register this one.',
  ),
  blockedByPolicy: says(
    'A rule of your organisation does not let you in from here',
    'Your account is fine. Show your administrator the report under Details: it tells them which rule it was.',
  ),
  tenantRestricted: says(
    'This network or organisation does not allow that organisation’s accounts',
    'Try from another network, or ask your administrator.',
  ),
  notAssigned: says(
    'You have not been given this app',
    'In your organisation each person needs to be assigned to it. Ask your administrator.',
  ),
  noLicence: says(
    'This account has no licence that includes OneDrive',
    'Ask your administrator for one. If you used app-only sign-in, choose somebody whose OneDrive to open.',
  ),
  consentMissing: says(
    'You have not agreed to these permissions yet',
    'Sign in with the browser: Microsoft’s page asks you to agree.',
    'useBrowser',
  ),
  consentDeclined: says(
    'You declined the permissions',
    'Nothing was changed. Slipway can’t open your files without them; choose fewer, or sign in again and agree.',
    'signIn',
  ),
  adminConsentNeeded: says(
    'An administrator has to agree first',
    'Your organisation does not let people agree to these permissions themselves. Send your administrator the link for it.',
    'adminConsent',
  ),
  noApplicationRoles: says(
    'Your organisation has not approved this app’s application permissions',
    'In the Entra admin centre, open App registrations, your app, API permissions: add the application permission Files.ReadWrite.All or Files.Read.All, press Grant admin consent, wait a few minutes, then sign in again.',
    'adminConsent',
  ),
  clientIdMissing: says(
    'Slipway needs a client id',
    'This build brings none. The registration guide shows how to get one in about five minutes.',
    'openGuide',
  ),
  appUnknown: says(
    'This organisation does not know the app with that client id',
    'Check the client id and the organisation. The client id is the Application (client) ID on the overview page of the registration.',
    'openGuide',
  ),
  redirectNotRegistered: says(
    'The registration lacks the address that Slipway answers at',
    'In the app registration, open Authentication and add http://localhost under Mobile and desktop applications, not under Web.',
    'openGuide',
  ),
  publicFlowsOff: says(
    'The registration treats Slipway as a web server',
    'In the app registration, open Authentication: remove the platform Web, add http://localhost under Mobile and desktop applications, and set Allow public client flows to Yes.',
    'openGuide',
  ),
  secretNotWanted: says(
    'This registration is for programs without a secret',
    'Leave the secret out and sign in with the browser, or use a registration made for app-only access.',
    'useBrowser',
  ),
  wrongSecret: says(
    'The client secret is not right',
    'Use the secret’s value, not its id. The portal shows the value only once: if you no longer have it, make a new secret.',
    'openGuide',
  ),
  secretExpired: says(
    'The client secret has expired',
    'Make a new one in the app registration under Certificates & secrets, and enter its value. Files and transfers are kept and go on then.',
    'openGuide',
  ),
  certificateUnreadable: (failure) => ({
    title: `${failure.subject === null ? 'The certificate' : `“${failure.subject}”`} can’t be used as a certificate`,
    text: `${toCertificateReason(failure)} Nothing was stored.`,
    action: 'chooseAgain',
  }),
  secretUnreadable: (failure) => ({
    title: `The secret of this app can’t be read${failure.subject === null ? '' : ` from ${failure.subject}`}`,
    text: toSecretReason(failure),
    action: 'retry',
  }),
  batchTooLarge: (failure) => ({
    title: `${failure.subject === null ? 'That file' : `“${failure.subject}”`} is too large for a list of accounts`,
    text: 'Slipway reads lists of up to 5,000 accounts. Check that it is the right file. Nothing was added.',
    action: 'chooseAgain',
  }),
  userUnknown: (failure) => ({
    title: `There is no ${failure.subject === null ? 'such person' : `“${failure.subject}”`} in this organisation`,
    text: 'Check the spelling. What counts is the user principal name: an administrator finds it in the Entra admin centre under Users.',
  }),
  noSharedPlace: says(
    'This account has no Shared',
    'Files are shared with people. This account is an app, or a folder of one, and nothing is shared with it. Look in My files.',
  ),
  permissionNotRegistered: says(
    'A permission is missing in the registration or in your organisation',
    'An administrator adds it in the app registration under API permissions and grants consent.',
    'openGuide',
  ),
  scopeNotAllowed: says(
    'A permission that was asked for does not exist here',
    'Choose other permissions. Some exist only in some clouds, and some only for work accounts.',
  ),
  tenantUnclear: says(
    'It is not clear which organisation you mean',
    'Enter its domain or its tenant id.',
    'chooseTenant',
  ),
  tenantUnknown: says(
    'There is no such organisation',
    'Check the spelling of the domain or the tenant id, and the cloud: an organisation exists in one cloud only.',
    'chooseTenant',
  ),
  wrongAudience: says(
    'This app is not for that kind of account',
    'Choose “Work or school”, “Personal” or your own organisation instead: the registration’s supported account types say which.',
    'chooseTenant',
  ),
  wrongCloud: says(
    'Your organisation is in another Microsoft cloud',
    'Choose the cloud it is in, under Advanced.',
    'chooseTenant',
  ),
  signInSpoilt: says(
    'The sign-in got mixed up',
    'An answer came that belongs to another attempt, or came twice. Nothing was changed. Start again.',
    'signIn',
  ),
  signInLoop: says(
    'Microsoft stopped a sign-in that was repeated too often',
    'This is a fault in Slipway. It stopped trying. Wait five minutes before you sign in again.',
  ),
  signInBusy: (failure) => ({
    title: 'Microsoft’s sign-in is busy',
    text: `Nothing is lost. Try again ${soon(failure)}.`,
    action: 'retry',
  }),
  codeExpired: says(
    'The code is no longer valid',
    'It was not used in time, or somebody declined it. Get a new one.',
    'signIn',
  ),
  cannotSeal: says(
    'This system offers no keyring',
    'Slipway never writes a key to your files in clear. You can stay signed in until Slipway is closed.',
  ),
  keyringUnusable: says(
    'The keyring of this system can’t be opened',
    'It is locked, or no longer the one that your sign-in was sealed with. Nothing was deleted. Unlock it and start Slipway again, or sign in once more.',
    'signIn',
  ),
  anotherAccount: (failure) => ({
    title: 'You signed in as somebody else',
    text: `${failure.facts.who === null ? 'Another account' : failure.facts.who} was expected here. Nothing was changed. Sign in again and pick that account, or add the other one as a new account.`,
    action: 'signIn',
  }),
};
