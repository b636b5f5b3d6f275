import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up';
import { ChevronRight12Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Fragment } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toParent } from './document-rows.ts';
import { toPlaceName } from './document-state.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  step: {
    minWidth: 'auto',
    maxWidth: '220px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  chevron: { display: 'flex', color: tokens.colorNeutralForeground3 },
});

interface CopyPathProps {
  folder: string;
  top: string;
  onGo: (folder: string) => void;
}

export function CopyPath({ folder, top, onGo }: CopyPathProps) {
  const styles = useStyles();
  const names = folder
    .slice(top.length)
    .split('/')
    .filter((name) => name !== '');
  const steps = names.map((name, at) => ({
    name,
    path: [...(top === '' ? [] : [top]), ...names.slice(0, at + 1)].join('/'),
  }));
  return (
    <nav className={styles.root} aria-label={t('documents.path')}>
      <IconButton
        label={t('documents.up')}
        icon={<ArrowUp20Regular />}
        disabled={folder === top}
        onClick={() => onGo(toParent(folder, top))}
      />
      <Button size="small" appearance="subtle" className={styles.step} onClick={() => onGo(top)}>
        {t('documents.heading')}
      </Button>
      {steps.map(({ name, path }) => (
        <Fragment key={path}>
          <ChevronRight12Regular className={styles.chevron} aria-hidden />
          <Button
            size="small"
            appearance="subtle"
            className={styles.step}
            aria-current={path === folder ? 'page' : undefined}
            onClick={() => onGo(path)}
          >
            {showText(toPlaceName(name))}
          </Button>
        </Fragment>
      ))}
    </nav>
  );
}
