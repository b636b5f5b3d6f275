import type { ErrorCode } from './errors.ts';

/** An undeclared code is still shown, but logged as a bug, and fails any test it occurs in. */
type Codes = readonly ErrorCode[];
type Declared = Readonly<Record<string, Codes>>;

/** For any call: refused by the bridge, or an unexpected error. */
export const anyCall = ['unknownMethod', 'badInput', 'forbidden', 'bug'] as const satisfies Codes;

// --- groups ------------------------------------------------------------------------------------------------

/** No account, transfer, copy, or sign-in has that id (anymore). */
const known = ['notFound'] as const satisfies Codes;

const index = [...known, 'indexLost', 'cancelled'] as const satisfies Codes;

const view = [...index, 'viewGone'] as const satisfies Codes;

/** OneDrive couldn't be reached: network, sign-in, throttling, or outage. */
const reaching = [
  'offline',
  'networkSignIn',
  'proxySignIn',
  'certificateUntrusted',
  'throttled',
  'serviceUnavailable',
  'driveReadOnly',
  'unexpectedAnswer',
  'answerTooLarge',
  'signInNeeded',
  'cancelled',
] as const satisfies Codes;

const reading = [
  ...known,
  ...reaching,
  'accessDenied',
  'notSupported',
  'vaultLocked',
  'driveNotReady',
  'noLicence',
] as const satisfies Codes;

const readingShared = [...reading, 'accessRevoked', 'consentMissing'] as const satisfies Codes;

const writing = [
  ...reading,
  'changeRefused',
  'rulesNotMet',
  'tooManyItems',
  'locked',
  'checkedOut',
  'checkOutNeeded',
  'changedMeanwhile',
  'quotaFull',
  'ownerQuotaFull',
  'tooLarge',
  'answerLost',
] as const satisfies Codes;

const naming = [...writing, 'badName', 'pathTooLong', 'nameExists'] as const satisfies Codes;

/** Changes who has access. */
const sharing = [...writing, 'consentMissing', 'sharingRefused', 'sharingDenied'] as const satisfies Codes;

/** Puts something into a folder. */
const adding = [...naming, 'addDenied', 'addRefused'] as const satisfies Codes;

const walking = [
  ...reading,
  ...index,
  'listingEndless',
  'pathMalformed',
  'pathNotFound',
  'notAFolder',
  'noSharedPlace',
  'noLibraries',
] as const satisfies Codes;

const opening = [
  ...readingShared,
  ...index,
  'linkMalformed',
  'linkGone',
  'linkRefused',
  'profileUnwritable',
] as const satisfies Codes;

const profile = ['profileUnwritable'] as const satisfies Codes;

const disk = ['diskFull', 'diskDenied', 'localFileMissing', 'pathTooLong'] as const satisfies Codes;

const chosenFolder = [...disk, 'localFolderMissing'] as const satisfies Codes;

const openingCopy = ['localFileMissing', 'openFailed', 'notOpened'] as const satisfies Codes;

const offered = ['ticketUnknown'] as const satisfies Codes;

/** Reads content, which may be blocked for a virus or not exist. */
const content = [...readingShared, 'malware', 'packageRefused'] as const satisfies Codes;

const placing = [
  ...reading,
  ...index,
  'viewGone',
  'notSupported',
  'intoItself',
  'packageRefused',
] as const satisfies Codes;

export const offerFailures: Codes = [...offered, 'localFileMissing', 'localFileUnreadable', 'localNotAFile'];

// --- the page's methods --------------------------------------------------------------------------------------

