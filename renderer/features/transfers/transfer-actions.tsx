import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { FolderArrowRightRegular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { ReactElement } from 'react';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import { moveDownload } from '../../state/move-copies.ts';
import { useApp } from '../../state/store.ts';
import { LightButton } from '../../ui/light-button.tsx';
import { canCancel, canPrioritize, canPause, isOwnFolder } from './transfer-lists.ts';

export function TransferActions({ transfer }: { transfer: Transfer }): ReactElement | null {
  const { transferId, name, state, documentId } = transfer;
  if (canCancel(transfer)) {
    return (
      <>
        {mayTryNow(transfer) && <TryButton transfer={transfer} />}
        {transfer.waitReason === 'signInNeeded' && <SignInButton accountId={transfer.accountId} />}
        <PaceButtons transfer={transfer} />
        <LightButton
          label={t('transfers.cancel', { name })}
          icon={<DismissRegular />}
          onClick={() => void callOrToast('transfers.cancel', { transferIds: [transferId] })}
        />
      </>
    );
  }
  // Its failure has the button.
  if (state === 'failed' && transfer.failure !== null) return null;
  if (state === 'failed' || state === 'cancelled') return <TryButton transfer={transfer} />;
  if (documentId !== null) return <LocalActions transfer={transfer} documentId={documentId} />;
  if (isOwnFolder(transfer)) return <FolderActions transfer={transfer} />;
  if (transfer.toFolder !== null) {
    return (
      <LightButton
        label={t('transfers.showInFolder', { name: transfer.finalName ?? name })}
        icon={<FolderRegular />}
        onClick={() => void callOrToast('transfers.show', { transferId })}
      />
    );
  }
  if (transfer.kind === 'upload' && transfer.item !== null) {
    return (
      <LightButton
        label={t('transfers.goToFolder', { name })}
        icon={<FolderRegular />}
        onClick={() => void goToFolder(transfer)}
      />
    );
  }
  return null;
}

function PaceButtons({ transfer }: { transfer: Transfer }) {
  const { transferId, name, state } = transfer;
  const transferIds = [transferId];
  return (
    <>
      {canPrioritize(transfer) && (
        <LightButton
          label={t('transfers.moveToTop', { name })}
          icon={<ArrowUpRegular />}
          onClick={() => void callOrToast('transfers.prioritize', { transferIds })}
        />
      )}
      {/* A single button with two states, so that focus stays after pausing by key. */}
      {(canPause(transfer) || state === 'paused') && (
        <LightButton
          label={state === 'paused' ? t('transfers.resume', { name }) : t('transfers.pause', { name })}
          icon={state === 'paused' ? <PlayRegular /> : <PauseRegular />}
          onClick={() =>
            void callOrToast(state === 'paused' ? 'transfers.resume' : 'transfers.pause', { transferIds })
          }
        />
      )}
    </>
  );
}

/** People may know that the file was closed or the network is back. Throttling must be waited out. */
const mayTryNow = ({ state, waitReason }: Transfer): boolean =>
  state === 'waiting' && waitReason !== null && waitReason !== 'throttled' && waitReason !== 'signInNeeded';

/** The page of transfers has no other way to sign in. */
function SignInButton({ accountId }: { accountId: string }) {
  const go = useApp((state) => state.go);
  const again = { accountId, scopes: [] };
  return (
    <LightButton
      label={t('signInNeeded.again')}
      icon={<KeyRegular />}
      onClick={() => go({ name: 'signIn', again })}
    />
  );
}

function TryButton({ transfer }: { transfer: Transfer }) {
  return (
    <LightButton
      label={t('transfers.retry', { name: transfer.name })}
      icon={<ArrowClockwiseRegular />}
      onClick={() => retry(transfer)}
    />
  );
}

function LocalActions({ transfer, documentId }: { transfer: Transfer; documentId: string }) {
  const name = transfer.finalName ?? transfer.name;
  return (
    <>
      <LightButton
        label={t('transfers.open', { name })}
        icon={<OpenRegular />}
        onClick={() => void openLocalCopy(documentId)}
      />
      <LightButton
        label={t('transfers.showInFolder', { name })}
        icon={<FolderRegular />}
        onClick={() => void callOrToast('documents.show', { documentId })}
      />
      {transfer.kind === 'download' && <MoveButton transfer={transfer} />}
    </>
  );
}

function FolderActions({ transfer }: { transfer: Transfer }) {
  const { transferId, name } = transfer;
  return (
    <>
      <LightButton
        label={t('transfers.showInFolder', { name })}
        icon={<FolderRegular />}
        onClick={() => void callOrToast('transfers.show', { transferId })}
      />
      <MoveButton transfer={transfer} />
    </>
  );
}

function MoveButton({ transfer: { transferId, name } }: { transfer: Transfer }) {
  return (
    <LightButton
      label={t('transfers.moveTo', { name })}
      icon={<FolderArrowRightRegular />}
      onClick={() => void moveDownload(transferId, name)}
    />
  );
}

export function retry({ transferId }: Transfer): void {
  void callOrToast('transfers.retry', { transferIds: [transferId] });
}

async function goToFolder({ accountId, path, item }: Transfer): Promise<void> {
  const found = await callOrToast('paths.resolve', { accountId, text: path });
  if (found === null) return;
  useApp.getState().go({ name: 'browse', place: found.place, folder: found.folder }, item?.itemId ?? null);
}
