import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Set by the unit tests: the folder of the bundles that `e2e/harness/bundles.ts` makes. */
export const bundlesVariable = 'SLIPWAY_TEST_BUNDLES';

/** The bundle of a module that another thread or process runs, which starts in half the time; else its source. */
export function bundled(name: string, source: URL): URL {
  const folder = process.env[bundlesVariable];
  return folder === undefined ? source : pathToFileURL(join(folder, `${name}.mjs`));
}
