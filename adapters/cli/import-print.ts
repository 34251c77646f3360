import type { Lesson } from '../../src/course/course.js';
import type { FileReport } from './import-file.js';

/** Refused entries that are printed of one file; all are counted. */
const SHOWN = 20;

const named = (lesson: Lesson): string => `${lesson.id} · ${lesson.title['zh-CN']}`;

/** Whether everything that the file says it has was read and could be stored. */
export const isWhole = ({ lesson, declared, found, block, cut, refusals, damaged, given }: FileReport): boolean =>
  // a lesson without comments is nothing bad, but one that was named has none by mistake
  (block || !given) && refusals === 0 && !cut && !damaged && found === (declared ?? found) && (lesson !== undefined || !block);

/** One line for a file, and one for each refused entry, up to 20. */
export function fileLines(report: FileReport): string[] {
  const { path, lesson, refused, refusals } = report;
  const head = lesson ? `${path} → ${named(lesson)}` : path;
  const lines = [`${head}: ${[foundWords(report), ...storedWords(report)].join('; ')}`];
  for (const { line, reason, near } of refused.slice(0, SHOWN)) lines.push(`refused ${path}:${line}  ${reason}: ${near}`);
  if (refusals > SHOWN) lines.push(`refused ${path}: ${refusals - SHOWN} more`);
  return lines;
}

function foundWords({ declared, found, block, cut, rescued, damaged, encoding }: FileReport): string {
  const says = !block ? '; the file has no block of comments' : declared === undefined ? '' : declared === found ? ', as the file says' : `; the file says ${declared}`;
  const read = encoding === 'utf-8' ? '' : `, read as ${encoding === 'gb18030' ? 'GBK' : 'UTF-16'}`;
  const bad = damaged ? '; some bytes are no text and became �' : '';
  return `found ${found}${says}${cut ? ' and ends in the middle of them' : ''}${read}${rescued ? ', with the HTML parser: its markup is damaged' : ''}${bad}`;
}

function storedWords({ lesson, title, maybe, stored, found }: FileReport): string[] {
  if (stored) return [`new ${stored.added}, updated ${stored.updated}, unchanged ${stored.unchanged}; the lesson has ${stored.total} now`];
  if (lesson || found === 0) return [];
  const what = title === undefined ? 'it has no title' : `its title “${title}” fits no lesson of this course`;
  return [`${what}, so nothing of it was stored. Give --lesson${maybe ? `; it may be ${named(maybe)}` : ''}`];
}

/** One file as JSON. */
export function fileJson({ path, lesson, title, maybe, stored, declared, found, block, cut, encoding, damaged, rescued, refusals, refused }: FileReport): string {
  const kept = stored && { new: stored.added, updated: stored.updated, unchanged: stored.unchanged, lessonHas: stored.total };
  return JSON.stringify({ file: path, lesson: lesson?.id ?? null, title, maybe: maybe?.id, declared, found, ...kept, block, cut, encoding, damaged, rescued, refusals, refused });
}

export interface Totals {
  files: number;
  /** Files with comments for which there is no lesson. */
  homeless: number;
  found: number;
  added: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** Files that could not be read. */
  failed: number;
}

export const noTotals = (): Totals => ({ files: 0, homeless: 0, found: 0, added: 0, updated: 0, unchanged: 0, refused: 0, failed: 0 });

export function count(totals: Totals, { lesson, found, refusals, stored }: FileReport): void {
  totals.files++;
  totals.found += found;
  totals.refused += refusals;
  if (lesson === undefined && found > 0) totals.homeless++;
  totals.added += stored?.added ?? 0;
  totals.updated += stored?.updated ?? 0;
  totals.unchanged += stored?.unchanged ?? 0;
}

export function totalLine({ files, homeless, found, added, updated, unchanged, refused, failed }: Totals, dry: boolean): string {
  const kept = dry ? 'a dry run: nothing was stored' : `new ${added}, updated ${updated}, unchanged ${unchanged}`;
  const rest = [refused > 0 ? `refused ${refused}` : '', homeless > 0 ? `files without a lesson ${homeless}` : '', failed > 0 ? `files that could not be read ${failed}` : ''];
  return [`total: ${files} ${files === 1 ? 'file' : 'files'}, found ${found}`, kept, ...rest.filter(Boolean)].join('; ');
}
