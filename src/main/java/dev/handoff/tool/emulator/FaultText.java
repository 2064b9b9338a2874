package dev.handoff.tool.emulator;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The value of a fault as a person wrote it. */
record FaultText(String name, String value) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    double probability() {
        try {
            double probability = Double.parseDouble(value);
            if (probability >= 0 && probability <= 1) {
                return probability;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number that is no probability.
        }
        throw refused("a probability from 0 to 1");
    }

    Duration duration() {
        var parts = DURATION.matcher(value);
        if (!parts.matches()) {
            throw refused("a duration such as 500ms, 5s, 2m or 1h");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    boolean yes() {
        return switch (value) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw refused("true or false");
        };
    }

    TokenFault token() {
        return TokenFault.named(value).orElseThrow(() -> refused("one of " + TokenFault.names()));
    }

    Optional<CreateFault> failCreate() {
        return Optional.of(CreateFault.parse(value).orElseThrow(() -> refused(CreateFault.SHAPE)));
    }

    OptionalLong seed() {
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw refused("a whole number");
        }
    }

    private IllegalArgumentException refused(String allowed) {
        return new IllegalArgumentException("fault " + name + " must be " + allowed + ", was " + value);
    }
}
