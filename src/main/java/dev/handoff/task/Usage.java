package dev.handoff.task;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What one call of a model has used.
 *
 * @param model as it is configured, at most 200 characters
 * @param inputTokens as the model's provider counts them
 * @param outputTokens hidden ones such as thoughts included, as far as the provider counts them
 * @param cost in the currency in which prices are configured; empty if the model's price is not known
 */
public record Usage(String model, long inputTokens, long outputTokens, Optional<BigDecimal> cost) {

    public Usage {
        if (model.isBlank() || model.length() > 200) {
            throw new IllegalArgumentException("a model's name has 1 to 200 characters, was '" + model + "'");
        }
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException(
                    "tokens must not be negative, were " + inputTokens + " and " + outputTokens);
        }
        Objects.requireNonNull(cost);
    }
}
