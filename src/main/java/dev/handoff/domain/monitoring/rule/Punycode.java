package dev.handoff.domain.monitoring.rule;

/**
 * Writes a label of a host name in ASCII, by RFC 3492, section 6.3. The JDK has the algorithm only behind
 * {@link java.net.IDN}, which changes letters beforehand that browsers keep, such as ß.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int LETTERS = 26;
    private static final int MIN_THRESHOLD = 1;
    private static final int MAX_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private Punycode() {}

    /** @param label of at most a few hundred characters, without capitals among those of ASCII */
    static String encode(String label) {
        int[] characters = label.codePoints().toArray();
        var encoded = new StringBuilder();
        label.codePoints().filter(it -> it < FIRST_BEYOND_ASCII).forEach(encoded::appendCodePoint);
        int basic = encoded.length();
        int handled = basic;
        if (basic > 0) {
            encoded.append('-');
        }
        int next = FIRST_BEYOND_ASCII;
        int delta = 0;
        int bias = FIRST_BIAS;
        while (handled < characters.length) {
            int least = smallestFrom(next, characters);
            delta += (least - next) * (handled + 1);
            for (int character : characters) {
                if (character < least) {
                    delta++;
                } else if (character == least) {
                    append(delta, bias, encoded);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            next = least + 1;
        }
        return encoded.toString();
    }

    private static int smallestFrom(int bound, int[] characters) {
        int smallest = Integer.MAX_VALUE;
        for (int character : characters) {
            if (character >= bound && character < smallest) {
                smallest = character;
            }
        }
        return smallest;
    }

    private static void append(int delta, int bias, StringBuilder encoded) {
        int rest = delta;
        for (int place = BASE; ; place += BASE) {
            int threshold = Math.clamp((long) place - bias, MIN_THRESHOLD, MAX_THRESHOLD);
            if (rest < threshold) {
                encoded.append(digit(rest));
                return;
            }
            encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /** The letters stand for 0 to 25, and the digits for the rest. */
    private static char digit(int value) {
        return (char) (value < LETTERS ? 'a' + value : '0' + value - LETTERS);
    }

    private static int adapted(int delta, int length, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        int steps = 0;
        while (rest > (BASE - MIN_THRESHOLD) * MAX_THRESHOLD / 2) {
            rest /= BASE - MIN_THRESHOLD;
            steps += BASE;
        }
        return steps + (BASE - MIN_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
