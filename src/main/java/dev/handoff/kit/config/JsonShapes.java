package dev.handoff.kit.config;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Lets JSON be read into and written from every record and enum of the application: inputs, results, steps, answers. And
 * from interfaces that say how JSON tells their records apart.
 */
final class JsonShapes implements Feature {

    private static final String SUFFIX = ".class";

    /** Only started where there is a JVM; registering its records would bring all of it in. */
    private static final String LEFT_OUT = "dev.handoff.tool.emulator.cloudtasks.";

    @Override
    public String getDescription() {
        return "Registers what Handoff writes and reads as JSON for reflection";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        var own = getClass().getName().replace('.', '/') + SUFFIX;
        for (var place : access.getApplicationClassPath()) {
            classesBeside(own, place).stream()
                    .map(access::findClassByName)
                    .filter(type -> type != null && isShape(type))
                    .forEach(JsonShapes::register);
        }
    }

    static boolean isShape(Class<?> type) {
        return type.isRecord() || type.isEnum() || type.isAnnotationPresent(JsonTypeInfo.class);
    }

    /**
     * Names of all classes in the jar or folder that the executable is to know.
     *
     * @param own a class file; nothing is found where it isn't, which is in the jars of others
     */
    static List<String> classesBeside(String own, Path place) {
        try {
            if (Files.isDirectory(place)) {
                return classes(own, place);
            }
            try (var jar = FileSystems.newFileSystem(place)) {
                return classes(own, jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't look for classes in " + place, e);
        }
    }

    private static List<String> classes(String own, Path root) throws IOException {
        if (Files.notExists(root.resolve(own))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file ->
                            file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'))
                    .filter(name -> !name.startsWith(LEFT_OUT))
                    .toList();
        }
    }

    private static void register(Class<?> type) {
        RuntimeReflection.register(type);
        RuntimeReflection.register(type.getDeclaredConstructors());
        RuntimeReflection.register(type.getDeclaredMethods());
        RuntimeReflection.register(type.getDeclaredFields());
        if (type.isRecord()) {
            RuntimeReflection.registerAllRecordComponents(type);
        }
    }
}
