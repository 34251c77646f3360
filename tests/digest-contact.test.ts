import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactsIn, maskedName } from '../src/digest/contact.js';
import { excerpt } from '../src/digest/excerpt.js';
import { HOSTILE } from './contracts/replies.js';

/** What is to be hidden stands in ⟦ ⟧. Nobody lives behind any of it. */
const TABLE: readonly string[] = [
  // phones
  '有问题打我电话 ⟦13800138000⟧',
  '手机：⟦１３８００１３８０００⟧',
  '⟦+86 139-0000-1234⟧ 欢迎交流',
  '⟦8613900001234⟧',
  'call me: ⟦+1 415-555-2671⟧',
  '⟦+44 20 7946 0958⟧ is my number',
  '联系电话⟦138 0013 8000⟧',
  '⟦138-0013-8000⟧，晚上有空',
  '座机 ⟦010-62345678⟧',
  '⟦0571-88776655⟧ 转 2',
  '客服 ⟦400-123-4567⟧',
  '⟦13800138000⟧微信同号，加我',
  '打这个(⟦15012345678⟧)就行',
  'tel:⟦13800138000⟧',
  // WeChat and QQ
  '我的微信是⟦zhang_san01⟧，一起学习',
  '微信号：⟦kubelover⟧',
  '微信：⟦abc12345⟧欢迎加',
  '加我微信 ⟦zhangsanfeng⟧',
  '加微信⟦wxid_a1b2c3⟧拉你进群',
  'vx：⟦k8sfan2019⟧',
  'VX ⟦k8sfan2019⟧',
  'wx:⟦hello_world⟧',
  'V信 ⟦xiaoming88⟧',
  '加V：⟦xiaoming88⟧',
  'my wechat: ⟦foo_bar1⟧',
  'wechat id is ⟦foobarbaz⟧',
  'add me on WeChat ⟦foobarbaz⟧',
  'my WeChat is ⟦foobarbaz⟧, say hello',
  '微信ID：⟦li-lei-99⟧。',
  '我微信 ⟦12345678⟧',
  'QQ：⟦10001234⟧',
  'qq ⟦9876543⟧ 加我',
  '学习QQ群：⟦123456789⟧',
  'QQ交流群 ⟦123456789⟧，欢迎',
  '群号⟦87654321⟧',
  '钉钉群：⟦23412345⟧',
  // mail
  '联系我 ⟦someone@example.com⟧',
  '邮箱：⟦zhang.san+k8s@mail.example.com.cn⟧。',
  '简历发⟦hr@jobs.example.io⟧谢谢',
  '⟦someone＠example.com⟧',
  '⟦zhangsan#qq.com⟧',
  '⟦zhangsan at gmail dot com⟧',
  '⟦zhangsan[at]163.com⟧',
  '<⟦a_b-c@example.org⟧>',
  // netdisk
  '链接: ⟦https://pan.baidu.com/s/1AbCdEfGh_ij⟧ 提取码: ⟦k8s1⟧',
  '资料在⟦pan.baidu.com/s/1AbCdEf⟧，密码⟦ab12⟧',
  '⟦https://pan.baidu.com/s/1AbC?pwd=ab12⟧ 自取',
  '⟦https://www.aliyundrive.com/s/AbCdEf⟧',
  '⟦https://pan.quark.cn/s/abcdef123456⟧ 访问码：⟦Wx3z⟧',
  '⟦https://cloud.189.cn/t/AbCd⟧(访问码:⟦zz9p⟧)',
  '网盘里，提取码 ⟦9x8y⟧',
  '⟦https://jq.qq.com/?_wv=1027&k=abc⟧ 进群',
  // what is none of it
  'kubernetes v1.13.4 和 1.14.0-alpha.2 都试过',
  '节点 192.168.138.100:10250，pod 10.244.1.138',
  '2018-09-26 18:05:59 的日志，时间戳 1537956359 和 1537956359123',
  'image: registry.k8s.io/pause:3.1@sha256:f78411e19d84a252e53bff71a4407a5686c46983a2c2eeed83929b888179acea',
  'k8s.gcr.io/kube-apiserver-amd64:v1.11.1，nginx:1.15-alpine，app:20180926123456',
  'ssh root@192.168.0.10，root@k8s-master:~# kubectl get po',
  'kubectl config use-context kubernetes-admin@kubernetes，a@b 也行',
  'git clone git@github.com:kubernetes/kubernetes.git',
  'ssh deploy@node1.example.com 就能上去',
  'DATABASE_URL=postgres://user@db.example.com:5432/app',
  'systemctl status docker@1.service，icon@2x.png',
  'limits.memory: 17179869184，也就是 16Gi；memory.limit_in_bytes 是 17179869184',
  'resourceVersion: "15812345678"',
  'uid: 550e8400-e29b-41d4-a716-138001380001',
  'web-15812345678-x7f2k 和 hello-1528360080-n9c8z',
  'pid 13800，端口 30080-32767，5000000000 字节',
  'Latency 150 1000 2000 3000 4000',
  '+1 同意楼上，+1 2018-09-26 12:30',
  '微信小程序的后端跑在 Kubernetes 上',
  '我们用微信 openapi 推送告警，微信 mmtls 协议',
  '微信有10亿用户，微信 1000000000 人在用',
  '微信：kubernetes中文社区公众号',
  'add wechat support to the webhook, my wechat backend uses it, and then we chat regularly about kubernetes2',
  'QQ 100000 人同时在线，QQ音乐 2018',
  '集群 100000 个 Pod，集群号 20180926',
  '密码: admin123，dashboard 的 token 登录',
  'wx.request 和 wx.login，vx-data',
  'npm i @types/node@20.19.4，go get k8s.io/api@kubernetes-1.18.0',
  'serviceaccount default@demo.svc.cluster.local',
  'com.example.Foo@1b6d3586 这种日志',
  '百度网盘太慢，pan.baidu.com 打不开',
  'docker run -p 8080:80 -v /data:/data -e PWD=abcd',
  'HTTP 400-404-500，0x138001380001，3.13800138000',
  '电话会议 2018-10-10 10:00，第 138 讲',
  'Geek_a1b2c3 说的对，code 137 是 OOM',
];

