import type { Command } from './command.js';
import { again } from './schedule-again.js';
import { suggestLessons, suggestZones } from './params.js';
import { pause, resume, set, status } from './schedule-actions.js';
import { notice } from './schedule-notice.js';

export const schedule: Command = {
  name: 'schedule',
  aliases: ['daily', '定时', '每日', '计划'],
  example: 'schedule set 08:00 Asia/Shanghai',
  usual: 'status',
  actions: {
    set: {
      params: [
        { name: 'time', type: 'text', required: true },
        { name: 'zone', type: 'text', complete: suggestZones },
        { name: 'days', type: 'text', named: true },
        { name: 'start', type: 'text', rest: true, complete: suggestLessons },
      ],
      audience: 'you',
      right: 'manage',
      run: set,
    },
    status: { params: [], audience: 'you', run: status },
    pause: { params: [], audience: 'you', run: pause },
    resume: { params: [], audience: 'you', run: resume },
    notice,
    again,
  },
};
