package dev.handoff.engine.live;

/** A line of the log: news, or a gap. */
sealed interface Line permits News, Line.Gap {

    long id();

    /** News are missing between the line before and this one. */
    record Gap(long id) implements Line {}
}
