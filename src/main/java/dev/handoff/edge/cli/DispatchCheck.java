package dev.handoff.edge.cli;

import dev.handoff.edge.http.OidcVerifier;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Verdict;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        chosen().forEach((type, route) ->
                findings.add(Finding.of(route, () -> type + ": " + dispatcher.probe(route, type))));
        findings.add(Finding.of("tokens", oidc::probe));
        // What is wrong with a queue is wrong with it for all its types.
        return findings.stream().distinct().toList();
    }

    private String choices() {
        var faults = dispatcher.faults();
        if (!faults.isEmpty()) {
            throw Refused.usage(String.join("; ", faults));
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

    /** Why tasks of the type go where they go. */
    private String choice(String type) {
        var passed = new ArrayList<String>();
        for (var entry : dispatcher.explain(type).entrySet()) {
            if (entry.getValue() instanceof Verdict.Takes takes) {
                passed.add("so " + entry.getKey() + " takes tasks: " + takes.reason());
                break;
            }
            passed.add(entry.getValue().reason());
        }
        return String.join("; ", passed);
    }

    /** Routes by type, of those that have one. */
    private Map<String, String> chosen() {
        var chosen = new LinkedHashMap<String, String>();
        for (var type : names()) {
            try {
                chosen.put(type, dispatcher.choose(type));
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
