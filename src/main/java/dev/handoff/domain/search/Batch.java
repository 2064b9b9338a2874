package dev.handoff.domain.search;

import dev.handoff.domain.search.EmbeddingStore.Maker;
import dev.handoff.kit.provider.Sieve;
import dev.handoff.kit.provider.Sieve.Result;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One attempt to embed some items. Each is stored as soon as it is embedded, and a later attempt continues from there. */
final class Batch {

    // Longer than a provider may take for one call. A task that was killed gets its own claims back in its next
    // attempt.
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ItemKind kind;
    private final List<Long> ids;
    private final Set<Long> open;
    private final Embedder embedder;
    private final Maker maker;
    private final EmbeddingStore store;
    private final TaskRun run;
    private int success;
    private int failed;
    private String refusal;

    Batch(ItemKind kind, List<Long> ids, Embedder embedder, EmbeddingStore store, TaskRun run) {
        this.kind = kind;
        this.ids = ids;
        this.open = new LinkedHashSet<>(ids);
        this.embedder = embedder;
        this.maker = new Maker(embedder.name(), embedder.model());
        this.store = store;
        this.run = run;
    }

    /**
     * Embeds until every item is done, by this task or by others that had claimed it first.
     *
     * @throws TaskFailure if the provider asks for a pause, or refuses everything
     */
    Counts embed() throws TaskFailure, IOException, InterruptedException {
        try {
            while (!open.isEmpty()) {
                var claimed = store.claim(kind, open, maker, run.taskId(), LEASE);
                var todo = settle().stream()
                        .filter(item -> claimed.contains(item.id()))
                        .toList();
                embed(todo);
                progress();
                if (!open.isEmpty() && todo.isEmpty()) {
                    Thread.sleep(PAUSE);
                }
            }
        } finally {
            store.release(kind, ids, maker, run.taskId());
        }
        if (refusal != null && success == 0) {
            throw TaskFailure.permanent(refusal);
        }
        return new Counts(success, failed, ids.size() - success - failed);
    }

    /**
     * Counts items that need no work. Reads them after the claim, because the task that had claimed an item before may have
     * embedded it by then.
     *
     * @return items that are not embedded yet
     */
    private List<ItemText> settle() {
        var texts =
                store.texts(kind, open, maker).stream().collect(Collectors.toMap(ItemText::id, Function.identity()));
        var rest = new ArrayList<ItemText>();
        for (var id : List.copyOf(open)) {
            var item = texts.get(id);
            if (item == null || item.text().isBlank()) {
                failed++;
                open.remove(id);
            } else if (item.embeddedBy().isPresent()) {
                success += item.embeddedBy().get().equals(run.taskId()) ? 1 : 0;
                open.remove(id);
            } else if (embedder.unreadable(item.text()).isPresent()) {
                failed++;
                open.remove(id);
            } else {
                rest.add(item);
            }
        }
        return rest;
    }

    private void embed(List<ItemText> items) throws TaskFailure, IOException, InterruptedException {
        var call = new ArrayList<ItemText>();
        int texts = 0;
        for (var item : items) {
            if (!call.isEmpty() && texts + item.parts().size() > Embedder.MAX_TEXTS) {
                store(call);
                call.clear();
                texts = 0;
            }
            call.add(item);
            texts += item.parts().size();
        }
        if (!call.isEmpty()) {
            store(call);
        }
    }

    private void store(List<ItemText> items) throws TaskFailure, IOException, InterruptedException {
        var sieve = new Sieve<>(texts -> vectors(texts, items), Embedder.MAX_TEXTS);
        var results =
                sieve.ask(items.stream().flatMap(item -> item.parts().stream()).toList());
        int from = 0;
        for (var item : items) {
            int to = from + item.parts().size();
            store(item, results.subList(from, to));
            from = to;
        }
    }

    /** An item is no better than the worst of its parts. */
    private void store(ItemText item, List<Result<float[]>> results) {
        var vectors = new ArrayList<float[]>(results.size());
        for (var result : results) {
            switch (result) {
                case Result.Taken<float[]>(var vector) -> vectors.add(vector);
                case Result.Refused<float[]>(var reason) -> refusal = reason;
            }
        }
        if (vectors.size() < results.size()) {
            failed++;
            open.remove(item.id());
        } else if (store.save(kind, item, maker, run.taskId(), vectors)) {
            success++;
            open.remove(item.id());
        }
    }

    private List<float[]> vectors(List<String> texts, List<ItemText> items)
            throws TaskFailure, IOException, InterruptedException {
        // Prolongs the claim, because earlier calls may have used up most of it.
        store.claim(kind, items.stream().map(ItemText::id).toList(), maker, run.taskId(), LEASE);
        progress();
        return embedder.embed(texts);
    }

    private void progress() {
        run.progress(ids.size() - open.size(), ids.size());
    }
}
