package dev.handoff.edge.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who follows what, so that news are shown to those alone that may want them, however many others there are. */
final class Followers {

    private final Map<Choice, Set<Client>> each = new ConcurrentHashMap<>();

    /** Clients that follow all names with a common beginning. There are few. */
    private final Map<Choice, Set<Client>> open = new ConcurrentHashMap<>();

    void add(Client client, Collection<Choice> choices) {
        choices.forEach(choice -> place(choice).compute(choice, (_, clients) -> {
            var all = clients == null ? ConcurrentHashMap.<Client>newKeySet() : clients;
            all.add(client);
            return all;
        }));
    }

    void remove(Client client, Collection<Choice> choices) {
        choices.forEach(choice -> place(choice).computeIfPresent(choice, (_, clients) -> {
            clients.remove(client);
            return clients.isEmpty() ? null : clients;
        }));
    }

    private Map<Choice, Set<Client>> place(Choice choice) {
        return choice.isOpen() ? open : each;
    }

    /** Each once. */
    Set<Client> of(Told told) {
        var all = new HashSet<Client>();
        told.choices().forEach(choice -> all.addAll(each.getOrDefault(choice, Set.of())));
        open.forEach((choice, clients) -> {
            if (choice.begins(told.name())) {
                all.addAll(clients);
            }
        });
        return all;
    }
}
