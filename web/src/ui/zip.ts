/** A ZIP archive that stores its files as they are: pictures are compressed already. PKWARE APPNOTE 6.3.10. */

export interface ZipFile {
  name: string;
  data: Uint8Array<ArrayBuffer>;
}

const STORED = 0;
const UTF8_NAMES = 1 << 11; // general purpose bit 11, appendix D
const VERSION = 20;

/** Throws a RangeError beyond 65,535 files or 4 GiB, where ZIP64 (4.5.3) would begin. */
export function zip(files: ZipFile[], at = new Date()): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    const size = file.data.length;
    // What the local header (4.3.7) and the central directory (4.3.12) both say.
    const shared: Field[] = [
      [2, VERSION],
      [2, UTF8_NAMES],
      [2, STORED],
      [2, dosTime(at)],
      [2, dosDate(at)],
      [4, crc32(file.data)],
      [4, size],
      [4, size],
      [2, name.length],
      [2, 0],
    ];
    const local = record([[4, 0x04034b50], ...shared]);
    directory.push(record([[4, 0x02014b50], [2, VERSION], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    parts.push(local, name, file.data);
    offset += local.length + name.length + size;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  if (files.length > 0xffff || offset + length > 0xffffffff) throw new RangeError("too much for a ZIP archive");
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.length],
    [2, files.length],
    [4, length],
    [4, offset],
    [2, 0],
  ]); // 4.3.16
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

type Field = [bytes: 2 | 4, value: number];

function record(fields: Field[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

const dosTime = (at: Date): number => (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
const dosDate = (at: Date): number => ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();

/** CRC-32 with the reversed polynomial 0xEDB88320 (4.4.7). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1), byte),
);

function crc32(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!;
  return (crc ^ -1) >>> 0;
}
