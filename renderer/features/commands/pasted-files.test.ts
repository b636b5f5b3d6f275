import { expect, it } from 'vitest';
import { namePasted } from './pasted-files.ts';

const now = new Date(2026, 4, 4, 9, 7, 1);
const made = (name: string, lastModified = now.getTime()) =>
  new File(['abc'], name, { type: 'image/png', lastModified });

it('a pasted image is named by date and time and keeps its bytes', async () => {
  const [file] = namePasted([made('image.png')], now);
  expect(file?.name).toBe('Pasted picture 2026-05-04 09.07.01.png');
  expect([file?.type, await file?.text()]).toEqual(['image/png', 'abc']);
});

it('pasted files keep their names and stay the same File objects', () => {
  const files = [made('image.png', now.getTime() - 60_000), made('Plan.png')];
  const named = namePasted(files, now);
  expect(named[0]).toBe(files[0]);
  expect(named[1]).toBe(files[1]);
});
