package dev.handoff.kit.media;

import java.nio.file.Path;

/**
 * A sound as it is handed out.
 *
 * @param loudness as measured in the file
 */
public record Mastered(Path file, Loudness loudness) {}
