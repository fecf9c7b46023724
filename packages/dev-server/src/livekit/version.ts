import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { livekitModule } from '../paths.js';

/** The version that our go.mod pins, with its leading "v". */
export function pinnedVersion(): string {
  const version = /livekit-server (v[\d.]+)/.exec(readFileSync(join(livekitModule, 'go.mod'), 'utf8'))?.[1];
  if (!version) throw new Error('tools/livekit-server/go.mod names no version of livekit-server.');
  return version;
}
