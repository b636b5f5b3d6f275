import { madeContent, type Content } from '../model/content.ts';
import { createDice } from './random.ts';

const RATE = 11_025;

export function toWav(seed: string, seconds: number): Content {
  const samples = seconds * RATE;
  return madeContent(44 + samples, () => draw(seed, seconds, samples));
}

function draw(seed: string, seconds: number, samples: number): Buffer {
  const dice = createDice(seed);
  const scale = [220, 247.5, 261.6, 293.7, 330, 392, 440, 523.3];
  const notes = Array.from({ length: seconds * 2 }, () => dice.pick(scale));
  const bytes = Buffer.alloc(44 + samples);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples, 40);
  for (let at = 0; at < samples; at += 1) {
    const time = at / RATE;
    const beat = time * 2;
    const fade = 1 - (beat - Math.floor(beat));
    bytes[44 + at] = 128 + 60 * fade * Math.sin(6.283185 * time * (notes[Math.floor(beat)] ?? 220));
  }
  return bytes;
}
