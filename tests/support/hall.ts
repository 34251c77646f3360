import { createPageAdapter, type PageAdapter } from '../../adapters/page/index.js';
import type { WireCalendar, WireLocale } from '../../adapters/page/web/wire.js';
import type { DeclaredCommand, DeclaredParam } from '../../src/commands/declared.js';
import { createClock, type TravelClock } from '../../src/io/clock.js';
import type { Audience, Core, Form, Log, Request, Pictures } from '../../src/ports.js';
import { bold, buttons, code, divider, heading, italic, link, list, mono, note, quote, text, type Block } from '../../src/reply.js';

/** Text that would be markup, script, mention or link if anything took it for such. */
export const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script> [a](javascript:alert(3)) @everyone **x** `y` &lt;b&gt; \u202Eevil';

const texts = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const param = (name: string, about: DeclaredParam['about'], more: Partial<DeclaredParam> = {}): DeclaredParam => ({
  name,
  about,
  type: 'text',
  required: true,
  choices: [],
  completes: false,
  ...more,
});

export const COMMANDS: readonly DeclaredCommand[] = [
  {
    name: 'lesson',
    about: texts('看一讲的要点', 'The key points of a lesson'),
    actions: [{ name: '', about: texts('看一讲的要点', 'The key points of a lesson'), params: [param('lesson', texts('编号或标题', 'number or title'), { completes: true })] }],
    example: 'lesson 13',
  },
  {
    name: 'find',
    about: texts('按词查找', 'Find lessons by words'),
    actions: [{ name: '', about: texts('按词查找', 'Find lessons by words'), params: [param('words', texts('要找的词', 'words to look for'))] }],
    example: 'find pod',
  },
  { name: 'quiz', about: texts('做一道题', 'Answer a question'), actions: [{ name: '', about: texts('做一道题', 'Answer a question'), params: [] }], example: 'quiz' },
  {
    name: 'schedule',
    about: texts('每日推送', 'Daily posts'),
    actions: [
      { name: 'set', about: texts('安排每日推送', 'Plan a daily post'), params: [param('time', texts('几点', 'at what time'))] },
      { name: 'status', about: texts('看看安排', 'See what is planned'), params: [] },
    ],
    example: 'schedule set 08:30',
  },
  {
    name: 'settings',
    about: texts('语言', 'Language'),
    actions: [
      {
        name: '',
        about: texts('语言', 'Language'),
        params: [param('language', texts('哪种语言', 'which language'), { type: 'choice', choices: ['zh-CN', 'en'].map((value) => ({ value, label: texts(value, value) })) })],
      },
    ],
    example: 'settings en',
  },
];

const lesson = (n: number): Block[] => [
  heading(`${n} · 为什么需要 Pod`),
  text('A ', bold('Pod'), ' is the ', italic('smallest unit'), ' that is scheduled; see ', mono('kubectl get pods'), ' and ', link('the course', 'https://example.org/course'), '.'),
  list([['Containers of a Pod share a network'], [bold('Init containers'), ' run first'], ['一个 Pod 里的容器', mono('同生共死')]]),
  quote('“I thought of a Pod as a logical host, and everything fell into place.”'),
  note('— reader Ming, 42 likes'),
  code('apiVersion: v1\nkind: Pod\nmetadata:\n  name: web', 'yaml'),
  divider,
  buttons({ label: 'Previous', line: `lesson ${n - 1}` }, { label: 'Next', line: `lesson ${n + 1}`, style: 'primary' }, { label: 'Open lesson', url: 'https://example.org/13' }),
];

