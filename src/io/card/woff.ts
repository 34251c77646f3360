import { inflateSync } from 'node:zlib';

/** W3C "WOFF File Format 1.0": a header of 44 bytes, then entries of 20: tag, offset, packed length, length, checksum. */
const HEADER = 44;
const ENTRY = 20;

/**
 * The code points for which a font in WOFF 1.0 has a glyph, from the `cmap` tables of format 4 (OpenType, "cmap").
 * @throws Error where the file is no such font
 */
export function coverage(font: Buffer): ReadonlySet<number> {
  const cmap = table(font, 'cmap');
  const found = new Set<number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + i * 8);
    if (cmap.readUInt16BE(at) === 4) segments(cmap.subarray(at), found);
  }
  if (found.size === 0) throw new Error('a font without a cmap of format 4');
  return found;
}

function table(font: Buffer, tag: string): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOFF') throw new Error('no font in WOFF 1.0');
  for (let i = 0; i < font.readUInt16BE(12); i++) {
    const at = HEADER + i * ENTRY;
    if (font.toString('latin1', at, at + 4) !== tag) continue;
    const [offset, packed, length] = [font.readUInt32BE(at + 4), font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    const body = font.subarray(offset, offset + packed);
    return packed < length ? inflateSync(body) : body;
  }
  throw new Error(`a font without ${tag}`);
}

/** Segments of a table of format 4: ends, a pad, starts, deltas, offsets of glyph ids, each a 16-bit column. Glyph 0 is “none”. */
function segments(map: Buffer, into: Set<number>): void {
  const bytes = map.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + bytes * 2, 16 + bytes * 3];
  for (let i = 0; i < bytes; i += 2) {
    const [first, last, delta, offset] = [map.readUInt16BE(starts + i), map.readUInt16BE(ends + i), map.readUInt16BE(deltas + i), map.readUInt16BE(offsets + i)];
    for (let code = first; code <= last && code !== 0xff_ff; code++) {
      const raw = offset === 0 ? code : map.readUInt16BE(offsets + i + offset + (code - first) * 2);
      const glyph = raw === 0 && offset !== 0 ? 0 : (raw + delta) & 0xff_ff;
      if (glyph !== 0) into.add(code);
    }
  }
}
