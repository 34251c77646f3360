/** Slack 工作区安装应用的页面。 */
export const install = {
  title: 'Study Hall for Slack',
  lead: '为学习小组提供课程、测验、留言摘要和每日推送，支持中文和英文。把它添加到你的工作区，具体哪一个由 Slack 询问。',
  rights: '它只响应提及它的消息、命令和对按钮的点击，也只在被邀请的频道里发布。只有当自己的某条发布没有得到确认时，它才会翻看频道记录去找那一条。',
  button: '添加到 Slack',
  done: 'Study Hall 已安装',
  next: '已安装到 {{team}}。用 /invite @Study Hall 把它邀请进频道，然后输入 /study help。之前因应用被移除而暂停的任务，用 /study schedule resume 恢复。',
  organization: '已为你的组织安装。请在 Slack 的管理页面把它添加到各个工作区，再用 /invite @Study Hall 邀请进频道，输入 /study help。',
  open: '打开 Slack',
  'not-yet': 'Study Hall 没有安装',
  cancelled: '你在 Slack 的页面上取消了，没有任何改动。',
  expired: '前往 Slack 再返回的链接只在十分钟内、同一个浏览器里有效，且只能用一次。请重新开始。',
  failed: 'Slack 或这个 bot 的存储没有正常响应。请重试；如果一直这样，请告诉运行它的人。',
  again: '重新开始',
} as const;
