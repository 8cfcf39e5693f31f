/** One installation or build at a time: a file created with O_EXCL that names its process. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { explain } from './problem.mjs';

/** Takes the lock, waiting for its holder as long as that lives. Returns the function that gives it back. */
export async function takeLock(path) {
  for (let told = false; ; await wait(200)) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      const release = () => rmSync(path, { force: true });
      process.once('exit', release);
      return release;
    } catch (error) {
      if (error.code !== 'EEXIST') throw explain('Taking the installation lock', String(error), path);
    }
    const holder = readHolder(path);
    if (holder === null) continue;
    if (!isAlive(holder)) {
      // Two waiters may both come here: look once more, so that a fresh lock is not taken for the dead one.
      await wait(50 + Math.random() * 100);
      if (readHolder(path) === holder) rmSync(path, { force: true });
    } else if (!told) {
      console.error(`• Waiting for another process (${holder}) that is installing or building …`);
      told = true;
    }
  }
}

function readHolder(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
