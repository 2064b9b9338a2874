package dev.handoff.architecture;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** The plugins of a pom.xml that run tests, and which classes they select, with and without its profiles. */
final class TestPlugins {

    private static final Set<String> NAMES = Set.of("maven-surefire-plugin", "maven-failsafe-plugin");

    private TestPlugins() {}

    /** What one plugin runs, as patterns of source files. */
    record Selection(List<String> includes, List<String> excludes) {

        /** Given the class's name with slashes. Neither plugin runs a class within another by itself. */
        boolean selects(String name) {
            return !name.contains("$") && matches(includes, name) && !matches(excludes, name);
        }

        private static boolean matches(List<String> patterns, String name) {
            var file = Path.of(name + ".java");
            return patterns.stream().anyMatch(pattern -> FileSystems.getDefault()
                    .getPathMatcher("glob:" + pattern)
                    .matches(file));
        }
    }

    static List<Selection> selections(Path pom) throws Exception {
        var plugins = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("plugin");
        var selections = new ArrayList<Selection>();
        for (int i = 0; i < plugins.getLength(); i++) {
            var plugin = (Element) plugins.item(i);
            if (texts(plugin, "artifactId").stream().anyMatch(NAMES::contains)) {
                selections.add(new Selection(texts(plugin, "include"), texts(plugin, "exclude")));
            }
        }
        return selections;
    }

    private static List<String> texts(Element element, String tag) {
        var found = element.getElementsByTagName(tag);
        var texts = new ArrayList<String>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }
}
