import type { ErrorCode, Failure } from '../../electron/contract/errors.ts';
import { formatDuration, formatSize } from './format.ts';
import { signInFailureWords } from './sign-in-failures.ts';

/** What a person can do about a failure with one button. Where it is shown decides which of them it can offer. */
export type FailureAction =
  | 'retry'
  | 'signIn'
  | 'saveAsCopy'
  | 'rename'
  | 'refresh'
  | 'goNearest'
  | 'chooseAgain'
  | 'downloadAgain'
  | 'showFolder'
  // while signing in
  | 'useBrowser'
  | 'useCode'
  | 'chooseTenant'
  | 'adminConsent'
  | 'openGuide';

/** `title` says what happened, in one line; `text` says what is safe and what to do now. */
export interface FailureWords {
  title: string;
  text: string;
  action?: FailureAction;
}

/** The words for a failure. Codes, status and request id belong under "Details", see `toFailureReport`. */
export function toFailureWords(failure: Failure): FailureWords {
  return words[failure.code](failure);
}

/** “Report.docx”, or the stand-in at the start of a sentence where the failure names nothing. */
const named = (failure: Failure, otherwise: string): string =>
  failure.subject === null || failure.subject === '' ? otherwise : `“${failure.subject}”`;

const suggestion = ({ facts }: Failure): string =>
  facts.suggestion === null ? '' : ` “${facts.suggestion}” would work.`;

const whenToRetry = ({ facts }: Failure, otherwise: string): string =>
  facts.waitMs === null ? otherwise : `Try again in ${formatDuration(facts.waitMs)}.`;

/** facts.offending holds what may not be in a name ("?"), a reserved word ("CON") or a rule in words ("trailing dot"). */
function badNameText(failure: Failure): string {
  return `${badNameReason(failure.facts.offending)} Nothing was changed. Choose another name.${suggestion(failure)}`;
}

function badNameReason(offending: string | null): string {
  if (offending === null) return 'OneDrive does not accept this name.';
  if (offending === 'empty name') return 'A name needs at least one letter.';
  if (/^[0-9]+ characters$/.test(offending)) return `It has ${offending}; OneDrive allows 255.`;
  if (offending.startsWith('~')) return `A name can't begin with ${offending} in OneDrive.`;
  if (/^.$/su.test(offending) || offending.startsWith('_'))
    return `A name can't contain ${offending} in OneDrive.`;
  if (offending.includes(' ')) return `OneDrive does not accept a name with a ${offending}.`;
  return `“${offending}” is reserved and can't be used as a name.`;
}

const freeWords = ({ facts }: Failure): string =>
  facts.freeBytes === null ? '' : `, where ${formatSize(facts.freeBytes)} are free`;

function lockedText(failure: Failure): string {
  const holder = failure.facts.who === null ? 'someone, perhaps in Word or Excel' : failure.facts.who;
  return `It is open for ${holder}. Your file is safe here and the one in OneDrive is as it was. ${whenToRetry(
    failure,
    'Try again when it is closed, or save yours as a copy.',
  )}`;
}

