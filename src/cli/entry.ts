#!/usr/bin/env node
import { versions } from 'node:process';

// Looked at before anything else is loaded: an older Node would stop at the first function that it lacks, with a page of code.
const [major, minor] = versions.node.split('.').map(Number);
if (Number(major) > 22 || (major === 22 && Number(minor) >= 2)) {
  await import('./main.ts');
} else {
  process.stderr.write(
    `esm-rank: Node.js ${versions.node} is too old. Install Node.js 22.2 or newer (https://nodejs.org).\n`,
  );
  process.exitCode = 2;
}
