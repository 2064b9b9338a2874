package dev.handoff.domain.search;

import dev.handoff.domain.search.EmbeddingStore.Maker;
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
    private TaskFailure refusal;

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
            throw refusal;
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
                embedTogether(call);
                call.clear();
                texts = 0;
            }
            call.add(item);
            texts += item.parts().size();
        }
        if (!call.isEmpty()) {
            embedTogether(call);
        }
    }

    /** If the provider refuses the call, tries the items one by one, since only one of them may be the cause. */
    private void embedTogether(List<ItemText> items) throws TaskFailure, IOException, InterruptedException {
        try {
            store(items);
        } catch (TaskFailure refused) {
            if (!refused.isPermanent()) {
                throw refused;
            }
            if (items.size() > 1) {
                for (var item : items) {
                    embedTogether(List.of(item));
                }
            } else {
                refusal = refused;
                failed++;
                open.remove(items.getFirst().id());
            }
        }
    }

    private void store(List<ItemText> items) throws TaskFailure, IOException, InterruptedException {
        // Prolongs the claim, because earlier calls may have used up most of it.
        store.claim(kind, items.stream().map(ItemText::id).toList(), maker, run.taskId(), LEASE);
        var vectors =
                vectors(items.stream().flatMap(item -> item.parts().stream()).toList());
        int from = 0;
        for (var item : items) {
            int to = from + item.parts().size();
            if (store.save(kind, item, maker, run.taskId(), vectors.subList(from, to))) {
                success++;
                open.remove(item.id());
            }
            from = to;
        }
    }

    /** In several calls if one item has that many parts. */
    private List<float[]> vectors(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        var vectors = new ArrayList<float[]>(texts.size());
        for (int from = 0; from < texts.size(); from += Embedder.MAX_TEXTS) {
            vectors.addAll(embedder.embed(texts.subList(from, Math.min(texts.size(), from + Embedder.MAX_TEXTS))));
            progress();
        }
        return vectors;
    }

    private void progress() {
        run.progress(ids.size() - open.size(), ids.size());
    }
}
