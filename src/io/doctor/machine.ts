import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../paths.js';
import { type Finding, ok, problem, text, warning } from './finding.js';

/** The oldest Node that the bot runs on, and the first one with SQLite inside. */
const [OLDEST, WITH_SQLITE] = [[20, 19], [22, 13]] as const;
/** Bytes. A year of a large group takes some tens of megabytes, and every backup as much again. */
const [LITTLE, NOTHING] = [1e9, 1e8];
const DAY_MS = 86_400_000;

export function nodeVersion(version: string, hasLibsql: boolean): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const atLeast = ([a, b]: readonly [number, number]) => major > a || (major === a && minor >= b);
  if (!atLeast(OLDEST)) return problem('Node.js', text(`${version} is too old`, `${version} 版本过旧`), text('install Node.js 20.19 or newer', '请安装 Node.js 20.19 或更新版本'));
  if (!atLeast(WITH_SQLITE) && !hasLibsql)
    return problem('Node.js', text(`${version} has no SQLite inside, and libsql is not installed`, `${version} 不自带 SQLite，也没有安装 libsql`), text('npm install libsql, or use Node.js 22.13 or newer', '请运行 npm install libsql，或改用 Node.js 22.13 或更新版本'));
  return ok('Node.js', text(version, version));
}

/** `now`: epoch ms. A clock behind the program's own files is wrong; one ahead only somebody else can tell. */
export function clock(now: number): Finding {
  const made = statSync(join(packageRoot(), 'package.json')).mtimeMs;
  const shown = new Date(now).toISOString();
  if (now < made - DAY_MS)
    return problem('clock', text(`it says ${shown}, which is before this program was put here`, `系统时间为 ${shown}，早于本程序安装的时间`), text('set the clock of this machine, best by NTP: posts go out by it', '请校准本机时钟（建议用 NTP）：定时发布以它为准'));
  return ok('clock', text(shown, shown));
}

/** What `date` (an HTTP header of a platform) says of our clock. Nothing where it says nothing. */
export function skew(about: string, date: string | null | undefined, now: number): Finding[] {
  const seconds = date ? Math.round((now - Date.parse(date)) / 1000) : Number.NaN;
  if (Number.isNaN(seconds)) return [];
  if (Math.abs(seconds) <= 30) return [ok('clock', text(`agrees with ${about}`, `与 ${about} 一致`))];
  const [en, zh] = seconds > 0 ? ['ahead of', '快'] : ['behind', '慢'];
  return [
    warning('clock', text(`${Math.abs(seconds)} s ${en} that of ${about}`, `比 ${about} ${zh} ${Math.abs(seconds)} 秒`), text('set the clock of this machine, best by NTP: posts go out by it', '请校准本机时钟（建议用 NTP）：定时发布以它为准')),
  ];
}

/** The time there now shows a person at once whether the zone is the one that was meant. */
export function zone(name: string, now: number): Finding {
  const show = (locale: string) => new Intl.DateTimeFormat(locale, { timeZone: name, dateStyle: 'medium', timeStyle: 'short' }).format(now);
  return ok('DEFAULT_ZONE', text(`${name}: it is ${show('en-GB')} there`, `${name}：当地现在是 ${show('zh-CN')}`));
}

/** Room on the disk of a file that may not be there yet. */
export async function room(path: string): Promise<Finding> {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const size = free < 1e9 ? `${Math.floor(free / 1e6)} MB` : `${Math.floor(free / 1e9)} GB`;
  const what = text(`${size} free in ${folder}`, `${folder} 剩余 ${size}`);
  const todo = text('make room: on a full disk nothing new is kept', '请清理磁盘：磁盘写满后无法保存新数据');
  if (free < NOTHING) return problem('disk', what, todo);
  return free < LITTLE ? warning('disk', what, todo) : ok('disk', what);
}
