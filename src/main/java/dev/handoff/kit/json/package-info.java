/**
 * What JSON may look like: a schema for every record that comes from outside, and the rules that a value breaks.
 *
 * <p>The record is the source and the schema is made of it, so that code and contract can't disagree. Inputs of tasks and
 * data of events go through the same generator, and a caller who knows one kind knows the other.
 */
package dev.handoff.kit.json;
