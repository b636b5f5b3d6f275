import { setPseudoLocale } from '../electron/contract/strings/translate.ts';

/** Imported before anything else, for its effect: other modules hold sentences already. For development, see CONTRIBUTING. */
const locale = new URLSearchParams(location.search).get('locale');
setPseudoLocale(locale);
document.documentElement.dir = locale === 'mirrored' ? 'rtl' : 'ltr';
