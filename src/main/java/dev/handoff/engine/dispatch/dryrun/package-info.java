/** Runs nothing: says what would have been rung and ends the task, so that no handler or caller ever asks for the mode. */
package dev.handoff.engine.dispatch.dryrun;
