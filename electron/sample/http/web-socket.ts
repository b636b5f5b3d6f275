import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's end of a WebSocket, as far as change notices need it: short text messages. */
export interface WebSocketEnd {
  send(text: string): void;
  onText(listener: (text: string) => void): void;
  close(): void;
}

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** Answers the upgrade request; null when it was none. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex): WebSocketEnd | null {
  const key = request.headers['sec-websocket-key'];
  if (key === undefined) return null;
  const accept = createHash('sha1')
    .update(key + MAGIC)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let listener: ((text: string) => void) | null = null;
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    for (let frame = takeFrame(pending); frame !== null; frame = takeFrame(pending)) {
      pending = pending.subarray(frame.length);
      if (frame.kind === TEXT) listener?.(frame.payload.toString('utf8'));
      else if (frame.kind === PING) socket.write(toFrame(PONG, frame.payload));
      else if (frame.kind === CLOSE) socket.end(toFrame(CLOSE, frame.payload));
    }
  });
  return {
    send: (text) => void (socket.writable && socket.write(toFrame(TEXT, Buffer.from(text, 'utf8')))),
    onText(heard) {
      listener = heard;
    },
    close: () => void socket.end(toFrame(CLOSE, Buffer.alloc(0))),
  };
}

function toFrame(kind: number, payload: Buffer): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.from([0x80 | kind, payload.length]), payload]);
  const head = Buffer.from([0x80 | kind, 126, 0, 0]);
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** One whole frame off the front, unmasked; null while it has not all arrived. Frames of 64 KB and more are not expected. */
function takeFrame(bytes: Buffer): { kind: number; payload: Buffer; length: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const masked = (bytes.readUInt8(1) & 0x80) !== 0;
  const body = start + (masked ? 4 : 0);
  if (bytes.length < body + size) return null;
  const payload = Buffer.from(bytes.subarray(body, body + size));
  if (masked)
    for (let at = 0; at < size; at += 1) payload[at] = (payload[at] ?? 0) ^ (bytes[start + (at % 4)] ?? 0);
  return { kind: bytes.readUInt8(0) & 0x0f, payload, length: body + size };
}
