package dev.handoff.engine.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The statement that lists events. Only the wanted conditions are in it, so that PostgreSQL plans each combination for itself. */
record EventListQuery(String sql, Tuple parameters) {

    static EventListQuery of(EventStore.Filter filter) {
        var conditions = new ArrayList<String>(List.of("true"));
        var parameters = Tuple.tuple();
        filter.topic().ifPresent(topic -> conditions.add("topic = " + place(parameters.addString(topic))));
        filter.state().map(EventListQuery::condition).ifPresent(conditions::add);
        filter.from().ifPresent(from -> conditions.add("created_at >= " + place(add(parameters, from))));
        filter.before().ifPresent(before -> conditions.add("created_at < " + place(add(parameters, before))));
        filter.after().ifPresent(after -> {
            var time = place(add(parameters, after.createdAt()));
            conditions.add("(created_at, id) < (" + time + ", " + place(parameters.addUUID(after.id())) + ")");
        });
        var sql = "SELECT * FROM event WHERE " + String.join(" AND ", conditions)
                + " ORDER BY created_at DESC, id DESC LIMIT " + place(parameters.addInteger(filter.limit()));
        return new EventListQuery(sql, parameters);
    }

    private static String condition(EventState state) {
        return switch (state) {
            case PENDING -> "relay_at IS NOT NULL";
            case PUBLISHED -> "published_at IS NOT NULL";
            case DEAD -> "dead_at IS NOT NULL";
        };
    }

    private static Tuple add(Tuple parameters, Instant moment) {
        return parameters.addOffsetDateTime(moment.atOffset(ZoneOffset.UTC));
    }

    private static String place(Tuple parameters) {
        return "$" + parameters.size();
    }
}
