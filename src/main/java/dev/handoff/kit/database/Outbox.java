package dev.handoff.kit.database;

import dev.handoff.event.Topic;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Stores a change of rows and the events that tell of it in one statement: both or neither. */
public interface Outbox {

    /**
     * An event that may come of a change.
     *
     * @param occasion what the change must have turned out to be, such as {@code created}
     */
    record Telling<E>(String occasion, Topic<E> topic, E data) {}

    /**
     * Makes a change, and publishes the events of its occasion.
     *
     * @param change common table expressions. One is called {@code change} and returns at most one row, whose column
     *     {@code occasion} says what the change turned out to be
     * @param source who publishes, such as {@code /api/posts}
     * @return what the change returned; if that is nothing, nothing was published
     * @throws dev.handoff.task.Invalid if data break their topic's rules, whatever the occasion; nothing was stored
     * @throws StoreUnavailable if PostgreSQL didn't answer
     */
    Optional<Row> store(String change, Tuple parameters, String source, List<Telling<?>> tellings);
}
