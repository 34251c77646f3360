import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { readSealKeys, type SealKey } from '../../src/io/sealed.js';
import type { FakeSlack } from '../fakes/slack/index.js';

/** A key as TOKEN_KEY has it. */
export const keyText = (name: string): string => `${name}:${randomBytes(32).toString('base64')}`;

/** Of TOKEN_KEY as it is written. */
export function keysOf(...texts: string[]): readonly SealKey[] {
  const keys = readSealKeys(texts.join(','));
  if (keys === undefined) throw new Error('no keys');
  return keys;
}

/** What a browser carries from the page of an installation to Slack and back. */
export interface Trip {
  readonly state: string;
  readonly cookie: string;
  /** Slack's address, with what was asked for. */
  readonly slack: URL;
}

/** A press on the button. */
export async function begin(origin: string): Promise<Trip> {
  const response = await fetch(`${origin}/slack/install/start`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  const slack = new URL(response.headers.get('location') ?? '');
  return { slack, state: slack.searchParams.get('state') ?? '', cookie: (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
}

/** Slack sends the browser back. */
export async function comeBack(origin: string, { state, cookie }: Pick<Trip, 'state' | 'cookie'>, query: Record<string, string>, headers: Record<string, string> = {}): Promise<{ status: number; html: string }> {
  const response = await fetch(`${origin}/slack/oauth_redirect?${new URLSearchParams({ state, ...query }).toString()}`, { headers: { cookie, ...headers } });
  return { status: response.status, html: await response.text() };
}

/** All of it: the workspace (or the organization, where there is no team) has the app. */
export async function installIn(fake: FakeSlack, origin: string, team: string | undefined, organization?: string): Promise<string> {
  const { status, html } = await comeBack(origin, await begin(origin), { code: fake.tenants.allow(team, organization) });
  expect(status).toBe(200);
  return html;
}

/** The same payload as another workspace would send it. */
export const from = <T>(team: string, payload: T, organization: string | null = null): T =>
  JSON.parse(
    JSON.stringify(payload)
      .replaceAll('"T1"', `"${team}"`)
      .replaceAll('"enterprise_id":null', `"enterprise_id":${JSON.stringify(organization)}`),
  ) as T;
