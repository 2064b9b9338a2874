package dev.handoff.domain.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Violation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads, checks and keeps messages and atoms. Blocks the virtual thread that calls it. */
@Singleton
public class Items {

    /** Any text without the one character that PostgreSQL can't store. */
    static final String TEXT = "^[^\\u0000]*$";

    /** Characters of a content. */
    static final int MAX_CONTENT = 100_000;

    private final ItemStore store;
    private final ObjectMapper json;
    private final RecordSchema messages;
    private final RecordSchema atoms;

    public Items(ItemStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
        this.messages = RecordSchema.of(MessageItem.class, json);
        this.atoms = RecordSchema.of(AtomItem.class, json);
    }

    /**
     * A broken rule.
     *
     * @param place of the item in the request, from 0
     * @param field a JSON Pointer into the item
     */
    public record Fault(int place, String field, String detail) {}

    /**
     * What became of some items.
     *
     * @param stored how many are new or have changed
     * @param unchanged how many were stored like this before
     * @param failed how many were not stored
     * @param errors why those were not
     */
    public record Stored(int stored, int unchanged, int failed, List<Fault> errors) {}

    /**
     * Stores items under their ids and replaces those that are there. An item that breaks a rule is left out; the others are
     * stored.
     *
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL doesn't answer
     */
    public Stored store(ItemKind kind, List<JsonNode> bodies) {
        var errors = new ArrayList<Fault>();
        var items = new LinkedHashMap<Long, ItemStore.Item>();
        for (int place = 0; place < bodies.size(); place++) {
            var faults = faults(kind, place, bodies.get(place));
            if (faults.isEmpty()) {
                read(kind, place, bodies.get(place), items, faults);
            }
            errors.addAll(faults);
        }
        int changed = items.isEmpty()
                ? 0
                : store.put(kind, List.copyOf(items.values())).size();
        return new Stored(changed, items.size() - changed, bodies.size() - items.size(), errors);
    }

    private List<Fault> faults(ItemKind kind, int place, JsonNode body) {
        var schema = kind == ItemKind.MESSAGE ? messages : atoms;
        return Violation.first(schema.violations(body)).stream()
                .map(it -> new Fault(place, it.field(), it.message()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void read(
            ItemKind kind, int place, JsonNode body, LinkedHashMap<Long, ItemStore.Item> items, List<Fault> faults) {
        try {
            var item = item(kind, body);
            if (items.putIfAbsent(item.id(), item) != null) {
                faults.add(new Fault(place, "/id", "must be there once, was there before: " + item.id()));
            }
        } catch (JsonProcessingException unreadable) {
            faults.add(new Fault(place, JsonFault.pointer(unreadable), JsonFault.reason(unreadable)));
        }
    }

    private ItemStore.Item item(ItemKind kind, JsonNode body) throws JsonProcessingException {
        return switch (kind) {
            case MESSAGE -> {
                var it = json.treeToValue(body, MessageItem.class);
                yield new ItemStore.Item(
                        it.id(), Optional.ofNullable(it.author()), it.content(), Optional.ofNullable(it.createdAt()));
            }
            case ATOM -> {
                var it = json.treeToValue(body, AtomItem.class);
                yield new ItemStore.Item(
                        it.id(), Optional.ofNullable(it.title()), it.content(), Optional.ofNullable(it.createdAt()));
            }
        };
    }
}
