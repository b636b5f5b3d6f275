export function BrowsePane() {
  return null;
}
