export function beforeBuild() {
  return false;
}
