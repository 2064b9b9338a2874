package dev.handoff.tool.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure beside what it is measured by.
 *
 * @param bare the bare limit, empty if there is none
 * @param ratio of the two
 * @param aim in words, empty if there is none
 */
public record Comparison(
        String what,
        String measured,
        Optional<String> bare,
        Optional<Double> ratio,
        Optional<String> aim,
        Optional<Boolean> met) {

    /** What the cells of a row are called. */
    public static final List<String> HEADING = List.of("WHAT", "MEASURED", "BARE", "RATIO", "AIM", "MET");

    /** How much of a bare limit is reached; nothing is aimed at. */
    static Comparison of(String what, Rate measured, Rate bare) {
        return new Comparison(
                what,
                perSecond(measured),
                Optional.of(perSecond(bare)),
                Optional.of(measured.perSecond() / bare.perSecond()),
                Optional.empty(),
                Optional.empty());
    }

    /** At least so much of a bare limit is wanted. */
    static Comparison atLeast(double aim, String what, Rate measured, Rate bare) {
        var plain = of(what, measured, bare);
        return new Comparison(
                what,
                plain.measured,
                plain.bare,
                plain.ratio,
                Optional.of("at least " + number("%.2f", aim)),
                plain.ratio.map(ratio -> ratio >= aim));
    }

    /** Less than so much is wanted, whatever the machine. */
    static Comparison below(double aim, String unit, String what, double measured) {
        return new Comparison(
                what,
                number("%.2f", measured) + " " + unit,
                Optional.empty(),
                Optional.empty(),
                Optional.of("below " + number("%.0f", aim) + " " + unit),
                Optional.of(measured < aim));
    }

    /** Only told, beside a bare figure if there is one. */
    static Comparison told(String what, String measured, Optional<String> bare) {
        return new Comparison(what, measured, bare, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** For people, as {@link #HEADING} says. */
    public List<String> cells() {
        return List.of(
                what,
                measured,
                bare.orElse(""),
                ratio.map(it -> number("%.2f", it)).orElse(""),
                aim.orElse(""),
                met.map(it -> it ? "yes" : "no").orElse(""));
    }

    static String perSecond(Rate rate) {
        return number("%,.0f/s", rate.perSecond());
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
