package dev.handoff.domain.podcast.template;

/** What several fields of a template have in common: forms, bounds and descriptions. */
final class Fields {

    /** Safe as a part of a path, whatever shows it; {@code /api/templates/schema} is something else. */
    static final String ID = "^(?!schema$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    /** One line that shows something. */
    static final String LINE = "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]{1,200}$";

    static final int MAX_SEGMENTS = 50;
    static final int MAX_BEDS = 10;

    /** In dB. */
    static final long MIN_GAIN = -60;

    /** In dB. */
    static final long MAX_GAIN = 20;

    /** In dB; more is nothing that a mix can do. */
    static final long MAX_DUCKING = 50;

    /** In seconds. */
    static final long MAX_FADE = 60;

    static final String TITLE = "Of the chapter that begins with it; without one none does";
    static final String FADE_IN = "How long it swells, in seconds; 0 by default";
    static final String FADE_OUT = "How long it fades, in seconds; 0 by default";
    static final String CROSSFADE = "How long before the end of the segment before it begins, in seconds; 0 by default";

    private Fields() {}
}
