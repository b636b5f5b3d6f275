import type { ReactElement } from 'react';
import type { FileFamily } from './file-families.ts';

/** A luminance near 0.18, for a contrast over 3:1 on both white and the dark theme's gray. */
export interface Tones {
  base: string;
  accent: string;
  mark: string;
}

const tones = (base: string, accent: string, mark = '#ffffff'): Tones => ({ base, accent, mark });

export const palette: Record<FileFamily, Tones> = {
  folder: tones('#d9910a', '#ffc83d', '#8a5a00'),
  sharedFolder: tones('#d9910a', '#ffc83d', '#7a4f00'),
  notebook: tones('#8b5fbf', '#c9aee8'),
  document: tones('#3a79cf', '#a9cbf5'),
  sheet: tones('#278a52', '#9bdbb5'),
  slides: tones('#cc5c2b', '#f7bfa3'),
  pdf: tones('#cf4148', '#f5b3b6'),
  image: tones('#2f8fa3', '#a5e0e8', '#ffe08a'),
  video: tones('#6a6fd1', '#c2c5f5'),
  audio: tones('#b95aa6', '#ecbfe2'),
  archive: tones('#a5783a', '#e3c79a'),
  code: tones('#5c7890', '#b9cddd'),
  text: tones('#7b8288', '#c8cdd1'),
  unknown: tones('#8a9096', '#ced2d6'),
};

const Page = ({ base, accent }: Tones) => (
  <>
    <path
      data-tone="base"
      fill={base}
      d="M5.5 1.5h6L16.5 6.5v10.5a1.5 1.5 0 0 1-1.5 1.5h-9.5A1.5 1.5 0 0 1 4 17V3a1.5 1.5 0 0 1 1.5-1.5Z"
    />
    <path data-tone="accent" fill={accent} d="M11.5 1.5 16.5 6.5H13A1.5 1.5 0 0 1 11.5 5Z" />
  </>
);

const Frame = ({ base }: Tones) => (
  <rect data-tone="base" fill={base} x="1.5" y="3.5" width="17" height="13" rx="2" />
);

const Strokes = ({ mark, d }: { mark: string; d: string }) => (
  <path
    data-tone="line"
    fill="none"
    stroke={mark}
    strokeWidth="1.2"
    strokeLinecap="round"
    strokeLinejoin="round"
    d={d}
  />
);

const Folder = ({ base, accent }: Tones) => (
  <>
    <path
      data-tone="base"
      fill={base}
      d="M1.5 5A1.75 1.75 0 0 1 3.25 3.25h4a1.5 1.5 0 0 1 1.06.44L9.7 5.1h7.05A1.75 1.75 0 0 1 18.5 6.85V10h-17Z"
    />
    <path
      data-tone="accent"
      fill={accent}
      d="M1.5 8.6A1.35 1.35 0 0 1 2.85 7.25h14.3A1.35 1.35 0 0 1 18.5 8.6v6.4a1.75 1.75 0 0 1-1.75 1.75H3.25A1.75 1.75 0 0 1 1.5 15Z"
    />
  </>
);

export const artwork: Record<FileFamily, (tones: Tones) => ReactElement> = {
  folder: (t) => <Folder {...t} />,
  sharedFolder: (t) => (
    <>
      <Folder {...t} />
      <g data-tone="mark" fill={t.mark}>
        <circle cx="8" cy="10.3" r="1.35" />
        <circle cx="12" cy="10.3" r="1.35" />
        <path d="M5.6 14.6c0-1.5 1-2.4 2.4-2.4.8 0 1.5.3 1.9.8-.4.5-.6 1-.6 1.6Zm4.6 0c0-1.5.6-2.4 1.9-2.4s2.3.9 2.3 2.4Z" />
      </g>
    </>
  ),
  notebook: (t) => (
    <>
      <rect data-tone="accent" fill={t.accent} x="12" y="4" width="5.5" height="12" rx="1" />
      <rect data-tone="base" fill={t.base} x="3" y="1.75" width="12" height="16.5" rx="1.75" />
      <Strokes mark={t.mark} d="M6 1.9v16.2M8.7 6.2h3.6M8.7 9h3.6" />
    </>
  ),
  document: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M6.8 9.2h6.4M6.8 11.8h6.4M6.8 14.4h4" />
    </>
  ),
  sheet: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M6.7 8.9h6.9v6.2H6.7ZM6.7 12h6.9M10.1 8.9v6.2" />
    </>
  ),
  slides: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M7.2 15.2v-2.6M10.2 15.2V9M13.2 15.2v-4.2" />
    </>
  ),
  pdf: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M6.9 8.8h2.6v2.9H6.9ZM11.6 9h1.7M11.6 11.5h1.7M6.9 14.4h6.4" />
    </>
  ),
  image: (t) => (
    <>
      <Frame {...t} />
      <path
        data-tone="accent"
        fill={t.accent}
        d="m2.6 15.2 4.1-5a.9.9 0 0 1 1.4 0l2.5 3 1.3-1.5a.9.9 0 0 1 1.4 0l4.1 3.5Z"
      />
      <circle data-tone="mark" fill={t.mark} cx="13.9" cy="7.2" r="1.6" />
    </>
  ),
  video: (t) => (
    <>
      <Frame {...t} />
      <path
        data-tone="accent"
        fill={t.accent}
        d="M1.5 5.5a2 2 0 0 1 2-2h.7v13h-.7a2 2 0 0 1-2-2ZM15.8 3.5h.7a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-.7Z"
      />
      <path
        data-tone="mark"
        fill={t.mark}
        d="M8.2 7.4a.6.6 0 0 1 .9-.5l4.1 2.6a.6.6 0 0 1 0 1l-4.1 2.6a.6.6 0 0 1-.9-.5Z"
      />
    </>
  ),
  audio: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M9 14.3V9.1l4-1v4.9" />
      <g data-tone="mark" fill={t.mark}>
        <circle cx="7.8" cy="14.3" r="1.5" />
        <circle cx="11.8" cy="13.2" r="1.5" />
      </g>
    </>
  ),
  archive: (t) => (
    <>
      <rect data-tone="base" fill={t.base} x="2.5" y="6" width="15" height="12" rx="1.75" />
      <rect data-tone="accent" fill={t.accent} x="1.5" y="2.5" width="17" height="4.5" rx="1.25" />
      <Strokes mark={t.mark} d="M8.2 10.2h3.6" />
    </>
  ),
  code: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="m8.2 9.4-2 2.4 2 2.4M12.3 9.4l2 2.4-2 2.4M11 8.8l-1.5 6" />
    </>
  ),
  text: (t) => (
    <>
      <Page {...t} />
      <Strokes mark={t.mark} d="M6.8 9.2h6.4M6.8 11.8h6.4M6.8 14.4h6.4" />
    </>
  ),
  unknown: (t) => <Page {...t} />,
};
