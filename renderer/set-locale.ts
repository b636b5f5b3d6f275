import { setLanguage, setPseudoLocale, type LoadedLanguage } from '../electron/contract/strings/translate.ts';

declare global {
  /** From messages.js, a script in front of the page's own. */
  var slipwayLanguage: LoadedLanguage | undefined;
}

/** Imported before anything else, for its effect: other modules hold sentences already. */
const loaded = globalThis.slipwayLanguage;
if (loaded === undefined) throw new Error('messages.js was not loaded');
setLanguage(loaded);
document.documentElement.lang = loaded.language;
// For development, see CONTRIBUTING.
const pseudoLocale = new URLSearchParams(location.search).get('locale');
setPseudoLocale(pseudoLocale);
document.documentElement.dir = pseudoLocale === 'mirrored' ? 'rtl' : 'ltr';
