// ENTRIES=2000 entries, a fifth from each source: Microsoft's list, shortcuts in My files, followed folders,
// opened links, and the search of an organization. Every response takes LATENCY=40 milliseconds. "first rows"
// is when the first entries are on screen, "complete" when all sources have ended; then the same with
// Microsoft's list switched off, and the requests of each.
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import type { Quirks } from '../../electron/sample/options.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { printTable, toMedian } from './measure.ts';
import { withSampleApp } from './sample-app.ts';

const entries = Number(process.env.ENTRIES ?? 2000);
const rounds = Number(process.env.ROUNDS ?? 3);
const latencyMs = Number(process.env.LATENCY ?? 40);
const each = Math.floor(entries / 5);

const owners = ['dana@contoso.example', 'kim@contoso.example'];

function fill(sample: SampleService): string[] {
  const { world } = sample;
  const alex = sample.drive.raw.owner;
  const [dana, kim] = owners.map((owner) => sample.driveOf(owner));
  if (dana === undefined || kim === undefined) throw new Error('nobody shares');
  const followed = new Map<NonNullable<ReturnType<typeof dana.find>>, typeof dana.raw>();
  const links: string[] = [];
  for (let at = 1; at <= each; at += 1) {
    dana.addFolder(`listed ${at}`);
    dana.share(`listed ${at}`, at % 2 === 0 ? 'write' : 'read');
    const target = kim.addFolder(`shortcut ${at}`);
    sample.drive.addShortcut(`shortcut ${at}`, { driveId: kim.id, itemId: kim.idOf(`shortcut ${at}`) });
    const toAlex = {
      roles: ['read' as const],
      people: [alex],
      link: null,
      sharedBy: kim.raw.owner,
      sharedMs: 0,
      expiresMs: null,
      hasPassword: false,
    };
    target.rare = { ...target.rare, grants: [{ ...toAlex, id: `shortcut-${at}` }] };
    const node = kim.addFolder(`followed ${at}`);
    node.rare = { ...node.rare, grants: [{ ...toAlex, id: `followed-${at}` }] };
    followed.set(node, kim.raw);
    const found = dana.addFile(`found ${at}.txt`, 'text');
    found.rare = { ...found.rare, grants: [{ ...toAlex, id: `found-${at}`, sharedBy: dana.raw.owner }] };
    kim.addFile(`linked ${at}.txt`, 'text');
    links.push(kim.addLink(`linked ${at}.txt`).url);
  }
  world.following.set(alex.id, followed);
  return links;
}

/** As if each had been opened on an earlier day; the list is then read as at the start of the app. */
async function openLinks(page: Page, links: readonly string[]): Promise<void> {
  const failed = await page.evaluate(async (all) => {
    const listed = await window.slipway.call('accounts.list', {});
    if (!listed.ok) return all.length;
    const [{ accountId }] = listed.value as [{ accountId: string }];
    const open = (link: string) => window.slipway.call('shared.openLink', { accountId, link });
    let count = 0;
    for (let from = 0; from < all.length; from += 20) {
      const opened = await Promise.all(all.slice(from, from + 20).map(open));
      count += opened.filter(({ ok }) => !ok).length;
    }
    return count;
  }, links);
  if (failed > 0) throw new Error(`${failed} links did not open`);
}

async function measure(sharedWithMe: Quirks['sharedWithMe']) {
  let links: string[] = [];
  return withSampleApp(
    { content: 'empty', driveType: 'business', latencyMs, quirks: { sharedWithMe } },
    (sample) => void (links = fill(sample)),
    async ({ page, sample }) => {
      await page
        .getByRole('row', { name: /^shortcut/ })
        .first()
        .waitFor();
      await openLinks(page, links);
      const before = sample.counters.count();
      const startMs = performance.now();
      await page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: /^Shared/ })
        .click();
      await page
        .getByRole('row', { name: /^(?:listed|followed|shortcut|found)/ })
        .first()
        .waitFor();
      const firstMs = performance.now() - startMs;
      await page.getByText('Updated just now').first().waitFor();
      const completeMs = performance.now() - startMs;
      const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
      return { firstMs, completeMs, rows, requests: sample.counters.count() - before };
    },
  );
}

const table: Record<string, string | number>[] = [];
for (const sharedWithMe of ['full', 'gone'] as const) {
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measure(sharedWithMe));
  const median = (pick: (run: (typeof runs)[number]) => number) => Math.round(toMedian(runs.map(pick)));
  table.push({
    "Microsoft's list": sharedWithMe,
    entries: median(({ rows }) => rows),
    rounds,
    'first rows, median ms': median(({ firstMs }) => firstMs),
    complete: median(({ completeMs }) => completeMs),
    'requests, with those in batches': median(({ requests }) => requests),
  });
}
printTable(table);
