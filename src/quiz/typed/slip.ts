import type { Form, Word } from './form.js';
import { singular } from './spelling.js';

/** Shorter words mean too many things when one letter is wrong; what has no vowel is no word (HTTPS). */
const WORD = /^(?=[a-z]*[aeiouy])[a-z]{5,}$/;
/** A word of the guess may be one letter shorter, and be part of a longer one: `statefull set`, but not `stateful sit`. */
const LEAST_TYPED = 4;

/** Where two texts part: `from` in the one is `to` in the other, a letter or none, or two letters swapped. */
interface Slip {
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/** The one slip between two texts; undefined where there is none or more. */
export function slipBetween(right: string, typed: string): Slip | undefined {
  const shorter = Math.min(right.length, typed.length);
  if (Math.max(right.length, typed.length) - shorter > 1) return undefined;
  let at = 0;
  while (at < shorter && right[at] === typed[at]) at++;
  let same = 0;
  while (same < shorter - at && right.at(-1 - same) === typed.at(-1 - same)) same++;
  const from = right.slice(at, right.length - same);
  const to = typed.slice(at, typed.length - same);
  const swapped = from.length === 2 && to.length === 2 && from[0] === to[1] && from[1] === to[0];
  const one = from.length <= 1 && to.length <= 1 && from !== to;
  return one || swapped ? { at, from, to } : undefined;
}

/** Beginnings that turn a word into its opposite: a slip in them could be either. */
const NEGATION = /^(?:anti|de|dis|im|in|ir|non|un)/;

/** Words of the field that are one slip from another such word: each means itself. */
const KNOWN = new Set(
  `access active adapt adapter adopt adopter attach attacher attack attacker auth authn authz batch bidding binding black block bond bound broken broker build
  built cache came chance change changing charge charging charm chart claim clam clash class cleaned cleared click clock clone cloning close closing cluster
  clutter cname cold compete complete compose compute computer config confirm conform const contained container containerd content contention contest context contract
  contrast convention cost could course crash create curl device draft drain drawn drift drive driven driver edit edited editing even event evict exert exist
  existed existing exit exited exiting expert export extend extent factor failed field filed filter force forge form format former function group handing handle
  handling heading healing image index inform infra informer install instance intent inter intra internal interval invent invoke label lasting lease leash least leave level lever
  limit listing local locale logic login manage manager master match merge metric mode model module monitor mount mutate native network never newer object observe
  operate operator order overlap overlay owner packed packet packing parse passed patch path pause paused phase phrase picking place plain plan plane point
  pointer polling prefer print probe process project projected protect protected prove proxy pulling queue quiet quite quota quote range ready real refuse relay
  release remain remote remove render replace replay replica replicate reply request reserve resolve resource restart restore retain retired retrain retried reuse
  reverse revise rewrite role roll route router routine routing rule runc runsc sale sample scale schema scheme scope score scoring script secret seed select
  serve server service session sever shape shard sharding share shared sharing shelf shell shipped signal simple single skipped slack slice slide slipped socket
  source space spare sparing speed split stable stack stage stale stall star start stat state stateful static station statue status steam step stock stop store
  storing story stream string strong stuck subnet subset switch table tablet taint tainted target task template tenant there thread threat three throughout
  throughput tier timer token trace tracing track tracking trade trail train trait tread trial trigger trust truth tuning turning update upload valid value
  version volume waiting watch weave weigh weight where wiping wiring worker write writing wrote`.split(/\s+/),
);

const letters = (form: Form, word: Word): string => form.text.slice(word.start, word.end);

/** Another ending is another word: schedule, scheduler, scheduled; container, containerd; activeQ. A letter doubled or halved is none. */
function newEnding({ at, from, to }: Slip, right: string): boolean {
  if ((from === '' || to === '') && from + to === right[at - 1]) return false;
  const turns = (one: string, other: string) => /^[dnqrsy]$/.test(one) && /^[denqrsy]?$/.test(other);
  return turns(from, to) || turns(to, from);
}

/**
 * Whether a guess is an answer with one slip that is no doubt a slip: in a Latin word of five letters or more, not in
 * its first letter (patch, watch; synchronous, asynchronous), and not such that another word comes of it.
 */
export function forgiven(right: Form, guess: Form): boolean {
  const slip = right.command === guess.command ? slipBetween(right.text, guess.text) : undefined;
  if (!slip || !/^[a-z]+$/.test(slip.from + slip.to)) return false;
  const end = slip.at + slip.from.length;
  const inside = right.words.find((word) => word.start < slip.at && end <= word.end);
  if (!inside || right.words.some((word) => word.start === slip.at)) return false;
  const word = letters(right, inside);
  if (!WORD.test(word)) return false;
  if (slip.at - inside.start < (NEGATION.exec(word)?.[0].length ?? 0)) return false;
  if (end === inside.end && newEnding(slip, right.text)) return false;
  const touched = guess.words.filter((one) => one.start <= slip.at && slip.at <= one.end).map((one) => letters(guess, one));
  return touched.every((one) => one.length >= LEAST_TYPED && !KNOWN.has(singular(one)));
}
