import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';
import { Notice } from './notice.tsx';

export class BugBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice
        title={t('app.bugTitle')}
        text={t('app.bugText')}
        actions={
          <Button appearance="primary" onClick={() => window.location.reload()}>
            {t('app.reload')}
          </Button>
        }
      />
    );
  }
}
