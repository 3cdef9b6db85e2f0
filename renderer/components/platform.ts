/** Whether ⌘ is the key of commands. */
export const IS_MAC = /^(Mac|iP)/.test(navigator.platform);
