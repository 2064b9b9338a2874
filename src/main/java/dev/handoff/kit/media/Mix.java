package dev.handoff.kit.media;

import java.util.List;

/**
 * Sounds that become one.
 *
 * @param parts one after the other
 * @param beds music below them; there may be none
 */
public record Mix(List<Part> parts, List<MusicBed> beds) {

    /** The most files of one mix, all of which are open at a time. */
    public static final int MAX_CLIPS = 200;

    private static final int MAX_PARTS = 1_000;

    public Mix {
        parts = List.copyOf(parts);
        beds = List.copyOf(beds);
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("a mix must have 1 to " + MAX_PARTS + " parts, had " + parts.size());
        }
        for (var bed : beds) {
            if (bed.lastPart() >= parts.size()) {
                throw new IllegalArgumentException("music lies below part " + bed.lastPart() + ", the last part is "
                        + (parts.size() - 1) + " (the first is 0)");
            }
        }
        long clips = beds.size()
                + parts.stream().mapToLong(part -> part.clips().size()).sum();
        if (clips > MAX_CLIPS) {
            throw new IllegalArgumentException("a mix must have at most " + MAX_CLIPS + " files, had " + clips
                    + "; put some of them together before");
        }
    }
}
