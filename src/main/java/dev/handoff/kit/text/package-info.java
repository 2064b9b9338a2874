/**
 * Text for people: how much of a long one is shown. And text of programs, which is taken as it comes.
 *
 * <p>Limits count code points and not Java's characters, because half of a surrogate pair is no character: encoders replace
 * it or fail.
 */
package dev.handoff.kit.text;
