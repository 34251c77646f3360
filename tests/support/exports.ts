import type { CommentFacts } from '../../src/digest/comment.js';

/** As the exporters escape a text. */
export const escaped = (text: string): string => text.replace(/[&<>"'/`]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? `&#${char.charCodeAt(0)};`);

export type Format = 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7' | 'G8';
export const FORMATS: readonly Format[] = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8'];

type Render = (comments: readonly CommentFacts[]) => string;

const plain =
  (title: string, image: string, tag: string): Render =>
  (all) =>
    `<div><strong>${title}（${all.length}）</strong></div><ul>\n${all
      .map((one) => `<li>${image}<span>${escaped(one.author)}</span> 👍（${one.likes}） 💬（${one.replyCount ?? -1}）<${tag}>${escaped(one.text)}</${tag}>${one.date}</li><br/>`)
      .join('')}\n</ul>`;

const indented = (text: string): string => text.split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n');

/** Comments as each exporter writes them. */
export const RENDER: Readonly<Record<Format, Render>> = {
  G1: plain('精选留言', '<img src="https://example.org/a.jpg" width="30px">', 'div'),
  G2: plain('精选留言', '', 'div'),
  G3: plain('精选留言', '', 'p'),
  G4: plain('全部留言', '<img src="http://127.0.0.1:8090/p?url=x" width="30px" referrerpolicy="no-referrer">', 'p'),
  G5: (all) =>
    `<style>\n    ul { list-style: none; }\n</style><ul>${all
      .map(
        (one) => `<li>
<div class="_2sjJGcOH_0"><img src="https://example.org/a.jpg"
  class="_3FLYR4bF_0">
<div class="_36ChpWj4_0">
  <div class="_2zFoi7sd_0"><span>${escaped(one.author)}</span>
  </div>
  <div class="_2_QraFYR_0">${escaped(one.text).replaceAll('\n', '<br>')}</div>
  <div class="_10o3OAxT_0">
    ${one.reply === undefined ? '' : `<p class="_3KxQPN3V_0">作者回复: ${escaped(one.reply).replaceAll('\n', '<br>')}</p>`}
  </div>
  <div class="_3klNVc4Z_0">
    <div class="_3Hkula0k_0">${one.date} 11:20:03</div>
  </div>
</div>
</div>
</li>
`,
      )
      .join('')}</ul>`,
  G6: (all) =>
    `## 精选留言(${all.length})\n\n${all
      .map((one, i) => {
        const reply = one.reply === undefined ? '' : `\n  展开**\n\n  作者回复: ${one.reply.replaceAll('\n', '\n  ')}\n`;
        const icons = one.replyCount === undefined ? `  **${one.likes}` : `  **${one.replyCount}\n\n  **${one.likes}`;
        const body = i % 2 === 0 ? `${indented(one.text)}\n${reply}\n  ${one.date}` : `  ${one.date}\n\n${indented(one.text)}\n${reply}`;
        return `- ![img](https://example.org/a.jpg)\n\n  ${one.author}\n\n${body}\n\n${icons}\n`;
      })
      .join('\n')}`,
  G7: (all) =>
    `<h2>精选留言：</h2>\n        <ul>\n        ${all
      .map(
        (one) => `
<li>
    <div>
        <div style="color: #888;font-size:15.25px;font-weight:400;line-height:1.2">
            ${escaped(one.author)}  ${one.date} 10:00:00
        </div>
        <div style="color:#353535;font-weight:400;white-space:normal;word-break:break-all;line-height:1.6">
            ${escaped(one.text)} ${one.likes === 0 ? '' : `[${one.likes}赞]`}
        </div>
        ${one.reply === undefined ? '' : `<div><div><p>作者回复: ${escaped(one.reply)}</p></div></div>`}
    </div>
</li>
`,
      )
      .join('\n<br/>\n')}</ul>`,
  G8: (all) => {
    const reply = (one: CommentFacts) => (one.reply === undefined ? '' : `\n\n> 作者回复: ${one.reply.replaceAll('\n', '\n> ')} 👍 3`);
    const best = all.toSorted((a, b) => (b.likes ?? 0) - (a.likes ?? 0)).slice(0, 10);
    const top = best.map((one, i) => `### ${i + 1}. ${one.author} 👍 ${one.likes}\n${one.text}${reply(one)}\n`);
    return `## 热评 TOP 10\n\n${top.join('\n')}\n## 全部评论\n\n${all.map((one) => `**${one.author}** 👍 ${one.likes}\n${one.text}${reply(one)}\n`).join('\n')}`;
  },
};

/** What of a comment each format tells; the rest is undefined. */
export function told(format: Format, { author, likes, replyCount, text, date, reply }: CommentFacts): CommentFacts {
  const hasReply = format >= 'G5';
  return {
    author,
    likes: format === 'G5' ? undefined : likes,
    replyCount: format < 'G5' || format === 'G6' ? replyCount : undefined,
    text,
    date: format === 'G8' ? undefined : date,
    reply: hasReply ? reply : undefined,
  };
}

/** A lesson above a block of comments. */
export const lesson = (title: string, block: string): string => `# ${title}\n\n课文。正文里也会出现“精选留言”四个字。\n\n${block}`;
