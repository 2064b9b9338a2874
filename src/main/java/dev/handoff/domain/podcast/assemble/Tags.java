package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.media.Tag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The tags of an episode, which players show. */
final class Tags {

    private Tags() {}

    /** Unknown values are left out. */
    static Map<Tag, String> of(EpisodeDetails details) {
        var tags = new EnumMap<Tag, String>(Tag.class);
        put(tags, Tag.TITLE, details.title());
        put(tags, Tag.ALBUM, details.show());
        put(tags, Tag.ARTIST, details.author());
        put(tags, Tag.DATE, details.date());
        put(tags, Tag.COMMENT, details.description());
        put(tags, Tag.TRACK, details.number());
        put(tags, Tag.GENRE, Objects.requireNonNullElse(details.genre(), "Podcast"));
        return tags;
    }

    private static void put(Map<Tag, String> tags, Tag tag, Object value) {
        if (value != null) {
            tags.put(tag, value.toString());
        }
    }
}
