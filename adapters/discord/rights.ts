import { PermissionFlagsBits } from 'discord.js';

/** A right under the name that Discord's channel settings show, and what it is for: README is made from this. */
export interface Right {
  readonly name: string;
  readonly bit: bigint;
  readonly why: Readonly<Record<'en' | 'zh-CN', string>>;
}

const right = (name: string, bit: bigint, en: string, zh: string): Right => ({ name, bit, why: { en, 'zh-CN': zh } });

export const VIEW = right('View Channel', PermissionFlagsBits.ViewChannel, 'to see the channels that it works in', '看到它所在的频道');
export const SEND = right('Send Messages', PermissionFlagsBits.SendMessages, 'to post lessons and questions', '发布课程与题目');
export const HISTORY = right(
  'Read Message History',
  PermissionFlagsBits.ReadMessageHistory,
  'to look for a daily post of its own whose confirmation got lost, so that it is not posted twice',
  '发布结果未确认时，找回自己的那条，避免重复发布',
);
export const OPEN_THREADS = right('Create Public Threads', PermissionFlagsBits.CreatePublicThreads, 'to open the thread of the day, where a schedule says so', '计划要求时，为当天的讨论开子区');
export const SEND_IN_THREADS = right('Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads, 'to post there, and to answer in threads', '在子区里发布和回答');
export const PIN = right('Pin Messages', PermissionFlagsBits.PinMessages, 'to pin the lesson of the day, where a schedule says so', '计划要求时，置顶当天的课程');

/** All that the bot is invited with, in the order in which people meet them. */
export const RIGHTS: readonly Right[] = [VIEW, SEND, HISTORY, OPEN_THREADS, SEND_IN_THREADS, PIN];

/** The number in the link that invites the bot. */
export const INVITATION = RIGHTS.reduce((bits, { bit }) => bits | bit, 0n);
