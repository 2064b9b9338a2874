package dev.handoff.kit.provider;

import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answer to the question which provider to use. */
public sealed interface Chosen<P extends Provider> {

    /** This one, which is ready. */
    record One<P extends Provider>(P provider) implements Chosen<P> {}

    /**
     * There is none.
     *
     * @param reason with the remedy
     */
    record None<P extends Provider>(String reason) implements Chosen<P> {}

    /**
     * Takes the provider that is wanted and no other, or the first that is ready.
     *
     * @param kind what they are, for the message
     * @param wanted a constant of the setting. The first of them leaves the choice open; the others have the providers'
     *     names, in the order in which these are asked
     * @param providers one for each other constant
     */
    static <P extends Provider, C extends Enum<C>> Chosen<P> of(String kind, C wanted, Collection<P> providers) {
        var named = providers.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
        if (wanted.ordinal() > 0) {
            return ready(named.get(name(wanted)));
        }
        return Arrays.stream(wanted.getDeclaringClass().getEnumConstants())
                .skip(1)
                .map(choice -> named.get(name(choice)))
                .filter(provider -> provider.missing().isEmpty())
                .findFirst()
                .<Chosen<P>>map(One::new)
                .orElseGet(() -> new None<>("no " + kind + " is ready; " + remedies(named)));
    }

    /**
     * Takes the provider of this name and no other.
     *
     * @param kind what they are, for the message
     */
    static <P extends Provider> Chosen<P> named(String kind, String name, Collection<P> providers) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .map(Chosen::ready)
                .orElseGet(() -> new None<>("there is no %s %s; there are %s".formatted(kind, name, names(providers))));
    }

    /**
     * The provider, for a task that is being submitted.
     *
     * @throws Invalid with the remedies, if there is none
     */
    default P orRefuse() {
        return switch (this) {
            case One<P>(var provider) -> provider;
            case None<P>(var reason) -> throw Invalid.task(reason);
        };
    }

    /**
     * The provider, for a task that is being submitted and names it.
     *
     * @param field the JSON Pointer of the input's field that holds the name, for the message
     * @throws Invalid with the remedies, if there is none
     */
    default P orRefuse(String field) {
        return switch (this) {
            case One<P>(var provider) -> provider;
            case None<P>(var reason) -> throw Invalid.task(field, reason);
        };
    }

    /**
     * The provider, for a task that runs.
     *
     * @throws TaskFailure permanent, if there is none any more
     */
    default P orFail() throws TaskFailure {
        return switch (this) {
            case One<P>(var provider) -> provider;
            case None<P>(var reason) -> throw TaskFailure.permanent(reason);
        };
    }

    private static <P extends Provider> Chosen<P> ready(P provider) {
        return provider.missing()
                .<Chosen<P>>map(remedy -> new None<>(provider.name() + " is not ready: " + remedy))
                .orElseGet(() -> new One<>(provider));
    }

    private static String names(Collection<? extends Provider> providers) {
        return providers.stream().map(Provider::name).sorted().collect(Collectors.joining(", "));
    }

    private static String remedies(Map<String, ? extends Provider> named) {
        return named.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(provider ->
                        "for " + provider.name() + ", " + provider.missing().orElse("nothing"))
                .collect(Collectors.joining("; "));
    }

    private static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
