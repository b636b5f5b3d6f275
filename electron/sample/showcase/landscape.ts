import { toPng } from './png.ts';
import { createDice, type Dice } from './random.ts';

type Colour = readonly [number, number, number];

interface Scene {
  skyTop: Colour;
  skyLow: Colour;
  near: Colour;
  sun: { x: number; y: number; radius: number; colour: Colour };
  ridges: Ridge[];
  /** Start of the water as a fraction of the height; 2 for none. */
  waterline: number;
  stars: boolean;
}

interface Ridge {
  base: number;
  waves: { size: number; stretch: number; shift: number }[];
  crest: 'bare' | 'trees' | 'houses';
  salt: number;
}

export type Mood = 'day' | 'dusk' | 'night' | 'autumn' | 'mist';

const PALETTES: Record<Mood, readonly (readonly [Colour, Colour, Colour, Colour])[]> = {
  day: [
    [
      [62, 132, 198],
      [206, 230, 242],
      [34, 84, 62],
      [255, 250, 226],
    ],
    [
      [38, 110, 180],
      [232, 240, 236],
      [22, 70, 92],
      [255, 246, 214],
    ],
  ],
  dusk: [
    [
      [58, 42, 110],
      [250, 152, 96],
      [38, 22, 58],
      [255, 226, 160],
    ],
    [
      [26, 52, 112],
      [248, 188, 140],
      [28, 34, 66],
      [255, 208, 150],
    ],
  ],
  night: [
    [
      [8, 12, 34],
      [40, 58, 108],
      [6, 10, 22],
      [236, 240, 250],
    ],
    [
      [12, 8, 30],
      [68, 46, 98],
      [8, 6, 18],
      [250, 244, 226],
    ],
  ],
  autumn: [
    [
      [120, 164, 190],
      [246, 224, 186],
      [122, 58, 26],
      [255, 244, 214],
    ],
    [
      [150, 170, 180],
      [250, 214, 160],
      [96, 70, 24],
      [255, 236, 200],
    ],
  ],
  mist: [
    [
      [150, 172, 184],
      [232, 236, 236],
      [52, 72, 78],
      [255, 255, 248],
    ],
    [
      [176, 180, 196],
      [240, 230, 228],
      [62, 60, 84],
      [255, 250, 244],
    ],
  ],
};

const CRESTS: Record<Mood, readonly Ridge['crest'][]> = {
  day: ['trees', 'trees', 'bare', 'houses'],
  dusk: ['trees', 'trees', 'bare'],
  night: ['houses'],
  autumn: ['trees', 'trees', 'bare'],
  mist: ['trees', 'trees', 'houses'],
};

function toScene(seed: string, mood: Mood): Scene {
  const dice = createDice(seed);
  const [skyTop, skyLow, near, glow] = dice.pick(PALETTES[mood]);
  const water = dice.next() < 0.45;
  const count = dice.between(3, 5);
  const floor = water ? 0.62 : 0.92;
  const ridges = Array.from({ length: count }, (_, at) =>
    toRidge(dice, 0.42 + (floor - 0.42) * ((at + 0.3) / count), at < count - 1 ? ['bare'] : CRESTS[mood]),
  );
  return {
    skyTop,
    skyLow,
    near,
    sun: {
      x: 0.18 + dice.next() * 0.64,
      y: 0.14 + dice.next() * 0.26,
      radius: 0.03 + dice.next() * 0.035,
      colour: glow,
    },
    ridges,
    waterline: water ? 0.68 : 2,
    stars: mood === 'night',
  };
}

function toRidge(dice: Dice, base: number, crests: readonly Ridge['crest'][]): Ridge {
  const waves = [1, 2.3, 5.1, 11].map((stretch, at) => ({
    size: (0.07 / (at + 1)) * (0.5 + dice.next()),
    stretch: stretch * (0.8 + dice.next() * 0.6),
    shift: dice.next() * 6.28,
  }));
  return { base, waves, crest: dice.pick(crests), salt: dice.between(1, 9999) };
}

function crestAt(ridge: Ridge, x: number): number {
  let height = ridge.base;
  for (const wave of ridge.waves)
    height -= wave.size * (Math.sin(x * 6.28 * wave.stretch + wave.shift) * 0.5 + 0.3);
  if (ridge.crest === 'trees') {
    const tree = x * 46;
    const part = tree - Math.floor(tree);
    height -= (0.03 + 0.05 * noise(Math.floor(tree), ridge.salt)) * (1 - Math.abs(part - 0.5) * 2);
  } else if (ridge.crest === 'houses') {
    height = ridge.base - 0.03 - 0.16 * noise(Math.floor(x * 19), ridge.salt);
  }
  return height;
}

function noise(x: number, y: number): number {
  let mixed = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 7, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 4_294_967_296;
}

export function drawLandscape(seed: string, mood: Mood, width: number, height: number): Buffer {
  const scene = toScene(seed, mood);
  const crests = scene.ridges.map((ridge) =>
    Float64Array.from({ length: width }, (_, x) => crestAt(ridge, (x + 0.5) / width) * height),
  );
  const { skyTop, skyLow, near, sun } = scene;
  const sunX = sun.x * width;
  const sunY = sun.y * height;
  const sunRadius = sun.radius * width;
  const waterRow = scene.waterline * height;
  const layers = crests.map((crest, at) => ({ crest, depth: (at + 1) / crests.length }));
  const reach = width * 0.35;

  return toPng(width, height, (rgb, row) => {
    const inWater = row >= waterRow;
    const ripple = inWater ? Math.sin(row * 0.9) * (row - waterRow) * 0.06 : 0;
    const y = inWater ? 2 * waterRow - row : row;
    const fall = Math.min(1, Math.max(0, y / (height * 0.66)));
    for (let x = 0; x < width; x += 1) {
      const seenX = Math.min(width - 1, Math.max(0, Math.round(x + ripple)));
      let r = skyTop[0] + (skyLow[0] - skyTop[0]) * fall;
      let g = skyTop[1] + (skyLow[1] - skyTop[1]) * fall;
      let b = skyTop[2] + (skyLow[2] - skyTop[2]) * fall;
      const away = Math.sqrt((seenX - sunX) * (seenX - sunX) + (y - sunY) * (y - sunY));
      const glow = away < reach ? 1 - (away - sunRadius) / reach : 0;
      let light = away < sunRadius ? 1 : glow * glow * glow * 0.55;
      if (scene.stars && away > sunRadius && noise(seenX * 0x1000 + Math.floor(y), 3) > 0.9985) light = 0.9;
      r += (sun.colour[0] - r) * light;
      g += (sun.colour[1] - g) * light;
      b += (sun.colour[2] - b) * light;
      for (const { crest, depth } of layers) {
        const cover = Math.min(1, Math.max(0, y - (crest[seenX] ?? height)));
        if (cover === 0) continue;
        r += (skyLow[0] + (near[0] - skyLow[0]) * depth - r) * cover;
        g += (skyLow[1] + (near[1] - skyLow[1]) * depth - g) * cover;
        b += (skyLow[2] + (near[2] - skyLow[2]) * depth - b) * cover;
      }
      const dim = inWater ? 0.82 : 1;
      rgb[x * 3] = r * dim;
      rgb[x * 3 + 1] = g * dim;
      rgb[x * 3 + 2] = Math.min(255, b * dim + (inWater ? 12 : 0));
    }
  });
}
