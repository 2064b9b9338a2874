package dev.handoff.domain.transcribe;

/** A stretch of sound in which somebody speaks, from one sample up to another. */
record Piece(long from, long to) {}
