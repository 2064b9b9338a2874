package dev.handoff.domain.podcast.template;

import static dev.handoff.domain.podcast.template.Templating.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.handoff.kit.json.RecordSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

/** What holds for every template that keeps the rules. */
class TemplatePropertiesTest {

    private static final RecordSchema SCHEMA = RecordSchema.of(Template.class, JSON);

    /** As whoever reads the schema understands it. */
    private static final JsonSchema PUBLISHED =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA.asJson());

    private final TemplateRules rules = new TemplateRules(Templating.storage());

    @Property(tries = 300)
    void templateKeepsItsSchemaAndComesBackEqual(@ForAll("templates") Template template) throws Exception {
        var tree = JSON.readTree(JSON.writeValueAsString(template));

        assertThat(SCHEMA.violations(tree)).isEmpty();
        assertThat(PUBLISHED.validate(tree)).isEmpty();
        assertThat(broken(template)).isEmpty();
        assertThat(JSON.treeToValue(tree, Template.class)).isEqualTo(template);
    }

    @Property(tries = 300)
    void nothingIsAskedForOnceAllIsFilledIn(@ForAll("templates") Template template) {
        Map<String, String> values = new HashMap<>();
        template.placeholders().forEach(name -> values.put(name, "value of " + name));

        var filled = template.filled(values);

        assertThat(filled.placeholders()).isEmpty();
        assertThat(filled.filled(Map.of())).isEqualTo(filled);
        assertThat(filled.segments()).hasSameSizeAs(template.segments());
    }

    private List<String> broken(Template template) {
        var broken = new ArrayList<String>();
        rules.check(template, (at, message) -> broken.add(at + " " + message));
        return broken;
    }

    @Provide
    Arbitrary<Template> templates() {
        var others = Arbitraries.oneOf(clips(), speeches(), silences()).list().ofMaxSize(12);
        var segments = Combinators.combine(
                        others, main(), Arbitraries.integers().between(0, 12))
                .as(TemplatePropertiesTest::withMain);
        return segments.flatMap(all -> Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(100)
                                .injectNull(0.2),
                        line(),
                        Arbitraries.of("mp3", "m4a", null),
                        numbers(-40, -8),
                        numbers(-9, 0),
                        beds(all.size()).list().ofMaxSize(10))
                .filter((id, _, _, _, _, _) -> !"schema".equals(id))
                .as((id, name, format, loudness, peak, beds) ->
                        new Template(id, name, format, loudness, peak, all, beds)));
    }

    /** A first segment has nothing to overlap, and a silence may be short. */
    private static List<Segment> withMain(List<? extends Segment> others, Segment.Main main, int place) {
        var segments = new ArrayList<Segment>(others);
        segments.add(Math.min(place, segments.size()), main);
        for (int i = 0; i < segments.size(); i++) {
            if (i == 0 || segments.get(i - 1) instanceof Segment.Silence) {
                segments.set(i, withoutCrossfade(segments.get(i)));
            }
        }
        return segments;
    }

    private static Segment withoutCrossfade(Segment segment) {
        return switch (segment) {
            case Segment.Clip it ->
                new Segment.Clip(it.filename(), it.title(), it.gain(), it.fadeIn(), it.fadeOut(), null);
            case Segment.Main it -> new Segment.Main(it.title(), it.fadeIn(), it.fadeOut(), null);
            case Segment.Speech it ->
                new Segment.Speech(it.text(), it.voice(), it.title(), it.fadeIn(), it.fadeOut(), null);
            case Segment.Silence it -> it;
        };
    }

    private static Arbitrary<Segment.Clip> clips() {
        return Combinators.combine(files(), line(), numbers(-60, 20), numbers(0, 60), numbers(0, 60), numbers(0, 60))
                .as(Segment.Clip::new);
    }

    private static Arbitrary<Segment.Main> main() {
        return Combinators.combine(line(), numbers(0, 60), numbers(0, 60), numbers(0, 60))
                .as(Segment.Main::new);
    }

    private static Arbitrary<Segment.Speech> speeches() {
        var words = Arbitraries.oneOf(
                characters().ofMaxLength(200).filter(text -> !text.contains("{")),
                Arbitraries.of("{{guest}}", "{{ show_1 }}", "}}", "{ {"));
        var texts = words.list().ofMinSize(1).ofMaxSize(20).map(all -> String.join(" ", all));
        return Combinators.combine(
                        texts.filter(text -> !text.isBlank()),
                        Arbitraries.of("amy", "en-US/Neural2:A", null),
                        line(),
                        numbers(0, 60),
                        numbers(0, 60),
                        numbers(0, 60))
                .as(Segment.Speech::new);
    }

    private static Arbitrary<Segment.Silence> silences() {
        return Arbitraries.doubles().between(0.01, 600).map(Segment.Silence::new);
    }

    private static Arbitrary<Bed> beds(int segments) {
        var ends = Arbitraries.integers()
                .between(0, segments - 1)
                .injectNull(0.3)
                .list()
                .ofSize(2);
        return ends.filter(it -> it.get(0) == null || it.get(1) == null || it.get(0) <= it.get(1))
                .flatMap(it -> Combinators.combine(
                                files(),
                                numbers(-60, 20),
                                numbers(0, 60),
                                numbers(0, 60),
                                numbers(0, 50),
                                Arbitraries.of(true, false, null))
                        .as((file, gain, in, out, ducking, loop) ->
                                new Bed(file, it.get(0), it.get(1), gain, in, out, ducking, loop)));
    }

    private static Arbitrary<String> files() {
        return Arbitraries.of("intro.mp3", "jingles/so long.wav", "gs://shows/été/outro.flac");
    }

    private static Arbitrary<Double> numbers(int least, int most) {
        return Arbitraries.doubles().between(least, most).ofScale(10).injectNull(0.3);
    }

    private static Arbitrary<String> line() {
        return characters()
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(text -> !text.isBlank() && text.chars().allMatch(it -> it >= ' ' && it != 0x7f))
                .injectNull(0.4);
    }

    private static StringArbitrary characters() {
        return Arbitraries.strings().ascii().withCharRange('\u00a1', '\u02ff').withChars("語界");
    }
}
