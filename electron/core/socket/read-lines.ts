import type { Socket } from 'node:net';

/** A line longer than `maxChars` is not buffered: `tooLong` is called and reading stops. */
export function readLines(
  socket: Socket,
  maxChars: number,
  onLine: (line: string) => void,
  tooLong: () => void,
): void {
  let parts: string[] = [];
  let length = 0;
  let isOver = false;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    let rest = chunk;
    while (!isOver) {
      const end = rest.indexOf('\n');
      const piece = end < 0 ? rest : rest.slice(0, end);
      length += piece.length;
      if (length > maxChars) {
        isOver = true;
        parts = [];
        return tooLong();
      }
      parts.push(piece);
      if (end < 0) return;
      const line = parts.join('');
      [parts, length, rest] = [[], 0, rest.slice(end + 1)];
      if (line !== '') onLine(line);
    }
  });
}

export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
