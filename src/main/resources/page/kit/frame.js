// What a screen has at hand while it is shown: a place to draw, and rounds of work while somebody looks.

import { render } from "../lit/lit-html.js";
import { follow } from "./news.js";
import { seesData } from "./session.js";

// Seconds. News may be lost with the server that told them, so they are not all that counts.
const ANYWAY = 30;

/** Work that is done again and again. It rests while the page is hidden. */
class Round {
  #work;
  #seconds;
  #gap;
  #over = new AbortController();
  #timer = 0;
  #due = 0;
  #ended = 0;
  #busy = false;
  #called = false;

  /** @param gap the least seconds from the end of one round to the next, however often it is called */
  constructor(work, seconds, gap) {
    this.#work = work;
    this.#seconds = seconds;
    this.#gap = gap;
  }

  /** Ends with the last round. */
  get signal() {
    return this.#over.signal;
  }

  set seconds(seconds) {
    this.#seconds = seconds;
  }

  async run() {
    clearTimeout(this.#timer);
    if (this.#busy || document.hidden || this.signal.aborted) {
      return;
    }
    this.#due = 0;
    this.#busy = true;
    this.#called = false;
    const goesOn = await this.#work();
    this.#busy = false;
    this.#ended = Date.now();
    if (goesOn === false) {
      this.end();
    } else {
      this.#plan(this.#called ? this.#gap : this.#seconds);
    }
  }

  /** Something has happened: the next round comes as soon as it may. */
  call() {
    if (this.#busy) {
      this.#called = true;
    } else {
      this.#plan(Math.max(0, this.#gap - (Date.now() - this.#ended) / 1000));
    }
  }

  #plan(seconds) {
    const due = Date.now() + seconds * 1000;
    if (this.signal.aborted || (this.#due > Date.now() && this.#due < due)) {
      return;
    }
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.run(), seconds * 1000);
  }

  wake() {
    if (Date.now() >= this.#due) {
      this.run();
    }
  }

  end() {
    clearTimeout(this.#timer);
    this.#over.abort();
  }
}

/** One visit of a screen; it ends when the reader goes on. */
export class Visit {
  #main;
  #view;
  #rounds = new Set();
  #ending = new AbortController();
  #paced;

  /**
   * @param refused told of each refusal, and null after each success
   * @param paced told how often the screen asks, in seconds; 0 if it follows what happens, null if it does neither
   */
  constructor(main, refused, paced) {
    this.#main = main;
    this.refused = refused;
    this.#paced = paced;
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
  every(seconds, work) {
    this.#pace(seconds);
    return this.#begin(seconds, 0, work).run();
  }

  /**
   * The same, but where news can be had, it works when there are some.
   *
   * @param gap the least seconds between two rounds
   * @param query of which tasks, by the parameters of GET /api/live/events
   * @param heard what to do with an event at once, if anything
   */
  async onNews(seconds, gap, query, work, heard = () => {}) {
    const round = this.#begin(seconds, gap, work);
    await round.run();
    const signal = AbortSignal.any([this.signal, round.signal]);
    const turned = (isLive) => {
      if (!signal.aborted) {
        round.seconds = isLive ? ANYWAY : seconds;
        this.#pace(isLive ? 0 : seconds);
        round.call();
      }
    };
    if (signal.aborted) {
      return;
    }
    if (seesData()) {
      await follow(query, signal, (event) => { heard(event); round.call(); }, turned);
    } else {
      this.#pace(seconds);
    }
  }

  #pace(seconds) {
    if (!this.signal.aborted) {
      this.#paced(seconds);
    }
  }

  #begin(seconds, gap, work) {
    const round = new Round(async () => {
      const goesOn = await this.attempt(work);
      if (goesOn === false) {
        this.#pace(null);
      }
      return goesOn;
    }, seconds, gap);
    this.#rounds.add(round);
    return round;
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
      round.end();
    }
  }

  #wake() {
    for (const round of this.#rounds) {
      if (!document.hidden) {
        round.wake();
      }
    }
  }
}
