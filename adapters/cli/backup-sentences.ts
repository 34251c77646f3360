import type { Locale } from '../../src/locale/index.js';

/** What `backup` and `restore` say themselves. */
export interface BackupSentences {
  readonly helpBackup: string;
  readonly helpRestore: string;
  /** A Redis is copied by its own means. */
  readonly redis: string;
  noStore(path: string): string;
  written(to: string, megabytes: string, running: boolean): string;
  restored(path: string, rows: number): string;
  kept(path: string): string;
  running(pid: number): string;
}

const en: BackupSentences = {
  helpBackup: `Usage: npm run -s backup -- FILE [--lang zh-CN|en]

Copies everything that is kept (STORE_URL) into FILE, which must not be there yet. The bot may go on
running: it makes the copy itself, and stands still for the moments that this takes.`,
  helpRestore: `Usage: npm run -s restore -- FILE [--lang zh-CN|en]

Puts a backup in the place of what is kept (STORE_URL). Stop the bot first. The former file stays
beside it, under a name that ends in .bak; FILE stays as it is.`,
  redis: `STORE_URL names a Redis, which is copied by its own means: with «appendonly yes» its folder holds everything, and
BGSAVE writes one file. For a copy as one file of ours, stop the bot: npm run store:copy -- redis://… file:backup.db`,
  noStore: (path) => `There is no store ${path}: is STORE_URL right?`,
  written: (to, megabytes, running) => `${to} has everything that was kept (${megabytes} MB${running ? ', copied by the running bot' : ''}).`,
  restored: (path, rows) => `${path} has what the backup had: ${rows} entries, all of them checked. Start the bot now.`,
  kept: (path) => `The former file is ${path}.`,
  running: (pid) => `Study Hall is running (process ${pid}) and would not notice: stop it first. Nothing was changed.`,
};

const zh: BackupSentences = {
  helpBackup: `用法：npm run -s backup -- 文件 [--lang zh-CN|en]

把保存的全部数据（STORE_URL）复制到“文件”中，该文件不能已存在。bot 可以继续运行：由它自己完成复制，
其间会短暂停顿。`,
  helpRestore: `用法：npm run -s restore -- 文件 [--lang zh-CN|en]

用备份替换当前保存的数据（STORE_URL）。请先停止 bot。原来的文件会留在旁边，文件名以 .bak 结尾；
备份文件本身不变。`,
  redis: `STORE_URL 指向 Redis，请用 Redis 自己的方式备份：开启 appendonly yes 后，数据目录里就是全部数据；BGSAVE 会写出单个文件。
若要得到本程序的单文件副本，请先停止 bot，再运行：npm run store:copy -- redis://… file:backup.db`,
  noStore: (path) => `没有找到数据文件 ${path}，请检查 STORE_URL。`,
  written: (to, megabytes, running) => `全部数据已写入 ${to}（${megabytes} MB${running ? '，由运行中的 bot 复制' : ''}）。`,
  restored: (path, rows) => `${path} 已恢复为备份的内容，共 ${rows} 条，均已检查。现在可以启动 bot。`,
  kept: (path) => `原来的文件保留为 ${path}。`,
  running: (pid) => `Study Hall 正在运行（进程 ${pid}），请先停止它再恢复。没有任何改动。`,
};

export const BACKUP_SENTENCES: Readonly<Record<Locale, BackupSentences>> = { en, 'zh-CN': zh };
