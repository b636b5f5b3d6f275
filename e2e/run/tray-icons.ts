const badges = {
  idle: '',
  working:
    '<circle cx="368" cy="368" r="136" fill="#0f6cbd"/><path d="M368 448V296M300 360l68-68 68 68" fill="none" stroke="#fff" stroke-width="44"/>',
  attention:
    '<path d="M368 208 512 496H224Z" fill="#c50f1f"/><path d="M368 304v88M368 424v44" stroke="#fff" stroke-width="44"/>',
  paused:
    '<rect x="232" y="232" width="272" height="272" fill="#424242"/><path d="M320 288v160M416 288v160" stroke="#fff" stroke-width="52"/>',
  offline:
    '<circle cx="368" cy="368" r="136" fill="#616161"/><path d="M300 300l136 136M436 300 300 436" stroke="#fff" stroke-width="44"/>',
} as const;

export const trayStates = Object.keys(badges) as (keyof typeof badges)[];
/** The second is for high-density screens. */
export const traySizes = [16, 32] as const;

export const toTraySvg = (icon: string, state: keyof typeof badges): string =>
  icon.replace('</svg>', `${badges[state]}</svg>`);
