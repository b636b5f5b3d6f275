import { createCodec } from '../wire/codec.ts';
import { createCrossing } from './crossing.ts';
import { prepareMainWorld } from './main-world.ts';
import { runPreload } from './preload-world.ts';

/** Acts as a key: only scripts and bindings added under this name can enter the world. */
export const worldName = 'Electron Isolated Context';
export const bindingName = 'standInToMain';

/**
 * The two scripts of a document. The handshake's name is random for each window and used once, before the
 * page's first script runs.
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
