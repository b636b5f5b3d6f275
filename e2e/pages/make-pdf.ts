export interface PdfPage {
  text?: string;
  width?: number;
  height?: number;
  more?: string;
}

export interface PdfOptions {
  catalog?: string;
  objects?: readonly string[];
  font?: string;
  trailer?: string;
  /** Padding before the table of contents, to make the file large. */
  paddingBytes?: number;
}

const escape = (text: string): string => text.replaceAll(/[()\\]/g, String.raw`\$&`);

export function makePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Buffer {
  const first = 4;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
    `<< /Type /Pages /Kids [${pages.map((_, at) => `${first + at * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    options.font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap(({ text = '', width = 595, height = 842, more = '' }, at) => {
      const drawn = `BT /F1 24 Tf 40 ${height - 60} Td (${escape(text)}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + at * 2 + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> ${more} >>`,
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
    ...(options.objects ?? []),
  ];
  const parts: string[] = ['%PDF-1.7\n'];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, at) => {
    const offset = length;
    const part = `${at + 1} 0 obj\n${object}\nendobj\n`;
    parts.push(part);
    length += part.length;
    return offset;
  });
  const padding = options.paddingBytes ?? 0;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${options.trailer ?? ''} >>\nstartxref\n${length + padding}\n%%EOF\n`;
  return Buffer.concat([
    Buffer.from(parts.join(''), 'latin1'),
    Buffer.alloc(padding, 0x20),
    Buffer.from(end, 'latin1'),
  ]);
}
