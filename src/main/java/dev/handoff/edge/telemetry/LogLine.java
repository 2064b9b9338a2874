package dev.handoff.edge.telemetry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One thing that happened, in the form {@code event=<name> key=value …}. */
final class LogLine {

    private static final Pattern BARE = Pattern.compile("[\\p{Alnum}._:/@+-]+");

    private final Map<String, Object> values = new LinkedHashMap<>();

    private LogLine(String event) {
        values.put("event", event);
    }

    static LogLine of(String event) {
        return new LogLine(event);
    }

    LogLine with(String key, Object value) {
        values.put(key, value instanceof Number number ? number : Untrusted.shortened(String.valueOf(value)));
        return this;
    }

    /** In text with its unit, such as {@code 1.5s}; as a value the number of seconds. */
    LogLine with(String key, Duration duration) {
        values.put(key, duration);
        return this;
    }

    /** Strings and numbers by name, in the order of the line. Strings are short but otherwise as they came. */
    Map<String, Object> values() {
        var plain = new LinkedHashMap<>(values);
        plain.replaceAll((_, value) -> value instanceof Duration duration ? seconds(duration) : value);
        return plain;
    }

    private static BigDecimal seconds(Duration duration) {
        var seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        // 30, not 3E+1.
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? seconds(duration).toPlainString() + "s" : value.toString();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(text(entry.getValue())))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String value) {
        return BARE.matcher(value).matches() ? value : '"' + Untrusted.escaped(value) + '"';
    }
}
