import { makeStyles, tokens } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';
const useStyles = makeStyles({
  root: { position: 'absolute', inset: '33px 0 0', overflow: 'hidden', pointerEvents: 'none' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '32px',
    padding: `0 ${tokens.spacingHorizontalL} 0 52px`,
  },
  bar: {
    height: '10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
  },
  square: {
    width: '20px',
    height: '20px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralStencil1,
  },
});

const widths = [180, 240, 150, 210, 260, 170, 220, 190, 250, 160];

export function LoadingRows() {
  const styles = useStyles();
  return (
    <div className={styles.root} role="status" aria-label={t('browse.loading')}>
      {widths.map((width) => (
        <div key={width} className={styles.row}>
          <div className={styles.square} />
          <div className={styles.bar} style={{ width }} />
        </div>
      ))}
    </div>
  );
}
