/** Speaks on this machine, with the program {@code espeak-ng} if it is installed. Intelligible rather than beautiful. */
package dev.handoff.kit.provider.voice.espeak;
