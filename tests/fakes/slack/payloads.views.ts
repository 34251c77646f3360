import type { Delivery } from './delivery.js';
import { delivery, next } from './payloads.js';
import type { Fields } from './shape.js';
import { APP, TEAM } from './world.js';
import { Views, type OpenView } from './views.js';

const person = (id: string) => ({ id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: TEAM });

/** A modal is submitted. Slack docs "View interaction payloads". `more` goes over the fields of the view. */
export function submission(open: OpenView, values: Readonly<Record<string, string>>, user: string, more: Fields): Delivery {
  const trigger = next('12466734323.');
  return delivery(trigger, 'interactive', {
    type: 'view_submission',
    team: { id: TEAM, domain: 'study' },
    user: person(user),
    api_app_id: APP,
    token: 'deprecated',
    trigger_id: trigger,
    view: { ...open.output, state: Views.state(open, values), ...more },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  });
}

/** A message of a person or a bot, as a shortcut reports it: `text` as on the wire. */
export interface Reported extends Fields {
  readonly ts: string;
  readonly text?: string;
  readonly user?: string;
}

/** A message shortcut is used. Slack docs "Shortcuts interaction payloads". */
export function messageAction(callback: string, message: Reported, user: string, channel: string, responseUrl: string): Delivery {
  const trigger = next('12466734323.');
  return delivery(trigger, 'interactive', {
    type: 'message_action',
    token: 'deprecated',
    action_ts: message.ts,
    team: { id: TEAM, domain: 'study' },
    user: person(user),
    channel: { id: channel, name: 'study' },
    is_enterprise_install: false,
    enterprise: null,
    callback_id: callback,
    trigger_id: trigger,
    response_url: responseUrl,
    message_ts: message.ts,
    message: { type: 'message', team: TEAM, ...message },
  });
}
