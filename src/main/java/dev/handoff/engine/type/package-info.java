/**
 * What types are called, wherever somebody names one. Submissions and settings of routes alike may use aliases; those who
 * understand them, the engine's {@code TaskTypes} and {@code dispatch}, don't know each other. Knows {@code task} alone.
 */
package dev.handoff.engine.type;
