/**
 * Stand-ins for services of the cloud, for development and tests: start one, use it like the real one, make it misbehave,
 * and look at what it did.
 *
 * <p>This package only says what an emulator is. A caller asks {@link java.util.ServiceLoader} for an
 * {@link dev.handoff.tool.emulator.EmulatorStarter}, and gets none in the native executable: a server that production never
 * runs has no place there.
 *
 * <p>Knows nothing else of Handoff: an emulator that shared code with what it is to test would share its errors.
 */
package dev.handoff.tool.emulator;
