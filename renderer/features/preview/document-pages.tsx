import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { toExtension } from '../../../electron/contract/file-families.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toRef } from '../../api/client.ts';
import { callOrToast } from '../../state/call-or-toast.ts';

interface DocumentPagesProps {
  accountId: string;
  item: Item;
  size?: 'small' | 'medium';
}

/** Unlike OneDrive's PDF rendering, the browser shows the document as Office does. */
export function DocumentPages({ accountId, item, size = 'small' }: DocumentPagesProps) {
  if (item.preview !== 'document' || item.problem !== null || toExtension(item.name) === 'pdf') return null;
  return (
    <Button
      size={size}
      icon={<OpenRegular />}
      onClick={() => void callOrToast('previews.openPages', { accountId, item: toRef(item) })}
    >
      {t('preview.allPages')}
    </Button>
  );
}
