import type { Member } from '../ports.js';

/** Who may change what belongs to the channel of the request: its hosts, and the admins of the group. */
export const managesChannel = (member: Member): boolean => member.admin || member.host === true;

/** Who may change what belongs to the whole group: its admins. */
export const managesGroup = (member: Member): boolean => member.admin;
