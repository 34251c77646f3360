import { spawnSync } from 'node:child_process';

/** Child processes and the page's browser code run what is built, so the build comes first. */
export default function setup(): void {
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'ignore' });
}
