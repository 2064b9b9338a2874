package dev.handoff.domain.language;

import dev.handoff.kit.provider.model.Interview.Unfit;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the text of a note must not bring in, however its writer was talked into it: markup, which a page might obey, and
 * addresses that nobody has given.
 */
final class NoteText {

    /** A tag, a comment, an entity; a link or an image of Markdown or of BBCode; a line of code. */
    private static final Pattern MARKUP =
            Pattern.compile("<[/!?]?\\p{L}|<!--|&(#\\d+|#x\\p{XDigit}+|\\p{Alpha}{2,}\\d*);"
                    + "|\\][(\\[]|\\]:\\s?\\S|!\\[|(?i)\\[/?(url|img|link|email)\\b|`");

    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?";

    /** Of hosts that programs make links of by themselves. A sentence without a blank after it goes on with a capital. */
    private static final String ENDING =
            "(?:com|net|org|info|biz|name|pro|mobi|io|co|ai|app|dev|xyz|top|site|online|shop"
                    + "|store|club|link|click|live|life|news|vip|icu|me|tv|cc|gg|ly|to|gl|gd|sh|in|ru|su|cn|jp|kr|br|de|at|ch|nl"
                    + "|be|fr|it|es|pl|se|no|fi|dk|uk|eu|us|ca|au|nz|ua|tr|gov|edu|mil|int|onion|zip|mov|example|test|invalid)";

    private static final Pattern ADDRESS = Pattern.compile("(?iu)"
            + "[a-z][a-z0-9+.-]*:(?://|\\\\\\\\)\\S*"
            + "|\\b(?:mailto|javascript|data|vbscript|tel|sms|file|blob|magnet|bitcoin):\\S+"
            + "|\\bwww\\.\\S+"
            + "|\\S+@(?:" + LABEL + "\\.)+\\p{L}{2,}"
            + "|(?<![\\p{L}\\p{N}.@-])(?:" + LABEL + "\\.)+(?:(?-i:" + ENDING + "|" + ENDING.toUpperCase(Locale.ROOT)
            + ")\\b|\\p{L}{2,}(?=[/:?#]\\S))(?:[/:?#]\\S*)?"
            + "|(?<![\\p{N}.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![.\\p{N}])(?:[/:]\\S*)?");

    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}&&[^/#=&_~%+-]]+$");

    private NoteText() {}

    /**
     * Looks at a text as readers and pages see it.
     *
     * @param links that it may name, each as it was given, or its host
     * @throws Unfit if it holds markup, or another address
     */
    static void check(String text, Collection<String> links) throws Unfit {
        var seen = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (MARKUP.matcher(seen).find()) {
            throw new Unfit("note holds markup, plain text is allowed alone");
        }
        var allowed = links.stream()
                .flatMap(link -> Stream.of(link, host(link)))
                .map(NoteText::comparable)
                .collect(Collectors.toSet());
        var addresses = ADDRESS.matcher(seen);
        while (addresses.find()) {
            var address = PUNCTUATION.matcher(addresses.group()).replaceFirst("");
            if (!allowed.contains(comparable(addresses.group())) && !allowed.contains(comparable(address))) {
                throw new Unfit("note holds the address " + address + ", which is not among the links");
            }
        }
    }

    private static String host(String link) {
        return link.replaceFirst("^[^/]*//", "").replaceFirst("[/?#].*", "");
    }

    private static String comparable(String address) {
        return address.replaceFirst("/$", "");
    }
}
