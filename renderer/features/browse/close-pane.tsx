import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { t } from '../../../electron/contract/strings/translate.ts';
import { usePane } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { focusPane } from '../../ui/panes.ts';

export function ClosePane() {
  const { side } = usePane();
  const isSplit = useApp((state) => state.other !== null);
  if (!isSplit) return null;
  const close = () => {
    const { side: active, closeSplit } = useApp.getState();
    closeSplit(side === active ? 'other' : 'active');
    focusPane('files');
  };
  return <IconButton label={t('split.close')} icon={<Dismiss16Regular />} onClick={close} />;
}
