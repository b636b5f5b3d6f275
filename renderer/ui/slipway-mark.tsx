import { useId } from 'react';

export function SlipwayMark({ size = 64 }: { size?: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="16 16 480 480" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={`${id}sky`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#3487e0" />
          <stop offset="1" stopColor="#1257a8" />
        </linearGradient>
        <clipPath id={`${id}tile`}>
          <rect x="16" y="16" width="480" height="480" rx="112" />
        </clipPath>
      </defs>
      <g clipPath={`url(#${id}tile)`}>
        <path d="M16 16h480v480H16Z" fill={`url(#${id}sky)`} />
        <g transform="translate(16 -4)">
          <path
            d="M84 234c56 42 260 80 326 74-22 51-70 80-131 75l-88-16c-63-16-101-63-107-133Z"
            fill="#fff"
          />
          <path d="M238 64c53 36 90 99 99 178l-99-18Z" fill="#fff" />
          <path d="M204 96v119l-75-14c10-46 36-84 75-105Z" fill="#bcdcff" />
        </g>
        <path d="M-8 329 480 418" stroke="#ffd166" strokeWidth="30" strokeLinecap="round" />
        <path d="M16 416c40 24 80 24 120 0s80-24 120 0 80 24 120 0 80-24 120 0v90H16Z" fill="#0a3a75" />
      </g>
    </svg>
  );
}
