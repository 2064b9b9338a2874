package dev.handoff.engine.dispatch;

import dev.handoff.kit.text.Nearest;
import dev.handoff.task.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code HANDOFF_ROUTES} says: which route takes which types and weights. */
final class Mapping {

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z][\\w:.-]*?)\\s*:\\s*([a-z][a-z0-9-]*)");
    private static final String REMEDY = "; entries are such as heavy:rabbitmq or transcribe:local";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Weights weights;

    Mapping(List<String> texts, Collection<String> routes, Weights weights) {
        this.weights = weights;
        texts.stream().map(String::strip).forEach(text -> read(text, routes));
    }

    /** Sends tasks of a type or a weight to a route. */
    record Entry(String subject, String route) {

        /** What becomes of the answer of a route that is the only one to be asked. */
        Verdict judge(Verdict answer, String type) {
            return answer instanceof Verdict.Takes takes
                    ? new Verdict.Takes("HANDOFF_ROUTES says " + this + "; " + takes.reason())
                    : new Verdict.Broken("HANDOFF_ROUTES says " + this + ", but " + route + " can't take " + type + ": "
                            + answer.reason() + "; mend that, or change HANDOFF_ROUTES");
        }

        @Override
        public String toString() {
            return subject + ":" + route;
        }
    }

    /** The type's own entry, or that of its weight. */
    Optional<Entry> of(String type) {
        return Optional.ofNullable(entries.get(type))
                .or(() -> Optional.ofNullable(entries.get(word(weights.of(type)))));
    }

    /** What is wrong with the setting itself, each with its remedy. While there is one, the setting has no meaning. */
    List<String> faults() {
        return faults;
    }

    private void read(String text, Collection<String> routes) {
        var parts = ENTRY.matcher(text);
        if (!parts.matches()) {
            fault(text, "can't be read" + REMEDY);
            return;
        }
        var entry = new Entry(weights.nameOf(parts.group(1)), parts.group(2));
        if (!routes.contains(entry.route())) {
            fault(text, "names no route; known are " + String.join(", ", routes));
        }
        if (!isWeight(entry.subject()) && !weights.types().contains(entry.subject())) {
            fault(
                    text,
                    "names neither heavy nor light nor a task type that is here; known are "
                            + String.join(", ", weights.types()) + Nearest.question(entry.subject(), weights.types()));
        }
        if (entries.put(entry.subject(), entry) != null) {
            fault(text, "is the second entry for " + entry.subject() + "; leave one");
        }
    }

    private void fault(String entry, String problem) {
        faults.add("HANDOFF_ROUTES: " + entry + " " + problem);
    }

    private static boolean isWeight(String subject) {
        return List.of(Weight.values()).stream().anyMatch(weight -> word(weight).equals(subject));
    }

    private static String word(Weight weight) {
        return weight.name().toLowerCase(Locale.ROOT);
    }
}
