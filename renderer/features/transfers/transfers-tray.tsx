export function TransfersTray() {
  return null;
}
