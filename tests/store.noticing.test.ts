import { expect, it } from 'vitest';
import { noticing } from '../src/io/store/noticing.js';
import { openStore } from '../src/io/store/index.js';
import { changeSchedule, createSchedule, removeSchedule, scheduleIn } from '../src/schedule/book.js';
import { schedule } from './support/schedules.js';
import { freshPath, options } from './support/store-drivers.js';

const at = freshPath();

it('S6: every change of a schedule is noticed once it holds, and nothing that changed nothing', async () => {
  const noticed: (string | undefined)[] = [];
  const seen: (string | undefined)[] = [];
  const plain = await openStore(`file:${at.path}`, options);
  const store = noticing(plain, (key) => {
    noticed.push(scheduleIn(key));
    // what is read at that moment is the new state
    void plain.get<{ state: string }>(key).then((entry) => seen.push(entry?.value.state));
  });
  const made = await createSchedule(store, schedule());
  await changeSchedule(store, made.id, (now) => ({ ...now, state: 'paused' }));
  await changeSchedule(store, made.id, (now) => now);
  await removeSchedule(store, made);
  await removeSchedule(store, made);
  await plain.get('x');
  expect(noticed).toEqual(['s1', 's1', 's1']);
  expect(seen).toEqual(['on', 'paused', undefined]);
  await store.close();
});
