package dev.handoff.event;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All topics there are. */
public final class Topics {

    private static final List<Topic<?>> ALL = Stream.of(
                    Posts.ALL, Comments.ALL, Users.ALL, Circles.ALL, Votes.ALL, Scans.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.<Topic<?>, String>comparing(Topic::name).thenComparing(Topic::version))
            .toList();

    private Topics() {}

    /** Every version of every topic, sorted by name and version. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The latest version of the topic of that name. */
    public static Optional<Topic<?>> find(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).reduce((_, later) -> later);
    }

    /** That version of the topic of that name. */
    public static Optional<Topic<?>> find(String name, int version) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name) && topic.version() == version)
                .findFirst();
    }
}
