import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreBusy } from '../../store.js';
import { runningAt } from '../control-client.js';
import { closeFile, openAsItIs } from '../store/file.js';
import { newestSchema, schemaOf } from '../store/schema.js';
import { type Finding, ok, problem, text, warning } from './finding.js';

const ABOUT = 'STORE_URL';

/** The store's file: whether it is whole, ours, writable and of which schema. Writes nothing. `control`: where a running bot leaves its address. */
export async function storeFile(path: string, control: string | undefined): Promise<Finding[]> {
  const pid = await runningAt(control);
  if (pid !== undefined) return [ok(ABOUT, text(`the bot is running (process ${pid}) and works with ${path}`, `bot 正在运行（进程 ${pid}），使用 ${path}`))];
  if (!existsSync(path)) return [fresh(path)];
  if (!writable(path) || !writable(dirname(path))) return [denied(path)];
  try {
    const db = openAsItIs(path);
    try {
      const found = String(db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
      if (found !== 'ok') return [damaged(path, found)];
      const [version, newest] = [schemaOf(db), newestSchema()];
      if (version > 0 && version < newest)
        return [
          warning(ABOUT, text(`${path} is whole, of schema ${version}; the next start brings it to ${newest}`, `${path} 完好，数据结构版本为 ${version}，下次启动会升级到 ${newest}`), text('npm run backup first: an older version of the bot cannot read it afterwards', '请先运行 npm run backup：升级后旧版本的 bot 无法再读取')),
        ];
      return [ok(ABOUT, text(`${path} is whole and writable, schema ${version}`, `${path} 完好且可写，数据结构版本 ${version}`))];
    } finally {
      closeFile(db);
    }
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof StoreBusy) return [problem(ABOUT, text(`${path} belongs to another running process`, `${path} 正被另一个进程使用`), text('stop that one first, or set another STORE_URL', '请先停止它，或设置另一个 STORE_URL'))];
    return [damaged(path, message)];
  }
}

const damaged = (path: string, why: string): Finding =>
  problem(ABOUT, text(`${path} cannot be used: ${why}`, `${path} 无法使用：${why}`), text('npm run restore -- FILE puts a backup in its place', '请用 npm run restore -- 文件 恢复备份'));

const denied = (path: string): Finding =>
  problem(ABOUT, text(`this user may not write ${path} and its folder`, `当前用户无权写入 ${path} 及其目录`), text('give both to the user that runs the bot', '请把它们的所有者改为运行 bot 的用户'));

function fresh(path: string): Finding {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return writable(folder) ? ok(ABOUT, text(`${path} will be made at the first start`, `${path} 会在首次启动时创建`)) : denied(path);
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
