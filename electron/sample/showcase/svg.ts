import { createDice } from './random.ts';

export function toSvg(title: string): string {
  const dice = createDice(title);
  const hue = dice.between(0, 359);
  const shapes = Array.from({ length: dice.between(3, 6) }, (_, at) => {
    const colour = `hsl(${(hue + at * 28) % 360} 65% ${45 + at * 6}%)`;
    const x = dice.between(60, 180);
    const y = dice.between(50, 130);
    const size = dice.between(24, 56);
    if (dice.next() < 0.4)
      return `<rect x="${x - size}" y="${y - size}" width="${size * 2}" height="${size * 2}" rx="14" fill="${colour}" opacity=".8"/>`;
    if (dice.next() < 0.6) return `<circle cx="${x}" cy="${y}" r="${size}" fill="${colour}" opacity=".8"/>`;
    return `<path d="M${x} ${y - size} L${x + size} ${y + size} L${x - size} ${y + size} Z" fill="${colour}" opacity=".8"/>`;
  });
  const label = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 220" width="480" height="440">',
    `  <title>${label}</title>`,
    '  <rect width="240" height="220" fill="#fbfaf7"/>',
    ...shapes.map((shape) => `  ${shape}`),
    `  <text x="120" y="206" font-family="sans-serif" font-size="13" text-anchor="middle" fill="#333">${label}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
