package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import dev.handoff.task.Invalid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "indirim, BÜYÜK İNDİRİM BAŞLADI",
        "İNDİRİM, büyük indirim",
        "İstanbul, istanbul",
        "istanbul, İSTANBUL",
        "BİTCOİN, bitcoin",
        "kırmızı, KIRMIZI",
        "KIRMIZI, kırmızı",
        "ılık, ILIK",
        "مجاني, مجـــاني",
        "مجاني, مَجّاني",
        "مَجّاني, مجاني",
        "الرحمن, الرَّحْمٰن",
        "رأس, رَأَّسَ",
        "שלום, שָׁלוֹם",
        "free crypto, f̶r̶e̶e̶ ̶c̶r̶y̶p̶t̶o̶",
        "free crypto, fr\u0489ee crypto",
        "free crypto, f\u20ddr\u20dde\u20dde\u20dd crypto",
        "free crypto, f\u0332r\u0332e\u0332e\u0332 c\u0305rypto",
        "free crypto, f\u0301\u0316\u0330r\u0342\u031d\u0346e\u0301\u0302\u0316e\u0311\u0329\u034d crypto",
        "free crypto, fr\u200de\u200de crypto",
        "free crypto, fr\ufe0ee\ufe0fe crypto",
        "free crypto, fr\u180be\udb40\udd00e crypto",
        "замок, за\u0301мок",
        "हिन्दी, हिन्दी में",
        "нефть, НЕФТЬ",
        "йод, и\u0306од",
        "café, cafe\u0301",
        "đồng, ĐỒNG",
        "が, か\u3099",
        "무료, 무료로 드립니다",
        "무료, 지금은 무료입니다!",
        "무료 코인, 무료 코인을 받으세요",
        "무료, 무료",
        "ΟΔΟΣ, η οδος",
        "straße, STRASSE",
        "გამარჯობა, ᲒᲐᲛᲐᲠᲯᲝᲑᲐ",
        "مجاني, ﻣﺠﺎﻧﻲ",
        "don't, DON’T",
        "free crypto, fr\u00adee\u00a0cr\u2063ypto"
    })
    void wordIsFoundThatReadersSee(String word, String content) {
        assertThat(isFlagged(Kind.WORDS, word, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "йод, иод",
        "ёлка, елка",
        "cafe, café",
        "ano, año",
        "हद, हिन्दी",
        "कल, काल",
        "무료, 유무료",
        "무료 코인, 무료로 코인을",
        "free, freedom",
        "कम, कर्म",
        "か, が",
        "سال, سأل",
        "in dirim, İNDİRİM",
        "ma, må"
    })
    void otherWordIsNot(String word, String content) {
        assertThat(isFlagged(Kind.WORDS, word, content)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0336", "\u0640", "🚀", "\u20dd\u200d"})
    void wordWithoutALetterIsRefused(String word) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> isFlagged(Kind.WORDS, word, "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "☎\ufe0f ?call, ☎\ufe0f call me",
        "☎\ufe0f ?call, ☎ call me",
        "☎ ?call, ☎\ufe0f call me",
        "☎\ufe0f ?call, ☎\ufe0f ca\u200bll me",
        "☎\ufe0f+, call ☎\ufe0f☎\ufe0f",
        "[☎\ufe0f📞] ?call, ☎\ufe0f call me",
        "☎\\x{FE0F}, ☎\ufe0f",
        "№ ?\\d+, № 5",
        "№ ?\\d+, No 5",
        "№+5, №№5",
        "[№#]\\d, №5",
        "½ off, ½ off",
        "½ off, ½ o\u200bff",
        "…$, wait…",
        "^(ﬁne|good)$, fine",
        "cafe\u0301, café",
        "cafe\u0301, cafe\u0301",
        "(?i)ﬀ, OFF",
        "👨\u200d👩\u200d👧, 👨\u200d👩\u200d👧",
        "👨\u200d👩\u200d👧?!, 👨\u200d👩\u200d👧!",
        "[\\x{200B}-\\x{200F}\\x{202E}], fr\u200bee",
        "[\u200b\u202e], fr\u200bee",
        "\u200b, fr\u200bee",
        "\\p{Cf}, fr\u200bee",
        "[ａ-ｚ]{4}, ｆｒｅｅ",
        "free, ｆｒｅｅ",
        "\\Q№\\E, №",
        "مجـاني, مجـاني"
    })
    void patternFindsWhatIsTyped(String pattern, String content) {
        assertThat(isFlagged(Kind.PATTERNS, pattern, content)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "…, call me",
        "call.☎\ufe0f?, call me",
        "(☎\ufe0f?call|x), call me",
        "(a|\u200b)b, b",
        "№{2}5, No5",
        "№, n",
        "½, 1 and 2",
        "[½], 1",
        "＊, aaa",
        "a（b）, ab",
        "^[a-z]+$, fr€e"
    })
    void patternFindsNothingElse(String pattern, String content) {
        assertThat(isFlagged(Kind.PATTERNS, pattern, content)).isFalse();
    }

    private static boolean isFlagged(Kind kind, String entry, String content) {
        return !new Ruleset(List.of(new Rule("r", kind, List.of(entry))))
                .examine(new Message("m", "ann", content, null), Duration.ofSeconds(20))
                .flags()
                .isEmpty();
    }
}