export const methodFailures: Declared = {
  'app.start': [],
  'app.painted': [],
  'app.quota': reading,
  'app.knownQuota': [],
  'app.takeAddress': [],
  'app.licences': [],
  'app.management': [],
  'app.networkBack': [],
  'profile.notices': [],
  'profile.dismissNotice': profile,

  'updates.state': [],
  'updates.check': [],
  'updates.download': [],
  'updates.install': [],
  'updates.postpone': [],

  'accounts.list': [],
  'accounts.addSample': [...reading, ...profile],
  'accounts.rename': [...known, ...profile],
  'accounts.arrange': [...known, ...profile],
  'accounts.setSaveEdits': [...known, ...profile],
  'accounts.planRemove': known,
  'accounts.remove': [...index, ...profile, ...disk],
  'accounts.waiting': known,
  'accounts.permissions': known,
  'accounts.overview': [],
  'accounts.askQuotas': [],
  'accounts.pause': index,
  'accounts.planRemoveMany': [],
  'accounts.removeMany': [],
  'accounts.export': chosenFolder,

  'signIn.defaults': [],
  'signIn.begin': [
    ...known,
    ...offered,
    'clientIdMissing',
    'tenantUnclear',
    'wrongCloud',
    'scopeNotAllowed',
    'keyringMissing',
    'cancelled',
  ],
  'signIn.openAgain': [...known, 'browserNotOpened'],
  'signIn.cancel': known,
  'signIn.findOwners': [...reading, 'permissionNotRegistered'],
  'signIn.listOwners': [...reading, 'permissionNotRegistered', 'listingEndless'],
  'signIn.checkDrives': reading,
  'signIn.addDrives': [...reading, ...profile, 'keyringMissing'],

  'accountImport.read': [
    ...offered,
    'localNotAFile',
    'localFileMissing',
    'localFileUnreadable',
    'importTooLarge',
    'cancelled',
  ],
  'accountImport.run': [...known, 'cancelled'],
  'accountImport.export': [],

  'view.open': [...index, 'notAFolder'],
  'view.arrange': view,
  'view.rows': view,
  'view.locate': view,
  'view.findPrefix': view,
  'view.summarize': view,
  'view.refresh': view,
  'view.close': view,
  'folders.refresh': reading,
  'folders.stopRefresh': [],
  'view.compare': [...view, ...reading],

  'search.open': index,
  'search.online': view,
  'index.state': [],
  'index.enumerate': index,
  'index.pause': index,
  'index.exclude': index,
  'facts.totals': index,
  'facts.folderTotals': index,
  'facts.tree': index,
  'facts.duplicates': index,
  'facts.changes': index,
  'facts.types': index,

  'paths.resolve': [...walking, ...opening],
  'places.note': known,
  'places.noteSplit': known,
  'places.recent': [],

  'libraries.refresh': [...readingShared, ...profile, 'noLibraries'],
  'libraries.find': [...readingShared, 'noLibraries'],
  'libraries.add': [...readingShared, ...index, ...profile, 'noLibraries'],
  'libraries.hide': [...index, ...profile],

  'shared.hide': [...index, ...profile],
  'shared.openLink': opening,
  'shared.addShortcut': [...adding, ...index, 'consentMissing', 'shortcutRefused'],

  'items.details': reading,
  'items.checkOut': reading,
  'items.changeCheckOut': [...writing, 'consentMissing', 'notCheckedOut'],
  'items.findFile': reading,
  'items.createFolder': [...adding, ...index, 'folderGone', 'consentMissing'],
  'items.rename': [...naming, ...index, 'consentMissing'],
  'items.planDelete': view,
  'items.delete': view,
  'items.pick': view,
  'items.move': placing,
  'items.copy': placing,
  'items.planMove': [...known, 'viewGone'],
  'items.planCarry': [...known, 'viewGone'],
  'items.carry': placing,
  'items.copyFiles': view,
  'drags.plan': view,
  'drags.start': [...known, 'notSupported'],
  'drags.fetch': known,
  'drags.begin': view,
  'drags.end': [],
  'drags.adopt': [],
  'drags.isOwn': offered,
  'folders.list': reading,
  'folders.find': reading,
  'activity.list': [],
  'bin.list': [],
  'bin.listOfSite': [...reading, 'consentMissing', 'listingEndless'],
  'bin.openOnWeb': [...reading, 'pageNotOpened'],
  'activity.export': chosenFolder,
  'items.openOnWeb': [...reading, 'pageNotOpened'],
  'changes.takeEarlier': [],
  'changes.planUndo': [],
  'changes.undo': [...reading, 'listingEndless', 'undoExpired', 'notEmpty'],
  'items.open': [...content, ...index, ...openingCopy],
  'items.show': [...content, ...index, ...openingCopy],

  'sharing.access': reading,
  'sharing.mine': [...reading, ...index],
  'sharing.createLink': [
    ...sharing,
    'anonymousLinksOff',
    'sharingOff',
    'subscriptionNeeded',
    'peopleRefused',
    'linkDiffers',
    'accessChanged',
  ],
  'sharing.addToLink': [...sharing, 'sharingOff', 'peopleRefused', 'accessChanged'],
  'sharing.removeFromLink': [...sharing, 'accessChanged'],
  'sharing.copyLink': [...reading, 'accessChanged'],
  'sharing.copyAddress': reading,
  'sharing.invite': [...sharing, 'sharingOff', 'subscriptionNeeded', 'invitationRefused', 'mailNotSent'],
  'sharing.setRole': [...sharing, 'accessChanged'],
  'sharing.remove': [...sharing, 'accessChanged'],

  'versions.list': reading,
  'versions.restore': [...writing, ...index, 'consentMissing', 'versionGone'],
  'versions.compare': [...content, 'versionGone'],
  'versions.preview': [...content, 'versionGone'],
  'versions.save': [...content, ...chosenFolder, 'versionGone', 'integrity'],

  'previews.thumbnails': readingShared,
  'previews.cancel': [],
  'previews.preview': content,
  'previews.openPages': [...reading, 'pageNotOpened'],

  'transfers.upload': [...index, ...offered],
  'transfers.download': [...view, ...disk],
  'transfers.downloadTo': view,
  'transfers.moveTo': [...known, ...chosenFolder, ...profile, 'copyBusy'],
  'transfers.show': [...known, 'localFileMissing'],
  'transfers.list': [],
  'transfers.rows': [],
  'transfers.top': [],
  'transfers.find': [],
  'transfers.pause': [],
  'transfers.resume': [],
  'transfers.prioritize': [],
  'transfers.cancel': [],
  'transfers.retry': [],
  'transfers.redirect': [...reading, ...index, 'otherDrive', 'sameDrive', 'intoItself'],
  'transfers.resolve': known,
  'transfers.clearEnded': [],
  'transfers.dismissDamage': [],

  'documents.list': [],
  'documents.open': [...known, ...openingCopy],
  'documents.show': [...known, 'localFileMissing'],
  'documents.remove': [...known, ...disk, ...profile],
  'documents.removeMany': profile,
  'documents.check': profile,
  'documents.renew': [...known, 'copyInUse'],
  'documents.moveTo': profile,
  'documents.keep': [...known, ...profile],
  'copies.keep': [...view, ...profile],
  'copies.marks': [],
  'documents.planFreeSpace': [],
  'documents.freeSpace': [...reading, ...disk, ...profile],
  'documents.saveBack': [...known, 'localFileMissing'],
  'documents.saveTo': [...index, ...known, 'localFileMissing'],
  'documents.showFolder': ['openFailed'],
  'documents.folderMove': [],
  'documents.moveFolder': [...chosenFolder, ...profile, 'moveBusy', 'moveRefused'],

  'edits.list': [],
  'edits.outdated': [],
  'edits.takeTheirs': [...reading, 'localFileMissing', 'trashFailed'],
  'edits.openBoth': [...known, ...openingCopy],
  'edits.compare': [...content, ...disk],

  'profiles.list': [],
  'profiles.open': ['notFound', 'programNotStarted'],
  'profiles.create': [...profile, 'nameExists', 'notFound', 'programNotStarted'],

  'settings.get': [],
  'settings.change': profile,
  'network.state': [],
  'network.check': [],
  'network.signIn': [],
  'network.forgetSignIn': [],
  'storage.summary': [],
  'storage.clearThumbnails': ['diskDenied'],
  'program.openWindow': [],
  'program.log': [],
  'program.saveReport': chosenFolder,
  'storage.forgetEverything': [...index, ...disk, ...profile],
};

