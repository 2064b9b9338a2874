package dev.handoff.kit.media;

/**
 * How loud a sound is to be.
 *
 * @param loudness over all of it, in LUFS
 * @param truePeak not to be exceeded, between the samples too, in dBTP
 */
public record LoudnessTarget(double loudness, double truePeak) {}
