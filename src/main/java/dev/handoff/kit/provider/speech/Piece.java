package dev.handoff.kit.provider.speech;

/** A stretch of speech, from one sample up to another. */
public record Piece(long from, long to) {}
