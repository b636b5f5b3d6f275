import { makeStyles, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { AboutSection } from './about-section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ManagementSection } from './management-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SystemSection } from './system-section.tsx';
import { SearchSection } from './search-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { TransfersSection } from './transfers-section.tsx';
import { UpdatesSection } from './updates-section.tsx';

const useStyles = makeStyles({
  body: { maxWidth: '840px', padding: `0 ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}` },
});

/** Few settings, each taking effect at once, and everything Slipway keeps on this computer. */
export function SettingsPage() {
  const styles = useStyles();
  return (
    <PageFrame title={t('settings.heading')}>
      <div className={styles.body}>
        <AccountsSection />
        <AppearanceSection />
        <SystemSection />
        <TransfersSection />
        <NetworkSection />
        <SearchSection />
        <DocumentsSection />
        <StorageSection />
        <ManagementSection />
        <UpdatesSection />
        <AboutSection />
      </div>
    </PageFrame>
  );
}
