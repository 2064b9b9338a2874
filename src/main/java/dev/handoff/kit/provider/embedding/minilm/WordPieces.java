package dev.handoff.kit.provider.embedding.minilm;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts texts into the pieces of words that BERT's models know, as their authors' tokenizer does: without accents and capitals,
 * each sign of punctuation and each Chinese character by itself, the longest known piece first.
 *
 * <p>The authors' own tokenizer is a library in Rust, which would have to be unpacked and registered in a native executable.
 * The algorithm is small enough to be here, and a test compares it with that very library.
 *
 * <p>Unlike theirs, it takes no text for a command: {@code [SEP]} in a text is a word in brackets.
 */
final class WordPieces {

    private static final String INNER = "##";

    /** A word that has more characters is unknown, as in the model's own tokenizer. */
    private static final int MAX_WORD_LENGTH = 100;

    private final Map<String, Integer> pieces;
    private final int unknown;
    private final int begin;
    private final int end;

    private WordPieces(Map<String, Integer> pieces) {
        this.pieces = pieces;
        this.unknown = pieces.get("[UNK]");
        this.begin = pieces.get("[CLS]");
        this.end = pieces.get("[SEP]");
    }

    /** @param tokenizer a {@code tokenizer.json} of Hugging Face's library; only its vocabulary is used */
    static WordPieces read(byte[] tokenizer) throws IOException {
        var pieces = new HashMap<String, Integer>();
        new ObjectMapper()
                .readTree(tokenizer)
                .at("/model/vocab")
                .properties()
                .forEach(piece -> pieces.put(piece.getKey(), piece.getValue().intValue()));
        return new WordPieces(pieces);
    }

    /**
     * The numbers of a text's pieces, between those for its beginning and its end.
     *
     * @param most how many numbers there may be; what comes later in the text is left out
     */
    long[] numbers(String text, int most) {
        var numbers = new ArrayList<Integer>();
        numbers.add(begin);
        for (var word : Words.of(text)) {
            if (numbers.size() >= most - 1) {
                break;
            }
            numbers.addAll(numbers(word));
        }
        var kept = numbers.subList(0, Math.min(numbers.size(), most - 1));
        kept.add(end);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    /**
     * Whether a text is more than unknown words. All of these have one number, so texts of them are alike whatever they say. Of
     * sentences of which the model knew less than half of the words, every tenth pair was as near as a paraphrase.
     *
     * @param most how many pieces of the text are read
     */
    boolean reads(String text, int most) {
        int pieces = 0;
        int known = 0;
        int foreign = 0;
        boolean signs = false;
        for (var word : Words.of(text)) {
            var numbers = numbers(word);
            if (hasLetter(word)) {
                boolean isForeign = numbers.equals(List.of(unknown));
                foreign += isForeign ? 1 : 0;
                known += isForeign ? 0 : 1;
            } else {
                signs |= numbers.equals(List.of(unknown));
            }
            pieces += numbers.size();
            if (pieces >= most) {
                break;
            }
        }
        return foreign <= known && (known > 0 || !signs);
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private List<Integer> numbers(String word) {
        if (word.codePointCount(0, word.length()) > MAX_WORD_LENGTH) {
            return List.of(unknown);
        }
        var numbers = new ArrayList<Integer>();
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            var number = pieces.get(piece(word, from, to));
            while (number == null && to > from + 1) {
                number = pieces.get(piece(word, from, --to));
            }
            if (number == null) {
                return List.of(unknown);
            }
            numbers.add(number);
            from = to;
        }
        return numbers;
    }

    private static String piece(String word, int from, int to) {
        var piece = word.substring(from, to);
        return from == 0 ? piece : INNER + piece;
    }

    /** Cuts texts into words. */
    private static final class Words {

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();

        static List<String> of(String text) {
            var words = new Words();
            plain(text).codePoints().forEach(words::add);
            words.end();
            return words.words;
        }

        private void add(int character) {
            if (isSpace(character)) {
                end();
            } else if (isPunctuation(character) || isChinese(character)) {
                end();
                words.add(Character.toString(character));
            } else {
                word.appendCodePoint(character);
            }
        }

        private void end() {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }

        private static String plain(String text) {
            var plain = new StringBuilder(text.length());
            Normalizer.normalize(visible(text), Form.NFD)
                    .codePoints()
                    .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                    // One by one: the form that a letter takes at a word's end is unknown to the model.
                    .forEach(character ->
                            plain.append(Character.toString(character).toLowerCase(Locale.ROOT)));
            return plain.toString();
        }

        private static String visible(String text) {
            var visible = new StringBuilder(text.length());
            text.codePoints()
                    .filter(character -> isSpace(character) || !isInvisible(character))
                    .forEach(visible::appendCodePoint);
            return visible.toString();
        }

        private static boolean isInvisible(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                default -> character == 0xFFFD;
            };
        }

        private static boolean isSpace(int character) {
            return character == '\t' || character == '\n' || character == '\r' || Character.isSpaceChar(character);
        }

        private static boolean isPunctuation(int character) {
            return switch (Character.getType(character)) {
                case Character.CONNECTOR_PUNCTUATION,
                        Character.DASH_PUNCTUATION,
                        Character.START_PUNCTUATION,
                        Character.END_PUNCTUATION,
                        Character.INITIAL_QUOTE_PUNCTUATION,
                        Character.FINAL_QUOTE_PUNCTUATION,
                        Character.OTHER_PUNCTUATION -> true;
                default -> character < 0x80 && "$+<=>^`|~".indexOf(character) >= 0;
            };
        }

        // The blocks that BERT's authors name; Japanese and Korean letters are not among them.
        private static boolean isChinese(int character) {
            return character >= 0x4E00 && character <= 0x9FFF
                    || character >= 0x3400 && character <= 0x4DBF
                    || character >= 0x20000 && character <= 0x2A6DF
                    || character >= 0x2A700 && character <= 0x2B73F
                    || character >= 0x2B740 && character <= 0x2B81F
                    || character >= 0x2B920 && character <= 0x2CEAF
                    || character >= 0xF900 && character <= 0xFAFF
                    || character >= 0x2F800 && character <= 0x2FA1F;
        }
    }
}
