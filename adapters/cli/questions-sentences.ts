import type { Locale } from '../../src/locale/index.js';
import { READABLE } from '../../src/quiz/formats/read.js';
import { WRITABLE } from '../../src/quiz/formats/write.js';

/** What this command says itself; what is wrong with a text comes from the core's catalogs. */
export interface Sentences {
  readonly help: string;
  readonly noAction: string;
  badAction(word: string): string;
  unknownOption(option: string): string;
  needsValue(option: string): string;
  noValue(option: string): string;
  notOne(option: string, value: string, of: string): string;
  extra(word: string): string;
  readonly noFile: string;
  readonly noFormat: string;
  noLesson(ref: string): string;
  noTopic(topic: string, known: string): string;
  exported(count: number, to: string): string;
  left(what: string): string;
  readonly nothing: string;
  unreadable(path: string, why: 'missing' | 'folder' | 'text' | 'large' | 'other'): string;
  exists(path: string): string;
  read(whole: number, drafts: number, problems: number): string;
  kept(added: number, replaced: number, unchanged: number): string;
  readonly dry: string;
  readonly mistakes: string;
  draftsKept(count: number, path: string): string;
  draftHead(line: number, flaws: string): string;
}

const en: Sentences = {
  help: `Usage: npm run -s questions -- export --format ${WRITABLE.join('|')} [OPTIONS]
       npm run -s questions -- import FILE [OPTIONS]

export writes the questions of the course (COURSE) for other programs.
  --lesson REF       only those of a lesson: its number, id or title
  --topic TOPIC      only those of a topic
  --locale zh-CN|en  only that language; without it GIFT and CSV have both
  --out FILE         a file instead of standard output; one that is there is replaced

import reads GIFT, Aiken or CSV, puts whole questions into the course's folder (new ones below the
others, one with the same id in its place) and says what drafts still lack. If the check of the
course finds any mistake, nothing is written.
  --format ${READABLE.join('|')}  without it the text is looked at
  --lesson REF       the lesson of questions that name none
  --locale zh-CN|en  the language of texts that do not say theirs
  --dry-run          reads and reports everything, writes nothing
  --out FILE         a new file for the drafts, as YAML to be completed by hand

  --lang zh-CN|en    the language of what is said here
  --help             this text

Ends with 0 when everything went in or out, 1 when something did not, 2 for a mistyped command.`,
  noAction: 'Say export or import. See --help.',
  badAction: (word) => `There is no “${word}” here, only export and import. See --help.`,
  unknownOption: (option) => `There is no option ${option} here. See --help.`,
  needsValue: (option) => `${option} needs a value. See --help.`,
  noValue: (option) => `${option} takes no value. See --help.`,
  notOne: (option, value, of) => `${option} is one of ${of}, not “${value}”.`,
  extra: (word) => `“${word}” is one too many. A path with spaces stands in quotes.`,
  noFile: 'Name the file to import. See --help.',
  noFormat: `Say which format: --format ${WRITABLE.join('|')}.`,
  noLesson: (ref) => `There is no lesson “${ref}”. The nearest are:`,
  noTopic: (topic, known) => `No question has the topic “${topic}”. Topics are: ${known}`,
  exported: (count, to) => `${count} ${count === 1 ? 'question' : 'questions'} written${to === '' ? '' : ` to ${to}`}.`,
  left: (what) => `Not in it: ${what}.`,
  nothing: 'No question is left to write.',
  unreadable: (path, why) => `${path} cannot be read: ${{ missing: 'there is no such file', folder: 'it is a folder', text: 'it is no text in UTF-8, UTF-16 or GBK', large: 'it is too large', other: 'the system refuses' }[why]}.`,
  exists: (path) => `${path} is there already and was not touched. Name another file.`,
  read: (whole, drafts, problems) => `${whole} whole, ${drafts} incomplete, ${problems} unreadable.`,
  kept: (added, replaced, unchanged) => `${added} new, ${replaced} replaced, ${unchanged} unchanged.`,
  dry: 'A dry run: nothing was written.',
  mistakes: 'Nothing was written, because the course would have mistakes:',
  draftsKept: (count, path) => `${count} ${count === 1 ? 'draft' : 'drafts'} written to ${path}. Complete them there, then move them to the lesson’s questions.yaml.`,
  draftHead: (line, flaws) => `from line ${line}; still to do: ${flaws}`,
};

