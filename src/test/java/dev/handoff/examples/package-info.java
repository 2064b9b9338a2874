/**
 * What a handler author writes, as short as it gets: steps ({@link dev.handoff.examples.Report}), a fan-out
 * ({@link dev.handoff.examples.CountChapters}) and a subscriber ({@link dev.handoff.examples.Welcome}). The documents quote
 * these classes, and {@code ExamplesTest} runs them.
 */
package dev.handoff.examples;
