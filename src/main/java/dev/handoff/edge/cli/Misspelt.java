package dev.handoff.edge.cli;

import dev.handoff.kit.config.PlainConfig;
import dev.handoff.kit.text.Nearest;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Variables that look like settings of ours and are none, so that nothing ever reads them. */
final class Misspelt {

    private static final String OURS = "HANDOFF_";

    /** Those that no setting has: they are for the command line, and for what starts it. */
    private static final Set<String> BESIDE = Set.of(
            "HANDOFF_URL", "HANDOFF_API_KEY", "HANDOFF_DATA", "HANDOFF_IMAGE", "HANDOFF_SERVES", "HANDOFF_TERMINAL");

    private static final Pattern ALIAS = Pattern.compile("\\$\\{(" + OURS + "[A-Z0-9_]+)");

    private Misspelt() {}

    /** A warning for each, with the name that may have been meant. */
    static List<String> warnings(Map<String, String> environment) {
        var config = PlainConfig.unchecked(environment, Mappings.ALL);
        var known = known(config);
        return environment.keySet().stream()
                .filter(name -> name.startsWith(OURS) && known.stream().noneMatch(it -> covers(it, name)))
                .sorted()
                .map(name -> name + " is no setting, nothing reads it" + Nearest.question(name, known))
                .toList();
    }

    /** An element of a map begins with the name of the map. */
    private static boolean covers(String known, String name) {
        return known.contains("*") ? name.startsWith(known.substring(0, known.indexOf('*'))) : name.equals(known);
    }

    private static Set<String> known(SmallRyeConfig config) {
        var names = new TreeSet<>(BESIDE);
        Settings.own().stream().map(Misspelt::variable).forEach(names::add);
        // Shorter names stand in the defaults, where they are read from.
        var defaults = Mappings.ALL.stream()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().values().stream());
        var ofQuarkus = Stream.of(config.getPropertyNames())
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(setting -> config.getConfigValue(setting).getRawValue());
        Stream.concat(defaults, ofQuarkus)
                .filter(Objects::nonNull)
                .flatMap(value -> ALIAS.matcher(value).results())
                .forEach(alias -> names.add(alias.group(1)));
        return names;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
    }
}
