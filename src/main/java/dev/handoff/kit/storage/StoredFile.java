package dev.handoff.kit.storage;

import java.time.Instant;

/**
 * What is known of a file without reading it.
 *
 * @param bytes how long it is
 * @param version another one when the file is replaced; letters and digits
 * @param changed when it was last replaced
 */
public record StoredFile(long bytes, String version, Instant changed) {}
