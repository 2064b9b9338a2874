package dev.handoff.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes that break a rule, compiled when a test needs them. */
final class Intruders {

    static final String ROOT = "intruders";

    private final Map<String, String> sources = new LinkedHashMap<>();

    /** A class in one room that holds a class of another room; neither room needs to exist. */
    Intruders knows(String room, String known) {
        return holds(room, declare(ROOT + "." + known + ".Known"));
    }

    /** A class in a room that holds a class by its full name, which is declared if the JDK doesn't have it. */
    Intruders uses(String room, String known) {
        return holds(room, isOfTheJdk(known) ? known : declare(known));
    }

    /** A class in a room that is derived from a class of the JDK. */
    Intruders derives(String room, String known) {
        sources.put(
                ROOT + "." + room + ".Nosy",
                "package " + ROOT + "." + room + "; abstract class Nosy extends " + known + " {}");
        return this;
    }

    /** A class in a room that calls a method without arguments, given by its full name. */
    Intruders calls(String room, String method) {
        return does(room, "Object made = " + receiver(method) + "." + simple(method) + "();");
    }

    /** A class in a room that refers to such a method and leaves the call to others. */
    Intruders refers(String room, String method) {
        return does(room, "java.util.concurrent.Callable<?> later = " + receiver(method) + "::" + simple(method) + ";");
    }

    /** A way to an object that has the method, whose class is declared with it if the JDK doesn't have it. */
    private String receiver(String method) {
        var type = method.substring(0, method.lastIndexOf('.'));
        if (!isOfTheJdk(type)) {
            declare(
                    type,
                    "public static " + type + " any() { return null; } " + "public Object " + simple(method)
                            + "() { return null; }");
            return type + ".any()";
        }
        return "((" + type + ") null)";
    }

    private static boolean isOfTheJdk(String name) {
        return name.startsWith("java.") || name.startsWith("javax.net.");
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** A class in a room with one method. */
    Intruders does(String room, String body) {
        var type = "Nosy" + sources.size();
        return add(room, type, "void act() throws Exception { " + body + " }");
    }

    JavaClasses compiledInto(Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var units = new ArrayList<JavaFileObject>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        var options = List.of("-d", folder.toString(), "-classpath", folder.toString(), "-proc:none");
        if (!compiler.getTask(said, null, null, options, null, units).call()) {
            throw new IllegalStateException("the intruders don't compile: " + said);
        }
        return new ClassFileImporter().importPath(folder);
    }

    private Intruders holds(String room, String known) {
        return add(room, "Nosy" + sources.size(), known + " known;");
    }

    private Intruders add(String room, String type, String member) {
        var where = ROOT + "." + room;
        sources.put(where + "." + type, "package " + where + "; class " + type + " { " + member + " }");
        return this;
    }

    private String declare(String name) {
        return declare(name, "");
    }

    private String declare(String name, String members) {
        var home = name.substring(0, name.lastIndexOf('.'));
        sources.put(name, "package " + home + "; public class " + simple(name) + " { " + members + " }");
        return name;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
