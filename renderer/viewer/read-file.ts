import { PDFDataRangeTransport } from 'pdfjs-dist';

/** The request size, and the smallest that pdf.js uses. */
export const rangeBytes = 256 * 1024;
/** Without range support, the whole file is held in memory. */
const maxWholeBytes = 64 * 1024 * 1024;
/** pdf.js reserves address space for the whole file, but only read parts use memory. */
const maxFileBytes = 4 * 1024 ** 3;

export class TooLarge extends Error {}
export class NotRead extends Error {}

/** The whole file if the host doesn't support ranges. */
export async function openFile(
  url: string,
  onFailure: (error: unknown) => void,
): Promise<PDFDataRangeTransport | Uint8Array> {
  const response = await ask(url, 0, rangeBytes);
  if (response.status === 200) return readWhole(response);
  const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(total)) throw new NotRead('no length');
  if (total > maxFileBytes) throw new TooLarge();
  return new PartTransport(url, total, new Uint8Array(await response.arrayBuffer()), onFailure);
}

async function ask(url: string, start: number, end: number): Promise<Response> {
  const response = await fetch(url, { headers: { range: `bytes=${start}-${end - 1}` } }).catch(() => null);
  if (response?.status === 200 || response?.status === 206) return response;
  throw new NotRead(`answered ${response?.status ?? 'not at all'}`);
}

async function readWhole(response: Response): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const block of response.body ?? []) {
    blocks.push(block);
    sizeBytes += block.length;
    if (sizeBytes > maxWholeBytes) throw new TooLarge();
  }
  return join(blocks, sizeBytes);
}

function join(blocks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const all = new Uint8Array(sizeBytes);
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

class PartTransport extends PDFDataRangeTransport {
  readonly #url: string;
  readonly #head: Uint8Array;
  readonly #onFailure: (error: unknown) => void;
  #isOver = false;

  constructor(url: string, total: number, head: Uint8Array, onFailure: (error: unknown) => void) {
    super(total, null);
    this.#url = url;
    this.#head = head;
    this.#onFailure = onFailure;
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#read(begin, end).then(
      (bytes) => {
        if (!this.#isOver) this.onDataRange(begin, bytes);
      },
      (error: unknown) => {
        if (!this.#isOver) this.#onFailure(error);
      },
    );
  }

  override abort(): void {
    this.#isOver = true;
  }

  /** The host may answer a range with less, so it can take several requests. */
  async #read(begin: number, end: number): Promise<Uint8Array> {
    const all = new Uint8Array(end - begin);
    let at = begin;
    if (begin < this.#head.length) {
      const head = this.#head.subarray(begin, end);
      all.set(head);
      at += head.length;
    }
    while (at < end) {
      const response = await ask(this.#url, at, end);
      if (response.status !== 206) throw new NotRead('no part');
      const part = new Uint8Array(await response.arrayBuffer());
      if (part.length === 0 || part.length > end - at) throw new NotRead('another part');
      all.set(part, at - begin);
      at += part.length;
    }
    return all;
  }
}
