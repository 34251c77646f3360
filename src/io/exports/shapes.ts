/** How often bytes above 127 form what an encoding writes with them, and how often they do not. */
export interface Shape {
  readonly good: number;
  readonly bad: number;
}

export function utf8(bytes: Uint8Array): Shape {
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    const more = byte < 0x80 ? 0 : byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : -1;
    let n = 1;
    while (n <= more && (bytes[i + n]! & 0xc0) === 0x80) n++;
    if (more > 0 && n > more) good++;
    else if (more !== 0) bad++;
    i += more > 0 && n > more ? n : 1;
  }
  return { good, bad };
}

/** `rare`: well-formed, but outside of the characters that GB 2312 has, which nearly all Chinese text is written with. */
export function gb18030(bytes: Uint8Array): Shape & { readonly rare: number } {
  let good = 0;
  let rare = 0;
  let bad = 0;
  const within = (i: number, from: number, to: number) => i < bytes.length && bytes[i]! >= from && bytes[i]! <= to;
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i]! < 0x80) i++;
    else if (within(i, 0xa1, 0xf7) && within(i + 1, 0xa1, 0xfe)) {
      good++;
      i += 2;
    } else if (within(i, 0x81, 0xfe) && within(i + 1, 0x30, 0x39) && within(i + 2, 0x81, 0xfe) && within(i + 3, 0x30, 0x39)) {
      // four bytes: emoji, mostly
      i += 4;
    } else if (within(i, 0x81, 0xfe) && within(i + 1, 0x40, 0xfe)) {
      rare++;
      i += 2;
    } else {
      bad++;
      i++;
    }
  }
  return { good, rare, bad };
}

/** Signs that every file has many of, and that are others, or none, where the two bytes of a unit change places. */
const FREQUENT = /[\n <]/g;

/** Which kind of UTF-16 bytes without a byte order mark are; undefined where they are neither. */
export function unmarked16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
  const [little, big] = (['utf-16le', 'utf-16be'] as const).map((label) => {
    const text = new TextDecoder(label).decode(even);
    const bad = count(text, /[\p{Cc}\uFFFD]/gu) - count(text, /[\t\n\r]/g);
    return { label, signs: bad * 50 <= text.length ? count(text, FREQUENT) : 0 };
  });
  const [less, more] = little!.signs < big!.signs ? [little!, big!] : [big!, little!];
  return more.signs * 1000 >= even.length / 2 && more.signs > less.signs * 10 ? more.label : undefined;
}