/** One entry for each code: a code without words does not compile. */
const words: Record<ErrorCode, (failure: Failure) => FailureWords> = {
  // --- the bridge itself: nothing a person did wrong, so say so and keep it short
  unknownMethod: () => ({
    title: 'Slipway asked itself for something it does not know',
    text: 'Nothing was changed. This is a fault in Slipway: restarting it helps if it was just updated.',
  }),
  badInput: () => ({
    title: 'Slipway did not understand its own request',
    text: 'Nothing was changed. This is a fault in Slipway, not something you did. The report under Details helps to repair it.',
  }),
  forbidden: () => ({
    title: 'That is not allowed from here',
    text: 'Nothing was changed. Slipway refused a request that did not come from its own window.',
  }),
  bug: (failure) => ({
    title:
      failure.subject === null
        ? 'Something went wrong in Slipway'
        : `Something went wrong with ${named(failure, '')}`,
    text: 'This is a fault in Slipway, not something you did. Your files on this computer were not touched. Try again; if it happens again, the report under Details helps to repair it.',
    action: 'retry',
  }),
  ticketUnknown: (failure) => ({
    title: `${named(failure, 'The file')} has to be chosen once more`,
    text: 'Slipway keeps the permission to read a chosen file for one use only, and this one is used up. Nothing was sent. Choose or drop it again.',
    action: 'chooseAgain',
  }),
  viewGone: () => ({
    title: 'This list is no longer open',
    text: 'Nothing was changed. Open the folder again and repeat what you did.',
    action: 'refresh',
  }),

  // --- finding things
  notFound: (failure) => ({
    title: `${named(failure, 'The file or folder')} is no longer there`,
    text: 'It was deleted or moved in OneDrive since the list was made. Refresh to see what is there now.',
    action: 'refresh',
  }),
  folderGone: (failure) => ({
    title: `The folder that ${named(failure, 'the file')} was meant for is no longer there`,
    text: 'It was deleted or moved in OneDrive. What is on this computer was not changed. Open the folder it is to go to now, and upload it there.',
    action: 'retry',
  }),
  pathNotFound: (failure) => ({
    title:
      failure.facts.missing === null
        ? `${named(failure, 'This place')} does not exist`
        : `There is no “${failure.facts.missing}”${failure.facts.nearest === null ? '' : ` in ${failure.facts.nearest}`}`,
    text:
      failure.facts.nearest === null
        ? 'Check the spelling, or start at My Files and open the folders one by one.'
        : `Check the spelling, or go to ${failure.facts.nearest}, which does exist.`,
    ...(failure.facts.nearest === null ? {} : { action: 'goNearest' as const }),
  }),
  pathMalformed: (failure) => ({
    title: `${named(failure, 'That')} is not a place Slipway knows`,
    text: 'A place is written like myfiles/Finance/Invoices, shared/HR/Forms or onedrive://Finance.',
  }),
  notAFolder: (failure) => ({
    title: `${named(failure, 'This')} is not a folder`,
    text: 'It can be opened or downloaded, but nothing can be put inside it. Choose the folder it lies in.',
    ...(failure.facts.nearest === null ? {} : { action: 'goNearest' as const }),
  }),
  noLongerShared: (failure) => ({
    title: `${named(failure, 'This')} is no longer shared with you`,
    text: `${failure.facts.who ?? 'Its owner'} took it back or deleted it. Copies you downloaded stay on this computer. Ask ${
      failure.facts.who ?? 'its owner'
    } to share it again.`,
  }),

  // --- writing
  nameExists: (failure) => ({
    title: `There is already ${failure.subject === null ? 'something of that name' : `a “${failure.subject}”`} here`,
    text: `Nothing was changed. Choose another name.${suggestion(failure)}`,
    action: 'rename',
  }),
  badName: (failure) => ({
    title: `${named(failure, 'This name')} can't be used as a name in OneDrive`,
    text: badNameText(failure),
    action: 'rename',
  }),
  pathTooLong: (failure) => ({
    title: `The way to ${named(failure, 'this')} is too long`,
    text: 'OneDrive allows 400 characters for a name together with all the folders it lies in. Nothing was changed. Choose a shorter name or a folder nearer the top.',
    action: 'rename',
  }),
  locked: (failure) => ({
    title: `${named(failure, 'The file')} is in use`,
    text: lockedText(failure),
    action: 'retry',
  }),
  nameBusy: (failure) => ({
    title: `${named(failure, 'The file')} is still being uploaded by somebody else, or by an earlier attempt`,
    text: 'OneDrive keeps the name for that upload, and it did not end for a whole day. Your file is safe here, and nothing in OneDrive was changed. Try again later, or upload it under another name.',
    action: 'retry',
  }),
  accessDenied: (failure) => ({
    title: `You may not do that with ${named(failure, 'this')}`,
    text: `${failure.facts.who === null ? 'Its owner' : `${failure.facts.who}, who owns it,`} lets you look but not change it. Nothing was changed. Ask for the right to edit, or keep a copy in My Files.`,
  }),
  changedMeanwhile: (failure) => ({
    title: `${named(failure, 'The file')} was changed in OneDrive meanwhile`,
    text: `${failure.facts.who ?? 'Someone'} saved a newer version after you got yours, so yours was not written over it. Both versions are safe. Save yours as a copy and compare the two.`,
    action: 'saveAsCopy',
  }),
  quotaFull: (failure) => ({
    title: 'OneDrive is full',
    text: `${named(failure, 'The file')} is safe on this computer but does not fit into OneDrive${freeWords(failure)}. Delete something there and empty its recycle bin, or get more space; then try again.`,
    action: 'retry',
  }),
  tooLarge: (failure) => ({
    title: `${named(failure, 'This file')} is too large for OneDrive`,
    text: 'OneDrive takes files of up to 250 GB. The file is safe on this computer. Split it, or pack it smaller.',
  }),
  notSupported: (failure) => ({
    title: `OneDrive can't do that${failure.subject === null ? '' : ` with ${named(failure, '')}`}`,
    text: 'Nothing was changed. This kind of drive or file does not offer it; OneDrive on the web may have another way.',
  }),
  packageRefused: (failure) => ({
    title: `${named(failure, 'This')} is a OneNote notebook`,
    text: 'A notebook is not a file: it can be opened in OneNote, but not downloaded, replaced or opened as a folder. Nothing was changed.',
  }),
  malware: (failure) => ({
    title: `OneDrive found a virus in ${named(failure, 'this file')}`,
    text: 'It was not downloaded and nothing of it is on this computer. Ask whoever put it there to check it.',
  }),
  undoGone: (failure) => ({
    title: `${named(failure, 'What was deleted')} can't be brought back from here any more`,
    text: 'It is still in the recycle bin of OneDrive on the web, where it can be restored.',
  }),

  // --- the way there
  offline: () => ({
    title: 'There is no connection to OneDrive',
    text: 'Your files are safe. What you see may be older. Check the network; transfers go on by themselves when it is back.',
    action: 'retry',
  }),
  networkSignIn: () => ({
    title: 'This network wants you to sign in first',
    text: 'A page of the network answered instead of OneDrive, as in hotels and trains. Nothing was changed. Open any web page in your browser, sign in to the network, then try again; transfers go on by themselves.',
    action: 'retry',
  }),
  proxySignIn: () => ({
    title: 'The proxy of this network wants a name and a password',
    text: 'It does not let Slipway through to OneDrive. Nothing was changed. Ask whoever runs the network how programs get through, then try again.',
    action: 'retry',
  }),
  certificateUntrusted: () => ({
    title: 'Something between here and OneDrive can’t be trusted',
    text: 'The certificate is not one this computer trusts, so nothing was sent. A security program or a company network that looks into connections can cause this: whoever runs it can have its certificate installed here. Elsewhere, use another network.',
    action: 'retry',
  }),
  throttled: (failure) => ({
    title: 'OneDrive asked Slipway to slow down',
    text: `Many requests came at once. Nothing is lost. ${whenToRetry(failure, 'Try again in a minute.')}`,
    action: 'retry',
  }),
  serviceUnavailable: (failure) => ({
    title: 'OneDrive is not answering just now',
    text: `The trouble is on OneDrive's side. Your files are safe. ${whenToRetry(failure, 'Try again in a few minutes.')}`,
    action: 'retry',
  }),
  unexpectedAnswer: () => ({
    title: 'OneDrive gave an answer Slipway does not understand',
    text: 'To be safe, nothing was done with it: no file on this computer was changed. Try again in a few minutes.',
    action: 'retry',
  }),
  signInNeeded: () => ({
    title: 'You have to sign in again',
    text: 'OneDrive no longer accepts the old sign-in. Your files and unfinished transfers are kept and go on once you are signed in.',
    action: 'signIn',
  }),
  driveNotReady: (failure) => ({
    title: 'This OneDrive is not set up yet',
    text: `OneDrive makes the drive when it is opened for the first time. Open OneDrive on the web once; it can take some minutes. ${whenToRetry(failure, 'Then try again.')}`,
    action: 'retry',
  }),
  ...signInFailureWords,
  cancelled: (failure) => ({
    title: `${named(failure, 'It')} was cancelled`,
    text: 'Nothing half-finished was left behind. Start it again whenever you like.',
    action: 'retry',
  }),

  // --- this computer
  localFileMissing: (failure) => ({
    title: `${named(failure, 'The file')} is no longer on this computer`,
    text: 'It was moved, renamed or deleted outside Slipway. What is in OneDrive was not changed.',
    action: 'chooseAgain',
  }),
  localFolderMissing: (failure) => ({
    title: `The folder that ${named(failure, 'the file')} was meant for is no longer on this computer`,
    text: 'It was moved, renamed or deleted, or its disk was taken out. What is in OneDrive was not changed. Put it back and try again, or download to another folder.',
    action: 'retry',
  }),
  localFileChanged: (failure) => ({
    title: `${named(failure, 'The file')} changed while it was being read`,
    text: 'A half-old, half-new file would be worthless, so nothing was stored in OneDrive. Try again when the program that writes it is done.',
    action: 'retry',
  }),
  localFileUnreadable: (failure) => ({
    title: `Slipway can't read ${named(failure, 'the file')}`,
    text: 'Another program holds it, or you lack the right to read it. Nothing was sent. Close the other program or check its permissions, then try again.',
    action: 'retry',
  }),
  localNotAFile: (failure) => ({
    title: `${named(failure, 'That')} is neither a file nor a folder`,
    text: 'Links, devices and pipes are left out. Nothing was sent. Choose the real file instead.',
  }),
  diskFull: (failure) => ({
    title: 'The disk of this computer is full',
    text: `There is no room for ${named(failure, 'the file')}. It is safe in OneDrive, and no half of it was left here. Make room, then try again.`,
    action: 'retry',
  }),
  diskDenied: (failure) => ({
    title: `Slipway may not write ${named(failure, 'the file')} on this computer`,
    text: "The documents folder can't be written to. The file is safe in OneDrive. Check the folder's permissions, then try again.",
    action: 'showFolder',
  }),
  openFailed: (failure) => ({
    title: `No program could open ${named(failure, 'the file')}`,
    text: 'The file itself is complete and safe. Show it in its folder and choose a program there.',
    action: 'showFolder',
  }),
  integrity: (failure) => ({
    title: `${named(failure, 'The file')} did not arrive as it was sent`,
    text: 'Its checksum did not match, so it was thrown away instead of being kept damaged. The original is untouched. Try again.',
    action: 'retry',
  }),
  journalDamaged: ({ subject }) => ({
    title: 'The list of earlier transfers could not be read',
    text: `It was put aside${subject === null ? '' : ` as ${subject}`} and a new one begun. Files in OneDrive and on this computer are untouched. Look whether your last uploads are in OneDrive, and send again what is missing.`,
  }),
};
