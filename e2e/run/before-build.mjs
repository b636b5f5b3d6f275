/** electron-builder's question whether to collect node_modules: everything is bundled, so there is nothing to collect. */
export function beforeBuild() {
  return false;
}
