import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Material } from '../src/digest/abstract/material.js';
import { refusal } from '../src/digest/abstract/verify.js';
import type { Locale } from '../src/locale/index.js';

/** The sample comments of a lesson, as a digest would send them. */
function comments(folder: string, lesson: string): Material {
  const lines = readFileSync(`content/kubernetes/lessons/${folder}/comments.jsonl`, 'utf8').trim().split('\n');
  const sources = lines.map((line, i) => {
    const { author, text } = JSON.parse(line) as { author: string; text: string };
    return { ref: `${lesson}.${i + 1}`, author, kind: 'insight' as const, text: text.slice(0, 280) };
  });
  return { sources, authors: sources.map(({ author }) => author) };
}
const APPLY = comments('23-declarative-api', '23');
const POD = comments('13-why-pods', '13');

describe('D11: rules that honest sentences pass, as a model would write them', () => {
  it.each<[Locale, Material, string, string[]]>([
    ['zh-CN', APPLY, '读者认为声明式的价值不在幂等，而在“能合并”，让多个团队能同时修改一个对象又互不覆盖。', ['23.1']],
    ['zh-CN', APPLY, '有读者把 apply 归纳为比较三份数据：上次提交、这次提交和线上对象。', ['23.2']],
    ['zh-CN', APPLY, '通过审计日志可以看到，落库的对象比提交的多一个容器，这是准入阶段 Webhook 注入的结果。', ['23.3']],
    ['zh-CN', APPLY, '服务端 apply 用 409 冲突报出另一个管理者，省去了猜测是谁改回了配置。', ['23.5']],
    ['zh-CN', APPLY, '有读者提醒，Webhook 的 failurePolicy 设为 Fail 且未排除自身命名空间时，节点集体重启会导致谁也起不来。', ['23.6']],
    ['zh-CN', APPLY, '有读者更正：apply 发出的是 PATCH，而不是“先 get 再 put”，可用 kubectl -v=8 验证。', ['23.7']],
    ['zh-CN', APPLY, '另有读者补充，服务端 apply 只有在值不同时才会冲突，写同样的值则成为共同管理。', ['23.8']],
    ['zh-CN', POD, '读者用“合租房”比喻 Pod：IP 属于整间房，根文件系统各自独立，Volume 需要事先声明才能共享。', ['13.1', '13.2']],
    ['zh-CN', POD, '判断容器是否该放进同一个 Pod，可以问拆到两台机器上还能不能工作。', ['13.3']],
    ['zh-CN', POD, '由于共享网络，同一 Pod 中两个容器都用默认端口 9100 会报 address already in use，端口需要统一规划。', ['13.5']],
    ['zh-CN', POD, '容器重启时仍在原沙箱中、IP 不变，而 Pod 重建后名字和 IP 一般都会变化。', ['13.7']],
    ['zh-CN', POD, '升级到 1.29 后使用原生边车（restartPolicy: Always），Job 能够自行结束，不再需要轮询 done 文件。', ['13.8']],
    ['zh-CN', POD, '有读者认为 Pod 不是容器的包装，而是网络和存储卷的拥有者，容器可以在其中来去。', ['13.6']],
    ['en', APPLY, 'Readers see the value of the declarative API not in idempotence but in merging: several teams can change one object without overwriting each other.', ['23.1']],
    ['en', APPLY, 'One reader sums apply up as a comparison of three copies: the last submission, this one and the live object.', ['23.2']],
    ['en', APPLY, 'An audit log shows that the stored object has two containers although only one was submitted, because of admission webhooks.', ['23.3']],
    ['en', APPLY, 'Server-side apply turns silent reverts into a 409 whose message names the other manager.', ['23.5']],
    ['en', APPLY, 'A webhook with failurePolicy Fail that doesn’t exclude its own namespace kept every Pod from starting after all nodes rebooted.', ['23.6']],
    ['en', APPLY, 'A correction: apply sends a PATCH rather than a get followed by a put, which kubectl -v=8 makes visible.', ['23.7']],
    ['en', POD, 'Readers compare a Pod to a shared flat with one IP address for all rooms and separate root filesystems.', ['13.1', '13.2']],
    ['en', POD, 'A good test for putting containers into one Pod is whether they would still work on two machines.', ['13.3']],
    ['en', POD, 'Two containers in one Pod that both default to port 9100 fail with “address already in use”, so ports must be planned together.', ['13.5']],
    ['en', POD, 'A container restart keeps the sandbox and the IP, while recreating the Pod usually changes both name and IP.', ['13.7']],
    ['en', POD, 'Since 1.29 native sidecars let a Job finish by itself, with restartPolicy set to Always.', ['13.8']],
    ['en', POD, 'The Pod is not just a wrapper: it owns the network and volumes, and containers come and go inside it.', ['13.6']],
    ['en', POD, 'Several readers note that PID namespaces are not shared by default and need shareProcessNamespace.', ['13.2']],
  ])('%s: %#', (locale, material, text, cites) => {
    expect(refusal([{ text, cites }], material, locale)).toBeUndefined();
  });
});
