import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: 0,
    minWidth: 0,
    // Focused only so that Tab continues from here.
    outlineStyle: 'none',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    // Buttons wrap to their own line before the heading is truncated.
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    minHeight: '48px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  heading: { flexShrink: 0, maxWidth: '100%' },
  actions: {
    marginInlineStart: 'auto',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalS,
    maxWidth: '100%',
    '& > *': { maxWidth: '100%', boxSizing: 'border-box' },
    // Wrap between buttons rather than inside them.
    '& > button': { whiteSpace: 'nowrap', minWidth: 'auto', maxWidth: 'none' },
    // At 400% zoom a button's label may not fit on one line.
    '@media (max-width: 480px)': { '& > button': { whiteSpace: 'normal', maxWidth: '100%' } },
  },
  body: { flex: 1, minHeight: 0, overflow: 'auto' },
});

export function PageFrame(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  const root = useRef<HTMLElement>(null);
  // Keyboard focus was lost with the previous page.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) root.current?.focus();
  }, []);
  return (
    <section ref={root} data-pane="page" tabIndex={-1} className={styles.root} aria-label={props.title}>
      <header className={styles.head}>
        <Text as="h1" size={500} weight="semibold" className={styles.heading}>
          {props.title}
        </Text>
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </header>
      <div className={styles.body}>{props.children}</div>
    </section>
  );
}
