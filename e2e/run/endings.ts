import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toEndingsPage } from './endings/endings-page.ts';
import { readSources } from './endings/find-endings.ts';
import { root } from './root.ts';

const page = join(root, 'electron/contract/ENDINGS.md');
const { text, unmet } = toEndingsPage(readSources(), existsSync(page) ? readFileSync(page, 'utf8') : '');
writeFileSync(page, text);
for (const ending of unmet) console.error(`No test covers ${ending}.`);
process.exitCode = unmet.length > 0 ? 1 : 0;
