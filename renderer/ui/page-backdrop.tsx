import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { MainLandmark } from './main-landmark.tsx';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    minHeight: '100%',
    boxSizing: 'border-box',
    display: 'grid',
    placeItems: 'center',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXXL} 120px`,
    overflow: 'hidden',
  },
  content: { position: 'relative', width: '100%', display: 'grid', justifyItems: 'center' },
  water: {
    position: 'absolute',
    insetInlineStart: 0,
    bottom: 0,
    width: '100%',
    height: '132px',
    display: 'block',
    '@media (forced-colors: active)': { display: 'none' },
  },
  far: { fill: tokens.colorBrandBackground2, opacity: 0.55 },
  near: { fill: tokens.colorBrandBackground2Hover },
});

export function PageBackdrop({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return (
    <MainLandmark className={styles.root} takesFocus>
      <svg
        className={styles.water}
        viewBox="0 0 1440 132"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <path className={styles.far} d="M0 52c240-44 480-44 720 0s480 44 720 0v80H0Z" />
        <path className={styles.near} d="M0 92c240 36 480 36 720 0s480-36 720 0v40H0Z" />
      </svg>
      <div className={styles.content}>{children}</div>
    </MainLandmark>
  );
}
