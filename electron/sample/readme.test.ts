import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CONTENT_ROUTES } from './content-host/content-host.ts';
import { ENTRA_ROUTES } from './entra/entra-host.ts';
import { DRIVE_ROUTES, ITEM_ROUTES, PLAIN_ROUTES } from './routes/graph-host.ts';

it('lists exactly the existing routes, with subject, request and response', () => {
  const text = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const lines = [...text.matchAll(/^\| ((?:GET|HEAD|POST|PUT|PATCH|DELETE) [^|]*?) \|(.*)\|$/gm)];
  const labels = [...PLAIN_ROUTES, ...DRIVE_ROUTES, ...ITEM_ROUTES, ...CONTENT_ROUTES, ...ENTRA_ROUTES].map(
    (route) => route.label,
  );
  expect(lines.map((line) => line[1] ?? '').sort()).toEqual([...new Set(labels)].sort());
  for (const [, , cells = ''] of lines)
    expect(
      cells
        .split(' | ')
        .slice(0, 3)
        .every((cell) => cell.trim() !== ''),
    ).toBe(true);
});
