import { app } from 'electron';
import { setPseudoLocale } from '../contract/strings/translate.ts';

/** Imported before anything else, for its effect: other modules hold sentences already. For development, see CONTRIBUTING. */
if (!app.isPackaged) setPseudoLocale(process.env.SLIPWAY_LOCALE ?? null);
