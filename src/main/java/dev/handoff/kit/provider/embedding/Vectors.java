package dev.handoff.kit.provider.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.UnreadableAnswer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.task.TaskFailure;

/** Reads vectors from the answers of servers, and trusts none of them. */
public final class Vectors {

    /** The largest answer that is read: a hundred vectors of 4,096 numbers of 20 characters, and some. */
    public static final long MAX_BYTES = 16 << 20;

    // Below this a vector has no direction that a float could hold.
    private static final double MIN_LENGTH = 1e-12;

    private Vectors() {}

    /**
     * The vector of an answer, with a length of 1.
     *
     * @param numbers a JSON array
     * @param dimensions how many there must be
     * @param setting what says so, for the message
     * @throws TaskFailure permanent if there are more or fewer
     * @throws UnreadableAnswer if it is no array of numbers, or they have no direction: a later answer may be better
     */
    public static float[] read(JsonNode numbers, int dimensions, String setting) throws TaskFailure, UnreadableAnswer {
        if (!numbers.isArray()) {
            throw new UnreadableAnswer("the embedding service answered with what is no vector: "
                    + WebService.quote(numbers.toString(), ""));
        }
        if (numbers.size() != dimensions) {
            throw TaskFailure.permanent("the embedding service answered with " + numbers.size()
                    + " dimensions in place of " + dimensions + "; set " + setting + " to what its model has");
        }
        var values = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            values[i] = number(numbers.get(i));
            squares += values[i] * values[i];
        }
        double length = Math.sqrt(squares);
        if (!(length >= MIN_LENGTH && length < Float.MAX_VALUE)) {
            throw new UnreadableAnswer("the embedding service answered with a vector of the length " + length);
        }
        var vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (values[i] / length);
        }
        return vector;
    }

    private static double number(JsonNode value) throws UnreadableAnswer {
        // NaN is a text in the JSON of those servers that don't stop at it, and null in that of others.
        if (!value.isNumber()) {
            throw new UnreadableAnswer("the embedding service answered with a vector that has "
                    + WebService.quote(value.toString(), "") + " for a number");
        }
        return value.doubleValue();
    }
}
