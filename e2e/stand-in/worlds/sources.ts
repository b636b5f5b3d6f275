import { createCodec } from '../wire/codec.ts';
import { createCrossing } from './crossing.ts';
import { prepareMainWorld } from './main-world.ts';
import { runPreload } from './preload-world.ts';

/** The world's name is its key: only a script added under this name, or a binding given to it, gets in. */
export const worldName = 'Electron Isolated Context';
export const bindingName = 'standInToMain';

/**
 * The two scripts of a document, as text. The handshake's name is made again for each window; it is used once, before
 * the page's first script runs.
 */
export function toWorldScripts(preloadSource: string): { mainWorld: string; preloadWorld: string } {
  const handshake = JSON.stringify(`stand-in-${crypto.randomUUID()}`);
  return {
    mainWorld: `(${String(prepareMainWorld)})(${handshake}, ${String(createCrossing)});`,
    preloadWorld: `(${String(runPreload)})({
      handshake: ${handshake},
      binding: ${JSON.stringify(bindingName)},
      create: ${String(createCrossing)},
      codec: (${String(createCodec)})(),
    }, function (require, module, exports) {${preloadSource}\n});`,
  };
}
