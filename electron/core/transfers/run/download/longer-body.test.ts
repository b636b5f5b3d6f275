import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../ports.ts';
import { createInterceptingRig } from '../../../testing/intercepting-rig.ts';
import { bytesOf } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const blockBytes = 64 * 1024;

/** The host continues past the requested range and does not announce a length. */
function longer(answer: HttpResponse, moreBytes: number, taken: (bytes: number) => void): HttpResponse {
  const { 'content-length': _length, ...headers } = answer.headers;
  async function* body() {
    yield* answer.body;
    // The reader releases the memory of each block.
    for (let sent = 0; sent < moreBytes; sent += blockBytes) {
      taken(blockBytes);
      yield new Uint8Array(blockBytes);
    }
  }
  return { ...answer, headers, body: body() };
}

const isDownload = ({ method, url }: HttpRequest): boolean => method === 'GET' && url.includes('/download');

test.each([
  // A file may be slightly larger than listed.
  ['in one', 100, 66 * mebibyte],
  ['in pieces', 40 * mebibyte, 16 * mebibyte],
])(
  'T65 a body longer than the file ends the download at once, and nothing is kept: %s',
  async (_, size, maxBytes) => {
    let takenBytes = 0;
    await using rig = await createInterceptingRig((request, answer) =>
      isDownload(request) ? longer(answer, 80 * mebibyte, (bytes) => (takenBytes += bytes)) : answer,
    );
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(size)));
    expect(await rig.download(['a.bin'])).toMatchObject([
      { state: 'failed', failure: { code: 'integrity', subject: 'a.bin' } },
    ]);
    expect(takenBytes).toBeLessThan(maxBytes);
    expect(
      (await readdir(rig.documents, { recursive: true })).filter((name) => name.includes('.bin')),
    ).toEqual([]);
  },
);
