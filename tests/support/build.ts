import { execFileSync } from 'node:child_process';

/** Child processes and the page's browser code run what is built, so the build comes first. */
export default function setup(): void {
  for (const project of ['tsconfig.build.json', 'adapters/page/web']) {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], { stdio: 'inherit' });
  }
  execFileSync(process.execPath, ['deploy/bundle.mjs'], { stdio: 'inherit' });
}