/** What the scripted core says to a line, and who sees it. */
function script(line: string): { audience: Audience; blocks: Block[] } {
  const [word = '', first = ''] = line.split(' ');
  switch (word) {
    case 'lesson':
      return { audience: 'everyone', blocks: lesson(Number(first) || 13) };
    case 'find': {
      const choices = [13, 14, 15].map((n) => ({ label: `Lesson ${n}`, line: `lesson ${n}`, description: `How lesson ${n} explains it` }));
      return { audience: 'everyone', blocks: [heading('Found 3 lessons'), { kind: 'choices', placeholder: 'Open a lesson', choices }] };
    }
    case 'quiz':
      return {
        audience: 'you',
        blocks: [
          heading('Question'),
          text('What do the containers of one Pod always share?'),
          buttons({ label: 'A  A network namespace', line: 'answer a' }, { label: 'B  A process id', line: 'answer b' }),
          buttons({ label: 'Give up', line: 'answer none', style: 'danger' }, { label: 'Hint', line: 'hint', disabled: true }),
        ],
      };
    case 'board':
      return { audience: 'everyone', blocks: [heading('Board'), { kind: 'image', card: { title: `Board ${first}`, bars: [] }, alt: 'Picture of the board' }, text('1. Maya')] };
    case 'answer':
      return { audience: 'in-place', blocks: [heading(first === 'a' ? 'Right' : 'Not quite'), text(`You chose ${first}.`), buttons({ label: 'Next question', line: 'quiz', style: 'primary' })] };
    default:
      return { audience: 'you', blocks: [text(`No command: ${line}`), note('Try help.')] };
  }
}

/** What the scripted core asks for where `note 13` is sent alone. */
export const NOTE: Form = {
  title: 'Note on lesson 13',
  line: 'note 13',
  fields: [
    { name: 'title', label: 'Title', placeholder: 'in a few words', multiline: false, max: 20 },
    { name: 'text', label: 'Text', placeholder: 'as many lines as you like', multiline: true, max: 100 },
  ],
  submit: 'Send',
};

export interface Hall {
  readonly page: PageAdapter;
  readonly clock: TravelClock;
  readonly requests: Request[];
  /** Errors that were logged. */
  readonly errors: string[];
  /** When the next post is planned. */
  nextPost: number | undefined;
  /** What the calendar shows, whatever the month. */
  calendar: (locale: WireLocale) => Omit<WireCalendar, 'month'>;
  moved: number;
  /** The core answers nothing before this resolves. */
  gate: Promise<void>;
}

/** The page with a scripted core behind it. `note 13` opens a form, `silent` gets no answer, `boom` breaks the core's promise, `hostile` is answered in kind. */
export async function startHall({ travels = true, pictures }: { travels?: boolean; pictures?: Pictures } = {}): Promise<Hall> {
  const errors: string[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (message) => void errors.push(message) };
  const clock = createClock();
  const page = createPageAdapter({
    port: 0,
    log,
    clock,
    commands: COMMANDS,
    zone: 'Asia/Shanghai',
    travels,
    pictures,
    moved: () => {
      hall.moved++;
      return Promise.resolve();
    },
    nextPostAt: () => Promise.resolve(hall.nextPost),
    calendar: (month, locale) => Promise.resolve({ ...hall.calendar(locale), month }),
  });
  const hall: Hall = { page, clock, requests: [], errors, nextPost: undefined, calendar: () => ({ occurrences: [], schedules: [] }), moved: 0, gate: Promise.resolve() };
  const core: Core = {
    async receive(request, responder) {
      hall.requests.push(request);
      const { audience, blocks } = request.line === 'hostile' ? { audience: 'everyone' as const, blocks: hostile } : script(request.line);
      await responder.acknowledge(audience);
      await hall.gate;
      if (request.line === 'boom') throw new Error('broken');
      if (request.line !== 'silent') await responder.answer({ blocks, locale: request.member.locale ?? 'en' }, audience);
    },
    form: ({ line }) => (line === 'note 13' ? NOTE : undefined),
    left: () => Promise.resolve(),
    suggest: (command, name, typed) => Promise.resolve([13, 14].map((n) => ({ value: String(n), label: `${command}/${name}: ${n} ${typed}` }))),
  };
  await page.start(core);
  return hall;
}

const hostile: Block[] = [
  heading(HOSTILE),
  text(HOSTILE),
  quote(HOSTILE),
  code(HOSTILE),
  list([[HOSTILE]]),
  buttons({ label: '<b>press</b>', line: HOSTILE.slice(0, 60) }, { label: 'link', url: 'https://example.org/"><img src=x onerror=alert(4)>' }),
  { kind: 'choices', placeholder: '<i>pick</i>', choices: [{ label: '<u>one</u>', line: '<script>', description: '<s>two</s>' }] },
];
