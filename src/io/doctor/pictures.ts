import { loadPainter, type Painter } from '../card/fonts.js';
import { missingForPictures } from '../card/packages.js';
import { type Finding, ok, text, warning } from './finding.js';

const ABOUT = 'PICTURES';
const OFF = { en: 'or set PICTURES=off: the words are sent all the same', 'zh-CN': '或设置 PICTURES=off：文字照常发送' };

/** Whether pictures can be drawn. `load` tries canvas and fonts; packages can be there and not fit this machine. */
export async function pictures(load: () => Promise<Painter> = loadPainter, missing: readonly string[] = missingForPictures()): Promise<Finding> {
  if (missing.length > 0) {
    const names = missing.join(' ');
    return warning(
      ABOUT,
      text(`none is drawn, for what they need is not installed: ${names}`, `无法绘制图片，缺少依赖包：${names}`),
      text(`npm install ${names}, ${OFF.en}`, `请运行 npm install ${names}，${OFF['zh-CN']}`),
    );
  }
  try {
    await load();
    return ok(ABOUT, text('canvas and fonts are there', '画布和字体均可用'));
  } catch (error) {
    const { message } = error as Error;
    return warning(
      ABOUT,
      text(`none is drawn, for the packages do not load: ${message}`, `无法绘制图片，依赖包加载失败：${message}`),
      text(`npm ci on this machine, ${OFF.en}`, `请在本机运行 npm ci，${OFF['zh-CN']}`),
    );
  }
}
