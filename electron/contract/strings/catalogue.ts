import app from './en/app.json' with { type: 'json' };
import welcome from './en/welcome.json' with { type: 'json' };

/** Every message of the app in ICU MessageFormat: the text alone, or with a note for translators. */
export const catalogue = { ...app, ...welcome };

export type MessageKey = keyof typeof catalogue;

/** An entry with a note, where the key does not explain the message. */
export interface DescribedMessage {
  message: string;
  description: string;
}
