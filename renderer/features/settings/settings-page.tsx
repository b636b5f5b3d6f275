import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFrame } from '../../ui/page-frame.tsx';
import { AboutSection } from './about-section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { ConfirmSection } from './confirm-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ManagementSection } from './management-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SystemSection } from './system-section.tsx';
import { SearchSection } from './search-section.tsx';
import { ProfilesSection } from './profiles-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { TransfersSection } from './transfers-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useSettingsFilter } from './use-settings-filter.ts';
import { SearchField } from '../../ui/search-field.tsx';

const useStyles = makeStyles({
  body: { maxWidth: '840px', padding: `0 ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}` },
  // Without the divider, which would appear above the first match.
  searched: { '& > section[data-settings-section]': { borderTop: 'none' } },
});

export function SettingsPage() {
  const styles = useStyles();
  const body = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const isNone = useSettingsFilter(body, text);
  const search = (
    <SearchField
      value={text}
      placeholder={t('settings.find')}
      aria-label={t('settings.find')}
      input={{ 'data-pane': 'filter' } as object}
      onChange={(_, { value }) => setText(value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('');
      }}
    />
  );
  return (
    <PageFrame title={t('settings.heading')} actions={search}>
      <div role="status">{isNone && <Notice title={t('settings.noneFound', { text })} />}</div>
      <div ref={body} className={mergeClasses(styles.body, text !== '' && styles.searched)}>
        <AccountsSection />
        <AppearanceSection />
        <SystemSection />
        <ConfirmSection />
        <TransfersSection />
        <NetworkSection />
        <SearchSection />
        <DocumentsSection />
        <StorageSection />
        <ProfilesSection />
        <ManagementSection />
        <UpdatesSection />
        <AboutSection />
      </div>
    </PageFrame>
  );
}
