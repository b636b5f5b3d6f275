/**
 * A fast connection brings hundreds of megabytes per second, each block in a new buffer, and garbage
 * collection lets many pile up. Shared buffers are left alone.
 */
export function releaseMemory({ buffer, byteLength }: Uint8Array): void {
  if (byteLength > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