// --- the methods of programs -----------------------------------------------------------------------------------

/** Looks up a `Target`. */
const target = [...walking, ...opening] as const satisfies Codes;
const sending = [
  ...target,
  ...adding,
  ...disk,
  'isAFolder',
  'packageRefused',
  'localFolderMissing',
  'localFileUnreadable',
  'localNotAFile',
] as const satisfies Codes;
const placingTargets = [
  ...target,
  ...adding,
  'intoItself',
  'isAFolder',
  'packageRefused',
  'placeRefused',
] as const satisfies Codes;

export const commandFailures: Declared = {
  'files.list': [...target, ...profile],
  'files.create': sending,
  'files.update': sending,
  'files.save': sending,
  'files.download': [
    ...target,
    ...chosenFolder,
    'localNotAFolder',
    'isAFolder',
    'packageRefused',
    'downloadRefused',
    'shortcutLoops',
    'malware',
    'badName',
    'nameExists',
  ],
  'files.move': placingTargets,
  'files.copy': [...placingTargets, 'copyRefused', 'copyOfItself'],
  'files.delete': [...target, ...writing, 'isAFolder', 'placeRefused'],
  'folders.make': [...target, ...adding, 'packageRefused'],
  'folders.check': [...target, ...disk, 'localNotAFolder', 'packageRefused'],
  'folders.sync': [...target, 'packageRefused'],
  'items.where': target,
  'items.openTarget': [...target, ...content, ...openingCopy],
  'accounts.importFile': [
    ...reading,
    ...profile,
    'localFileMissing',
    'localFileUnreadable',
    'localNotAFile',
    'importTooLarge',
  ],
  'transfers.continue': ['cancelled'],
  'program.diagnose': [...chosenFolder, 'nameExists'],
  'commandLine.run': ['cancelled'],
  'transfers.clearBatch': [],
};