const apart = (marked: string) => {
  const hidden: string[] = [];
  const text = marked.replace(/⟦([^⟧]*)⟧/g, (_, what: string) => {
    hidden.push(what);
    return what;
  });
  return { text, hidden };
};

describe('contact data in comments', () => {
  it('the table is large, and half of it is innocent', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(80);
    expect(TABLE.filter((one) => !one.includes('⟦')).length).toBeGreaterThanOrEqual(30);
  });

  it.each(TABLE.map((one) => [one]))('is found, and nothing else: %s', (marked) => {
    const { text, hidden } = apart(marked);
    expect(contactsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(hidden);
  });

  it.each(TABLE.filter((one) => one.includes('⟦')).map((one) => [one]))('D3: no quote shows it, and what is quoted is exact: %s', (marked) => {
    const { text, hidden } = apart(`Pod 里的容器共享网络。\n${marked}\n所以端口会冲突。`);
    for (const focus of [0, text.indexOf(hidden[0] ?? ''), text.length - 2]) {
      for (const max of [20, 280]) {
        const part = excerpt(text, max, focus);
        for (const what of hidden) expect(part?.text).not.toContain(what);
        expect(part?.text).toBe(text.slice(part?.start, part?.end));
      }
    }
  });

  it('stretches are in order and apart, whatever the text', () => {
    const word = fc.constantFrom('微信', '：', '13800138000', 'abc_123', '@', 'qq.com', ' ', '加', 'vx', '+86', '-', '1', '提取码', 'pan.baidu.com/s/1', '字', '.', '\n', '😀');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30, size: 'max' }), (words) => {
        const text = words.join('');
        let from = -1;
        for (const { start, end } of contactsIn(text)) {
          expect(start > from && end > start && end <= text.length).toBe(true);
          from = end;
        }
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['13800138000', '13***'],
    ['someone@example.com', 'so***'],
    [' 微信：abc12345 ', '微信：ab***'],
    ['北窗听雪', '北窗听雪'],
    ['138****8000', '138****8000'],
    ['kernel_walker', 'kernel_walker'],
    ['\u202Eevil\n name', 'evil name'],
    ['v1.13.4', 'v1.13.4'],
  ])('%s is shown as %s', (name, shown) => expect(maskedName(name)).toBe(shown));

  it.each(HOSTILE)('%s stays as it is', (_, name) => expect(maskedName(name)).toBe(name.replace(/\s+/g, ' ').trim()));
});
