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
    expect(stage.player.refused()).toEqual([]);
    expect(stage.world.logged.filter(({ level }) => level === 'error')).toEqual([]);
    return stage.turns;
  } finally {
    await stage.stop();
  }
}

describe('X2: every platform, the same core transcript', () => {
  for (const [name, dialogue] of Object.entries({ ...STUDY, ...DIGESTS, ...COMMENTS, ...KINDS, ...REVIEW, ...QUESTIONS, ...PROGRESS, ...GROUP, ...SCHEDULES, ...POSTS })) {
    test(name, async () => {
      const transcripts: Record<string, Turn[]> = {};
      for (const [platform, open] of Object.entries(PLATFORMS)) transcripts[platform] = await play(open, dialogue);
      const [first, ...others] = Object.values(transcripts);
      expect(first?.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
    });
  }
});
