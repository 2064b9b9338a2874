package dev.handoff.domain.podcast.template;

/** Patterns, limits and descriptions that several fields of a template share. */
final class Fields {

    /** Safe as a part of a path. {@code schema} is excluded, because {@code /api/templates/schema} is another resource. */
    static final String ID = "^(?!schema$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    /** One line that isn't blank. */
    static final String LINE = "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]{1,200}$";

    static final int MAX_SEGMENTS = 50;
    static final int MAX_BEDS = 10;

    /** In dB. */
    static final long MIN_GAIN = -60;

    /** In dB. */
    static final long MAX_GAIN = 20;

    /** In dB. More can't be heard. */
    static final long MAX_DUCKING = 50;

    /** In seconds. */
    static final long MAX_FADE = 60;

    static final String TITLE = "Of the chapter that begins with it; without one none does";
    static final String FADE_IN = "How long it swells, in seconds; 0 by default";
    static final String FADE_OUT = "How long it fades, in seconds; 0 by default";
    static final String CROSSFADE = "How long before the end of the segment before it begins, in seconds; 0 by default";

    private Fields() {}
}
