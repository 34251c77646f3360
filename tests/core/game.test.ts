import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentRound, type Game, type GameEvent, REST_MS, step } from '../../src/quiz/game.js';

const T = 1_000_000;
const begun = (count: number): Game => ({
  id: 'g', mode: 'round', platform: 'x', group: 'x:g', channel: 'x:c', locale: 'en', starter: 'm', windowMs: 60_000, from: '', count, rounds: [{ round: 'r1', question: 'q1' }], state: 'asking',
});
const shown = (round: string, skipped = false): GameEvent => ({ kind: 'shown', round: { id: round, skipped }, at: T });
const asked = (n: number): GameEvent => ({ kind: 'asked', round: `r${n}`, question: `q${n}` });
const play = (game: Game, ...events: GameEvent[]): Game => events.reduce(step, game);

describe('a quiz of several questions', () => {
  it('asks one after the other, with a rest between, then scores, then is closed', () => {
    const rest = play(begun(2), shown('r1'));
    expect(rest).toMatchObject({ state: 'resting', nextAt: T + REST_MS });
    const second = play(rest, asked(2));
    expect(second).toMatchObject({ state: 'asking', rounds: [{ round: 'r1' }, { round: 'r2', question: 'q2' }] });
    expect(play(second, shown('r2')).state).toBe('over');
    expect(play(second, shown('r2'), { kind: 'scored' }).state).toBe('closed');
  });

  it('of one question is closed by its reveal', () => {
    expect(play(begun(1), shown('r1')).state).toBe('closed');
  });

  it('goes on at once after a skipped question', () => {
    expect(play(begun(3), shown('r1', true))).toMatchObject({ state: 'resting', nextAt: T });
  });

  it.each<[string, GameEvent[], string]>([
    ['while a question is asked: its reveal still comes', [{ kind: 'stop' }, shown('r1')], 'over'],
    ['in a rest: the scores come at once', [shown('r1'), { kind: 'stop' }], 'over'],
    ['twice', [{ kind: 'stop' }, { kind: 'stop' }, shown('r1'), { kind: 'stop' }, { kind: 'scored' }], 'closed'],
  ])('stops %s', (_, events, state) => {
    expect(play(begun(3), ...events).state).toBe(state);
  });

  it('is closed without a word where its first question never stood there, and scored where a later one did not', () => {
    expect(play(begun(3), { kind: 'lost', round: 'r1' }).state).toBe('closed');
    expect(play(begun(3), shown('r1'), asked(2), { kind: 'lost', round: 'r2' }).state).toBe('over');
  });

  it('whatever comes in whatever order: no question beyond its count, none twice current, nothing after the end', () => {
    const round = fc.integer({ min: 1, max: 6 });
    const event = fc.oneof(
      fc.tuple(round, fc.boolean()).map(([n, skipped]) => shown(`r${n}`, skipped)),
      round.map((n): GameEvent => ({ kind: 'lost', round: `r${n}` })),
      round.map(asked),
      fc.constant<GameEvent>({ kind: 'stop' }),
      fc.constant<GameEvent>({ kind: 'scored' }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(event, { maxLength: 40 }), (count, events) => {
        let game = begun(count);
        for (const one of events) {
          const next = step(game, one);
          if (game.state === 'closed') expect(next).toBe(game);
          if (next.rounds.length > game.rounds.length) expect(game.state).toBe('resting');
          if (next.stopped) expect(next.rounds.length).toBe(game.rounds.length);
          // an event for another round than the current one moves nothing
          if (one.kind === 'shown' && one.round.id !== currentRound(game)) expect(next).toBe(game);
          expect(next.rounds.length).toBeLessThanOrEqual(count);
          game = next;
        }
      }),
    );
  });
});
