import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { EngineSkills } from './engine-process.ts';
import type { ServiceSkills } from './service-process.ts';
import { printTable } from './measure.ts';

const count = Number(process.env.COUNT ?? 100_000);
const mebibyte = 1024 ** 2;

const service = startChild<ServiceSkills>(new URL('service-process.ts', import.meta.url));
const engine = startChild<EngineSkills>(new URL('engine-process.ts', import.meta.url), {}, ['--expose-gc']);
const userData = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
const { graphUrl, accessToken } = await service.ask('start', {});
const itemId = await service.ask('addFiles', { folder: 'Big', count, sizeBytes: 1_000 });
await engine.ask('open', { graphUrl, accessToken, userData, filesAtOnce: 4 });
await service.ask('holdFiles', {});
const startMs = performance.now();
const { heapBytes, rssBytes } = await engine.ask('enqueue', { itemId, count });
printTable([
  {
    transfers: count,
    'in line after s': Math.round((performance.now() - startMs) / 100) / 10,
    'heap MiB': Math.round(heapBytes / mebibyte),
    'bytes each': Math.round(heapBytes / count),
    'resident MiB': Math.round(rssBytes / mebibyte),
  },
]);
await engine.end();
await service.end();
await rm(userData, { recursive: true, force: true });
