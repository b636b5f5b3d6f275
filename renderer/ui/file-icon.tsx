import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Item } from '../../electron/contract/records.ts';
import { artwork, palette } from './file-artwork.tsx';
import { toFileFamily } from './file-families.ts';

export interface FileIconProps {
  name: string;
  /** "file" when not given, as in lists of transfers */
  kind?: Item['kind'];
  sharing?: Item['sharing'];
  /** Pixels, square; drawn on a grid of 20. */
  size?: number;
  className?: string | undefined;
}

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    display: 'block',
    // An SVG keeps its own colours in forced colours; a person who chose two colours gets an outline in those.
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

/** Our own picture of a kind of file. Decoration: the name beside it says the same, so readers skip it. */
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
