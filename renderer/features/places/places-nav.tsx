export function PlacesNav() {
  return null;
}
