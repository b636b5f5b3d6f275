import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { Library20Regular } from '@fluentui/react-icons/svg/library';
import type { Library } from '../../../electron/contract/libraries.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { announceUndoable } from '../../state/changes.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { toLibraryPage } from '../../state/navigation.ts';
import { useApp } from '../../state/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLibrariesStyles } from './libraries-styles.ts';

export function LibraryRow({ accountId, library }: { accountId: string; library: Library }) {
  const styles = useLibrariesStyles();
  const { name, webUrl } = library;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.open}
        onClick={() => useApp.getState().go(toLibraryPage(library))}
      >
        <Library20Regular />
        <span className={styles.words}>
          <span className={styles.name}>{showText(name)}</span>
          <span className={styles.address}>{showText(toAddress(webUrl))}</span>
        </span>
      </button>
      <IconButton
        label={t('libraries.remove', { name })}
        icon={<DismissRegular />}
        className={styles.act}
        onClick={() => void removeFromList(accountId, library)}
      />
    </li>
  );
}

/** Without scheme and percent-encoding. */
export function toAddress(webUrl: string): string {
  const bare = webUrl.replace(/^https:\/\//, '');
  try {
    return decodeURI(bare);
  } catch {
    return bare;
  }
}

/** Changes nothing in SharePoint. */
async function removeFromList(accountId: string, { driveId, name }: Library): Promise<void> {
  const removed = await callOrToast('libraries.hide', { accountId, driveId, hidden: true });
  if (removed === null) return;
  announceUndoable(t('libraries.removed', { name }), () =>
    call('libraries.hide', { accountId, driveId, hidden: false }),
  );
}
