package dev.handoff.edge.cli;

import dev.handoff.kit.config.AppEnv;
import dev.handoff.kit.config.DatabaseUrlSource;
import dev.handoff.kit.config.PlainConfig;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** Shows every setting. */
@Command(
        name = "config",
        description = "Shows every setting: its variable, its value (secrets as ***) and where that is from.",
        footer = "%nA variable beats a line in .env, and that beats what Handoff brings along.")
final class Settings extends LocalCommand {

    private static final String MASK = "***";
    private static final Pattern ALIAS = Pattern.compile("^\\$\\{([A-Za-z0-9_.]+)");
    private static final Pattern SECRET = Pattern.compile("(?i).*(key|password|secret|token|auth|headers)");
    private static final Pattern LOGIN_IN_URL = Pattern.compile("(//[^:/@]*):[^/]*@");

    @Override
    public Integer call() {
        var config = PlainConfig.unchecked(environment(), Mappings.ALL);
        var rows = new ArrayList<List<String>>();
        rows.add(
                plain(config, "APP_ENV", AppEnv.of(environment().get("APP_ENV")).toString()));
        rows.add(plain(config, DatabaseUrlSource.VARIABLE, "(a PostgreSQL of its own)"));
        rows.add(plain(config, "HANDOFF_DATA", PlainConfig.data(config).toString()));
        names(config).forEach(name -> rows.add(row(config, name)));
        Table.print(out(), List.of("SETTING", "VARIABLE", "VALUE", "FROM"), rows);
        return ExitCode.OK;
    }

    /** Those of our own packages; one with a star stands for many. */
    static TreeSet<String> own() {
        var names = new TreeSet<String>();
        for (var mapping : Mappings.ALL) {
            names.addAll(ConfigClass.configClass(mapping).getProperties().keySet());
        }
        return names;
    }

    /** Those of our own packages, and those of Quarkus's that one of our variables sets. */
    private static TreeSet<String> names(SmallRyeConfig config) {
        var names = own();
        for (var name : config.getPropertyNames()) {
            if (name.startsWith("quarkus.") && alias(config, name).isPresent()) {
                names.add(name);
            }
        }
        // An element of a list is set together with its list.
        names.removeIf(name -> name.contains("*"));
        return names;
    }

    private static List<String> plain(SmallRyeConfig config, String variable, String otherwise) {
        var value = config.getConfigValue(variable);
        var shown = value.getValue() == null ? otherwise : masked(variable, value.getValue());
        return List.of("", variable, shown, source(config, variable));
    }

    private static List<String> row(SmallRyeConfig config, String name) {
        var ownVariable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        var alias = alias(config, name);
        var value = Optional.ofNullable(config.getConfigValue(name).getValue()).orElse("");
        // Set through the alias in its default, if there is one and it has a value.
        var origin = alias.filter(other -> config.getConfigValue(other).getValue() != null)
                .orElse(name);
        return List.of(
                name, alias.map(Settings::variable).orElse(ownVariable), masked(name, value), source(config, origin));
    }

    private static Optional<String> alias(SmallRyeConfig config, String name) {
        return Optional.ofNullable(config.getConfigValue(name).getRawValue())
                .map(ALIAS::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
    }

    private static String variable(String alias) {
        return alias.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String source(SmallRyeConfig config, String name) {
        var source =
                Optional.ofNullable(config.getConfigValue(name).getSourceName()).orElse("");
        if (source.startsWith("EnvConfigSource")) {
            return source.contains(".env") ? ".env" : "environment";
        }
        return source.startsWith("SysProp") ? "system property" : "default";
    }

    private static String masked(String name, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return SECRET.matcher(name).matches()
                ? MASK
                : LOGIN_IN_URL.matcher(value).replaceAll("$1:" + MASK + "@");
    }
}
