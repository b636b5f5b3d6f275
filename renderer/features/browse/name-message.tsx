import { Button, Popover, PopoverSurface, makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    maxWidth: '420px',
    border: `1px solid ${tokens.colorPaletteRedBorder1}`,
  },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorPaletteRedForeground1 },
});

export interface NameMessageProps {
  id: string;
  box: HTMLInputElement;
  title: string;
  text: string | null;
  suggestion: string | null;
  onTake: (name: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function NameMessage(props: NameMessageProps) {
  const { id, box, title, text, suggestion, onTake, onKeyDown } = props;
  const styles = useStyles();
  return (
    <Popover
      open
      size="small"
      unstable_disableAutoFocus
      positioning={{ target: box, position: 'below', align: 'start', offset: 4 }}
    >
      <PopoverSurface id={id} role="alert" className={styles.root} onKeyDown={onKeyDown}>
        <span className={styles.title}>{title}</span>
        {text}
        {suggestion !== null && (
          <Button size="small" onClick={() => onTake(suggestion)}>
            {t('newFolder.take', { name: suggestion })}
          </Button>
        )}
      </PopoverSurface>
    </Popover>
  );
}
