import { expect } from 'vitest';
import { renderDiscord } from '../../adapters/discord/render.js';
import { renderSlack } from '../../adapters/slack/render.js';
import { renderText } from '../../adapters/terminal/render.js';
import type { Course } from '../../src/course/course.js';
import { problems } from '../../src/limits.js';
import { type Reply, spansOf } from '../../src/reply.js';
import { readings } from '../fakes/discord/reading.js';
import { ruleProblems } from '../fakes/discord/rules.js';
import { schemaProblems } from '../fakes/discord/schema.js';
import { aliveIn } from '../fakes/slack/read.js';
import { blockFaults, messageFaults } from '../fakes/slack/rules.js';

/** Whether an address is one that the course itself leads to: no text of a member gets anything else linked. */
export type Ours = (url: string) => boolean;

export function linksIn(course: Course): Ours {
  const hosts = new Set((JSON.stringify(course).match(/https?:\/\/[\w.-]+/g) ?? []).map((url) => new URL(url).host));
  return (url) => URL.canParse(url) && hosts.has(new URL(url).host);
}

const linksOf = (reply: Reply): string[] => [
  ...reply.blocks.flatMap(spansOf).flatMap((span) => (typeof span === 'object' && 'url' in span ? [span.url] : [])),
  ...reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.flatMap((one) => ('url' in one ? [one.url] : [])) : [])),
];

/**
 * All that is wrong with an answer to any line: what a platform would refuse, and what came to life in it that is not
 * the course's. No answer to a line pings: only posts do, and only who asked for that.
 */
export function wrongs(reply: Reply, ours: Ours): string[] {
  const discord = renderDiscord(reply);
  const slack = JSON.parse(JSON.stringify(renderSlack(reply))) as { text: string; blocks: unknown[] };
  renderText(reply);
  const found = [...problems(reply), ...ruleProblems(discord as never), ...schemaProblems('MessageCreateRequest', discord), ...blockFaults(slack.blocks), ...messageFaults(slack)];
  const foreign = linksOf(reply).filter((url) => !ours(url));
  const pings = reply.blocks.flatMap(spansOf).filter((span) => typeof span === 'object' && 'mention' in span);
  const lively = [...readings(discord).flatMap(({ alive }) => alive), ...aliveIn({ ...slack, extra: { unfurl_links: 'false', unfurl_media: 'false' } }, ours)];
  return [...found, ...foreign, ...pings.map((span) => `a ping: ${JSON.stringify(span)}`), ...lively.filter((one) => !ours(one.replace(/^\S+ /, '')) && !/^mention <#\d+>$/.test(one))];
}

/** As `wrongs`, said with the line. */
export const fine = (line: string, reply: Reply, ours: Ours): void => expect([line, wrongs(reply, ours)]).toEqual([line, []]);
