package dev.handoff.kit.provider.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a model's tokens cost, in a currency of one's own choice that is the same for all models.
 *
 * @param model by the name that it is configured by
 * @param input for a million tokens that it reads
 * @param output for a million tokens that it writes
 */
public record Price(String model, BigDecimal input, BigDecimal output) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([^=\\s]+)=(\\d{1,9}(?:\\.\\d{1,9})?)/(\\d{1,9}(?:\\.\\d{1,9})?)\\s*");
    private static final int MILLION = 6;

    /** @param text such as {@code gpt-4.1-mini=0.40/1.60}; how configuration is read */
    public static Price parse(CharSequence text) {
        var prices = FORM.matcher(text);
        if (!prices.matches()) {
            throw new IllegalArgumentException(
                    "a price is a model's name, = and what a million tokens cost that it reads, / and that it writes,"
                            + " such as gpt-4.1-mini=0.40/1.60, was " + text);
        }
        return new Price(prices.group(1), new BigDecimal(prices.group(2)), new BigDecimal(prices.group(3)));
    }

    /** Exact, without rounding. */
    BigDecimal of(long inputTokens, long outputTokens) {
        return input.multiply(BigDecimal.valueOf(inputTokens))
                .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                .movePointLeft(MILLION);
    }
}
