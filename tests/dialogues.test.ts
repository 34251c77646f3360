import { describe, expect, test } from 'vitest';
import { COMMENTS } from './dialogues/comments.js';
import { DIGESTS } from './dialogues/digests.js';
import { discord } from './dialogues/discord.js';
import { KINDS } from './dialogues/kinds.js';
import { GROUP } from './dialogues/group.js';
import { page } from './dialogues/page.js';
import { POSTS } from './dialogues/posts.js';
import { PROGRESS } from './dialogues/progress.js';
import { QUESTIONS } from './dialogues/questions.js';
import { REVIEW } from './dialogues/review.js';
import { SCHEDULES } from './dialogues/schedules.js';
import { slack } from './dialogues/slack.js';
import { openStage, type Open, type Turn } from './dialogues/stage.js';
import { STUDY } from './dialogues/study.js';

const PLATFORMS: Readonly<Record<string, Open>> = { Discord: discord, 'Slack (socket)': slack('socket'), 'Slack (HTTP)': slack('http'), page };

/** Plays one dialogue on one platform; nothing may be refused there, and no bug may be logged. */
async function play(open: Open, dialogue: (stage: Awaited<ReturnType<typeof openStage>>) => Promise<void>): Promise<Turn[]> {
  const stage = await openStage(open);
  try {
    await dialogue(stage);
    await stage.player.settle?.();
    expect(stage.player.refused()).toEqual([]);
    expect(stage.world.logged.filter(({ level }) => level === 'error')).toEqual([]);
    return stage.turns;
  } finally {
    await stage.stop();
  }
}

/** Each promise area with its dialogues. */
const AREAS = { STUDY, DIGESTS, COMMENTS, KINDS, REVIEW, QUESTIONS, PROGRESS, GROUP, SCHEDULES, POSTS };
const ALL = Object.values(AREAS).flatMap((area) => Object.entries(area));

describe('X2: the dialogues', () => {
  test('are forty at least, each with a name of its own, some of them in every area', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ALL.map(([name]) => name)).size).toBe(ALL.length);
    for (const [area, dialogues] of Object.entries(AREAS)) expect([area, Object.keys(dialogues).length >= 3]).toEqual([area, true]);
  });

  test('tell of every part of the product: each of its promises to members is in the name of one', () => {
    const named = new Set(ALL.flatMap(([name]) => [...name.matchAll(/\b([A-Z]\d{1,2})\b/g)].map(([, id]) => id)));
    for (const id of ['L1', 'L2', 'L3', 'L4', 'Q2', 'Q3', 'Q5', 'Q11', 'Q12', 'D3', 'D4', 'D7', 'D8', 'D9', 'S5', 'S6', 'S7', 'S8', 'S9', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'A2', 'I1']) expect([id, named.has(id)]).toEqual([id, true]);
  });
});

describe('X2: every platform, the same core transcript', () => {
  for (const [name, dialogue] of ALL) {
    test(name, async () => {
      const transcripts: Record<string, Turn[]> = {};
      for (const [platform, open] of Object.entries(PLATFORMS)) transcripts[platform] = await play(open, dialogue);
      const [first, ...others] = Object.values(transcripts);
      expect(first?.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
    });
  }
});