const zhCN: Sentences = {
  help: `用法：npm run -s questions -- export --format ${WRITABLE.join('|')} [选项]
      npm run -s questions -- import 文件 [选项]

export 把课程（COURSE）的题目写成其他程序的格式。
  --lesson 讲        只要这一讲的：讲次、id 或标题
  --topic 主题       只要这个主题的
  --locale zh-CN|en  只要这种语言；不写时 GIFT 和 CSV 两种语言都有
  --out 文件         写入文件而不是标准输出；已有的文件会被替换

import 读取 GIFT、Aiken 或 CSV，把完整的题目放进课程文件夹（新题放在最后，同号的题原位替换），
并说明草稿还缺什么。课程检查只要发现一处错误，就什么也不写。
  --format ${READABLE.join('|')}  不写时看内容判断
  --lesson 讲        没有写明讲次的题目属于哪一讲
  --locale zh-CN|en  没有写明语言的文字是哪种语言
  --dry-run          读取并报告，什么也不写
  --out 文件         把草稿写进一个新的 YAML 文件，供手工补全

  --lang zh-CN|en    这里说话所用的语言
  --help             显示本说明

全部完成时以 0 结束，有没完成的以 1 结束，命令写错时以 2 结束。`,
  noAction: '请写 export 或 import。请看 --help。',
  badAction: (word) => `这里没有“${word}”，只有 export 和 import。请看 --help。`,
  unknownOption: (option) => `这里没有 ${option} 这个选项。请看 --help。`,
  needsValue: (option) => `${option} 后面需要一个值。请看 --help。`,
  noValue: (option) => `${option} 不带值。请看 --help。`,
  notOne: (option, value, of) => `${option} 只能是 ${of}，不能是“${value}”。`,
  extra: (word) => `多了一个“${word}”。带空格的路径请加引号。`,
  noFile: '请写明要导入的文件。请看 --help。',
  noFormat: `请写明格式：--format ${WRITABLE.join('|')}。`,
  noLesson: (ref) => `没有“${ref}”这一讲。最接近的是：`,
  noTopic: (topic, known) => `没有主题是“${topic}”的题目。现有主题：${known}`,
  exported: (count, to) => `已写出 ${count} 道题${to === '' ? '' : `：${to}`}。`,
  left: (what) => `没有包括：${what}。`,
  nothing: '没有可写的题目。',
  unreadable: (path, why) => `无法读取 ${path}：${{ missing: '没有这个文件', folder: '这是文件夹', text: '不是 UTF-8、UTF-16 或 GBK 文本', large: '文件太大', other: '系统不允许' }[why]}。`,
  exists: (path) => `${path} 已经存在，没有改动它。请换一个文件名。`,
  read: (whole, drafts, problems) => `完整 ${whole} 道，不完整 ${drafts} 道，无法读取 ${problems} 处。`,
  kept: (added, replaced, unchanged) => `新增 ${added} 道，替换 ${replaced} 道，未变 ${unchanged} 道。`,
  dry: '试运行：什么也没有写。',
  mistakes: '什么也没有写，因为课程会有错误：',
  draftsKept: (count, path) => `${count} 份草稿已写入 ${path}。请在那里补全，再移到该讲的 questions.yaml。`,
  draftHead: (line, flaws) => `来自第 ${line} 行；还要补：${flaws}`,
};

export const SENTENCES: Readonly<Record<Locale, Sentences>> = { en, 'zh-CN': zhCN };
