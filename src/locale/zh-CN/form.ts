export const form = {
  title: { comment: '写留言', answer: '回复这条留言', quiz: '作答' },
  label: { text: '留言内容', answer: '你的答案' },
  placeholder: { text: '你的心得、疑问，或者要更正的地方', answer: '题中的字母（AC、CABD、ABBA），或要填的词' },
  submit: '发送',
  close: '取消',
} as const;

export const menu = { comment: '存到课程留言…' } as const;
