// News of tasks, as they happen. Whoever can't have them asks now and then instead.

import { stream } from "./api.js";

// Seconds between two tries.
const PAUSES = [1, 2, 5, 10];
// In a second. Where more happens than anybody reads, telling it all would only cost the server.
const MOST = 100;

/**
 * Follows until the signal ends it, where it stopped before if the server goes away or the page was hidden.
 *
 * @param query the parameters of GET /api/live/events
 * @param heard what to do with each event
 * @param turned told true when news begin to come, and false when they stop
 */
export async function follow(query, signal, heard, turned) {
  const seen = { last: "", failures: 0 };
  while (!signal.aborted) {
    await shown(signal);
    const goesOn = await listen(query, AbortSignal.any([signal, hiding(signal)]), seen, heard, turned);
    if (signal.aborted) {
      return;
    }
    turned(false);
    if (!goesOn) {
      return;
    }
    if (!document.hidden) {
      await pause(PAUSES[Math.min(seen.failures++, PAUSES.length - 1)], signal);
    }
  }
}

/** Whether to try again: not if the reader may not follow, or too much happens. */
async function listen(query, signal, seen, heard, turned) {
  let second = 0;
  let count = 0;
  try {
    for await (const event of stream("api/live/events", query, seen.last, signal)) {
      if (!event) {
        seen.failures = 0;
        turned(true);
        continue;
      }
      seen.last = event.id;
      const now = Math.floor(performance.now() / 1000);
      count = now === second ? count + 1 : 1;
      second = now;
      if (count > MOST) {
        return false;
      }
      heard(event);
    }
  } catch (problem) {
    return problem.name === "AbortError" || ![400, 401, 403, 404].includes(problem.status);
  }
  return true;
}

function when(target, event, ready, signal) {
  return new Promise((resolve) => {
    const look = () => {
      if (ready() || signal.aborted) {
        target.removeEventListener(event, look);
        resolve();
      }
    };
    target.addEventListener(event, look);
    signal.addEventListener("abort", look, { once: true });
    look();
  });
}

function shown(signal) {
  return when(document, "visibilitychange", () => !document.hidden, signal);
}

/** Ends when the page is hidden. */
function hiding(signal) {
  const ending = new AbortController();
  when(document, "visibilitychange", () => document.hidden, signal).then(() => ending.abort());
  return ending.signal;
}

function pause(seconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
