package dev.handoff.kit.media;

import java.util.Locale;

/** What a published sound can say about itself. */
public enum Tag {
    TITLE,
    ARTIST,
    ALBUM,
    ALBUM_ARTIST,
    COMPOSER,
    GENRE,

    /** A year, or a day such as 2026-11-26. */
    DATE,

    /** A number, or a number of how many such as 3/12. */
    TRACK,
    DISC,
    COMMENT,
    COPYRIGHT,
    DESCRIPTION;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
