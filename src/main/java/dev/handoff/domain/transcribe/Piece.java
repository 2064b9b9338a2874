package dev.handoff.domain.transcribe;

/** A stretch of speech, from one sample up to another. */
record Piece(long from, long to) {}
