export const error = {
  'unknown-command': '我不认识“{{word}}”。输入 help 看看我能做什么。',
  'too-long': '这一行太长了（{{length}} 个字符），请控制在 {{max}} 个以内。',
  missing: '还缺一项：{{param}}。例如：{{example}}',
  'not-a-number': '{{param}}：请填 {{min}} 到 {{max}} 之间的整数。',
  'not-a-choice': '{{param}}：请选 {{choices}} 之一。',
  'not-a-channel': '{{param}}：看不出“{{word}}”是哪个频道。请输入 # 后从列表里选一个，或者粘贴频道链接。',
  'no-right': '只有群管理员才能这样做，请找一位管理员帮忙。',
  busy: '我暂时读不到存储。什么都没有丢，请稍后再试。',
  bug: '抱歉，我这边出错了，已记录为 {{id}}，请再试一次。',
  'no-lesson': '没有找到“{{ref}}”这一讲。你要找的是不是下面几讲？',
  'no-page': '没有第 {{page}} 页，最后一页是第 {{pages}} 页。',
} as const;

export const common = {
  more: '更多',
  page: '第 {{page}} 页，共 {{pages}} 页',
  help: '帮助',
  search: '搜索“{{words}}”',
} as const;

export const help = {
  title: '自习室 Study Hall',
  intro: '我陪你们一起读《{{course}}》：查课程、做测验、看留言摘要、每日发布。共 {{lessons}} 讲：{{cards}} 讲有摘要和要点，{{full}} 讲有完整讲义。',
  how: '在 Discord 用斜杠命令；在 Slack 里提及我，或用 /study。所有功能都可以直接输入一行文字。',
  contents: '全部课程',
  tryIt: '来一道题',
} as const;

export const settings = {
  title: '设置',
  now: '你的语言：{{mine}}。本频道的语言：{{channel}}。',
  ask: '选择你的语言',
  me: '好的，以后我对你说{{language}}。',
  channel: '好的，以后我在本频道说{{language}}。',
  group: '好的，以后我在全群说{{language}}。',
  auto: '好的，以后跟随你客户端的语言。',
  clock: '你的日期按 {{zone}} 计，每天从 {{hour}}:00 开始。已打卡的日子不会改变。',
  'auto-public': '好的，这里不再固定语言。',
  retention: '复习会在你大约还有 {{percent}} 把握记得时再问一张卡片。每张卡片从下一次作答起按此安排。',
  'ask-retention': '选择复习的把握',
  reports_other: '在本群，{{count}} 位成员举报就停用一道题。',
  rarely: '卡片最少，会忘一些',
  usual: '通常',
  often: '卡片最多，几乎不忘',
} as const;
