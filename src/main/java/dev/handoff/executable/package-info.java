/**
 * What the builder of the native executable has to be told. It leaves out whatever nothing refers to, and can't see what
 * libraries look up by name; the rest of that is in {@code META-INF/native-image}.
 *
 * <p>Task types need no annotation for it: every record is registered, since nearly all of them become JSON somewhere, and
 * one that was forgotten would be found by users.
 *
 * <p>Nothing here runs in the product, and nothing of Handoff is known here.
 */
package dev.handoff.executable;
