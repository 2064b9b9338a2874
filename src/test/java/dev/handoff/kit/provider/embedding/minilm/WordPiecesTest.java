package dev.handoff.kit.provider.embedding.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model's authors' own tokenizer says what is right. */
class WordPiecesTest {

    private static final int MAX_PIECES = 256;
    private static WordPieces words;
    private static HuggingFaceTokenizer theirs;

    @BeforeAll
    static void read() throws IOException {
        var file = "/all-minilm-l6-v2-q-tokenizer.json";
        try (var in = WordPiecesTest.class.getResourceAsStream(file)) {
            words = WordPieces.read(in.readAllBytes());
        }
        try (var in = WordPiecesTest.class.getResourceAsStream(file)) {
            theirs = HuggingFaceTokenizer.newInstance(
                    in, Map.of("padding", "false", "truncation", "true", "maxLength", "" + MAX_PIECES));
        }
    }

    @AfterAll
    static void close() {
        theirs.close();
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "Hello, world!",
                "unaffable embeddings, re-chunking & tokenisation: 3.14 % of $5",
                "Crème brûlée, naïve façade, ÅNGSTRÖM, Ștefan, Žižek, İstanbul, ẞ, ﬁne",
                "Cafe\u0301 Ame\u0301lie",
                "我爱北京天安门。こんにちは世界、カタカナ。안녕하세요 세계",
                "𠀀𪜀 rare, and 豈 compatible",
                "Привет, мир! Ελληνικά: Σίσυφος ΟΔΥΣΣΕΥΣ. עִבְרִית العَرَبِيَّة हिन्दी ไทย",
                "👍🏽 family 👨‍👩‍👧‍👦 flag 🇩🇪 ☃️ ♥",
                "a\tb\nc\r\nd\u00a0e\u2003f\u3000g\u2028h",
                "null\u0000byte bell\u0007 esc\u001b[31mred\u001b[0m \u200bzero\u200dwidth\ufeff \ufffd \u202eright",
                "\ud800 lone, \udc00 surrogates".replaceAll("[\\ud800\\udc00]", "\ufffd"),
                "x".repeat(100),
                "x".repeat(101) + " after",
                "é".repeat(100),
                "supercalifragilisticexpialidocious ".repeat(200),
                "word ".repeat(1000),
                "https://example.org/a?b=c&d=%20e#f_g~h user@example.com C:\\path\\to `code` <tag attr=\"v\"/> {json: [1,2]}",
                "“smart” ‘quotes’ – — … ¿Qué? ¡No! «guillemets» „low“ § ¶ † ‰ € £ ¥ © ® ™ ½ ² º",
                "1,234,567.89 12:30 2026-11-26T09:50:00Z +49-30-1234567",
                "[UNK ] [CLS_ ]");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void piecesAreThoseOfTheirTokenizer(String text) {
        assertThat(words.numbers(text, MAX_PIECES)).isEqualTo(expected(text));
    }

    /** Characters that were there when their tables were made: what became a letter since differs, and is unknown anyway. */
    @Test
    void piecesOfAnyCharactersAreThoseOfTheirTokenizer() {
        var random = new Random(7);
        int[][] ranges = {
            {0x01, 0x7f},
            {0x80, 0x24f},
            {0x250, 0x52f},
            {0x5d0, 0x5ea},
            {0xe01, 0xe3a},
            {0x1e00, 0x1fff},
            {0x2000, 0x20b0},
            {0x2100, 0x23f0},
            {0x3001, 0x30ff},
            {0x4e00, 0x9fc0},
            {0xac00, 0xd7a3},
            {0xe000, 0xfa6d},
            {0x1f300, 0x1f570},
            {0x20000, 0x2a6d0}
        };
        for (int i = 0; i < 3000; i++) {
            var range = ranges[random.nextInt(ranges.length)];
            var text = random.ints(random.nextInt(1, 40), range[0], range[1])
                    .mapToObj(character -> random.nextInt(5) == 0 ? " " : Character.toString(character))
                    .collect(Collectors.joining());
            assertThat(words.numbers(text, MAX_PIECES)).as(text).isEqualTo(expected(text));
        }
    }

    @Test
    void commandsInATextAreWordsAndNotObeyed() {
        assertThat(words.numbers("a [SEP] b", MAX_PIECES)).isNotEqualTo(expected("a [SEP] b"));
        assertThat(words.numbers("a [SEP] b", MAX_PIECES)).isEqualTo(expected("a [ SEP ] b"));
    }

    @Test
    void longTextsLoseTheirEndButNotItsMark() {
        var numbers = words.numbers("word ".repeat(1000), MAX_PIECES);

        assertThat(numbers).hasSize(MAX_PIECES).endsWith(expected("")[1]);
    }

    private static long[] expected(String text) {
        return theirs.encode(text).getIds();
    }
}
