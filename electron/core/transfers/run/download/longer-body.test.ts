import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../ports.ts';
import { createInterceptingRig } from '../../../testing/intercepting-rig.ts';
import { bytesOf } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;

/** The host continues after the end of what it was asked for, and does not say how much it sends. */
function goingOn(answer: HttpResponse, moreBytes: number, taken: (bytes: number) => void): HttpResponse {
  const { 'content-length': _length, ...headers } = answer.headers;
  async function* body() {
    yield* answer.body;
    const block = new Uint8Array(64 * 1024);
    for (let sent = 0; sent < moreBytes; sent += block.length) {
      taken(block.length);
      yield block;
    }
  }
  return { ...answer, headers, body: body() };
}

const isDownload = ({ method, url }: HttpRequest): boolean => method === 'GET' && url.includes('/download');

test.each([
  ['in one', 100],
  ['in pieces', 40 * mebibyte],
])(
  'T65 a body that is longer than the file ends the download at once, and nothing is kept: %s',
  async (_, size) => {
    let takenBytes = 0;
    await using rig = await createInterceptingRig((request, answer) =>
      isDownload(request) ? goingOn(answer, 64 * mebibyte, (bytes) => (takenBytes += bytes)) : answer,
    );
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(size)));
    expect(await rig.download(['a.bin'])).toMatchObject([
      { state: 'failed', failure: { code: 'integrity', subject: 'a.bin' } },
    ]);
    expect(takenBytes).toBeLessThan(16 * mebibyte);
    expect(
      (await readdir(rig.documents, { recursive: true })).filter((name) => name.includes('.bin')),
    ).toEqual([]);
  },
);
