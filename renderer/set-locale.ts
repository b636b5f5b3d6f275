import { setLanguage, setPseudoLocale, type LoadedLanguage } from '../electron/contract/strings/translate.ts';

declare global {
  /** Set by messages.js, which loads before the page's script. */
  var slipwayLanguage: LoadedLanguage | undefined;
}

/** Import first, for its side effect: other modules translate texts as they load. */
const loaded = globalThis.slipwayLanguage;
if (loaded === undefined) throw new Error('messages.js was not loaded');
setLanguage(loaded);
document.documentElement.lang = loaded.language;
const pseudoLocale = new URLSearchParams(location.search).get('locale');
setPseudoLocale(pseudoLocale);
document.documentElement.dir = pseudoLocale === 'mirrored' ? 'rtl' : 'ltr';
