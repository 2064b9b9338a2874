package dev.handoff.kit.provider.speech;

import java.util.List;

/**
 * Where a recording is cut.
 *
 * @param length of the whole recording, in samples
 * @param pieces in order, not overlapping; what lies between them is silence
 */
public record Cut(long length, List<Piece> pieces) {}
