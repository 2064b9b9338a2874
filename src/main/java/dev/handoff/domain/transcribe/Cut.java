package dev.handoff.domain.transcribe;

import java.util.List;

/**
 * Where a recording is cut.
 *
 * @param length of the whole recording, in samples
 * @param pieces in order, not overlapping; what lies between them is silence
 */
record Cut(long length, List<Piece> pieces) {}
