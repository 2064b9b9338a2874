package dev.handoff.task;

/**
 * One broken rule.
 *
 * @param field where: a JSON Pointer, empty for the whole
 * @param message what is wrong with which value, and the remedy
 */
public record Violation(String field, String message) {}
