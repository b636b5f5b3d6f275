/** A resource of a Windows executable, by names or numbers on three levels: type, id, language. */
export interface PeResource {
  type: string | number;
  id: string | number;
  bytes: Buffer;
}

/**
 * Without the library that electron-builder writes them with.
 * https://learn.microsoft.com/windows/win32/debug/pe-format#the-rsrc-section
 */
export function readPeResources(pe: Buffer): PeResource[] {
  const header = pe.readUInt32LE(0x3c);
  const sectionCount = pe.readUInt16LE(header + 6);
  const sections = header + 24 + pe.readUInt16LE(header + 20);
  for (let at = sections; at < sections + 40 * sectionCount; at += 40) {
    if (pe.toString('latin1', at, at + 5) !== '.rsrc') continue;
    const address = pe.readUInt32LE(at + 12);
    const from = pe.readUInt32LE(at + 20);
    return readTree(pe.subarray(from), address);
  }
  return [];
}

export function readPeMachine(pe: Buffer): number {
  return pe.readUInt16LE(pe.readUInt32LE(0x3c) + 4);
}

interface Entry {
  key: string | number;
  offset: number;
}

const flag = 0x80000000;

function readTree(section: Buffer, address: number): PeResource[] {
  const found: PeResource[] = [];
  for (const type of readFolder(section, 0)) {
    for (const id of readFolder(section, type.offset)) {
      for (const language of readFolder(section, id.offset)) {
        const start = section.readUInt32LE(language.offset) - address;
        const bytes = section.subarray(start, start + section.readUInt32LE(language.offset + 4));
        found.push({ type: type.key, id: id.key, bytes });
      }
    }
  }
  return found;
}

function readFolder(section: Buffer, at: number): Entry[] {
  const count = section.readUInt16LE(at + 12) + section.readUInt16LE(at + 14);
  return Array.from({ length: count }, (_, index) => {
    const name = section.readUInt32LE(at + 16 + 8 * index);
    const target = section.readUInt32LE(at + 20 + 8 * index);
    return {
      key: name >= flag ? readName(section, name - flag) : name,
      offset: target >= flag ? target - flag : target,
    };
  });
}

function readName(section: Buffer, at: number): string {
  return section.toString('utf16le', at + 2, at + 2 + 2 * section.readUInt16LE(at));
}
