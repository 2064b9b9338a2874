package dev.handoff.document;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** The configuration interfaces as tables: names and defaults by SmallRye's rules, meanings from the Javadoc. */
final class SettingTables {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PREFIX = Pattern.compile("prefix = \"([a-z.-]+)\"");
    private static final Pattern ALIAS = Pattern.compile("\\$\\{([A-Za-z_.]+):?");

    private record Setting(List<String> variables, String meaning, String fallback) {}

    private record Section(String prefix, String meaning, List<Setting> settings) {}

    private SettingTables() {}

    static String markdown() {
        return sections().stream()
                        .map(section -> "\n### `%s`\n\n%s\n\n| variable | meaning | default |\n| --- | --- | --- |\n"
                                        .formatted(section.prefix(), section.meaning())
                                + section.settings().stream()
                                        .map(SettingTables::row)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String row(Setting setting) {
        var names = setting.variables().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", also "));
        return "| %s | %s | %s |\n".formatted(names, setting.meaning().replace("|", "\\|"), setting.fallback());
    }

    static Set<String> variables() {
        return sections().stream()
                .flatMap(section -> section.settings().stream())
                .flatMap(setting -> setting.variables().stream())
                .collect(Collectors.toSet());
    }

    private static List<Section> sections() {
        try (var files = Files.walk(SOURCES)) {
            var sources = files.filter(file -> file.toString().endsWith("Config.java"))
                    .filter(file -> Document.read(file).text().contains("@ConfigMapping"))
                    .toList();
            var compiler = ToolProvider.getSystemJavaCompiler();
            var manager = compiler.getStandardFileManager(null, null, null);
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            var docs = DocTrees.instance(task);
            var sections = new ArrayList<Section>();
            for (var unit : task.parse()) {
                sections.add(section(unit, docs));
            }
            sections.sort(Comparator.comparing(Section::prefix));
            return sections;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Section section(CompilationUnitTree unit, DocTrees docs) throws ClassNotFoundException {
        var type = (ClassTree) unit.getTypeDecls().getFirst();
        var prefix = PREFIX.matcher(type.getModifiers().toString());
        if (!prefix.find()) {
            throw new IllegalStateException(type.getSimpleName() + " has no prefix");
        }
        var mapping = Class.forName(unit.getPackageName() + "." + type.getSimpleName());
        var defaults = ConfigClass.configClass(mapping).getProperties();
        var path = new TreePath(new TreePath(unit), type);
        var settings = new ArrayList<Setting>();
        collect(prefix.group(1), path, docs, defaults, settings);
        return new Section(prefix.group(1), words(docs.getDocCommentTree(path)), settings);
    }

    private static void collect(
            String prefix, TreePath path, DocTrees docs, Map<String, String> defaults, List<Setting> settings) {
        var type = (ClassTree) path.getLeaf();
        for (var member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                var name = prefix + "." + kebab(method.getName().toString());
                var nested = nested(type, method.getReturnType().toString());
                if (nested == null) {
                    var words = words(docs.getDocCommentTree(new TreePath(path, method)));
                    settings.add(setting(name, words, Objects.requireNonNullElse(defaults.get(name), "")));
                } else {
                    collect(name, new TreePath(path, nested), docs, defaults, settings);
                }
            }
        }
    }

    private static ClassTree nested(ClassTree type, String name) {
        return type.getMembers().stream()
                .filter(member -> member.getKind() == Tree.Kind.INTERFACE)
                .map(ClassTree.class::cast)
                .filter(member -> member.getSimpleName().contentEquals(name))
                .findFirst()
                .orElse(null);
    }

    private static Setting setting(String name, String words, String value) {
        var variables = new ArrayList<String>();
        var alias = ALIAS.matcher(value);
        if (value.startsWith("${") && value.endsWith("}") && alias.find()) {
            variables.add(variable(alias.group(1)));
        }
        if (!variables.contains(variable(name))) {
            variables.add(variable(name));
        }
        return new Setting(variables, words, fallback(value));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** What counts if no variable is set; other variables stand for their values. */
    private static String fallback(String value) {
        var inner = value.startsWith("${") && value.endsWith("}") ? value.replaceFirst("^\\$\\{[^:]*:", "") : value;
        var plain = inner.equals(value) ? value : inner.substring(0, inner.length() - 1);
        var named = plain.replaceAll("\\$\\{([A-Z_]+):?[^}]*}+", "$1");
        return named.isEmpty() ? "" : "`" + named.replace("${user.home}", "~") + "`";
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A comment as Markdown in one line. */
    private static String words(DocCommentTree comment) {
        if (comment == null) {
            return "";
        }
        var words = comment.getFullBody().stream().map(Object::toString).collect(Collectors.joining());
        return words.replaceAll(
                        "\\{@code ([^{}]*(?:\\{[^{}]*(?:\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}[^{}]*)*}[^{}]*)*)}", "`$1`")
                .replaceAll("\\{@link [#\\w.]*?([A-Za-z]+)(?:\\(\\))?}", "`$1`")
                .replace("<p>", " ")
                .replaceAll("\\s+", " ")
                .replaceFirst("^`[A-Z_]+`: (\\w)", "$1")
                .replaceAll(" ?`[A-Z_]+` sets it too\\.", "")
                .strip();
    }
}
