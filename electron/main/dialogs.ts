import { app, BrowserWindow, dialog } from 'electron';
import { type Problem, sentence } from '../../shared/contracts/problem.ts';
import type { ShellPowers } from './shell-calls.ts';

/** File dialogs, attached to the window they belong to (a sheet on macOS, on top elsewhere). */
export const fileDialogs: Pick<ShellPowers, 'showOpenDialog' | 'showSaveDialog'> = {
  showOpenDialog(options) {
    const window = BrowserWindow.getFocusedWindow();
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  },
  showSaveDialog(options) {
    const window = BrowserWindow.getFocusedWindow();
    return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
  },
};

let ending = false;

/** Ends the app over something only a person can put right; said once, whatever else fails on the way out. */
export function endOver(title: string, problem: Problem): void {
  if (ending) return;
  ending = true;
  dialog.showErrorBox(title, sentence(problem));
  app.exit(1);
}
