import { canRetry } from '../../../electron/contract/can-retry.ts';
import { EditState, type Edit } from '../../../electron/contract/edits.ts';
import { errorCodes, toFailure, type ErrorCode } from '../../../electron/contract/errors.ts';
import { Transfer } from '../../../electron/contract/transfers.ts';
import type { MessageKey } from '../../../electron/contract/strings/catalogue.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toEditText } from '../../../renderer/words/edit-text.ts';
import { toFailureText } from '../../../renderer/words/failures.ts';
import { toSignInRemedy, type SignInRemedy } from '../../../renderer/words/sign-in-remedy.ts';

export interface Ending {
  code: string;
  title: string;
  text: string;
  button: string;
}

export interface EndingGroup {
  heading: string;
  property: 'code' | 'waitReason' | 'restartReason' | 'outcome' | 'state';
  tests: RegExp;
  endings: readonly Ending[];
}

const buttons: Record<SignInRemedy, MessageKey> = {
  signIn: 'signIn.actions.signIn',
  useBrowser: 'signIn.actions.inBrowser',
  useCode: 'signIn.actions.withCode',
  chooseTenant: 'signIn.actions.chooseTenant',
  chooseFiles: 'signIn.actions.chooseAgain',
  adminConsent: 'signIn.actions.adminConsent',
  openGuide: 'signIn.actions.openGuide',
};

const facts = { missing: 'Invoices', nearest: 'myfiles/Finance' };

function toFailureEnding(code: ErrorCode): Ending {
  return { code, ...toFailureText(toFailure(code, 'Report.docx', facts)), button: toButton(code) };
}

function toButton(code: ErrorCode): string {
  const remedy = toSignInRemedy(code);
  if (remedy !== null) return t(buttons[remedy]);
  return canRetry(code) ? t('app.retry') : '';
}

const toEnding = (code: string, title: string): Ending => ({ code, title, text: '', button: '' });

const wait = { wait: '42 s', hasWait: true };
const names = { newName: 'Report 1.docx', hasNewName: true, folder: 'Downloads', hasFolder: false };
const edit: Omit<Edit, 'state'> = {
  documentId: 'd',
  accountId: 'a',
  item: { driveId: 'd', itemId: 'i' },
  name: 'Report.docx',
  from: 'myfiles',
  at: '2026-05-04T10:24:00Z',
  waitReason: null,
  transferId: null,
  savedAs: null,
  savedIn: null,
  failure: toFailure('quotaFull', 'Report.docx'),
};

export function listEndings(): EndingGroup[] {
  const { waitReason, restartReason, outcome } = Transfer.shape;
  const inTransfers = /transfers|items|edits|methods|accounts|e2e|app/;
  return [
    { heading: 'Failures', property: 'code', tests: /./, endings: errorCodes.map(toFailureEnding) },
    {
      heading: 'Why a transfer waits',
      property: 'waitReason',
      tests: inTransfers,
      endings: waitReason
        .unwrap()
        .options.map((code) => toEnding(code, t(`transferState.waits.${code}`, wait))),
    },
    {
      heading: 'Why an upload started over',
      property: 'restartReason',
      tests: inTransfers,
      endings: restartReason
        .unwrap()
        .options.map((code) => toEnding(code, t(`transferState.restarted.${code}`))),
    },
    {
      heading: 'How a transfer ended',
      property: 'outcome',
      tests: inTransfers,
      endings: outcome
        .unwrap()
        .options.map((code) => toEnding(code, t(`transferState.outcomes.${code}`, names))),
    },
    {
      heading: 'The state of an edit',
      property: 'state',
      tests: /edits/,
      endings: EditState.options.map((state) => toEnding(state, toEditText({ ...edit, state }))),
    },
  ];
}
