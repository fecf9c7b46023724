/** Runs `task` when the page has nothing better to do; the returned function calls it off. Safari has no idle callback. */
export function whenIdle(task: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(task, { timeout: 2000 });
    return () => {
      cancelIdleCallback(handle);
    };
  }
  const timer = setTimeout(task, 200);
  return () => {
    clearTimeout(timer);
  };
}
