import { appWords } from './en-app.ts';
import { browseWords } from './en-browse.ts';
import { commandWords } from './en-commands.ts';
import { placeWords } from './en-places.ts';

/**
 * The words of the file browser and the frame, by room; the other rooms' words stand in files of their own beside
 * this one. Sentences with a number or a name in them are functions; numbers, sizes and
 * dates come from format.ts. The words for failures stand in failures.ts.
 */
export const words = {
  app: appWords,
  browse: browseWords,
  commands: commandWords,
  places: placeWords,
} as const;
