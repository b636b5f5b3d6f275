import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Item } from '../../electron/contract/records.ts';
import { artwork, palette } from './file-artwork.tsx';
import { toFileFamily } from './file-families.ts';

export interface FileIconProps {
  name: string;
  /** Defaults to "file", as in lists of transfers. */
  kind?: Item['kind'];
  sharing?: Item['sharing'];
  /** Pixels, square. */
  size?: number;
  className?: string | undefined;
}

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    display: 'block',
    // An SVG keeps its own colors in forced-colors mode.
    '@media (forced-colors: active)': {
      '& [data-tone="base"], & [data-tone="accent"]': {
        fill: 'Canvas',
        stroke: 'CanvasText',
        strokeWidth: '1px',
      },
      '& [data-tone="mark"]': { fill: 'CanvasText' },
      '& [data-tone="line"]': { stroke: 'CanvasText' },
    },
  },
});

/** Decorative: the name next to it says the same. */
export function FileIcon({ name, kind = 'file', sharing = 'none', size = 20, className }: FileIconProps) {
  const styles = useStyles();
  const family = toFileFamily(name, kind, sharing);
  return (
    <svg
      className={mergeClasses(styles.root, className)}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
      data-family={family}
    >
      {artwork[family](palette[family])}
    </svg>
  );
}
