package dev.handoff.kit.media;

import java.util.List;

/**
 * What there is to know about a recording before anything is done to it.
 *
 * @param seconds that come out when it is decoded, to the sample
 * @param sampleRate samples a second, as recorded
 * @param channels one or two; more are mixed
 * @param silences in order, not overlapping
 */
public record Survey(double seconds, int sampleRate, int channels, Loudness loudness, List<Interval> silences) {}
