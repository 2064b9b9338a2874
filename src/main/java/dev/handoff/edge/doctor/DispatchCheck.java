package dev.handoff.edge.doctor;

import dev.handoff.edge.http.OidcVerifier;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what keeps tasks from being brought: settings, queues, permissions, servers that don't answer. */
@Singleton
final class DispatchCheck {

    private final Dispatcher dispatcher;
    private final TaskTypes types;
    private final OidcVerifier oidc;

    DispatchCheck(Dispatcher dispatcher, TaskTypes types, OidcVerifier oidc) {
        this.dispatcher = dispatcher;
        this.types = types;
        this.oidc = oidc;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.of("dispatch", this::choices));
        chosen().forEach((route, types) -> findings.addAll(routes(route, types)));
        findings.add(Finding.of("tokens", this::tokens));
        return findings;
    }

    private String tokens() throws IOException {
        if (!oidc.isOn()) {
            throw new Finding.Unused("neither TASKS_INVOKERS nor TASKS_SERVICE_ACCOUNT is set");
        }
        return oidc.probe();
    }

    private List<Finding> routes(String route, List<String> types) {
        var asked = new LinkedHashMap<String, Finding>();
        types.forEach(type -> asked.put(type, Finding.of(route, () -> dispatcher.probe(route, type))));
        return summary(asked);
    }

    /**
     * One finding for all types of a route that can be brought, and one for those that can't. What differs between types
     * is told by type.
     *
     * @param asked findings of one route by type
     */
    static List<Finding> summary(Map<String, Finding> asked) {
        var types = asked.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))));
        return Stream.of(true, false)
                .map(ok -> types.keySet().stream().filter(it -> it.ok() == ok).toList())
                .filter(findings -> !findings.isEmpty())
                .map(findings -> together(findings, types))
                .toList();
    }

    private static Finding together(List<Finding> findings, Map<Finding, String> types) {
        var first = findings.getFirst();
        if (findings.size() == 1) {
            return new Finding(first.subject(), first.state(), first.text() + " (" + types.get(first) + ")");
        }
        return new Finding(
                first.subject(),
                first.state(),
                findings.stream().map(it -> types.get(it) + ": " + it.text()).collect(Collectors.joining("; ")));
    }

    private String choices() {
        var faults = dispatcher.faults();
        if (!faults.isEmpty()) {
            throw new Finding.Fault(String.join("; ", faults));
        }
        var types =
                names().stream().collect(Collectors.groupingBy(this::choice, LinkedHashMap::new, Collectors.toList()));
        if (types.size() == 1) {
            return types.keySet().iterator().next();
        }
        return types.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    /** Where tasks of the type go, and why there. What was passed over is told by {@code dispatch explain}. */
    private String choice(String type) {
        return dispatcher.explain(type).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Verdict.Takes)
                .map(entry ->
                        entry.getKey() + " takes tasks: " + entry.getValue().reason())
                .findFirst()
                .orElse("no route takes tasks");
    }

    /** Types by the route that takes them, without those that none takes. */
    private Map<String, List<String>> chosen() {
        var chosen = new LinkedHashMap<String, List<String>>();
        for (var type : names()) {
            try {
                chosen.computeIfAbsent(dispatcher.choose(type), _ -> new ArrayList<>())
                        .add(type);
            } catch (DispatchMisconfigured told) {
                // The finding about dispatch says so.
            }
        }
        return chosen;
    }

    private List<String> names() {
        return types.all().stream().map(TaskType::name).toList();
    }
}
