package dev.handoff.domain.search;

import dev.handoff.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what it is told of one kind and one maker, and forgets nothing by itself. */
final class MemoryEmbeddings implements EmbeddingStore {

    final Map<Long, ItemText> items = new HashMap<>();
    final Map<Long, TaskId> claims = new HashMap<>();

    synchronized void put(long id, String text, String... chunks) {
        long revision = items.containsKey(id) ? items.get(id).revision() + 1 : 1;
        items.put(id, new ItemText(id, text, revision, List.of(chunks), Optional.empty()));
    }

    @Override
    public synchronized Set<Long> claim(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task, Duration lease) {
        return ids.stream()
                .filter(id ->
                        items.containsKey(id) && items.get(id).embeddedBy().isEmpty())
                .filter(id -> claims.computeIfAbsent(id, _ -> task).equals(task))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized List<ItemText> texts(ItemKind kind, Collection<Long> ids, Maker maker) {
        return ids.stream().filter(items::containsKey).map(items::get).toList();
    }

    @Override
    public synchronized boolean save(ItemKind kind, ItemText item, Maker maker, TaskId task, List<float[]> vectors) {
        claims.remove(item.id(), task);
        if (items.get(item.id()).revision() != item.revision()
                || vectors.size() != item.parts().size()) {
            return false;
        }
        items.put(item.id(), new ItemText(item.id(), item.text(), item.revision(), item.chunks(), Optional.of(task)));
        return true;
    }

    @Override
    public synchronized void release(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task) {
        ids.forEach(id -> claims.remove(id, task));
    }

    @Override
    public List<Neighbour> nearest(float[] vector, Maker maker, Optional<ItemKind> kind, int most) {
        throw new UnsupportedOperationException("batches don't search");
    }
}
