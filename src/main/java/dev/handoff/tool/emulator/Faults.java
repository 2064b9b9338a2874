package dev.handoff.tool.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What an emulator does wrong on purpose; any combination.
 *
 * @param duplicate the probability, 0 to 1, that a push is made twice
 * @param duplicateDelay the second push follows after a random part of this; zero makes both at once
 * @param delay every attempt is late by a random part of this
 * @param reorder tasks overtake each other
 * @param dropAnswer the probability, 0 to 1, that the target's answer is lost, so that the attempt counts as failed
 * @param token what is wrong with identity tokens
 * @param failCreate what callers are told when they create a task
 * @param seed makes the random choices repeatable; empty for others each time
 */
public record Faults(
        double duplicate,
        Duration duplicateDelay,
        Duration delay,
        boolean reorder,
        double dropAnswer,
        TokenFault token,
        Optional<CreateFault> failCreate,
        OptionalLong seed) {

    public static final Faults NONE = new Faults(
            0, Duration.ZERO, Duration.ZERO, false, 0, TokenFault.NONE, Optional.empty(), OptionalLong.empty());

    /** The names that {@link #with} takes. */
    public static final List<String> NAMES =
            List.of("duplicate", "duplicateDelay", "delay", "reorder", "dropAnswer", "token", "failCreate", "seed");

    /** By names and values, as {@link #with} takes them. */
    public static Faults of(Map<String, String> values) {
        var faults = NONE;
        for (var value : values.entrySet()) {
            faults = faults.with(value.getKey(), value.getValue());
        }
        return faults;
    }

    /**
     * These faults with one of them set.
     *
     * @param name one of {@link #NAMES}
     * @param value a probability such as 0.1, a duration such as 500ms, true or false, a {@link TokenFault}, a
     *     {@link CreateFault}, or a whole number, as the fault wants it
     * @throws IllegalArgumentException if there is no such fault or it can't have the value
     */
    public Faults with(String name, String value) {
        var read = new FaultText(name, value);
        return switch (name) {
            case "duplicate" ->
                new Faults(read.probability(), duplicateDelay, delay, reorder, dropAnswer, token, failCreate, seed);
            case "duplicateDelay" ->
                new Faults(duplicate, read.duration(), delay, reorder, dropAnswer, token, failCreate, seed);
            case "delay" ->
                new Faults(duplicate, duplicateDelay, read.duration(), reorder, dropAnswer, token, failCreate, seed);
            case "reorder" ->
                new Faults(duplicate, duplicateDelay, delay, read.yes(), dropAnswer, token, failCreate, seed);
            case "dropAnswer" ->
                new Faults(duplicate, duplicateDelay, delay, reorder, read.probability(), token, failCreate, seed);
            case "token" ->
                new Faults(duplicate, duplicateDelay, delay, reorder, dropAnswer, read.token(), failCreate, seed);
            case "failCreate" ->
                new Faults(duplicate, duplicateDelay, delay, reorder, dropAnswer, token, read.failCreate(), seed);
            case "seed" ->
                new Faults(duplicate, duplicateDelay, delay, reorder, dropAnswer, token, failCreate, read.seed());
            default ->
                throw new IllegalArgumentException("unknown fault " + name + "; known are " + String.join(", ", NAMES));
        };
    }

    /** What is set, by names and values that {@link #of} reads again. */
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("duplicate", duplicate == 0 ? "" : Double.toString(duplicate));
        values.put("duplicateDelay", duplicateDelay.isZero() ? "" : duplicateDelay.toMillis() + "ms");
        values.put("delay", delay.isZero() ? "" : delay.toMillis() + "ms");
        values.put("reorder", reorder ? "true" : "");
        values.put("dropAnswer", dropAnswer == 0 ? "" : Double.toString(dropAnswer));
        values.put("token", token == TokenFault.NONE ? "" : token.text());
        values.put("failCreate", failCreate.map(CreateFault::toString).orElse(""));
        values.put("seed", seed.isEmpty() ? "" : Long.toString(seed.getAsLong()));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    @Override
    public String toString() {
        return values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
