import { spawn } from 'node:child_process';
import path from 'node:path';
import { at, calledFrom, root } from './paths.mjs';

/** The environment for our tools: node_modules/.bin first, so that `#!/usr/bin/env node` finds our Node as well. */
export function toolEnv(more = {}) {
  const env = { ...process.env, ...more };
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[key] = [at('node_modules', '.bin'), env[key]].filter(Boolean).join(path.delimiter);
  return env;
}

/**
 * Runs a program to its end and keeps what it said. Resolves, also when it could not be started (code 127) or took
 * longer than `timeout` milliseconds (code 124): the caller decides what a failure means.
 */
export function run(program, args, { env = toolEnv(), timeout = 0, live = false } = {}) {
  return new Promise((resolve) => {
    let output = '';
    let late = false;
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !path.extname(program).endsWith('.exe'),
      windowsHide: true,
    });
    const timer =
      timeout > 0 &&
      setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, timeout);
    const keep = (chunk) => {
      output += chunk;
      if (live) process.stderr.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const done = (code) => {
      clearTimeout(timer);
      resolve({ code: late ? 124 : code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      done(127);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

/**
 * Runs a program in the foreground, as if it had been called itself: same terminal, same signals, same exit code.
 * Programs take a second Ctrl-C as "at once", so none may reach them twice: a terminal sends it to all of us by itself,
 * and outside a terminal a child that ends shortly after got it as well. One that will not end is killed.
 *
 * The shell npm puts between itself and us dies of a signal without passing it on; so when the one that started us is
 * gone, that counts as SIGTERM.
 */
export function foreground(program, args, { env = toolEnv(), stdio = 'inherit' } = {}) {
  return new Promise((resolve) => {
    let asked;
    const child = spawn(program, args, { cwd: calledFrom(), env, stdio });
    const timers = [];
    const stop = (signal) => {
      if (asked) return;
      asked = signal;
      const reachedAll = signal === 'SIGINT' && process.stdin.isTTY;
      if (!reachedAll) timers.push(setTimeout(() => child.kill(signal), 500));
      timers.push(setTimeout(() => child.kill('SIGKILL'), 10_000));
    };
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) stop('SIGTERM');
    }, 500);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const done = (result) => {
      clearInterval(watch);
      for (const timer of timers) clearTimeout(timer);
      for (const signal of signals) process.off(signal, stop);
      resolve({ asked, ...result });
    };
    child.on('error', (error) => done({ code: 127, signal: null, error }));
    child.on('close', (code, signal) => done({ code: code ?? 1, signal }));
  });
}
