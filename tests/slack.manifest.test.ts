import { describe, expect, it } from 'vitest';
import { manifest, SCOPES } from '../adapters/slack/manifest.js';
import { declare } from '../src/commands/declare.js';
import type { DeclaredCommand } from '../src/commands/declared.js';
import { COMMANDS } from '../src/commands/index.js';

const command = (name: string, example: string): DeclaredCommand => ({
  name,
  about: { en: 'About', 'zh-CN': '关于' },
  actions: [{ name: '', about: { en: 'About', 'zh-CN': '关于' }, params: [] }],
  example,
});

const made = (commands: DeclaredCommand[]) => manifest(commands) as any;

describe("Slack's manifest", () => {
  const app = made([command('lesson', 'lesson 13'), command('find', 'find pod')]);

  it('declares /study with the lines to try', () => {
    expect(app.features.slash_commands).toEqual([
      { command: '/study', description: expect.stringMatching(/^.{1,2000}$/), usage_hint: 'lesson 13 | find pod', should_escape: true },
    ]);
  });

  it('hears mentions, presses and its own removal over Socket Mode', () => {
    expect(app.settings).toMatchObject({
      event_subscriptions: { bot_events: ['app_mention', 'app_uninstalled', 'tokens_revoked'] },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    });
  });

  it('X7: asks for ten scopes, each with a reason', () => {
    expect(app.oauth_config.scopes.bot).toEqual(SCOPES.map((one) => one.scope));
    expect(SCOPES.map((one) => one.scope).toSorted()).toEqual([
      'app_mentions:read',
      'channels:history',
      'channels:read',
      'chat:write',
      'commands',
      'files:write',
      'groups:history',
      'groups:read',
      'pins:write',
      'users:read',
    ]);
    for (const { why } of SCOPES) expect(why.length).toBeGreaterThan(10);
  });

  it('D8: lists a message shortcut for every entry of a message’s menu, and none without one', () => {
    const menu = { name: { en: 'Save to lesson…', 'zh-CN': '存到课程留言…' }, line: 'comment save' };
    const saving = { ...command('comment', 'comment 13'), about: { en: 'x'.repeat(200), 'zh-CN': '关于' }, menu };
    expect(made([command('find', 'find pod'), saving]).features.shortcuts).toEqual([
      { name: 'Save to lesson…', type: 'message', callback_id: 'comment save', description: expect.stringMatching(/^x{149}…$/) },
    ]);
    expect(app.features).not.toHaveProperty('shortcuts');
  });

  it("X4: our own shortcuts keep Slack's lengths: name 24, callback_id 255, description 150, and ten at most", () => {
    const commands = declare(COMMANDS);
    const shortcuts: { name: string; callback_id: string; description: string }[] = made(commands).features.shortcuts ?? [];
    expect(shortcuts.map((one) => one.callback_id)).toEqual(commands.flatMap(({ menu }) => (menu === undefined ? [] : [menu.line])));
    expect(shortcuts.length).toBeLessThanOrEqual(10);
    for (const { name, callback_id: id, description } of shortcuts) {
      expect(name).toMatch(/^.{1,24}$/u);
      expect(id).toMatch(/^.{1,255}$/u);
      expect(description).toMatch(/^.{1,150}$/u);
    }
  });

  it("keeps Slack's lengths: name 35, description 140, hint 1,000 with no line cut", () => {
    expect(app.display_information.name.length).toBeLessThanOrEqual(35);
    expect(app.display_information.description.length).toBeLessThanOrEqual(140);
    const many = Array.from({ length: 200 }, (_, i) => command('lesson', `lesson ${i}`));
    const hint: string = made(many).features.slash_commands[0].usage_hint;
    expect(hint.length).toBeLessThanOrEqual(1000);
    expect(hint.length).toBeGreaterThan(980);
    for (const line of hint.split(' | ')) expect(many.map((one) => one.example)).toContain(line);
  });
});
