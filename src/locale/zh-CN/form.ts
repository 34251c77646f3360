export const form = {
  title: { comment: '写留言', answer: '回复这条留言', quiz: '作答', suggest: '推荐一道题', decline: '不通过这道题', report: '举报这道题' },
  label: { text: '留言内容', answer: '你的答案', ref: '哪一讲', stem: '题干', options: '选项，一行一个，正确的前面加 *', explanation: '解析', reason: '原因' },
  placeholder: { text: '你的心得、疑问，或者要更正的地方', answer: '题中的字母（AC、CABD、ABBA），或要填的词', ref: '编号或标题', stem: '同一个 Pod 里的容器共享什么？', options: '*正确选项；再写至少三个错误选项，每个一行，错在哪里写在 // 后面', explanation: '为什么正确', reason: '有什么问题，怎样更好' },
  submit: '发送',
  close: '取消',
} as const;

export const menu = { comment: '存到课程留言…' } as const;
