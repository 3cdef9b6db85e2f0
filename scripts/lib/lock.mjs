import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { at } from './paths.mjs';
import { say } from './say.mjs';

const folder = at('.atrium');
const file = at('.atrium', 'setup.lock');

/** Runs `work` while no other set-up of this checkout runs; a lock whose holder is gone is taken over. */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  for (let told = false; !take();) {
    if (!told) say('Waiting for another set-up of this folder to end …');
    told = true;
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderLives()) rmSync(file, { force: true });
    return false;
  }
}

function holderLives() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Written empty for a moment by the one that takes it.
    if (!pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
