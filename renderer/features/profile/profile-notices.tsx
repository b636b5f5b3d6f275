import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Failure } from '../../../electron/contract/errors.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { noticesQuery } from '../../api/app-queries.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { focusContent } from '../../ui/panes.ts';
import { toFailureText } from '../../words/failures.ts';

export function ProfileNotices() {
  const notices = useQuery(noticesQuery).data ?? [];
  return notices.map((failure) => <ProfileNotice key={failure.code} failure={failure} />);
}

function ProfileNotice({ failure }: { failure: Failure }) {
  const { title, text } = toFailureText(failure);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {text}
      </MessageBarBody>
      {/* Without a file that was set aside, the notice disappears when the problem does. */}
      {failure.subject !== null && (
        <MessageBarActions>
          <Button
            size="small"
            onClick={() => {
              // The button disappears.
              focusContent();
              void callOrToast('profile.dismissNotice', { code: failure.code });
            }}
          >
            {t('transfers.dismiss')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
