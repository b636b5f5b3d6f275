/** Tells electron-builder not to collect node_modules, since everything is bundled. */
export function beforeBuild() {
  return false;
}
