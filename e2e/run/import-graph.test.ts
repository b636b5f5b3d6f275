import { describe, expect, test } from 'vitest';
import { findDependents, readImporters } from './import-graph.ts';
import { root } from './root.ts';

describe('dependents of a source', () => {
  test('are the sources that import it, closest first, itself included', () => {
    const importers = new Map([
      ['a.ts', new Set(['b.ts', 'a.test.ts'])],
      ['b.ts', new Set(['c.test.ts', 'a.ts'])],
    ]);
    expect([...findDependents(importers, ['a.ts'])]).toEqual([
      ['a.ts', 0],
      ['b.ts', 1],
      ['a.test.ts', 1],
      ['c.test.ts', 2],
    ]);
  });

  test('are found through imports and through workers named by URL', () => {
    const importers = readImporters(root);
    expect(importers.get('e2e/run/import-graph.ts')).toContain('e2e/run/import-graph.test.ts');
    const dependents = findDependents(importers, ['electron/core/index/index-store.ts']);
    expect(dependents.get('electron/core/index/index-worker.ts')).toBe(1);
    expect(dependents.has('electron/core/index/index.test.ts')).toBe(true);
  });
});
