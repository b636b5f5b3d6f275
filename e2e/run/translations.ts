// npm run translations: lists missing and invalid translations; "-- de" for one language, "-- de all" for
// every entry.
import { languages } from '../../electron/contract/strings/languages.ts';
import { faultKinds, findTranslationFaults } from './translations/find-faults.ts';

const [only, wanted] = process.argv.slice(2);
const shownPerKind = wanted === 'all' ? Number.POSITIVE_INFINITY : 10;
let total = 0;
for (const language of languages) {
  if (language === 'en' || (only !== undefined && only !== language)) continue;
  const faults = findTranslationFaults(language);
  total += faults.length;
  console.log(`${language}: ${faults.length === 0 ? 'complete' : `${faults.length} to do`}`);
  for (const kind of faultKinds) {
    const ofKind = faults.filter((fault) => fault.kind === kind);
    if (ofKind.length === 0) continue;
    console.log(`  ${kind}: ${ofKind.length}`);
    for (const { file, key, detail } of ofKind.slice(0, shownPerKind))
      console.log(`    ${file} ${key}: ${detail}`);
    if (ofKind.length > shownPerKind) console.log(`    and ${ofKind.length - shownPerKind} more`);
  }
}
process.exitCode = total === 0 ? 0 : 1;
