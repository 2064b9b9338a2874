// What a screen has at hand while it is shown: a place to draw, and rounds of work while somebody looks.

import { render } from "../lit/lit-html.js";

/** One visit of a screen; it ends when the reader goes on. */
export class Visit {
  #main;
  #view;
  #rounds = new Set();
  #ending = new AbortController();

  constructor(main, refused) {
    this.#main = main;
    this.refused = refused;
    document.addEventListener("visibilitychange", () => this.#wake(), { signal: this.signal });
  }

  /** Ends what the visit has begun. */
  get signal() {
    return this.#ending.signal;
  }

  /** Draws what the function says, now and at every draw. */
  show(view) {
    this.#view = view;
    this.draw();
  }

  draw() {
    if (!this.signal.aborted) {
      render(this.#view(), this.#main);
    }
  }

  /**
   * Works now and again, so many seconds after each end; not while the page is hidden. Stops when the work answers false.
   * While the server can't be reached it goes on trying.
   */
  async every(seconds, work) {
    const round = { due: 0, timer: 0, busy: false };
    round.run = async () => {
      clearTimeout(round.timer);
      if (round.busy || document.hidden || this.signal.aborted) {
        return;
      }
      round.busy = true;
      const goesOn = await this.attempt(work);
      round.busy = false;
      if (goesOn === false) {
        this.#rounds.delete(round);
      } else {
        round.due = Date.now() + seconds * 1000;
        round.timer = setTimeout(round.run, seconds * 1000);
      }
    };
    this.#rounds.add(round);
    await round.run();
  }

  /** Works, and tells the page about a refusal. */
  async attempt(work) {
    try {
      const answer = await work();
      this.refused(null);
      return answer;
    } catch (problem) {
      if (problem.name !== "AbortError" && !this.signal.aborted) {
        this.refused(problem);
      }
      return undefined;
    } finally {
      this.draw();
    }
  }

  end() {
    this.#ending.abort();
    for (const round of this.#rounds) {
      clearTimeout(round.timer);
    }
  }

  #wake() {
    for (const round of this.#rounds) {
      if (!document.hidden && Date.now() >= round.due) {
        round.run();
      }
    }
  }
}
