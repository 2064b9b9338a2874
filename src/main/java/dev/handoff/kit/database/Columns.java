package dev.handoff.kit.database;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns things into the arrays that a statement unnests: one array for each column, with an element for each thing. */
public final class Columns<T> {

    private final List<T> things;
    private final Tuple tuple;

    public Columns(List<T> things) {
        this(things, Tuple.tuple());
    }

    /** Adds to the parameters that are there already. */
    public Columns(List<T> things, Tuple tuple) {
        this.things = things;
        this.tuple = tuple;
    }

    public Columns<T> uuids(Function<T, UUID> value) {
        tuple.addArrayOfUUID(column(UUID[]::new, value));
        return this;
    }

    public Columns<T> texts(Function<T, String> value) {
        tuple.addArrayOfString(column(String[]::new, value));
        return this;
    }

    public Columns<T> integers(Function<T, Integer> value) {
        tuple.addArrayOfInteger(column(Integer[]::new, value));
        return this;
    }

    public Columns<T> longs(Function<T, Long> value) {
        tuple.addArrayOfLong(column(Long[]::new, value));
        return this;
    }

    public Columns<T> doubles(Function<T, Double> value) {
        tuple.addArrayOfDouble(column(Double[]::new, value));
        return this;
    }

    public Columns<T> booleans(Function<T, Boolean> value) {
        tuple.addArrayOfBoolean(column(Boolean[]::new, value));
        return this;
    }

    public Columns<T> moments(Function<T, OffsetDateTime> value) {
        tuple.addArrayOfOffsetDateTime(column(OffsetDateTime[]::new, value));
        return this;
    }

    public Tuple tuple() {
        return tuple;
    }

    private <C> C[] column(IntFunction<C[]> array, Function<T, C> value) {
        var column = array.apply(things.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(things.get(i));
        }
        return column;
    }
}
