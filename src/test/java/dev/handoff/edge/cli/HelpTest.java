package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** What the help texts name must exist. */
class HelpTest {

    private static final int WIDE = 300;
    private static final Pattern EXAMPLE = Pattern.compile("(?m)(?:^Example: |`)(?:\\./)?handoff ([^`\\n]+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("[Ff]or example ([a-z-]+)");

    static List<String> examples() {
        return commands(commandLine())
                .map(command -> EXAMPLE.matcher(command.setUsageHelpWidth(WIDE).getUsageMessage()))
                .flatMap(
                        matcher -> matcher.results().map(found -> found.group(1).strip()))
                .distinct()
                .toList();
    }

    @Test
    void examplesAreFound() {
        assertThat(examples())
                .contains("run transcribe talk.wav", "types", "config")
                .anyMatch(example -> example.startsWith("submit "));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleCanBeTyped(String example) {
        var words = WORD.matcher(example)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);

        assertThatCode(() -> commandLine().parseArgs(words)).doesNotThrowAnyException();
        var named = innermost(commandLine().parseArgs(words)).matchedPositionals();
        assertThat(named.stream().filter(it -> it.paramLabel().equals("TYPE")).map(ArgSpec::getValue))
                .isSubsetOf(types());
        assertThat(named.stream().filter(it -> it.paramLabel().equals("TOPIC")).map(ArgSpec::getValue))
                .isSubsetOf(Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void typesInDescriptionsExist() {
        var samples = commands(commandLine())
                .flatMap(command -> command.getCommandSpec().args().stream())
                .filter(arg -> arg.paramLabel().equals("TYPE"))
                .flatMap(arg ->
                        SAMPLE.matcher(String.join(" ", arg.description())).results())
                .map(sample -> sample.group(1))
                .toList();

        assertThat(samples).isNotEmpty().isSubsetOf(types());
    }

    private static CommandLine commandLine() {
        return Handoff.commandLine(Map.of());
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }

    private static ParseResult innermost(ParseResult parsed) {
        return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
    }

    /** The names of all types that have a constant. */
    private static Set<String> types() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.handoff.domain")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(TaskType.class))
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .map(HelpTest::value)
                        .map(TaskType::name)
                        .collect(Collectors.toSet());
    }

    private static TaskType<?, ?> value(JavaField constant) {
        try {
            var field = constant.reflect();
            field.setAccessible(true);
            return (TaskType<?, ?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
